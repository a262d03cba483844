"""Whom to believe, and whom a report passes by."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.reports.directory import (
    Body,
    Concern,
    Directory,
    NotAList,
    SignedList,
    believe,
    offline_key,
    sign_list,
)
from bot.reports.service import Lists
from tests.reports.vectors import county, holders, lists, seed, town

ROOT = offline_key(seed("root"))
COUNTY = sign_list(county(), seed("root"))
TOWN = sign_list(town(), seed("county"))


def believed(*lists: SignedList) -> list[str]:
    return sorted(believe(lists, ROOT).bodies)


def test_signatures_lead_down_from_the_root_in_any_order() -> None:
    assert believed(TOWN, COUNTY) == believed(COUNTY, TOWN) == ["county", "town"]


def test_nothing_is_believed_that_they_do_not_reach() -> None:
    assert believed(*lists()) == ["county", "town"]
    assert believed(TOWN) == []
    assert believe([COUNTY, TOWN], offline_key(seed("not root"))).bodies == {}


@pytest.mark.parametrize("signer", ["root", "town", "he"])
def test_only_the_body_above_can_name_the_holders(signer: str) -> None:
    assert believed(COUNTY, sign_list(town(), seed(signer))) == ["county"]


def test_a_changed_list_is_not_believed() -> None:
    changed = replace(COUNTY, list=COUNTY.list.replace("青石", "白石"))
    assert believed(changed) == []
    assert believed(replace(COUNTY, signature="no hex"), SignedList("[" * 9999, "")) == []


def test_the_newest_list_is_in_force() -> None:
    newer = replace(county(2), holders=holders(("he", "bai")))
    directory = believe([COUNTY, sign_list(newer, seed("root"))], ROOT)
    assert directory.bodies["county"] == newer


def test_nobody_holds_for_two_bodies() -> None:
    doubled = replace(town(), holders=holders(("ma", "he")))
    assert believed(COUNTY, sign_list(doubled, seed("county"))) == ["county"]


@pytest.mark.parametrize("names", [(), ("he",), ("he", "he"), tuple("abcdefghi")])
def test_a_body_has_two_to_eight_holders(names: tuple[str, ...]) -> None:
    with pytest.raises(NotAList):
        sign_list(replace(county(), holders=holders(names)), seed("root"))


@pytest.mark.parametrize(
    "broken",
    [{"body": "Not an id"}, {"number": "1"}, {"offline": "short"}, {"holders": [{"name": "x"}, 1]}],
)
def test_malformed_lists(broken: dict[str, object]) -> None:
    text = json.dumps({**json.loads(COUNTY.list), **broken})
    assert believed(SignedList(text, COUNTY.signature)) == []


@pytest.mark.parametrize(
    ("chosen", "concern", "to"),
    [
        (town(), Concern.OTHER, "town"),
        (town(), Concern.HOLDER, "county"),
        (town(), Concern.SECRETARY, "county"),
        (town(), Concern.HEAD, "county"),
        (county(), Concern.OTHER, "county"),
        (county(), Concern.HOLDER, None),
        (county(), Concern.HEAD, None),
    ],
)
def test_whoever_is_concerned_is_passed_by(chosen: Body, concern: Concern, to: str | None) -> None:
    body = believe([COUNTY, TOWN], ROOT).route(chosen.id, concern)
    assert (body.id if body else None) == to


def test_who_looks_while_the_lists_are_read_anew_sees_them_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {"list": COUNTY.list, "signature": COUNTY.signature}
    (tmp_path / "county.json").write_text(json.dumps(written), encoding="utf-8")
    read, seen_meanwhile = Lists(tmp_path, ROOT), list[int]()

    def believe_slowly(lists: list[SignedList], root: str) -> Directory:
        monkeypatch.setattr("bot.reports.service.believe", believe)
        seen_meanwhile.append(len(read.directory.bodies))
        return believe(lists, root)

    monkeypatch.setattr("bot.reports.service.believe", believe_slowly)
    assert len(read.directory.bodies) == 1
    assert seen_meanwhile == [1]
