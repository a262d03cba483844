"""How an ask lives: it is put, its owner is told, it is passed on, answered and looked after."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot import organization, people
from bot.care import store, unsigned
from bot.care.kinds import KINDS
from bot.care.model import (
    IS_IT_SETTLED_AFTER,
    REMIND_AFTER,
    Ask,
    Line,
    State,
    Step,
    after,
)
from bot.conversation import Option, Screen, Work
from bot.delivery import plan, tell
from bot.language import TN, T, Text, plain
from bot.people import Role
from bot.room import Handler
from bot.storage import Transaction

HAND_OVER, REMIND, SETTLED = "ask_hand_over", "ask_remind", "ask_settled"
DUE, EXPECTED = "ask_due", "ask_expected"
# The hour of the morning, by UTC, at which an owner is reminded of what they have promised.
MORNING = 1
# What carries no name is handed over at one hour of the night, all of it together.
NIGHT = 19


def helpers(tx: Transaction, unit: str) -> list[str]:
    """Who reads what a unit owns: its secretaries or officers, or those of the next one up."""
    own = [*people.holders(tx, unit, Role.SECRETARY), *people.holders(tx, unit, Role.COMMITTEE)]
    return own or people.committee_above(tx, unit)


def helps(tx: Transaction, person: str | None, unit: str) -> bool:
    return person is not None and person in helpers(tx, unit)


def unit_name(work: Work, unit: str) -> Text:
    found = organization.unit(work.tx, unit)
    return plain(found.name) if found else T("a branch that is gone")


def put(
    work: Work,
    kind: str,
    unit: str,
    words: str,
    *,
    asker: str | None = None,
    given_by: str | None = None,
    about: str = "",
    for_other: bool = False,
    on_board: bool = False,
    expected_on: date | None = None,
) -> Ask:
    """Write down an ask that carries a name, and tell who owns it."""
    ask = Ask(
        id=work.new_id(),
        number=store.next_number(work.tx),
        kind=kind,
        unit=unit,
        asker=asker,
        given_by=given_by,
        for_other=for_other,
        about=about,
        words=words,
        state=State.OPEN,
        on_board=on_board,
        asked_at=work.now,
        changed_at=work.now,
        expected_on=expected_on,
    )
    store.put(work.tx, ask)
    tell_owner(work, ask)
    if expected_on:
        plan(work.tx, EXPECTED, ask.id, _morning(expected_on))
    plan(work.tx, REMIND, ask.id, work.now + REMIND_AFTER)
    return ask


def tell_owner(work: Work, ask: Ask) -> None:
    # What pops up on a phone says nothing of what it is about.
    what = T("A request for help") if ask.is_a.secret else ask.is_a.label
    tell_helpers(work, ask, T("No. {number} is for you: {what}.", number=ask.number, what=what))


def tell_helpers(work: Work, ask: Ask, text: Text) -> None:
    look = Option(T("Look at it"), f"ask/{ask.id}")
    tell(work, helpers(work.tx, ask.unit), Screen((text,), (look,)), subject=ask.asker)


def tell_asker(work: Work, ask: Ask, text: Text) -> None:
    if ask.asker:
        tell(work, [ask.asker], Screen((text,), (Option(T("Look at it"), f"myask/{ask.id}"),)))
    if ask.given_by:
        officers = people.holders(work.tx, ask.given_by, Role.COMMITTEE)
        look = Option(T("Look at it"), f"askmatter/{ask.id}")
        tell(work, officers, Screen((text,), (look,)))


def do(work: Work, ask: Ask, step: Step, words: str = "", **changes: object) -> Ask:
    """Do a step that may be done; what the ask has become."""
    changed = replace(after(ask, step, _moment(work, ask)), **changes)  # type: ignore[arg-type]
    store.put(work.tx, changed)
    by = work.doer if work.doer != ask.asker else None
    store.put_line(work.tx, ask.id, Line(changed.changed_at, by, step, words))
    if changed.state is State.ANSWERED:
        plan(work.tx, SETTLED, ask.id, work.now + IS_IT_SETTLED_AFTER)
    if changed.state is State.OPEN:
        plan(work.tx, REMIND, ask.id, work.now + REMIND_AFTER)
    return changed


def answer(work: Work, ask: Ask, words: str, **changes: object) -> Ask:
    """Answer an ask that may be answered, and tell who asked."""
    ask = do(work, ask, Step.ANSWER, words, **changes)
    tell_asker(work, ask, T("No. {number} was answered.", number=ask.number))
    if ask.due_on:
        plan(work.tx, DUE, ask.id, _morning(ask.due_on))
    return ask


def answer_together(work: Work, asks: Iterable[Ask], words: str, changed: str) -> None:
    """Close asks with one answer for all of them; who asked is told by whoever calls this."""
    for ask in asks:
        closed = do(work, ask, Step.ANSWER, words, state=State.SETTLED)
        if changed:
            do(work, closed, Step.CHANGED, changed)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(MORNING), UTC)


def _moment(work: Work, ask: Ask) -> datetime:
    return day_of(work.now) if ask.unsigned else work.now


def day_of(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


# What carries no name


def put_unsigned(
    work: Work, kind: str, unit: str, about: str, words: str, *, due: str = HAND_OVER
) -> None:
    """Keep something without a name until the night; `due` is what is done with it then."""
    unsigned.put(work.tx, work.new_id(), kind, unit, about, words)
    plan(work.tx, due, kind, night_after(work.now))


def night_after(now: datetime) -> datetime:
    """The coming night's hour, the same for everything that came in the day."""
    tonight = day_of(now.astimezone(UTC)) + timedelta(hours=NIGHT)
    return tonight if tonight > now else tonight + timedelta(days=1)


