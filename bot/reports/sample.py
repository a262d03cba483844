"""The sample's bodies. Their keys follow from their names: published, for the demo alone."""

import json
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.reports.directory import Body, Holder, SignedList, offline_key, sign_list
from bot.reports.identity import Identity
from bot.reports.keys import KeyPair
from bot.reports.years import ReportYear


def sample_keys(name: str) -> KeyPair:
    """The keys of a holder of the sample."""
    return KeyPair(sha256(f"sample age {name}".encode()).digest(), _seed(name))


def sample_identities(path: Path) -> list[Identity]:
    """The holders of all bodies, with their published keys."""
    names = [name for each in _bodies(path) for name in each["holders"]]
    return [Identity(name, sample_keys(name), _seed(name)) for name in names]


def write_sample_lists(path: Path, folder: Path) -> None:
    """Put the sample's signed lists where a box looks for them."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(sample_lists(path)):
        written = json.dumps({"list": each.list, "signature": each.signature}, ensure_ascii=False)
        (folder / f"{number}.json").write_text(f"{written}\n", encoding="utf-8")


def sample_lists(path: Path) -> list[SignedList]:
    """The lists of the sample's bodies, as `reports.toml` names them."""
    return [
        sign_list(
            Body(
                each["id"],
                each["name"],
                each.get("above"),
                1,
                offline_key(_seed(each["id"])),
                tuple(_holder(name) for name in each["holders"]),
            ),
            _seed(each.get("above", "root")),
        )
        for each in _bodies(path)
    ]


def sample_years(path: Path) -> list[ReportYear]:
    """What the sample's box published before, as `reports.toml` says."""
    return [ReportYear(whole=True, **each) for each in _read(path)["year"]]


def _bodies(path: Path) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = _read(path)["body"]
    return bodies


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _holder(name: str) -> Holder:
    keys = sample_keys(name)
    return Holder(name, keys.recipient, keys.verify)


def _seed(name: str) -> bytes:
    return sha256(f"sample signing {name}".encode()).digest()


SAMPLE_ROOT = offline_key(_seed("root"))
