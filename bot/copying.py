"""A copy of one's own data: what every room knows of a person, as one page that any phone opens."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot import people
from bot.conversation import BACK, Command, Document, Option, Screen, Turn
from bot.language import DayOf, T, Text
from bot.room import Part, Room

# What is known of a person in a room.
Copy: TypeAlias = Callable[[Turn, str], Iterable[Part]]

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ font: 1rem/1.6 sans-serif; max-width: 40rem; margin: 1rem auto; padding: 0 1rem; }}
p {{ margin: 0.3rem 0; overflow-wrap: anywhere; }}</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def room(others: Iterable[Room]) -> Room:
    """The room of the copy, which gathers what the `others` know, in their order."""
    return Room(commands=(_command([each.copy for each in others if each.copy]),))


def _command(rooms: Sequence[Copy]) -> Command:
    def copy(turn: Turn, about: str) -> Screen:
        parts = [part for room in rooms for part in room(turn, turn.person) if part.lines]
        day = turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()
        name = f"{turn.say(T('My data'))} {day.isoformat()}.html"
        page = Document(name, "text/html", _page(turn, parts).encode())
        return Screen(
            (
                T("Here is a copy of all that is kept of you here. Any phone can open it."),
                T("Keep it where only you can read it."),
            ),
            back=Option(BACK, "mydata/"),
            again="mydata/",
            attachments=(page,),
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


def _page(turn: Turn, parts: Sequence[Part]) -> str:
    def words(text: Text) -> str:
        return escape(turn.say(text))

    made = T("Made on {day} for {name}.", day=DayOf(turn.now), name=turn.visitor.name or "")
    lines = [f"<p>{words(made)}</p>"]
    for part in parts:
        lines.append(f"<h2>{words(part.title)}</h2>")
        lines += [f"<p>{words(line)}</p>" for line in part.lines]
    language = turn.visitor.locale.replace("_", "-")
    title = words(T("What is kept of you here"))
    return _PAGE.format(language=language, title=title, body="\n".join(lines))