def _hand_over(work: Work, kind: str) -> None:
    if kind not in KINDS:
        return
    arrived: dict[str, int] = {}
    for unit, about, words in unsigned.take(work.tx, kind):
        day = day_of(work.now)
        ask = Ask(
            id=work.new_id(),
            number=store.next_number(work.tx),
            kind=kind,
            unit=unit,
            asker=None,
            given_by=None,
            for_other=False,
            about=about,
            words=words,
            state=State.OPEN,
            on_board=True,
            asked_at=day,
            changed_at=day,
        )
        store.put(work.tx, ask)
        arrived[unit] = arrived.get(unit, 0) + 1
    for unit, count in arrived.items():
        _tell_of_unsigned(work, unit, KINDS[kind].label, count)


def _tell_of_unsigned(work: Work, unit: str, what: Text, count: int) -> None:
    text = TN(
        "{count} message without a name has come for {unit}: {what}.",
        "{count} messages without a name have come for {unit}: {what}.",
        count,
        what=what,
        unit=unit_name(work, unit),
    )
    look = Option(T("Look at them"), "asks/")
    tell(work, helpers(work.tx, unit), Screen((text,), (look,)))


# What falls due


def _remind(work: Work, id: str) -> None:
    ask = store.ask(work.tx, id)
    if ask is None or ask.is_a.together:
        return
    if ask.state is State.OPEN and work.now - ask.changed_at >= REMIND_AFTER:
        tell_helpers(work, ask, T("No. {number} still waits to be taken up.", number=ask.number))


def _due(work: Work, id: str) -> None:
    ask = store.ask(work.tx, id)
    if ask and _has_come(work, ask.promised_for):
        tell_helpers(work, ask, T("No. {number} was promised for today.", number=ask.number))


def _expected(work: Work, id: str) -> None:
    ask = store.ask(work.tx, id)
    if ask and ask.unanswered and _has_come(work, ask.expected_on):
        text = T("An answer to no. {number} is expected today.", number=ask.number)
        tell_helpers(work, ask, text)


def _has_come(work: Work, day: date | None) -> bool:
    """Whether a day is here, or went by while nothing ran; it may have been put off meanwhile."""
    return day is not None and day <= work.now.date()


def _is_it_settled(work: Work, id: str) -> None:
    ask = store.ask(work.tx, id)
    if ask and ask.state is State.ANSWERED:
        tell_asker(work, ask, T("Is no. {number} settled for you?", number=ask.number))


HANDLERS: dict[str, Handler] = {
    HAND_OVER: _hand_over,
    REMIND: _remind,
    DUE: _due,
    EXPECTED: _expected,
    SETTLED: _is_it_settled,
}
