"""Every command and every button, walked as everybody: who may, and who may not."""

from datetime import timedelta

import pytest

from bot.app import COMMANDS
from bot.conversation import Filling, Tapped
from tests.town import HOME, HOST, Phone, Town

EVERYBODY = ("stranger", "li", "mei", "wang", "chen", "zhou", "sun")
KNOWN = set(EVERYBODY) - {"stranger"}
DENIED = "这里办不了"

# What each command is about: nothing, an own placement, or a placement while it is in a state.
ASKED, ASKED_BACK, HOSTED = "asked", "asked_back", "hosted"
# A message that was said to wang.
NOTICE = "notice"

# li asks; wang is the host's secretary, chen the home's, zhou another branch's, sun the
# committee's officer; mei is another member; the stranger is known to nobody.
WHO_MAY: dict[str, tuple[str, set[str]]] = {
    "register": ("", set(EVERYBODY)),
    "registration": ("", KNOWN),
    "answer": (ASKED_BACK, {"li"}),
    "withdraw": (ASKED, {"li"}),
    "move": ("", set()),
    "goback": ("", set()),
    "requests": ("", {"wang", "chen", "zhou"}),
    "hosted": ("", {"wang", "chen", "zhou"}),
    "request": (ASKED, {"wang", "sun"}),
    "accept": (ASKED, {"wang", "sun"}),
    "askback": (ASKED, {"wang", "sun"}),
    "decline": (ASKED, {"wang", "sun"}),
    "away": ("", {"wang", "chen", "zhou"}),
    "stay": (HOSTED, {"chen", "sun"}),
    "confirm": (HOSTED, {"chen", "sun"}),
    "object": (HOSTED, {"chen", "sun"}),
    "matters": ("", {"sun"}),
    "notice": (NOTICE, {"wang"}),
    "settings": ("", set(EVERYBODY)),
    "language": ("", set(EVERYBODY)),
    "zone": ("", KNOWN),
    "quiet": ("", KNOWN),
    "discreet": ("", KNOWN),
    "trail": ("", KNOWN),
    "erase": ("", KNOWN),
    "office": ("", set(EVERYBODY)),
}


async def placement_in(town: Town, state: str) -> str:
    li, mei = town.phone("li"), town.phone("mei")
    await li.says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")
    await mei.says("报到", "1", "梅兰", "跳过", "河湾", "1", "东莞", "1", "1")
    row = await town.bot.store.turn(
        lambda tx: tx.one(
            "SELECT placement.id FROM placement JOIN person ON person.id = person"
            " WHERE name = '李明'"
        )
    )
    id: str = row["id"]
    wang = town.phone("wang")
    if state == ASKED_BACK:
        await wang.gives(Tapped(f"askback/{id}"))
        await wang.says("哪里？", "1")
    if state == NOTICE:
        said = await town.bot.store.turn(
            lambda tx: tx.value("SELECT id FROM outbox WHERE person = 'wang'")
        )
        return str(said)
    if state == HOSTED:
        await wang.gives(Tapped(f"accept/{id}"))
    return id


def test_every_command_is_in_the_table() -> None:
    assert {command.name for command in COMMANDS} == set(WHO_MAY)


@pytest.mark.parametrize("name", WHO_MAY)
@pytest.mark.parametrize("key", EVERYBODY)
async def test_only_who_may_gives_a_command(town: Town, name: str, key: str) -> None:
    state, allowed = WHO_MAY[name]
    about = await placement_in(town, state or ASKED) if state else ""
    if not state:
        await placement_in(town, ASKED)
    screen = await town.phone(key).gives(Tapped(f"{name}/{about}"))
    assert (DENIED in screen) == (key not in allowed), screen


@pytest.mark.parametrize("name", [name for name, (state, _) in WHO_MAY.items() if state])
@pytest.mark.parametrize("key", EVERYBODY)
async def test_what_does_not_exist_looks_like_what_is_not_allowed(
    town: Town, name: str, key: str
) -> None:
    await placement_in(town, ASKED)
    assert DENIED in await town.phone(key).gives(Tapped(f"{name}/nothing"))


def tokens(phone: Phone) -> list[str]:
    return [token for _, token in (*phone.message.options, *phone.message.controls)]


async def test_no_button_that_is_shown_is_denied(town: Town) -> None:
    """Follow every button of everybody, from the menu on, as far as forms begin."""
    await placement_in(town, ASKED)
    town.clock.move(timedelta(days=7))
    for key in EVERYBODY:
        phone = town.phone(key)
        await phone.says("菜单")
        open_tokens, seen = tokens(phone), set[str]()
        while open_tokens:
            token = open_tokens.pop()
            if token in seen or token.startswith(("f/", "withdraw", "accept")):
                continue
            seen.add(token)
            assert DENIED not in await phone.gives(Tapped(token)), (key, token)
            open_tokens += tokens(phone)
        assert seen


async def test_a_right_that_was_lost_ends_the_form_that_needs_it(town: Town) -> None:
    id = await placement_in(town, ASKED)
    wang = town.phone("wang")
    await wang.gives(Tapped(f"decline/{id}"))
    await wang.says("理由")
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM office WHERE person = 'wang'"))
    assert DENIED in await wang.says("1")
    assert "等待支部答复" in await town.phone("li").says("我的报到")


async def test_nobody_sees_another_branchs_people(town: Town) -> None:
    await placement_in(town, HOSTED)
    for words in ("等我答复的报到", "在这里报到的党员", "在外地的党员"):
        assert "李明" not in await town.phone("zhou").says(words)
    for name in ("李明", "13800138000"):
        assert name not in await town.phone("mei").says("我的报到")
    assert HOME in await town.phone("li").says("我的报到")
    assert HOST in town.phone("li").screen


def test_forms_name_what_they_are_about() -> None:
    forms = [command for command in COMMANDS if isinstance(command.does, Filling)]
    assert {command.name for command in forms} >= {"register", "answer", "decline", "object"}
