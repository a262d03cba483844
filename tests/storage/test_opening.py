"""What `Store.open` makes, and what it refuses: each with its own word, and left as it was."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bot.language import Catalogues
from bot.resources import LOCALES
from bot.storage import Kind, Schema, StorageTrouble, Store
from bot.storage.errors import (
    DemoStore,
    NewerStore,
    NotAStore,
    RealStore,
    StoreDamaged,
    StoreUnwritable,
)
from tests.storage.gate import NOTES, add, on_disk, soon

MORE = Schema("more", ("CREATE TABLE more (id TEXT) STRICT;",))


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Nothing in the folder is changed, made or left locked; a lock file may be there."""
    before = content(folder)
    yield
    assert content(folder) == before
    for file in folder.glob("*.lock"):
        with FileLock(file, timeout=0):
            pass


def content(folder: Path) -> dict[str, bytes | None]:
    return {
        file.name: None if file.is_dir() else file.read_bytes()
        for file in folder.iterdir()
        if file.suffix != ".lock"
    }


@pytest.mark.parametrize("name", ["bot.db", "link.db"])
async def test_a_new_store_is_for_its_owner_alone(path: Path, name: str) -> None:
    path.with_name("link.db").symlink_to(path)
    store = Store.open(path.with_name(name), [NOTES])
    await soon(store.turn(lambda tx: add(tx, "note")))
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.glob("bot.db*")}
    store.close()
    del modes["bot.db.lock"]
    assert modes == dict.fromkeys(("bot.db", "bot.db-wal", "bot.db-shm"), 0o600)


def test_a_new_store_is_made_with_its_folder(tmp_path: Path) -> None:
    Store.open(tmp_path / "new" / "folder" / "bot.db", [NOTES]).close()
    assert (tmp_path / "new" / "folder" / "bot.db").exists()


def test_a_new_store_says_whose_it_is(path: Path) -> None:
    Store.open(path, [NOTES]).close()
    assert path.read_bytes()[68:72] == b"PMHB"


async def test_a_store_is_as_safe_as_the_engine_can_make_it(store: Store) -> None:
    safe = {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "trusted_schema": 0}
    for name, value in safe.items():
        assert await soon(store.turn(lambda tx, name=name: tx.value(f"PRAGMA {name}"))) == value  # type: ignore[misc]


def test_an_empty_file_is_a_new_store(path: Path) -> None:
    path.touch()
    Store.open(path, [NOTES]).close()
    assert on_disk(path) == []


def test_a_store_in_the_memory_is_not_to_be_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Store.open(Path(":memory:"), [NOTES]).close()
    assert (tmp_path / ":memory:").stat().st_size > 0


@pytest.mark.parametrize(
    "words", [b"x", b"a diary\n" * 1000, b"SQLite format 3\0", b"SQLite format 3\0" + bytes(4080)]
)
def test_a_file_that_is_no_store(path: Path, words: bytes) -> None:
    path.write_bytes(words)
    with unchanged(path.parent), pytest.raises(NotAStore):
        Store.open(path, [NOTES])
    assert [file.name for file in path.parent.iterdir()] == ["bot.db"]


def test_a_folder(path: Path) -> None:
    path.mkdir()
    with unchanged(path.parent), pytest.raises(NotAStore):
        Store.open(path, [NOTES])


def test_what_is_neither_file_nor_folder(path: Path) -> None:
    os.mkfifo(path)
    for place in (path, Path("/dev/zero")):
        with pytest.raises(NotAStore):
            Store.open(place, [NOTES])
        assert not place.with_name(f"{place.name}.lock").exists()


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("mark", [0, 0x0F055112])
def test_somebody_elses_database(path: Path, journal: str, mark: int) -> None:
    owner = sqlite3.connect(path, isolation_level=None)
    owner.execute(f"PRAGMA application_id = {mark}")
    owner.execute(f"PRAGMA journal_mode = {journal}")
    owner.execute("CREATE TABLE room_version (room TEXT, version INTEGER)")
    with unchanged(path.parent), pytest.raises(NotAStore):
        Store.open(path, [NOTES])
    owner.close()
    with unchanged(path.parent), pytest.raises(NotAStore):
        Store.open(path, [NOTES])
    assert not list(path.parent.glob("*.lock"))


