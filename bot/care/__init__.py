"""Care: somebody asks, somebody owns it, an answer comes, the asker says that it is settled."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from bot import people
from bot.care import greetings, pairs, store, unsigned
from bot.care.asking import HANDLERS as ASKING
from bot.care.asking import answer_together, helpers
from bot.care.kinds import KINDS, OPINION
from bot.care.model import KEPT, SECRET_KEPT, Ask
from bot.care.schema import SCHEMA
from bot.care.shipped import Shipped, put_shipped, read_suggestions
from bot.care.store import about, move, waiting_things
from bot.care.talk import COMMANDS, HANDLERS, SOURCES
from bot.care.talk.above import standing, stuck
from bot.care.talk.form import CONSENT, HOW, NAME, start
from bot.care.talk.form import words as words_field
from bot.care.talk.greeting import keep_planned
from bot.care.talk.suggesting import is_public, keep_unsigned, put, shown
from bot.care.talk.words import body
from bot.conversation import Turn
from bot.language import T, Text
from bot.room import Kept, Part, Room
from bot.storage import Transaction

_SECRET = tuple(code for code, kind in KINDS.items() if kind.secret)
_OTHERS = tuple(code for code, kind in KINDS.items() if not kind.secret)


def waiting_about(tx: Transaction, thing: str) -> list[Ask]:
    """What was asked about a thing and has no answer yet."""
    return [ask for ask in about(tx, thing) if ask.unanswered]


def _copy(turn: Turn, person: str) -> Iterator[Part]:
    lines = [line for ask in store.of_person(turn.tx, person) for line in body(turn, ask)]
    yield Part(T("What you have asked"), tuple(lines))
    yield Part(T("Whom you are paired with"), tuple(_paired(turn, person)))
    if day := greetings.day_of(turn.tx, person):
        yield Part(T("Greetings"), (T("Your joining day: {day}", day=day),))


def _paired(turn: Turn, person: str) -> Iterator[Text]:
    for each in pairs.of_person(turn.tx, person):
        if other := people.person(turn.tx, each.other(person)):
            yield T("{name} ({state})", name=other.name, state=pairs.STATES[each.state])


def _forgetting(kinds: Collection[str]) -> Callable[[Transaction, datetime], None]:
    return lambda tx, before: store.forget(tx, kinds, before)


def _tidy(tx: Transaction, now: datetime) -> None:
    store.forget_withdrawn(tx)
    keep_planned(tx, now)


ROOM = Room(
    schema=SCHEMA,
    commands=COMMANDS,
    sources=SOURCES,
    handlers={**ASKING, **HANDLERS},
    stuck=stuck,
    copy=_copy,
    keeps=(
        Kept(T("Requests for help that were answered"), SECRET_KEPT, _forgetting(_SECRET)),
        Kept(T("Suggestions and findings that were answered"), KEPT, _forgetting(_OTHERS)),
    ),
    tidy=_tidy,
)

__all__ = [
    "CONSENT",
    "HOW",
    "NAME",
    "OPINION",
    "ROOM",
    "Shipped",
    "about",
    "answer_together",
    "helpers",
    "is_public",
    "keep_unsigned",
    "move",
    "put",
    "put_shipped",
    "read_suggestions",
    "shown",
    "standing",
    "start",
    "unsigned",
    "waiting_about",
    "waiting_things",
    "words_field",
]
