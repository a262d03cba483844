"""`invite`: a link and a code that give an office once, within seven days."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.clock import Clock
from tests.command_line.terminal import Terminal
from tests.town import Town

SHENZHEN = "望川县驻深圳流动党支部"


def invite(terminal: Terminal) -> str:
    """The start parameter that `invite` prints."""
    done = terminal.runs("invite", "--role", "secretary", "--at", SHENZHEN)
    assert (done.code, done.err, len(done.out)) == (0, [], 2)
    link, code = (re.search(r"i-[a-z0-9]+", line) for line in done.out)
    assert link and code and link[0] == code[0]
    return code[0]


@pytest.fixture
def start(loaded: Terminal) -> str:
    return invite(loaded)


@pytest.fixture
def town(loaded: Terminal, start: str) -> Iterator[Town]:
    """The bot over the operator's store, by the machine's clock."""
    town = Town(loaded.database)
    town.clock = Clock()
    town.restart()
    yield town
    town.bot.store.close()


async def test_the_link_gives_the_office_once(town: Town, start: str) -> None:
    wang, other = town.phone("wang"), town.phone("other")
    await wang.opens(start)
    assert SHENZHEN in await wang.says("1", "王海燕", "1")
    assert "我的支部" in await wang.says("菜单")
    await other.opens(start)
    assert "用过" in other.screen
    assert "我的支部" not in await other.says("菜单")


async def test_the_code_can_be_typed(town: Town, start: str) -> None:
    wang = town.phone("wang")
    assert "您现在是" in await wang.says(f" {start.upper()} ", "1", "王海燕", "1")


async def test_two_who_open_it_at_once_do_not_both_get_it(town: Town, start: str) -> None:
    wang, other = town.phone("wang"), town.phone("other")
    await wang.opens(start)
    await other.opens(start)
    await wang.says("1", "王海燕", "1")
    assert "用过" in await other.says("1", "陈德明", "1")


@pytest.mark.parametrize(("age", "word"), [(6.9, "您的姓名会保存"), (7.0, "过期")])
async def test_it_lasts_seven_days(town: Town, start: str, age: float, word: str) -> None:
    town.clock.move(timedelta(days=age))
    assert word in await town.phone("wang").opens(start)


def test_the_store_does_not_hold_the_code(loaded: Terminal, start: str) -> None:
    held = b"".join(path.read_bytes() for path in loaded.database.parent.iterdir())
    assert start.removeprefix("i-").encode() not in held


def test_the_link_leads_to_the_public_address(loaded: Terminal) -> None:
    done = loaded.asks(
        *("invite", "--role", "committee", "--at", "中共望川县委员会"),
        BOT_PUBLIC_URL="https://home.example.org/",
    )
    assert "https://home.example.org/chat?start=i-" in done.out[0]


def test_a_unit_that_is_not_there_is_one_line(loaded: Terminal) -> None:
    done = loaded.asks("invite", "--role", "secretary", "--at", "没有这个支部")
    assert (done.code, done.out, len(done.err)) == (1, [], 1)
    assert "没有这个支部" in done.err[0]


def test_a_role_that_is_none_is_refused(loaded: Terminal) -> None:
    done = loaded.runs("invite", "--role", "emperor", "--at", SHENZHEN)
    assert done.code == 2
    assert "secretary" in done.err[-1] and "committee" in done.err[-1]
