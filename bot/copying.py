"""A copy of one's own data: what every room knows of a person, as one page that any phone opens."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot import people
from bot.conversation import BACK, Command, Option, Screen, Turn
from bot.language import DayOf, T
from bot.paper import paper
from bot.room import Part, Room

# What is known of a person in a room.
Copy: TypeAlias = Callable[[Turn, str], Iterable[Part]]


def room(others: Iterable[Room]) -> Room:
    """The room of the copy, which gathers what the `others` know, in their order."""
    return Room(commands=(_command([each.copy for each in others if each.copy]),))


def _command(rooms: Sequence[Copy]) -> Command:
    def copy(turn: Turn, about: str) -> Screen:
        parts = [part for room in rooms for part in room(turn, turn.person) if part.lines]
        day = turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()
        name = f"{turn.say(T('My data'))} {day.isoformat()}"
        made = T("Made on {day} for {name}.", day=DayOf(turn.now), name=turn.visitor.name or "")
        title = T("What is kept of you here")
        page = paper(turn, "copy", title, name=name, made=made, parts=parts)
        return Screen(
            (
                T("Here is a copy of all that is kept of you here. Any phone can open it."),
                T("Keep it where only you can read it."),
            ),
            back=Option(BACK, "mydata/"),
            again="mydata/",
            unwritten=(page,),
        )

    return Command(
        "copy",
        T("A copy of my data"),
        people.known,
        copy,
        words=T("copy of my data|a copy of my data"),
        menu=3,
        under="mydata",
    )
