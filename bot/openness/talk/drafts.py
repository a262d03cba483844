"""Consulting before deciding: once a draft is closed, what was said of it is summed up."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time, timedelta

from bot import care
from bot.care.asking import unit_name
from bot.conversation import (
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    TextKind,
    Turn,
    Work,
    day_text,
    many_lines,
)
from bot.delivery import plan, tell
from bot.language import TN, T, Text
from bot.openness import store
from bot.openness.model import DRAFT, Addition, Change, Entry, is_open
from bot.openness.talk.words import public_now, publisher, the_entry, today
from bot.room import COMMITTEE_SEES_AFTER, Handler, Matter

CLOSED = "draft_closed"
LONGEST = 1000


def plan_closing(work: Work, entry: Entry) -> None:
    """Have the publisher reminded on the day after a draft's last one."""
    if entry.kind == DRAFT and entry.until:
        over = datetime.combine(entry.until, time(12), UTC) + timedelta(days=1)
        plan(work.tx, CLOSED, entry.id, over)


def _closed(work: Work, id: str) -> None:
    """Remind the publisher that a draft is closed and what was said of it waits."""
    entry, waiting = store.entry(work.tx, id), care.waiting_about(work.tx, id)
    if entry is None or not waiting:
        return
    text = TN(
        "“{title}” is closed. {count} opinion waits for an answer.",
        "“{title}” is closed. {count} opinions wait for an answer.",
        len(waiting),
        title=entry.title,
    )
    tell(work, care.helpers(work.tx, entry.unit), Screen((text,), (_look_at(entry),)))


def stuck(turn: Turn, units: Collection[str]) -> Iterator[Matter]:
    """Drafts of which the day is long over, and what was said of them has no answer."""
    for id in care.waiting_things(turn.tx, care.OPINION):
        entry = store.entry(turn.tx, id)
        if entry is None or entry.unit not in units or entry.until is None:
            continue
        since = datetime.combine(entry.until, time(), UTC) + timedelta(days=1)
        if turn.now - since >= COMMITTEE_SEES_AFTER:
            what = T("“{title}” is closed, and its opinions wait", title=entry.title)
            text = T("{unit}: {what}", unit=unit_name(turn, entry.unit), what=what)
            yield Matter(since, Option(text, f"openentry/{id}"))


def _look_at(entry: Entry) -> Option:
    return Option(T("Look at it"), f"openentry/{entry.id}")


def _is_own_draft(turn: Turn, id: str) -> bool:
    return publisher(turn, id) and the_entry(turn, id).kind == DRAFT


def _opening(turn: Turn, id: str) -> tuple[Text, ...]:
    """How many get this answer, and whether more may come after it."""
    entry, count = the_entry(turn, id), len(care.waiting_about(turn.tx, id))
    waiting = TN(
        "{count} opinion waits; this answers it.",
        "{count} opinions wait; this answers all of them.",
        count,
    )
    if not count:
        waiting = T("No opinion waits for an answer now.")
    if not entry.until or not is_open(entry, today(turn)):
        return (waiting,)
    more = T(
        "It is open until {day}: what comes after this needs another answer.",
        day=day_text(entry.until),
    )
    return waiting, more


def _sum_up(turn: Turn, id: str, answers: Answers) -> Screen:
    """One answer closes all that still wait; it stands below the draft, with what was changed."""
    entry, words, changed = the_entry(turn, id), answers["words"], answers["changed"]
    _add(turn, id, Change.SUMMING, words)
    if changed:
        _add(turn, id, Change.CHANGED, changed)
    waiting = care.waiting_about(turn.tx, id)
    care.answer_together(turn, waiting, words, changed)
    _tell_askers(turn, entry)
    return public_now(turn, entry).noting(
        TN(
            "{count} opinion was answered with it.",
            "{count} opinions were answered with it.",
            len(waiting),
        )
    )


def _add(turn: Turn, id: str, change: Change, words: str) -> None:
    store.add(turn.tx, id, Addition(made_on=today(turn), change=change, words=words))


def _tell_askers(turn: Turn, entry: Entry) -> None:
    """Everybody who gave a name with an opinion hears of it once, however much they said."""
    named = {each.asker for each in care.about(turn.tx, entry.id) if each.asker}
    text = T("What was said of “{title}” is summed up, and answered.", title=entry.title)
    tell(turn, sorted(named), Screen((text,), (_look_at(entry),)))


SUM_UP = Command(
    "sumup",
    T("Sum up what was said"),
    _is_own_draft,
    Filling(
        Form(
            T("Sum up what was said"),
            (
                Field(
                    "words",
                    T("Words"),
                    T("What was said, and what do you answer to it?"),
                    TextKind(longest=LONGEST, parse=many_lines),
                ),
                Field(
                    "changed",
                    T("Changed"),
                    T("What was changed in the draft because of it? Skip this if nothing was."),
                    TextKind(longest=LONGEST, parse=many_lines),
                    required=False,
                ),
            ),
            send=T("Publish it"),
            review=T(
                "Once published, it cannot be taken away, only added to. Please look it over."
            ),
        ),
        _sum_up,
        opening=_opening,
    ),
)

COMMANDS = (SUM_UP,)
HANDLERS: dict[str, Handler] = {CLOSED: _closed}
