"""The member checks in: by a code that was typed or scanned, or by being at the place."""

import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from bot import people
from bot.activities import store
from bot.activities.audience import invitations, is_invited
from bot.activities.checkin import Outcome, closes_at, opens_at
from bot.activities.codes import RHYTHMS, Way, code, match
from bot.activities.counting import check_in
from bot.activities.model import Activity, State
from bot.activities.talk.words import invited, the_activity, unit_name
from bot.conversation import (
    BACK,
    Answers,
    Choice,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Place,
    Refused,
    Screen,
    SearchKind,
    TextKind,
    Turn,
    Unclear,
)
from bot.language import T, Text
from bot.organization import Position, distance, unit

# As near as a phone knows where it is inside of a building, and the yard before it.
AT_PLACE = 300.0
_FAR = "far"
# A code that was shown in time may come in so much later.
_LATE = max(rhythm.taken for rhythm in RHYTHMS.values())


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
    if about or open_now(turn):
        return {}
    coming = invitations(turn.tx, turn.person, turn.now)
    if coming:
        raise Refused(_too_early(coming[0]))
    raise Refused(T("Nothing that you are invited to is going on now."))


def _typed(turn: Turn, about: str, answers: Answers) -> Screen:
    typed = answers["code"] or ""
    activities = [the_activity(turn, about)] if about else open_now(turn)
    if not activities:
        return _answer(turn, None, Outcome.OVER)
    matches = [(each, match(each.secret, typed, turn.now)) for each in activities]
    right = [(each, found) for each, found in matches if found]
    outcomes = [
        (each, check_in(turn, each, turn.person, found)) for each, found in right or matches
    ]
    activity, outcome = outcomes[0]
    return _answer(turn, activity, outcome)


def _opened(turn: Turn, about: str) -> Screen:
    """A link or a picture with the code in it; whoever is not known yet is asked to register."""
    id, _, typed = about.partition("-")
    activity = store.activity(turn.tx, id)
    if activity is None or activity.state is State.DRAFT:
        raise Refused(T("That activity is gone."))
    found = match(activity.secret, typed, turn.now)
    return _answer(turn, activity, check_in(turn, activity, turn.person, found))


class Venues:
    """The source `venue`: the activities whose place the visitor is at.

    What is found holds the present code, for that is what being there proves; the position is
    looked at and let go.
    """

    def __init__(self, turn: Turn) -> None:
        self._turn = turn

    def search(self, words: str) -> Sequence[Choice]:
        return ()

    def near(self, place: Place) -> Sequence[Choice]:
        here = Position(place.latitude, place.longitude)
        found = [each for each in open_now(self._turn) if _is_at(self._turn, each, here)]
        choices = [Choice(_proof(each, self._turn), each.headline) for each in found]
        return choices or [Choice(_FAR, _FAR_AWAY)]

    def label(self, value: str) -> Text | None:
        if value == _FAR:
            return _FAR_AWAY
        id, _, typed = value.partition("-")
        activity = store.activity(self._turn.tx, id)
        found = activity and match(activity.secret, typed, self._turn.now)
        return activity.headline if activity and found and found.in_time else None


_FAR_AWAY = T("You seem to be too far from the place")


def _is_at(turn: Turn, activity: Activity, here: Position) -> bool:
    venue = venue_of(turn, activity)
    return venue is not None and distance(here, venue) <= AT_PLACE


def venue_of(turn: Turn, activity: Activity) -> Position | None:
    """Where it takes place; the branch's own place where nothing else was said."""
    if activity.venue or not activity.place:
        return activity.venue
    branch = unit(turn.tx, activity.unit)
    return branch.position if branch else None


def _proof(activity: Activity, turn: Turn) -> str:
    return f"{activity.id}-{code(activity.secret, Way.PLACE, turn.now)}"


def _at_place(turn: Turn, about: str, answers: Answers) -> Screen:
    chosen = answers["where"] or ""
    if chosen == _FAR:
        text = T("Then type the code that stands on the wall, or ask the secretary to tick you.")
        return Screen((text,), (CHECK_IN.option(),), back=_TO_LIST, replace=True)
    return _opened(turn, chosen)


def _start_here(turn: Turn, about: str) -> Answers:
    if any(venue_of(turn, each) for each in open_now(turn)):
        return {}
    raise Refused(T("Nothing near any place is going on now. Type the code instead: “check in”."))


_TO_LIST = Option(BACK, "whatson/")


def _answer(turn: Turn, activity: Activity | None, outcome: Outcome) -> Screen:
    """The word that helps, and the next step where there is one."""
    again = f"activity/{activity.id}" if activity and invited(turn, activity.id) else "whatson/"
    lines: list[Text] = [_word(activity, outcome)]
    if activity and outcome in (Outcome.COUNTED, Outcome.ALREADY):
        lines += [activity.headline, T("Held by: {branch}", branch=unit_name(turn, activity.unit))]
    retry = outcome in (Outcome.WRONG, Outcome.RAN_OUT)
    options = (CHECK_IN.option(activity.id if activity else "", T("Type it again")),)
    return Screen(tuple(lines), options if retry else (), back=_TO_LIST, replace=True, again=again)


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


def _known_and_open(turn: Turn, about: str) -> bool:
    """Typed codes are for whom it is for; guests scan the picture on the wall."""
    if turn.visitor.person is None or not about:
        return turn.visitor.person is not None
    activity = store.activity(turn.tx, about)
    return activity is not None and is_invited(turn.tx, activity, turn.visitor.person)


CHECK_IN = Command(
    "checkin",
    T("Check in"),
    _known_and_open,
    Filling(
        Form(
            T("Check in"),
            (
                Field(
                    "code",
                    T("Code"),
                    T(
                        "Type the six digits from the wall or from the call. At the place you can"
                        " also say: “I am at the place”."
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
CAME = Command("came", T("Check in"), people.anybody, _opened, link="c")
HERE = Command(
    "here",
    T("I am at the place"),
    people.known,
    Filling(
        Form(
            T("I am at the place"),
            (
                Field(
                    "where",
                    T("Place"),
                    T(
                        "Share your position. It is compared with the place once and thrown away;"
                        " what is kept is that you were there."
                    ),
                    SearchKind("venue", T("Share your position"), place=True),
                ),
            ),
            at_once=True,
        ),
        _at_place,
        _start_here,
    ),
    words=T("i am at the place|i am here|here"),
)

COMMANDS = (CHECK_IN, CAME, HERE)
SOURCES = {"venue": Venues}