def test_what_its_owner_left_behind_in_a_crash_stays(path: Path) -> None:
    owner = sqlite3.connect(path, isolation_level=None)
    owner.execute("PRAGMA journal_mode = WAL")
    owner.execute("CREATE TABLE diary (words TEXT)")
    crashed = path.parent / "crashed"
    crashed.mkdir()
    for file in path.parent.glob("bot.db*"):
        (crashed / file.name).write_bytes(file.read_bytes())
    owner.close()
    with unchanged(crashed), pytest.raises(NotAStore):
        Store.open(crashed / path.name, [NOTES])


def test_a_store_whose_making_was_killed_is_a_new_store(path: Path) -> None:
    making = sqlite3.connect(path.with_name("making.db"), isolation_level=None)
    making.execute("BEGIN")
    making.execute("CREATE TABLE much (words)")
    # More than the engine's cache holds: the first page is not written yet, others are.
    making.executemany("INSERT INTO much VALUES (?)", [("x" * 4000,)] * 1000)
    for suffix in ("", "-journal"):
        found = path.with_name(f"making.db{suffix}").read_bytes()
        path.with_name(f"bot.db{suffix}").write_bytes(found)
    making.close()
    assert path.read_bytes()[:16] == bytes(16)
    Store.open(path, [NOTES]).close()
    assert on_disk(path) == []


@pytest.mark.parametrize(
    "place", ["/proc/bot.db", "/proc/new/bot.db", "/dev/null/bot.db", "/proc/self/mem"]
)
def test_a_place_that_cannot_be_written(place: str) -> None:
    with pytest.raises(StoreUnwritable):
        Store.open(Path(place), [NOTES])


def test_a_place_that_takes_no_new_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = os.open

    def refuse(name: Any, *given: Any, **named: Any) -> int:
        if name == path:
            raise PermissionError(name)
        return make(name, *given, **named)

    monkeypatch.setattr(os, "open", refuse)
    with unchanged(path.parent), pytest.raises(StoreUnwritable):
        Store.open(path, [NOTES])


def test_a_lock_file_that_cannot_be_opened(path: Path) -> None:
    path.with_name("bot.db.lock").mkdir()
    with pytest.raises(StoreUnwritable):
        Store.open(path, [NOTES])
    assert not path.exists()


def zeros(whole: bytes) -> bytes:
    return bytes(len(whole))


def scribble(whole: bytes) -> bytes:
    return whole[:100] + b"\xa5" * 3996 + whole[4096:]


@pytest.mark.parametrize(
    "damage", [zeros, scribble, lambda whole: whole[:4096], lambda whole: whole[:512]]
)
def test_a_damaged_store(path: Path, damage: Callable[[bytes], bytes]) -> None:
    Store.open(path, [NOTES]).close()
    path.write_bytes(damage(path.read_bytes()))
    with unchanged(path.parent), pytest.raises(StoreDamaged):
        Store.open(path, [NOTES])


@pytest.mark.parametrize(
    "known", [[], [Schema("notes", ())], [Schema("other", NOTES.scripts)], [NOTES, MORE]]
)
def test_a_newer_store_is_refused(path: Path, known: list[Schema]) -> None:
    newer = Schema("notes", (*NOTES.scripts, "CREATE TABLE later (id TEXT) STRICT;"))
    Store.open(path, [newer]).close()
    with unchanged(path.parent), pytest.raises(NewerStore):
        Store.open(path, known)
    Store.open(path, [newer]).close()


@pytest.mark.parametrize(
    ("kind", "other", "trouble"),
    [(Kind.REAL, Kind.DEMO, RealStore), (Kind.DEMO, Kind.REAL, DemoStore)],
)
def test_demo_and_real_store_refuse_each_other(
    path: Path, kind: Kind, other: Kind, trouble: type[StorageTrouble]
) -> None:
    Store.open(path, [NOTES], kind).close()
    with unchanged(path.parent), pytest.raises(trouble):
        Store.open(path, [NOTES, MORE], other)
    Store.open(path, [NOTES], kind).close()


async def test_opening_what_is_up_to_date_changes_nothing(store: Store) -> None:
    await soon(store.turn(lambda tx: add(tx, "note")))
    store.close()
    with unchanged(store.path.parent):
        Store.open(store.path, [NOTES]).close()


def test_each_trouble_has_a_word_of_its_own() -> None:
    catalogues = Catalogues(LOCALES, "zh_CN")
    kinds = StorageTrouble.__subclasses__()
    for locale in catalogues.locales:
        words = {catalogues.say(kind("/place/bot.db").text, locale) for kind in kinds}
        assert len(words) == len(kinds)
        assert all("/place/bot.db" in word and "\n" not in word for word in words)
