"""Every command and every button, walked as everybody: who may, and who may not."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from bot.conversation import Filling, Input, Reply, Tapped
from bot.rooms import COMMANDS
from bot.storage import Transaction
from tests.rights import DENIED, EVERYBODY, Case, asked, hosted, nothing
from tests.town import HOME, HOST, Phone, Town


def cases() -> dict[str, Case]:
    """The cases of all rooms."""
    found: dict[str, Case] = {}
    for path in sorted(Path(__file__).parent.glob("*/rights.py")):
        rights: dict[str, Case] = import_module(f"tests.{path.parent.name}.rights").RIGHTS
        assert not found.keys() & rights.keys(), path
        found |= rights
    return found


WHO_MAY = cases()
# Commands by what makes the thing that they are about.
BY_THING: dict[Callable[[Town], Awaitable[str]], list[str]] = {}
for _name, _case in WHO_MAY.items():
    BY_THING.setdefault(_case.about, []).append(_name)
ABOUT_SOMETHING = [name for name, case in WHO_MAY.items() if case.about is not nothing]


class Undone(Exception):
    """Ends a glance."""


async def glimpse(town: Town, key: str, token: str) -> str:
    """What somebody would see after a tap, which leaves nothing behind."""
    phone = town.phone(key)
    given = Input(phone.chat, "test:glimpse", Tapped(token), phone.language)

    def turn(tx: Transaction) -> Reply:
        with suppress(Undone), tx.attempt():
            reply = town.bot.conversation.turn(tx, given)
            raise Undone
        return reply

    return str(town.read(await town.bot.store.turn(turn)))


def test_every_command_is_in_the_table() -> None:
    assert {command.name for command in COMMANDS} == set(WHO_MAY)


@pytest.mark.parametrize("names", BY_THING.values(), ids=lambda names: names[0])
async def test_only_who_may_gives_a_command(town: Town, names: list[str]) -> None:
    about = await WHO_MAY[names[0]].about(town)
    for name in names:
        for key in EVERYBODY:
            screen = await glimpse(town, key, f"{name}/{about}")
            assert (DENIED in screen) == (key not in WHO_MAY[name].who), (name, key, screen)


async def test_what_does_not_exist_looks_like_what_is_not_allowed(town: Town) -> None:
    await asked(town)
    for name in ABOUT_SOMETHING:
        for key in EVERYBODY:
            assert DENIED in await glimpse(town, key, f"{name}/nothing"), (name, key)


def tokens(phone: Phone) -> list[str]:
    return [token for _, token in (*phone.message.options, *phone.message.controls)]


async def test_no_button_that_is_shown_is_denied(town: Town) -> None:
    """Follow every button of everybody, from the menu on, as far as forms begin."""
    await asked(town)
    town.clock.move(timedelta(days=7))
    for key in EVERYBODY:
        phone = town.phone(key)
        await phone.says("菜单")
        open_tokens, seen = tokens(phone), set[str]()
        while open_tokens:
            token = open_tokens.pop()
            if token in seen or token.startswith(("f/", "withdraw", "accept", "closenow")):
                continue
            seen.add(token)
            assert DENIED not in await phone.gives(Tapped(token)), (key, token)
            open_tokens += tokens(phone)
        assert seen


async def test_a_right_that_was_lost_ends_the_form_that_needs_it(town: Town) -> None:
    id = await asked(town)
    wang = town.phone("wang")
    await wang.gives(Tapped(f"decline/{id}"))
    await wang.says("理由")
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM office WHERE person = 'wang'"))
    assert DENIED in await wang.says("1")
    assert "等待支部答复" in await town.phone("li").says("我的报到")


async def test_nobody_sees_another_branchs_people(town: Town) -> None:
    await hosted(town)
    for words in ("等我答复的报到", "在这里报到的党员", "在外地的党员"):
        assert "李明" not in await town.phone("zhou").says(words)
    for name in ("李明", "13800138000"):
        assert name not in await town.phone("mei").says("我的报到")
    assert HOME in await town.phone("li").says("我的报到")
    assert HOST in town.phone("li").screen


def test_forms_name_what_they_are_about() -> None:
    forms = [command for command in COMMANDS if isinstance(command.does, Filling)]
    assert {command.name for command in forms} >= {"register", "answer", "decline", "object"}
