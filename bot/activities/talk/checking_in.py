"""The member checks in: by a code that was typed or scanned, or by being at the place."""

import unicodedata
from datetime import timedelta

from bot import people
from bot.activities import store
from bot.activities.audience import invitations
from bot.activities.checkin import Outcome, closes_at, opens_at
from bot.activities.codes import RHYTHMS, match
from bot.activities.counting import check_in
from bot.activities.model import Activity, Audience, State
from bot.activities.qr import LINK
from bot.activities.talk.words import invited, the_activity, unit_name
from bot.conversation import (
    BACK,
    Answers,
    AskAgain,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    TextKind,
    Turn,
    Unclear,
)
from bot.language import T, Text

# A code that was shown in time may come in so much later.
_LATE = max(rhythm.taken for rhythm in RHYTHMS.values())
# After these another code may be the right one.
_RETRY = (Outcome.WRONG, Outcome.RAN_OUT)


def _digits(words: str) -> str:
    typed = "".join(unicodedata.normalize("NFKC", words).split())
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 6):
        raise Unclear(T("The code has six digits. It stands on the wall or on the screen."))
    return typed


def open_now(turn: Turn) -> list[Activity]:
    """What the visitor is invited to and can check in at now."""
    since = turn.now - timedelta(hours=1)
    found = invitations(turn.tx, turn.person, since)
    return [each for each in found if opens_at(each) <= turn.now <= closes_at(each) + _LATE]


def _start(turn: Turn, about: str) -> Answers:
    """Asks for no code where none can help."""
    if about:
        activity = the_activity(turn, about)
        if turn.now < opens_at(activity):
            raise Refused(_too_early(activity))
        return {}
    if open_now(turn):
        return {}
    coming = invitations(turn.tx, turn.person, turn.now)
    if coming:
        raise Refused(_too_early(coming[0]))
    raise Refused(T("Nothing that you are invited to is going on now."))


def _typed(turn: Turn, about: str, answers: Answers) -> Screen | AskAgain:
    typed = answers["code"]
    activities = [the_activity(turn, about)] if about else open_now(turn)
    if not activities:
        return _answer(turn, None, Outcome.OVER)
    matches = [(each, match(each.secret, typed, turn.now)) for each in activities]
    right = [(each, found) for each, found in matches if found]
    outcomes = [
        (each, check_in(turn, each, turn.person, found)) for each, found in right or matches
    ]
    activity, outcome = outcomes[0]
    # A wrong one stays counted.
    if outcome in _RETRY:
        return AskAgain(_word(activity, outcome))
    return _answer(turn, activity, outcome)


def opened(turn: Turn, about: str) -> Screen:
    """A link or a picture with the code in it; whoever is not known yet is asked to register."""
    id, _, typed = about.partition("-")
    activity = store.activity(turn.tx, id)
    if activity is None or activity.state is State.DRAFT:
        raise Refused(T("That activity is gone."))
    if turn.visitor.person is None:
        # A camera opens the page also for whoever writes to the bot elsewhere.
        raise Refused(
            T(
                "I do not know you here. Where you usually write to me, say “check in” and type"
                " {code}. If you are new, type “report in”.",
                code=typed,
            )
        )
    found = match(activity.secret, typed, turn.now)
    return _answer(turn, activity, check_in(turn, activity, turn.person, found))


TO_LIST = Option(BACK, "whatson/")


def _answer(turn: Turn, activity: Activity | None, outcome: Outcome) -> Screen:
    """The word that helps, and the next step where there is one."""
    again = f"activity/{activity.id}" if activity and invited(turn, activity.id) else "whatson/"
    lines: list[Text] = [_word(activity, outcome)]
    if activity and outcome in (Outcome.COUNTED, Outcome.ALREADY):
        lines += [activity.headline, T("Held by: {branch}", branch=unit_name(turn, activity.unit))]
    retype = CHECK_IN.option(activity.id if activity else "", T("Type it again"))
    options = (retype,) if outcome in _RETRY else ()
    return Screen(tuple(lines), options, back=TO_LIST, replace=True, again=again)


def _word(activity: Activity | None, outcome: Outcome) -> Text:
    match outcome:
        case Outcome.COUNTED:
            return T("You are checked in.")
        case Outcome.ALREADY:
            return T("You are checked in already. All is well.")
        case Outcome.TOO_EARLY if activity:
            return _too_early(activity)
        case Outcome.CANCELLED:
            return T("This activity was cancelled.")
        case Outcome.NOT_INVITED:
            return T(
                "This activity is for others. If you are there, the secretary can write you down"
                " as a guest."
            )
        case Outcome.TOO_MANY:
            return T("Too many wrong codes. Ask the secretary to tick you, or wait ten minutes.")
        case Outcome.RAN_OUT:
            return T("That code has run out. Look for the new one, it changes every minute.")
        case Outcome.WRONG:
            return T("That is not the code. Please look again.")
    return T("Check-in is over. The secretary can still write you down.")


def _too_early(activity: Activity) -> Text:
    return T("It is too early. You can check in from {when} on.", when=opens_at(activity))


def _may_type(turn: Turn, about: str) -> bool:
    """Whoever is known; about one activity, whom it is for and, where they are welcome, guests."""
    if turn.visitor.person is None or not about:
        return turn.visitor.person is not None
    activity = store.activity(turn.tx, about)
    if activity is None or activity.state is State.DRAFT:
        return False
    return Audience.GUESTS in activity.audience or invited(turn, about)


CHECK_IN = Command(
    "checkin",
    T("Check in"),
    _may_type,
    Filling(
        Form(
            T("Check in"),
            (
                Field(
                    "code",
                    T("Code"),
                    T(
                        "Type the six digits from the wall or from the call. At the place you can"
                        " also go back and say: “I am at the place”."
                    ),
                    TextKind(T("Six digits"), longest=20, parse=_digits),
                ),
            ),
            at_once=True,
        ),
        _typed,
        _start,
    ),
    words=T("check in|checkin|sign in"),
    menu=2,
    under="activities",
    common=True,
)
CAME = Command("came", T("Check in"), people.anybody, opened, link=LINK)
COMMANDS = (CHECK_IN, CAME)
