"""The committee's side: registrations that are stuck."""

from collections.abc import Collection, Iterator

from bot import people
from bot.conversation import Option, Turn
from bot.language import TN, DayOf, T, Text
from bot.members import store
from bot.members.model import CURRENT, WAITING, Placement, State, needs_committee
from bot.members.talk.words import unit_name
from bot.room import Matter


def stuck(turn: Turn, units: Collection[str]) -> Iterator[Matter]:
    """Disputes, requests that nobody answered for long, and those of nobody but the committee."""
    for unit in sorted(units):
        alone = not people.has_secretary(turn.tx, unit)
        for placement in store.at_host(turn.tx, unit, CURRENT):
            if needs_committee(placement, turn.now) or (alone and placement.state in WAITING):
                option = Option(_line(turn, placement), f"request/{placement.id}")
                yield Matter(placement.asked_at, option)
        for placement in store.from_home(turn.tx, unit) if alone else ():
            if placement.state is State.TO_BE_PLACED:
                text = T("Without a branch where they live, of {home}", home=unit_name(turn, unit))
                yield Matter(placement.asked_at, Option(text, f"stay/{placement.id}"))


def _line(turn: Turn, placement: Placement) -> Text:
    host = unit_name(turn, placement.host)
    if placement.state is State.HOSTED:
        return T("Objection, at {host}", host=host)
    days = (turn.now - placement.asked_at).days
    return TN(
        "Unanswered for {count} day, since {day}, at {host}",
        "Unanswered for {count} days, since {day}, at {host}",
        days,
        day=DayOf(placement.asked_at),
        host=host,
    )
