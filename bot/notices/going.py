"""Going out: at once, at its time or again and again; and how far it is, for its author."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from bot import organization, people
from bot.conversation import Option, Screen, Work
from bot.delivery import (
    change_message,
    correct,
    deliver,
    drop_message,
    message,
    plan,
    progress,
    put_message,
    tell,
)
from bot.language import TN, T, Text
from bot.notices import spreading, store
from bot.notices.audience import is_below, office, persons
from bot.notices.model import REMIND_AFTER, Asks, Notice, State, too_late
from bot.notices.rhythm import Rhythm
from bot.notices.spreading import REMIND, spread
from bot.room import Handler

OUT, PROGRESS = "notice_out", "notice_progress"
LOOK_AGAIN = timedelta(seconds=20)
# Whoever sleeps or has no network gets it later; nobody watches a bar for so long.
WATCHED = timedelta(hours=1)
BAR = 10
# Of fewer receivers no progress is told: it would tell when one of them was at their phone.
FEW = 5


def plan_out(work: Work, notice: Notice) -> Notice:
    """Have a notice go out at its time; at once where it has none."""
    if notice.due_at is None:
        return go_out(work, notice)
    planned = replace(notice, state=State.PLANNED)
    store.put_notice(work.tx, planned)
    plan(work.tx, OUT, notice.id, notice.due_at)
    return planned


def go_out(work: Work, notice: Notice) -> Notice:
    """Begin to tell people; the rest follows part by part."""
    going = spread(work, replace(notice, state=State.GOING, due_at=work.now, reached=""))
    if (author := _author(work, notice)) and _awake(work, author):
        going = _show_progress(work, going, author)
    if notice.asks is not Asks.NOTHING:
        for after in REMIND_AFTER:
            plan(work.tx, REMIND, notice.id, work.now + after)
    return going


def _author(work: Work, notice: Notice) -> str | None:
    """Whoever wrote a notice, while they hold the office from which they did."""
    holders = people.holders(work.tx, notice.unit, office(notice))
    return notice.author if notice.author in holders else None


def _awake(work: Work, author: str) -> bool:
    """Whether progress can be shown; what would come in the morning is old by then."""
    known = people.person(work.tx, author)
    return known is not None and known.quiet.over(work.now, known.zone) == work.now


def _show_progress(work: Work, notice: Notice, author: str) -> Notice:
    shown = put_message(work, _how_far(work, notice), kept=True)
    deliver(work, author, shown)
    plan(work.tx, PROGRESS, notice.id, work.now + LOOK_AGAIN)
    watched = replace(notice, progress=shown)
    store.put_notice(work.tx, watched)
    return watched


def _out(work: Work, id: str) -> None:
    notice = store.notice(work.tx, id)
    if notice is None or notice.state is not State.PLANNED or notice.due_at is None:
        return
    late = too_late(notice, work.now)
    unit = organization.unit(work.tx, notice.unit)
    if unit is None or unit.closed:
        # It has no people and no office; whoever opens it again may send it.
        store.put_notice(work.tx, replace(notice, state=State.DRAFT))
        return
    if notice.rhythm:
        last = _again(work, notice, notice.rhythm, notice.due_at)
        if not too_late(last, work.now):
            go_out(work, _one_of(work, last))
    elif not late:
        go_out(work, notice)
    else:
        store.put_notice(work.tx, replace(notice, state=State.DRAFT, due_at=None))
    if late and (author := _author(work, notice)):
        _tell_late(work, notice, author)


def _again(work: Work, notice: Notice, rhythm: Rhythm, due_at: datetime) -> Notice:
    """Plan the next time; the notice as it was due last, of all times that passed meanwhile."""
    last, then = due_at, due_at
    while then <= work.now:
        last, then = then, rhythm.after(then, notice.zone)
    store.put_notice(work.tx, replace(notice, due_at=then))
    plan(work.tx, OUT, notice.id, then)
    return replace(notice, due_at=last)


def _one_of(work: Work, notice: Notice) -> Notice:
    """This time's own notice, with its own answers, of one that comes again and again."""
    says = message(work.tx, notice.message)
    assert says is not None
    once = replace(notice, id=work.new_id(), rhythm=None, made_at=work.now)
    once = replace(once, message=put_message(work, says, kept=True))
    # The buttons name the notice that they answer.
    change_message(work.tx, once.message, replace(says, options=reply_options(once)))
    return once


def reply_options(notice: Notice) -> tuple[Option, ...]:
    return tuple(Option(label, f"reply/{notice.id}-{code}") for code, label in notice.answers)


def _tell_late(work: Work, notice: Notice, author: str) -> None:
    assert notice.due_at is not None
    text = T(
        "Your notice was due at {at}, when I was away. It is too late now, and was not sent.",
        at=notice.due_at,
    )
    tell(work, [author], Screen((text,), (look_at(notice),)))


def look_at(notice: Notice) -> Option:
    return Option(T("Look at it"), f"ournotice/{notice.id}")


# How far it is


def standing(work: Work, notice: Notice) -> tuple[Text, ...]:
    """How far a notice is, in numbers."""
    now = progress(work.tx, notice.message)
    total = now.waiting + now.sent + now.uncertain + now.dead
    done = total - now.waiting
    if is_below(notice):
        return _standing_below(work, notice, done, total)
    if total < FEW:
        # Not those of whom the outbox knows: of what arrived long ago it knows nothing any more.
        count = len(list(persons(work.tx, notice)))
        return (TN("It goes to {count} person.", "It goes to {count} people.", count),)
    lines: list[Text] = [
        T("{bar} {done} of {total}", bar=_bar(done, total), done=done, total=total)
    ]
    if now.waiting:
        lines.append(T("{count} wait: for their morning, or for a network.", count=now.waiting))
    if now.uncertain:
        lines.append(T("{count} may have it or not: the network broke off.", count=now.uncertain))
    return tuple(lines)


def _standing_below(work: Work, notice: Notice, done: int, total: int) -> tuple[Text, ...]:
    """For a committee, in a share: numbers would tell how many cannot be reached."""
    few = sum(1 for _ in islice(persons(work.tx, notice), FEW))
    if few < FEW:
        return (TN("It goes to {count} person.", "It goes to {count} people.", few),)
    share = 100 * done // total if total else 100
    line = T("{bar} {percent} %", bar=_bar(done, total), percent=share)
    return (
        (line,)
        if done == total
        else (line, T("The rest wait: for their morning, or for a network."))
    )


def _bar(done: int, total: int) -> str:
    filled = BAR * done // total if total else BAR
    return "▓" * filled + "░" * (BAR - filled)


def _how_far(work: Work, notice: Notice) -> Screen:
    return Screen((T("Your notice:"), *standing(work, notice)), (look_at(notice),))


def _progress(work: Work, id: str) -> None:
    notice = store.notice(work.tx, id)
    if notice is None or notice.progress is None or notice.due_at is None:
        return
    if _author(work, notice) is None:
        drop_message(work.tx, notice.progress)
        return
    if message(work.tx, notice.progress) != (fresh := _how_far(work, notice)):
        correct(work, notice.progress, fresh)
    waiting = progress(work.tx, notice.message).waiting
    if (waiting or notice.state is State.GOING) and work.now - notice.due_at < WATCHED:
        plan(work.tx, PROGRESS, id, work.now + LOOK_AGAIN)


HANDLERS: dict[str, Handler] = {
    OUT: _out,
    PROGRESS: _progress,
    **spreading.HANDLERS,
}
