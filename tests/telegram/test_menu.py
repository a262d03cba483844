"""The list behind the menu button: in each language, and what each person may."""

import pytest

from bot import people
from bot.people import Office as Held
from bot.people import Role
from tests.bot_api import Phone
from tests.telegram.office import IDS, Office
from tests.town import HOST

REPORT_IN = {
    "zh-hans": "报到",
    "zh-hant": "报到",
    "fr": "报到",
    "en": "Report in",
    "en-GB": "Report in",
}


def names(phone: Phone) -> list[str]:
    return [command["command"] for command in phone.commands]


async def opens_menu(house: Office, phone: Phone) -> None:
    await phone.starts()
    await phone.gets_reply()
    await house.settled()


@pytest.mark.parametrize(("language", "label"), REPORT_IN.items())
async def test_before_the_first_word_everybody_has_a_list_in_their_language(
    house: Office, language: str, label: str
) -> None:
    await house.server.called("setMyCommands", 2)
    commands = house.server.phone(70, "新来的", language).commands
    assert {"command": "register", "description": label} in commands


async def test_a_stranger_has_what_a_stranger_may(house: Office) -> None:
    li = house.phone("li")
    await opens_menu(house, li)
    assert "register" in names(li)
    assert "branch" not in names(li)


async def test_a_secretary_has_the_commands_of_the_office(house: Office) -> None:
    wang = house.phone("wang")
    await opens_menu(house, wang)
    assert "branch" in names(wang)
    assert "branch" not in names(house.phone("li"))


async def test_the_list_follows_a_change_of_language(house: Office) -> None:
    wang = house.phone("wang")
    await opens_menu(house, wang)
    before = wang.commands
    await house.town.bot.store.turn(
        lambda tx: tx.change("UPDATE person SET locale = 'en' WHERE id = 'wang'")
    )
    await opens_menu(house, wang)
    assert [each["command"] for each in wang.commands] == [each["command"] for each in before]
    assert wang.commands != before


async def test_whoever_gives_up_an_office_loses_its_commands(house: Office) -> None:
    wang = house.phone("wang")
    await opens_menu(house, wang)
    await house.town.bot.store.turn(
        lambda tx: tx.change("DELETE FROM office WHERE person = 'wang'")
    )
    await opens_menu(house, wang)
    assert "register" in names(wang)
    assert "branch" not in names(wang)
    again = Held(Role.SECRETARY, await house.town.unit_id(HOST))
    await house.town.bot.store.turn(lambda tx: people.put_office(tx, "wang", again))
    await opens_menu(house, wang)
    assert "branch" in names(wang)


async def test_the_same_list_is_set_once(house: Office) -> None:
    wang = house.phone("wang")
    for _ in range(3):
        await opens_menu(house, wang)
    scopes = [call.params["scope"] for call in house.server.calls_of("setMyCommands")]
    assert scopes.count({"type": "chat", "chat_id": IDS["wang"]}) == 1


async def test_a_list_that_could_not_be_set_is_set_with_the_next_menu(house: Office) -> None:
    await house.server.called("setMyCommands", 2)
    house.server.faults.answers("setMyCommands", 400, "Bad Request: chat not found")
    wang = house.phone("wang")
    await opens_menu(house, wang)
    assert "branch" not in names(wang)
    await opens_menu(house, wang)
    assert "branch" in names(wang)


async def test_every_command_of_the_list_is_understood(house: Office) -> None:
    wang = house.phone("wang")
    await opens_menu(house, wang)
    for name in names(wang):
        await wang.says(f"/{name}@test_bot")
        await wang.gets_reply()
        await house.settled()
        assert "没看懂" not in wang.screen, name
        await wang.says("/menu")
        await house.settled()
