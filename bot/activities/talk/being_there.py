"""Checking in by being at the place: the position is compared once, and let go."""

from collections.abc import Sequence

from bot import people
from bot.activities import store
from bot.activities.codes import Way, code, match
from bot.activities.model import Activity
from bot.activities.talk.checking_in import CHECK_IN, TO_LIST, open_now, opened
from bot.conversation import (
    Answers,
    Choice,
    Command,
    Field,
    Filling,
    Form,
    Place,
    Refused,
    Screen,
    SearchKind,
    Turn,
)
from bot.language import T, Text
from bot.organization import Position, distance, unit

# As near as a phone knows where it is inside of a building, and the yard before it.
AT_PLACE = 300.0
_FAR = "far"
_FAR_AWAY = T("You seem to be too far from the place")


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
    chosen = answers["where"]
    if chosen == _FAR:
        text = T("Then type the code that stands on the wall, or ask the secretary to tick you.")
        return Screen((text,), (CHECK_IN.option(),), back=TO_LIST, replace=True)
    return opened(turn, chosen)


def _start_here(turn: Turn, about: str) -> Answers:
    if any(venue_of(turn, each) for each in open_now(turn)):
        return {}
    raise Refused(T("Nothing near any place is going on now. Type the code instead: “check in”."))


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


COMMANDS = (HERE,)
SOURCES = {"venue": Venues}
