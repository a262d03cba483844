"""Answering for one's work: the yearly report, mostly filled in from what is known."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import people
from bot.activities import store as activities
from bot.activities.model import State as ActivityState
from bot.care import store as asks
from bot.care.model import State
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    TextKind,
    Turn,
    many_lines,
)
from bot.language import T, Text, plain
from bot.members.whereabouts import Whereabouts, reached
from bot.notices import store as notices
from bot.notices.model import State as NoticeState
from bot.openness import store
from bot.openness.model import PROMISE, WORK_REPORT, Entry
from bot.openness.talk.words import today
from bot.openness.talk.yearly import standings
from bot.organization.wording import worded

LONGEST_OWN = 2000


def _secretary(turn: Turn, unit: str) -> bool:
    return people.is_secretary(turn, unit)


def known(turn: Turn, unit: str) -> Iterator[Text]:
    """What is known here of a branch's year, in numbers and matters; nothing of persons."""
    day = today(turn)
    since = datetime(day.year, 1, 1, tzinfo=ZoneInfo(turn.visitor.zone))
    yield T("Known here of the year {year}:", year=str(day.year))
    here = len(reached(turn.tx, unit, {Whereabouts.HOSTED}))
    away = len(reached(turn.tx, unit, {Whereabouts.AWAY}))
    yield T(
        "Members from elsewhere looked after here: {here}; ours away: {away}", here=here, away=away
    )
    held = [
        each
        for each in activities.of_unit(turn.tx, unit, since)
        if each.state is ActivityState.PUBLISHED and each.ends_at <= turn.now
    ]
    sent = notices.of_units(turn.tx, [unit], {NoticeState.SENT}, since)
    yield T("Activities held: {held}; notices sent: {sent}", held=len(held), sent=len(sent))
    yield from standings(turn, unit)
    answered = asks.of_units(turn.tx, [unit], {State.ANSWERED, State.SETTLED})
    done = sum(each.asked_at >= since for each in answered)
    waiting = len(asks.of_units(turn.tx, [unit], {State.OPEN, State.TAKEN}))
    yield T(
        "Requests and suggestions answered: {done}; still waiting: {waiting}",
        done=done,
        waiting=waiting,
    )
    yield from _promises(turn, unit, day)


def _promises(turn: Turn, unit: str, day: date) -> Iterator[Text]:
    for promise in store.of_unit(turn.tx, unit, (PROMISE,)):
        if promise.year == day.year:
            added = store.additions(turn.tx, promise.id)
            last = T("nothing was said of it since")
            if added:
                last = plain(worded(turn, added[-1].words))
            yield T("Promised: {title}. {last}", title=worded(turn, promise.title), last=last)


def _published(turn: Turn, unit: str) -> Iterator[Option]:
    """Leads to this year's, so that it is added to rather than written a second time."""
    for entry in store.of_unit(turn.tx, unit, (WORK_REPORT,)):
        if entry.year == today(turn).year:
            text = T("This year's, published on {day}", day=entry.made_on)
            yield Option(text, f"openentry/{entry.id}")


def _look(turn: Turn, unit: str) -> Screen:
    return Screen(
        (
            *known(turn, unit),
            T(
                "This goes into your report by itself. You add what you think of it. Your members"
                " can comment without their names; the comments go to the committee."
            ),
        ),
        (*_published(turn, unit), WRITE.option(unit)),
        back=Option(BACK, "ourentries/"),
        replace=True,
        again=f"workreport/{unit}",
    )


def _publish(turn: Turn, unit: str, answers: Answers) -> Screen:
    day = today(turn)
    facts = "\n".join(turn.say(line) for line in known(turn, unit))
    entry = Entry(
        id=turn.new_id(),
        unit=unit,
        kind=WORK_REPORT,
        title=turn.say(T("Work report of the year {year}", year=str(day.year))),
        words=f"{answers['words']}\n\n{facts}",
        made_on=day,
        year=day.year,
    )
    store.put_entry(turn.tx, entry)
    return Screen(
        (T("Published. Your members can read it and comment on it."),),
        (Option(T("Look at it"), f"openentry/{entry.id}"),),
        back=Option(BACK, "ourentries/"),
        replace=True,
    )


LOOK = Command("workreport", T("My yearly work report"), _secretary, _look)
WRITE = Command(
    "writereport",
    T("Write the rest"),
    _secretary,
    Filling(
        Form(
            T("My yearly work report"),
            (
                Field(
                    "words",
                    T("Words"),
                    T("In your own words: what went well, what did not, what will you change?"),
                    TextKind(longest=LONGEST_OWN, parse=many_lines),
                ),
            ),
            send=T("Publish it"),
            review=T(
                "Once published, it cannot be taken away, only added to. Please look it over."
            ),
        ),
        _publish,
    ),
)

COMMANDS = (LOOK, WRITE)
