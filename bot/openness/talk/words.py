"""What the screens of the board share: who publishes, and how an entry is shown."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot import people
from bot.care.asking import unit_name
from bot.conversation import BACK, Option, Right, Screen, Settled, Turn, day_text, shortened
from bot.language import T, Text, plain
from bot.openness import store
from bot.openness.model import (
    APPROVALS,
    CHANGES,
    KINDS,
    Addition,
    Entry,
    is_open,
    standing,
)
from bot.organization.wording import worded
from bot.people import Role

# Columns.
BRIEF = 52


def today(turn: Turn) -> date:
    return turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()


def own_units(turn: Turn) -> list[str]:
    return [*people.units(turn, Role.SECRETARY), *people.units(turn, Role.COMMITTEE)]


in_office: Right = people.either(people.in_office(Role.SECRETARY), people.in_office(Role.COMMITTEE))


def publisher(turn: Turn, id: str) -> bool:
    """Whoever holds an office at the unit that published it, and nobody above it."""
    entry = store.entry(turn.tx, id)
    return entry is not None and entry.unit in own_units(turn)


def published(turn: Turn, id: str) -> bool:
    return store.entry(turn.tx, id) is not None


def the_entry(turn: Turn, id: str) -> Entry:
    """The entry that a command is about; its right has looked already."""
    entry = store.entry(turn.tx, id)
    if entry is None:
        raise Settled(T("That is gone."))
    return entry


def label(turn: Turn, entry: Entry) -> Text:
    """One line of a list: what it is, with how it stands by now."""
    now = standing(entry, store.additions(turn.tx, entry.id))
    text = plain(shortened(worded(turn, entry.title), BRIEF))
    if _names_its_year(entry):
        text = T("{year}: {title}", year=str(entry.year), title=text)
    if now.state:
        text = T("{title} ({state})", title=text, state=APPROVALS[now.state])
    if entry.until and not is_open(entry, today(turn)):
        text = T("{title} (closed)", title=text)
    return T("{title} (corrected)", title=text) if now.corrected else text


def _names_its_year(entry: Entry) -> bool:
    """Whether the year has to be said, because the title does not."""
    return entry.year is not None and str(entry.year) not in entry.title


def shown(turn: Turn, entry: Entry) -> Iterator[Text]:
    """An entry as it was published, and below it everything that was added."""
    yield plain(worded(turn, entry.title))
    unit = unit_name(turn, entry.unit)
    kind = KINDS[entry.kind].label
    yield T("{kind}, published on {day} by {unit}", kind=kind, day=entry.made_on, unit=unit)
    if entry.words:
        yield plain(worded(turn, entry.words))
    if _names_its_year(entry):
        yield T("Year: {year}", year=str(entry.year))
    if entry.amount is not None:
        yield T("Amount: {amount} yuan", amount=f"{entry.amount:,}")
    if entry.state:
        yield T("Approval: {state}", state=APPROVALS[entry.state])
    if entry.until:
        yield T("Open until {day}", day=day_text(entry.until))
    for each in store.additions(turn.tx, entry.id):
        yield _added(turn, each)


def public_now(turn: Turn, entry: Entry) -> Screen:
    """What a publisher is told: the entry, as anybody reads it from now on."""
    return Screen(
        (T("Published. From now on it changes only by what is added."), *shown(turn, entry)),
        (Option(T("Look at it"), f"openentry/{entry.id}"),),
        back=Option(BACK, "ourentries/"),
        replace=True,
    )


def _added(turn: Turn, addition: Addition) -> Text:
    text = T(
        "{day}, {change}: {words}",
        day=addition.made_on,
        change=CHANGES[addition.change],
        words=worded(turn, addition.words),
    )
    if addition.amount is not None:
        text = T("{text} Amount now: {amount} yuan.", text=text, amount=f"{addition.amount:,}")
    if addition.state:
        text = T("{text} Approval now: {state}.", text=text, state=APPROVALS[addition.state])
    return text
