"""Nothing yields how often somebody came: only an activity's own list says who did."""

import re
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

from bot.activities.codes import Way, code
from bot.conversation import Document, Filling, Input, Tapped
from bot.rooms import COMMANDS
from tests.activities.meetings import meeting, put
from tests.town import HOST, NOON, Town

CODE = Path(__file__).parents[2] / "bot"
# An activity's own list, as a screen, as a sheet to tick and as a file.
OWN_LIST = {"whocame", "whocamefile", "signin", "tick", "undo"}
FORMS = {command.name for command in COMMANDS if isinstance(command.does, Filling)}
Seen: TypeAlias = tuple[str, tuple[Document, ...]]
OTHERS = ("wang", "chen", "zhou", "sun", "mei")
MEETINGS = ("first", "second", "third")


async def town_where(path: Path, who: str) -> Town:
    """Two members are hosted, three meetings are over, and one of the two came to all of them."""
    town = Town(path)
    await town.settle()
    for key, name in (("li", "李明"), ("gao", "高远"), ("mei", "梅兰")):
        host = "东莞" if key == "mei" else "宝安"
        phone = town.phone(key)
        await phone.says("报到", "1", name, "跳过", "河湾", "1", host, "1", "1")
    for _ in range(2):
        await town.phone("wang").says("等我答复的报到", "1")
        await town.phone("wang").taps("同意")
    unit = await town.unit_id(HOST)
    for number, id in enumerate(MEETINGS):
        activity = meeting(unit, id=id, starts_at=NOON + timedelta(days=number))
        await put(town, activity)
        digits = code(activity.secret, Way.CODE, town.clock.now())
        assert "签到成功" in await town.phone(who).opens(f"c-{id}-{digits}")
        await town.phone("wang").gives(Tapped(f"manage/{id}"))
        town.clock.move(timedelta(days=1))
    return town


async def seen(town: Town, key: str) -> dict[str, Seen]:
    """All that somebody can look at from the menu on, by the button that leads to it."""
    phone, found = town.phone(key), dict[str, Seen]()
    open_tokens = ["menu/", "planned/", "held/", *(f"whocame/{id}-0" for id in MEETINGS)]
    while open_tokens:
        token = open_tokens.pop()
        name = token.partition("/")[0]
        if token in found or name in FORMS or name == "f":
            continue
        # A second for each: what is shown as the latest follows from it alone.
        town.clock.move(timedelta(seconds=1))
        given = Input(phone.chat, town.new_update(), Tapped(token), "zh-CN")
        reply = await town.bot.answer(given)
        message = town.read(reply)
        labels = [label for label, _ in (*message.options, *message.controls)]
        found[token] = "\n".join((message.text, *labels)), reply.screen.attachments
        open_tokens += [each for _, each in (*message.options, *message.controls)]
    return found


async def test_what_everybody_else_sees_is_the_same_whoever_came(tmp_path: Path) -> None:
    """But for the meetings' own lists nothing differs between li who came and gao who did."""
    worlds = [await town_where(tmp_path / f"{who}.db", who) for who in ("li", "gao")]
    for key in OTHERS:
        first, second = [await seen(town, key) for town in worlds]
        assert first.keys() == second.keys()
        differing = {token for token in first if first[token] != second[token]}
        assert {token.partition("/")[0] for token in differing} <= OWN_LIST
        if key == "wang":
            assert {f"whocame/{id}-0" for id in MEETINGS} <= differing
            assert {"manage/first", "paper/first", "ouryear/", "hosted/"} <= first.keys()
        else:
            assert not differing
    for town in worlds:
        town.clock.move(timedelta(days=40))
        await town.bot.tick()
    for key in OTHERS:
        told = [await town.phone(key).looks() for town in worlds]
        assert told[0] == told[1]
    for town in worlds:
        town.bot.store.close()


async def test_no_list_of_one_meeting_names_another(tmp_path: Path) -> None:
    town = await town_where(tmp_path / "bot.db", "li")
    wang = town.phone("wang")
    for number, id in enumerate(MEETINGS):
        await wang.gives(Tapped(f"whocame/{id}-0"))
        assert "李明" in wang.screen
        assert "高远" not in wang.screen
        assert not re.search("[0-9]+ ?[次%]", wang.screen), number
    town.bot.store.close()


def test_attendance_is_read_in_few_places() -> None:
    """By the activity's own list, by the wall's count, and for a member's own eyes."""
    places = {
        path.relative_to(CODE).as_posix()
        for path in CODE.rglob("*.py")
        if re.search(r"(?:FROM|INTO|JOIN|TABLE|UPDATE) attendance\b", path.read_text("utf-8"))
    }
    assert places == {
        "activities/schema.py",
        "activities/attendance.py",
        "activities/wall.py",
        "activities/own_year.py",
        "activities/copying.py",
    }
    assert (
        "at INTEGER"
        not in (CODE / "activities/schema.py")
        .read_text("utf-8")
        .partition("CREATE TABLE attendance")[2]
        .partition("STRICT")[0]
    ), "when somebody came is kept nowhere"
