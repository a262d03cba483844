"""What one's own units have published, and the work on it."""

from collections.abc import Iterator
from dataclasses import replace

from bot import people
from bot.care.asking import unit_name
from bot.conversation import Command, Option, Screen, Turn, listed
from bot.language import T, Text
from bot.openness import store
from bot.openness.model import KINDS
from bot.openness.talk.publishing import PUBLISH
from bot.openness.talk.words import label, own_units
from bot.people import Role


def _ours(turn: Turn, page: str) -> Screen:
    found = [each for unit in own_units(turn) for each in store.of_unit(turn.tx, unit, KINDS)]
    found.sort(key=lambda each: each.made_on, reverse=True)
    screen = listed(
        "ourentries",
        page,
        [Option(label(turn, each), f"openentry/{each.id}") for each in found],
        T("What we have published, the latest first:"),
        T("Nothing is published yet."),
        also=(PUBLISH.option(),),
    )
    return replace(screen, controls=tuple(_work(turn)))


def _work(turn: Turn) -> Iterator[Option]:
    units = people.units(turn, Role.SECRETARY)
    for unit in units:
        of = unit if len(units) > 1 else None
        yield Option(_named(turn, T("My yearly work report"), of), f"workreport/{unit}")
        yield Option(_named(turn, T("Appraisal and life meeting"), of), f"yearmeetings/{unit}")


def _named(turn: Turn, label: Text, unit: str | None) -> Text:
    """The label, with the branch where somebody is secretary of several."""
    return T("{unit}: {what}", unit=unit_name(turn, unit), what=label) if unit else label


OURS = Command(
    "ourentries",
    T("What we publish"),
    people.in_office(Role.SECRETARY),
    _ours,
    words=T("what we publish"),
    menu=6,
    under="branch",
)
OURS_ABOVE = Command(
    "oursabove",
    T("What we publish"),
    people.in_office(Role.COMMITTEE),
    _ours,
    menu=7,
    under="committee",
)

COMMANDS = (OURS, OURS_ABOVE)
