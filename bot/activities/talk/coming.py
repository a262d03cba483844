"""The member's side before an activity: what is on, coming or not, the phone's calendar."""

from dataclasses import replace

from bot import people
from bot.activities import store
from bot.activities.audience import invitations, invited
from bot.activities.calendar_file import calendar_file
from bot.activities.checkin import closes_at, opens_at
from bot.activities.model import Activity, State, Word, may_still_answer
from bot.activities.talk import words
from bot.activities.talk.words import (
    WORDS,
    brief,
    described,
    organizer,
    the_activity,
    unit_name,
)
from bot.conversation import BACK, Command, Option, Refused, Screen, Settled, Turn, listed
from bot.language import T, Text

MENU = "activities"
TO_LIST = Option(BACK, "whatson/")


def _whats_on(turn: Turn, page: str) -> Screen:
    """Only what one is invited to where one is now."""
    found = invitations(turn.tx, turn.person, turn.now)
    return listed(
        "whatson",
        page,
        [Option(brief(each), f"activity/{each.id}") for each in found],
        T("What is on for you:"),
        T("Nothing is planned yet. You will be told when something is."),
        Option(BACK, f"{MENU}/"),
    )


def _activity(turn: Turn, id: str) -> Screen:
    activity = the_activity(turn, id)
    lines = [*described(turn, activity)]
    if word := store.word(turn.tx, id, turn.person):
        lines.append(T("You said: {word}.", word=WORDS[word]))
    return Screen(
        tuple(lines),
        tuple(_next_steps(turn, activity)),
        back=TO_LIST,
        replace=True,
        again=f"activity/{id}",
    )


def _next_steps(turn: Turn, activity: Activity) -> list[Option]:
    steps = []
    if opens_at(activity) <= turn.now <= closes_at(activity):
        steps.append(Option(T("Check in"), f"checkin/{activity.id}"))
    if may_still_answer(activity, turn.now):
        steps += [command.option(activity.id) for command in (COMING, PERHAPS, CANNOT)]
        steps.append(CALENDAR.option(activity.id))
    elif activity.state is State.CANCELLED:
        steps.append(CALENDAR.option(activity.id, T("Take it off my calendar")))
    if organizer(turn, activity.id):
        steps.append(Option(T("For the secretary"), f"manage/{activity.id}"))
    return steps


def _say(turn: Turn, id: str, word: Word) -> Screen:
    activity = the_activity(turn, id)
    if not may_still_answer(activity, turn.now):
        raise Settled(T("This is over or was cancelled; no answer is needed."))
    if word is Word.COMING and not _fits(turn, activity):
        raise Refused(T("All places are taken. Say “Perhaps”, and ask the secretary."))
    store.put_word(turn.tx, id, turn.person, word)
    return _activity(turn, id)


def _fits(turn: Turn, activity: Activity) -> bool:
    if activity.places is None:
        return True
    said = store.words(turn.tx, activity.id, invited(turn.tx, activity))
    said.pop(turn.person, None)
    return sum(word is Word.COMING for word in said.values()) < activity.places


def _coming(turn: Turn, id: str) -> Screen:
    return _say(turn, id, Word.COMING).noting(T("Noted. See you there!"))


def _perhaps(turn: Turn, id: str) -> Screen:
    return _say(turn, id, Word.PERHAPS).noting(T("Noted. You can change it at any time."))


def _cannot(turn: Turn, id: str) -> Screen:
    return _say(turn, id, Word.CANNOT).noting(T("Noted. No reason is needed."))


def _calendar(turn: Turn, id: str) -> Screen:
    activity = the_activity(turn, id)
    title, branch = turn.say(activity.headline), unit_name(turn, activity.unit)
    screen = _activity(turn, id).noting(_about_the_file(activity))
    return replace(screen, unwritten=(calendar_file(activity, title, branch, turn.now),))


def _about_the_file(activity: Activity) -> Text:
    if activity.state is State.CANCELLED:
        return T("Open the file: it takes the activity off your calendar.")
    return T("Open the file: it puts the activity into your phone's calendar.")


WHATS_ON = Command(
    "whatson",
    T("What is on"),
    people.known,
    _whats_on,
    words=T("what is on|meetings"),
    menu=1,
    under=MENU,
    common=True,
)
ACTIVITY = Command("activity", T("Look at it"), words.invited, _activity)
COMING = Command("coming", T("I am coming"), words.invited, _coming)
PERHAPS = Command("perhaps", T("Perhaps"), words.invited, _perhaps)
CANNOT = Command("cannot", T("I cannot come"), words.invited, _cannot)
CALENDAR = Command("calendar", T("For my calendar"), words.invited, _calendar)

COMMANDS = (WHATS_ON, ACTIVITY, COMING, PERHAPS, CANNOT, CALENDAR)
