"""The turn: one input in, one screen out, as a plain function inside one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversation import store
from bot.conversation.answer import Answer
from bot.conversation.command import Turn, Visitor
from bot.conversation.input import Chat, Input, Tapped
from bot.conversation.repertoire import Repertoire
from bot.conversation.screen import Screen
from bot.storage import Transaction

# Days of updates that the ledger keeps, and one that is being forgotten.
GENERATIONS = 3


class Reception(Protocol):
    """Who knows the people: finds the visitor of a chat, whose language is `locale` so far."""

    def __call__(self, tx: Transaction, chat: Chat, locale: str) -> Visitor: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show, to whom, and whether it takes the place of the tapped message.

    `told` are the chats for which the turn left something in the outbox.
    """

    screen: Screen
    visitor: Visitor
    replaces: bool
    told: tuple[Chat, ...]


class Conversation:
    """Takes updates, one turn each."""

    def __init__(
        self,
        repertoire: Repertoire,
        reception: Reception,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._repertoire = repertoire
        self._reception = reception
        self._now = now
        self._new_id = new_id
        self._generation: int | None = None

    def turn(self, tx: Transaction, given: Input) -> Reply:
        """Take one update. A second delivery changes nothing and shows the present screen."""
        now = self._now()
        fresh = store.first_time(tx, given.update, self._day(tx, now))
        state = store.load(tx, given.chat)
        if state.locale is None:
            state.locale = self._nearest(given.language)
        visitor = self._reception(tx, given.chat, state.locale)
        turn = Turn(tx, now, given.chat, visitor, self._new_id, choose_locale=state.choose_locale)
        answer = Answer(self._repertoire, turn, state)
        screen = answer.to(given.event) if fresh else answer.present()
        state.offered, state.again = screen.numbered, screen.again
        store.save(tx, given.chat, state)
        # The command may have changed who this is or which language they read.
        visitor = self._reception(tx, given.chat, state.locale)
        replaces = isinstance(given.event, Tapped) and screen.replace
        return Reply(screen, visitor, replaces, tuple(turn.told))

    def visitor(self, tx: Transaction, chat: Chat, language: str | None) -> Visitor:
        """Who is at the other end of a chat; `language` is what their device asks for."""
        return self._reception(tx, chat, store.load(tx, chat).locale or self._nearest(language))

    def _nearest(self, language: str | None) -> str:
        return self._repertoire.catalogues.nearest(language)

    def _day(self, tx: Transaction, now: datetime) -> int:
        """The ledger's present generation; the one of two days ago is forgotten on the way."""
        generation = now.toordinal() % GENERATIONS
        if generation != self._generation:
            store.forget_updates(tx, (generation + 1) % GENERATIONS)
            self._generation = generation
        return generation
