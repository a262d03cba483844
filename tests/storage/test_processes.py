"""Two processes on one store, one that is killed, and one that hits a limit on its files."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from bot.storage import Store
from bot.storage.errors import StoreInUse
from tests.storage.gate import NOTES, add, notes, on_disk, soon


@contextmanager
def running(
    role: str, path: Path, *before: str
) -> Iterator[tuple["subprocess.Popen[str]", IO[str]]]:
    """A process of its own that works on the store; what it prints."""
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "tests.storage.other_process", role, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with process:
        assert process.stdout
        try:
            yield process, process.stdout
        finally:
            process.kill()


def test_a_second_process_is_refused_until_the_first_is_gone(path: Path) -> None:
    with running("holds", path) as (process, output):
        assert output.readline() == "open\n"
        with pytest.raises(StoreInUse):
            Store.open(path, [NOTES])
        process.communicate("\n")
        assert process.returncode == 0
    Store.open(path, [NOTES]).close()


def test_this_process_keeps_a_second_one_out(store: Store) -> None:
    with running("holds", store.path) as (_, output):
        assert output.readline() == "StoreInUse\n"


def test_the_same_process_cannot_open_a_store_twice(store: Store) -> None:
    with pytest.raises(StoreInUse):
        Store.open(store.path, [NOTES])
    store.close()
    Store.open(store.path, [NOTES]).close()


def test_a_link_leads_to_the_same_lock(store: Store, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(store.path)
    with pytest.raises(StoreInUse):
        Store.open(link, [NOTES])


@pytest.mark.parametrize("reports", [1, 200])
async def test_what_a_killed_process_had_reported_is_on_the_disk(path: Path, reports: int) -> None:
    with running("works", path) as (process, output):
        reported = [output.readline().strip() for _ in range(reports)]
        process.send_signal(signal.SIGKILL)
        reported += [line.strip() for line in output if line.endswith("\n")]
        assert process.wait() == -signal.SIGKILL
    store = Store.open(path, [NOTES])
    try:
        kept = await soon(store.turn(notes))
        assert len(reported) >= reports
        assert set(reported) <= set(kept)
        assert kept == [str(number) for number in range(len(kept))], "turns kept out of order"
        await soon(store.turn(lambda tx: add(tx, "next")))
    finally:
        store.close()


def test_a_lock_file_that_was_left_over_is_harmless(path: Path) -> None:
    path.with_name("bot.db.lock").write_text("99999 some other host")
    Store.open(path, [NOTES]).close()


GROUP = ["first", "big", "last"]


def test_a_write_that_the_machine_refuses_fails_the_group_and_the_store_goes_on(
    path: Path,
) -> None:
    with running("is limited", path) as (_, output):
        outcomes = output.read().split()
    assert outcomes == ["StoreUnwritable"] * 3 + GROUP
    assert on_disk(path) == GROUP


# A disk of one megabyte, for one process.
SMALL_DISK = (
    *("unshare", "--map-root-user", "--mount", "sh", "-c"),
    'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"',
)


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    try:
        subprocess.run([*SMALL_DISK, tmp_path, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    with running("is full", tmp_path / "bot.db", *SMALL_DISK, str(tmp_path)) as (_, output):
        outcomes = output.read().split()
    assert outcomes == [*["StoreFull"] * 3, *GROUP, "ok"]
