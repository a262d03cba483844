"""The box over its requests: what reporters can do, and what nobody can."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.reports.box import Refusal
from bot.reports.directory import Concern
from bot.reports.frames import Incoming
from bot.reports.gate import solve
from bot.reports.reporter import seal_more, seal_report
from bot.reports.turns import AT_ONCE, Turns
from tests.reports.office import TOLD, Office, reporter


async def refused(word: str, asked: object) -> None:
    with pytest.raises(Refusal) as refusal:
        await asked  # type: ignore[misc]
    assert refusal.value.word == word


async def test_a_report_goes_in_and_its_state_comes_back(office: Office) -> None:
    li = await office.reports("li")
    look = await office.looks(li)
    assert (look["state"], look["body"], look["next"], look["begun"]) == (
        "received",
        "county",
        2,
        False,
    )
    assert look["answers"] == []


async def test_the_same_message_again_is_a_silent_success(office: Office) -> None:
    li = reporter("li")
    sealed = seal_report(li, office.body("county"), Concern.OTHER, TOLD)
    await office.sends(li, sealed)
    await office.sends(li, sealed)
    assert (await office.looks(li))["next"] == 2
    other = seal_report(li, office.body("county"), Concern.OTHER, TOLD)
    await refused("number", office.sends(li, other))


async def test_more_can_be_added_in_its_order(office: Office) -> None:
    li = await office.reports("li")
    await office.adds(li, "还有一件事")
    assert (await office.looks(li))["next"] == 3
    late = seal_more(li, office.body("county"), 9, "跳过了")
    await refused("number", office.sends(li, late, number=9))


async def test_nobody_adds_or_looks_without_the_receipt(office: Office) -> None:
    li = await office.reports("li")
    thief = reporter("thief")
    stolen = type(li)(li.keys, li.id, thief.access)
    await refused("unknown", office.looks(stolen))
    await refused("unknown", office.withdraws(stolen))
    sealed = seal_more(li, office.body("county"), 2, "x")
    await refused("unknown", office.sends(stolen, sealed, number=2))
    await refused("unknown", office.sends(thief, sealed, number=2))
    await refused("unknown", office.looks(thief))


async def test_what_nobody_has_begun_is_wholly_deleted(office: Office) -> None:
    li = await office.reports("li")
    await office.withdraws(li)
    await refused("unknown", office.looks(li))
    assert await office.at("he", lambda desk: desk.cases()) == []


async def test_what_somebody_has_begun_is_not(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.open(li.id))
    await refused("begun", office.withdraws(li))
    assert (await office.looks(li))["begun"]


@pytest.mark.parametrize("body", ["nowhere", "other", "", "county "])
async def test_a_body_that_is_not_believed_takes_no_reports(office: Office, body: str) -> None:
    li = reporter("li")
    sealed = seal_report(li, office.body("county"), Concern.OTHER, TOLD)
    await refused("body", office.sends(li, sealed, body))
    await refused("unknown", office.looks(li))


@pytest.mark.parametrize("sealed", [b"", b"x" * 5000, b"x" * 17_000_000])
async def test_sizes_are_bounded(office: Office, sealed: bytes) -> None:
    word = "large" if len(sealed) > 16_900_000 else "malformed"
    await refused(word, office.sends(reporter("li"), sealed))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"{}",
        b"[]\n",
        b"{}\n",
        b'{"mailbox": 1}\n',
        b'{"mailbox": "../../etc", "access": "00"}\n',
        b"[" * 70_000 + b"\n",
        b'{"mailbox":' + b" " * 70_000 + b"\n",
        b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"\n",
        b"\xff\xfe\n",
        b'{"mailbox": "' + b"AB" * 16 + b'", "access": "' + b"AB" * 32 + b'"}\n',
    ],
)
async def test_what_is_no_request_is_refused_without_harm(office: Office, content: bytes) -> None:
    for path in ("box/send", "box/look", "box/withdraw", "desk/list", "desk/step", "desk/reseal"):
        answer = await office.http.post(f"/{path}", content=content)
        assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})


async def test_a_challenge_is_good_once(office: Office) -> None:
    asked = await office.posts("/box/challenge", {})
    li = reporter("li")
    head = {
        "mailbox": li.id,
        "access": li.access.hex(),
        "body": "county",
        "number": 1,
        "challenge": asked["challenge"],
        "answer": solve(asked["challenge"], asked["bits"]),
    }
    sealed = seal_report(li, office.body("county"), Concern.OTHER, TOLD)
    await refused("work", office.posts("/box/send", {**head, "answer": "no"}, sealed))
    await refused("work", office.posts("/box/send", {**head, "challenge": "0" * 62}, sealed))
    await office.posts("/box/send", head, sealed)
    await refused("work", office.posts("/box/send", head, sealed))


async def test_a_challenge_grows_old(office: Office) -> None:
    asked = await office.posts("/box/challenge", {})
    office.seconds += 601
    li = reporter("li")
    sealed = seal_report(li, office.body("county"), Concern.OTHER, TOLD)
    head = {"mailbox": li.id, "access": li.access.hex(), "body": "county", "number": 1, **asked}
    del head["data"]
    solved = {**head, "answer": solve(asked["challenge"], asked["bits"])}
    await refused("work", office.posts("/box/send", solved, sealed))


async def test_a_flood_makes_the_next_message_dearer(office: Office) -> None:
    before = (await office.posts("/box/challenge", {}))["bits"]
    for number in range(25):
        await office.reports(f"flood{number}")
    assert (await office.posts("/box/challenge", {}))["bits"] > before
    office.seconds += 60
    assert (await office.posts("/box/challenge", {}))["bits"] == before


async def test_guessing_is_slowed_down_and_forgiven(office: Office) -> None:
    for number in range(12):
        await refused("unknown", office.looks(reporter(f"guess{number}")))
    assert office.waits[0] == 0.0
    assert office.waits[-1] > office.waits[6] > 0.0
    office.seconds += 600
    li = await office.reports("li")
    await office.looks(li)
    assert office.waits[-1] == 0.0


async def test_answers_say_nothing_to_caches_logs_or_other_sites(office: Office) -> None:
    for answer in (
        await office.http.post("/box/challenge", content=b"{}\n"),
        await office.http.post("/box/look", content=b"{}\n"),
        await office.http.get("/"),
    ):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers
        assert "unsafe" not in answer.headers["content-security-policy"]


async def test_without_its_build_the_page_takes_nothing_and_says_so(office: Office) -> None:
    for path in ("/", "/report.html"):
        answer = await office.http.get(path)
        assert answer.status_code == 503
        assert "12388" in answer.text
        assert "page/index.html" in answer.text
        assert "<form" not in answer.text
        assert "<script" not in answer.text


async def test_a_page_that_was_built_gets_the_root_and_the_address(office: Office) -> None:
    folder = office.path.parent / "page"
    folder.mkdir()
    metas = '<meta name="report-root" content=""><meta name="report-server" content="">'
    (folder / "report.html").write_text(metas)
    answer = await office.http.get("/report.html")
    assert 'content="http://box"' in answer.text
    assert 'content=""' not in answer.text
    assert (await office.http.get("/files/..%2freport.html")).status_code == 404


async def test_whoever_sends_for_ever_loses_the_place(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reports.turns.PATIENCE", 0.01)
    forever = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b""
        await forever.wait()

    turns = Turns(office.store)
    for _ in range(AT_ONCE + 1):
        await refused("busy", turns.take(Incoming(slowly()), 10))
    assert await turns.take(Incoming(at_once()), 10) == b"x"


async def test_whoever_begins_for_ever_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.reports.frames.PATIENCE", 0.01)

    async def slowly() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    await refused("busy", Incoming(slowly()).head())


async def at_once() -> AsyncIterator[bytes]:
    yield b"x"
