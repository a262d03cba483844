"""The committee above: what waits at its branches, and the findings that it gives to them."""

from collections.abc import Collection, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot import organization, people
from bot.care import asking, store
from bot.care.asking import unit_name
from bot.care.kinds import FINDING
from bot.care.model import LONGEST, STATES, Ask, State, Step, is_late, may, needs_a_look
from bot.care.talk.form import words as words_field
from bot.care.talk.words import body, giver, label, overseer, the_ask, thing, told
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    SearchKind,
    Settled,
    Turn,
    listed,
)
from bot.delivery import tell
from bot.language import DayOf, T, Text
from bot.people import Role
from bot.room import COMMITTEE_SEES_AFTER, Matter
from bot.storage import Transaction

_OPEN = (State.OPEN, State.TAKEN, State.ANSWERED)


def stuck(turn: Turn, units: Collection[str]) -> Iterator[Matter]:
    """What nobody took up, what is past its day, and findings that are not settled."""
    found = store.of_units(turn.tx, units, _OPEN)
    seen = [ask for ask in found if needs_a_look(ask, turn.now, COMMITTEE_SEES_AFTER)]
    names = {unit: unit_name(turn, unit) for unit in {ask.unit for ask in seen}}
    for ask in seen:
        what = _above_label(ask)
        if ask.expected_on and is_late(ask, turn.now, COMMITTEE_SEES_AFTER):
            what = T("{what}, late", what=what)
        text = T("{unit}: {what}", unit=names[ask.unit], what=what)
        yield Matter(ask.changed_at, Option(text, f"askmatter/{ask.id}"))


def _above_label(ask: Ask) -> Text:
    what = T("request for help") if ask.is_a.secret else ask.is_a.label
    return T(
        "No. {number}: {what} ({state})", number=ask.number, what=what, state=STATES[ask.state]
    )


def _matter(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    if ask.is_a.secret:
        # What somebody is helped with stays with those who help.
        lines: list[Text] = [
            _above_label(ask),
            T("It is with {unit}.", unit=unit_name(turn, ask.unit)),
            T("Nothing was done since {day}.", day=DayOf(ask.changed_at)),
            T("What it is about is read only by those who help. Please ask the branch."),
        ]
    else:
        lines = list(body(turn, ask))
    mine = giver(turn, id)
    steps = [each.option(id) for step, each in _STEPS.items() if mine and may(step, ask)]
    return Screen(
        tuple(lines),
        (*steps, *thing(ask)),
        back=Option(BACK, "matters/"),
        replace=True,
        again=f"askmatter/{id}",
    )


def _unit_of(tx: Transaction, unit: str) -> str | None:
    return unit.partition("-")[0] or None


def standing(turn: Turn, units: Collection[str]) -> Text:
    """How much is open at some units, and how much of it somebody above should look at."""
    found = store.of_units(turn.tx, units, _OPEN)
    late = sum(is_late(each, turn.now, COMMITTEE_SEES_AFTER) for each in found)
    return T("Asked of it: {count} open, of which {late} late", count=len(found), late=late)


def _at_unit(turn: Turn, about: str) -> Screen:
    """A sample to look into: everything that is not secret, also what is settled."""
    unit, _, page = about.partition("-")
    found = store.of_units(turn.tx, [unit], tuple(State))
    looked = [each for each in reversed(found) if not each.is_a.secret]
    secret = sum(each.is_a.secret and each.state is not State.SETTLED for each in found)
    screen = listed(
        "asksat",
        page,
        [Option(label(turn, each), f"askmatter/{each.id}") for each in looked],
        T("The rest, to look into:"),
        T("There is nothing else."),
        Option(BACK, f"unit/{unit}"),
        of=unit,
    )
    return screen.noting(
        standing(turn, [unit]),
        T("Requests for help among them, to be read only by who helps: {count}", count=secret),
    )


def _unit_below(turn: Turn, unit: str) -> bool:
    """Whether the visitor's committee stands above a unit."""
    return any(
        root != unit and organization.within(turn.tx, root, unit)
        for root in people.units(turn, Role.COMMITTEE)
    )


def _give(turn: Turn, unit: str, answers: Answers) -> Screen:
    roots = people.units(turn, Role.COMMITTEE)
    above = [each.id for each in organization.above(turn.tx, unit)]
    given_by = next((each for each in above if each in roots), None)
    if given_by is None:
        raise Settled(T("That unit is gone."))
    day = answers["by"]
    expected_on = date.fromisoformat(day) if day else None
    if expected_on and expected_on < turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date():
        raise Refused(T("That day is past. Please name today or a later one."))
    ask = asking.put(
        turn, FINDING, unit, answers["words"], given_by=given_by, expected_on=expected_on
    )
    return told(
        T("Given to {unit}, as no. {number}.", unit=unit_name(turn, unit), number=ask.number),
        T("It stays among the stuck matters until you settle it."),
        options=(MATTER.option(ask.id),),
    )


def _settle(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    if may(Step.SETTLE, ask):
        ask = asking.do(turn, ask, Step.SETTLE)
        tell(
            turn,
            asking.helpers(turn.tx, ask.unit),
            Screen((T("No. {number} is settled.", number=ask.number),)),
        )
    return _matter(turn, id)


def _reopen(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    if may(Step.REOPEN, ask):
        asking.tell_owner(turn, asking.do(turn, ask, Step.REOPEN, due_on=None, expected_on=None))
    return _matter(turn, id)


AT_UNIT = Command(
    "asksat", T("What is asked of it"), people.holding(Role.COMMITTEE, _unit_of), _at_unit
)
MATTER = Command("askmatter", T("Look at it"), overseer, _matter)
GIVE = Command(
    "givefinding",
    T("Give a finding"),
    _unit_below,
    Filling(
        Form(
            T("Give a finding"),
            (
                words_field(
                    T("What did you find, and what should be done? Of matters, not of persons."),
                    LONGEST,
                ),
                Field(
                    "by",
                    T("Answer by"),
                    T("By which day do you expect an answer? You may skip this."),
                    SearchKind("day", T("For example 12月5日, 下周六, tomorrow"), offers=True),
                    required=False,
                ),
            ),
        ),
        _give,
    ),
)
SETTLE = Command("settlefind", T("It is settled"), giver, _settle)
REOPEN = Command("reopenfind", T("It is not settled after all"), giver, _reopen)
_STEPS = {Step.SETTLE: SETTLE, Step.REOPEN: REOPEN}

COMMANDS = (AT_UNIT, MATTER, GIVE, SETTLE, REOPEN)
