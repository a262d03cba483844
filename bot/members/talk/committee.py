"""The committee's side: matters that are stuck, never persons in a row."""

from bot import organization, people
from bot.conversation import TO_MENU, Command, Option, Screen, Turn, page_of
from bot.language import T, Text
from bot.members import store
from bot.members.model import CURRENT, Placement, State, needs_committee
from bot.members.talk.words import unit_name


def _matters(turn: Turn, page: str) -> Screen:
    found = [each for each in _below(turn) if needs_committee(each, turn.now)]
    options = [Option(_line(turn, each), f"request/{each.id}") for each in found]
    head = T("Stuck, and in need of a person:") if found else T("Nothing is stuck.")
    return Screen(
        (head,),
        page_of(options, int(page) if page.isdecimal() else 0, "matters/"),
        back=TO_MENU,
        replace=True,
        again="matters/",
    )


def _below(turn: Turn) -> list[Placement]:
    roots = people.units(turn, people.Role.COMMITTEE)
    units = {unit.id for root in roots for unit in organization.below(turn.tx, root)}
    return [each for unit in sorted(units) for each in store.at_host(turn.tx, unit, CURRENT)]


def _line(turn: Turn, placement: Placement) -> Text:
    host = unit_name(turn, placement.host)
    if placement.state is State.HOSTED:
        return T("Objection, at {host}", host=host)
    return T("Unanswered since {day}, at {host}", day=placement.asked_at.date(), host=host)


MATTERS = Command(
    "matters",
    T("Stuck matters"),
    people.in_office(people.Role.COMMITTEE),
    _matters,
    words=T("stuck matters|matters"),
    menu=4,
)

COMMANDS = (MATTERS,)
