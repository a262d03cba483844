"""Where an activity takes place, for those who check in by being there."""

from collections.abc import Sequence
from dataclasses import replace

from bot.activities import store
from bot.activities.talk.words import organizer, the_activity
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
    Screen,
    SearchKind,
    Turn,
)
from bot.language import T, Text
from bot.organization import Position

_HERE = T("Where I am now")


class Spot:
    """The source `spot`: the place at which the secretary stands, about ten metres large."""

    def __init__(self, turn: Turn) -> None:
        """Every source gets the turn; this one needs nothing of it."""

    def search(self, words: str) -> Sequence[Choice]:
        return ()

    def near(self, place: Place) -> Sequence[Choice]:
        return (Choice(f"{place.latitude:.4f},{place.longitude:.4f}", _HERE),)

    def label(self, value: str) -> Text | None:
        return _HERE if _position(value) else None


def _position(value: str) -> Position | None:
    try:
        latitude, longitude = map(float, value.split(","))
    except ValueError:
        return None
    # What is no number compares with nothing.
    within = abs(latitude) <= 90 and abs(longitude) <= 180
    return Position(latitude, longitude) if within else None


def _set(turn: Turn, id: str, answers: Answers) -> Screen:
    venue = _position(answers["where"])
    store.put_activity(turn.tx, replace(the_activity(turn, id), venue=venue))
    text = T("Noted. Whoever is within 300 metres of here can check in by their position.")
    return Screen((text,), back=Option(BACK, f"manage/{id}"), replace=True)


VENUE = Command(
    "venue",
    T("Say where it is"),
    organizer,
    Filling(
        Form(
            T("Say where it is"),
            (
                Field(
                    "where",
                    T("Place"),
                    T("Go to the place and share your position there. It is kept as the place's."),
                    SearchKind("spot", T("Share your position"), place=True),
                ),
            ),
            at_once=True,
        ),
        _set,
    ),
)

COMMANDS = (VENUE,)
SOURCES = {"spot": Spot}
