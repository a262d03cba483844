"""Spreading: a notice reaches its people unit by unit, in turns for which nobody waits long."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from bot.conversation import Screen, Work
from bot.delivery import broadcast, drop_message, message, plan, put_message, untold
from bot.language import T
from bot.notices import store
from bot.notices.audience import persons_at, units_of
from bot.notices.model import Notice, State
from bot.room import Handler

SPREAD, SWEEP, REMIND = "notice_spread", "notice_sweep", "notice_remind"
# So many persons a turn, but for those of one unit, and so many units.
PERSONS, UNITS = 100, 50


def spread(work: Work, notice: Notice) -> Notice:
    """Tell the people of the next units, and plan for the rest."""
    first = not notice.reached
    found, reached = _next(work, notice, notice.reached)
    broadcast(work, notice.message, found)
    if reached:
        notice = replace(notice, reached=reached)
        plan(work.tx, SPREAD, notice.id, work.now)
    else:
        notice = replace(notice, state=State.SENT)
        if not first:
            plan(work.tx, SWEEP, f"{notice.id}/", work.now)
    store.put_notice(work.tx, notice)
    return notice


def _next(work: Work, notice: Notice, after: str) -> tuple[list[str], str]:
    """The persons of the units that come `after` one; the last of these, empty at the end."""
    found: list[str] = []
    units = units_of(work.tx, notice, after)
    for unit in islice(units, UNITS):
        found += persons_at(work.tx, notice, unit)
        after = unit
        if len(found) >= PERSONS:
            break
    return found, after if next(units, None) else ""


def _spread_on(work: Work, id: str) -> None:
    notice = store.notice(work.tx, id)
    if notice and notice.state is State.GOING:
        spread(work, notice)


def _sweep(work: Work, about: str) -> None:
    """Tell whoever moved, while it spread, to where everybody had been told already."""
    id, _, after = about.partition("/")
    notice = store.notice(work.tx, id)
    if notice is None or notice.state is not State.SENT:
        return
    found, reached = _next(work, notice, after)
    broadcast(work, notice.message, untold(work.tx, notice.message, found))
    if reached:
        plan(work.tx, SWEEP, f"{id}/{reached}", work.now)


def _remind(work: Work, about: str) -> None:
    """Remind whoever was asked and has not answered."""
    id, _, rest = about.partition("/")
    after, _, reminder = rest.partition("/")
    notice = store.notice(work.tx, id)
    if notice is None or notice.state is not State.SENT:
        return
    found, reached = _next(work, notice, after)
    open = [each for each in found if store.answer_of(work.tx, id, each) is None]
    if message(work.tx, reminder) is None:
        # Whoever had it has answered meanwhile, or is gone.
        reminder = ""
    reminder = _reminded(work, notice, reminder, open)
    if reached:
        plan(work.tx, REMIND, f"{id}/{reached}/{reminder}", work.now)


def _reminded(work: Work, notice: Notice, reminder: str, open: Sequence[str]) -> str:
    """Remind some; the message that says it, empty as long as it has gone to nobody."""
    says = message(work.tx, notice.message)
    if says is None or not open:
        return reminder
    said = reminder or put_message(work, reminding(says))
    without = broadcast(work, said, open)
    if reminder:
        return said
    if len(without) == len(open):
        drop_message(work.tx, said)
        return ""
    store.put_reminder(work.tx, notice.id, said)
    return said


def reminding(says: Screen) -> Screen:
    """What reminds of a notice that says so."""
    return says.noting(T("You were asked for an answer:"))


HANDLERS: dict[str, Handler] = {SPREAD: _spread_on, SWEEP: _sweep, REMIND: _remind}
