"""The committee's side: registrations that are stuck."""

from collections.abc import Collection, Iterator

from bot.conversation import Option, Turn
from bot.language import DayOf, T, Text
from bot.members import store
from bot.members.model import CURRENT, Placement, State, needs_committee
from bot.members.talk.words import unit_name
from bot.room import Matter


def stuck(turn: Turn, units: Collection[str]) -> Iterator[Matter]:
    """Disputes, and requests that nobody answered for long."""
    for unit in sorted(units):
        for placement in store.at_host(turn.tx, unit, CURRENT):
            if needs_committee(placement, turn.now):
                option = Option(_line(turn, placement), f"request/{placement.id}")
                yield Matter(placement.asked_at, option)


def _line(turn: Turn, placement: Placement) -> Text:
    host = unit_name(turn, placement.host)
    if placement.state is State.HOSTED:
        return T("Objection, at {host}", host=host)
    return T("Unanswered since {day}, at {host}", day=DayOf(placement.asked_at), host=host)
