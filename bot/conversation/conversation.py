"""The turn: one input in, one screen out, as a plain function inside one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversation import store
from bot.conversation.answer import Answer
from bot.conversation.command import Turn, Visitor
from bot.conversation.draft import FORM, Draft
from bot.conversation.form import DocumentKind
from bot.conversation.input import Chat, Event, Input, Said, Tapped
from bot.conversation.repertoire import Repertoire
from bot.conversation.screen import Screen
from bot.conversation.store import ChatState
from bot.language import T, Text
from bot.storage import Transaction

# The mark of a reply that did not arrive.
LOST = "lost"


class Reception(Protocol):
    """Who knows the people: finds the visitor of a chat, whose language is `locale` so far."""

    def __call__(self, tx: Transaction, chat: Chat, locale: str) -> Visitor: ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show, and to whom.

    `replaces`: it takes the place of the tapped message. `goes_on`: it belongs to the form
    whose button was tapped. `told` are the chats for which the turn left something in the
    outbox. `menu` names the commands of the front menu where that is shown. `mark` is to be
    given to `Conversation.replied`; None where the channel is sure to deliver.
    """

    screen: Screen
    visitor: Visitor
    replaces: bool
    goes_on: bool
    told: tuple[Chat, ...]
    menu: tuple[tuple[str, Text], ...]
    mark: str | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whether the reply with this mark arrived in its chat."""

    chat: Chat
    mark: str
    arrived: bool


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
        self._run = new_id()
        self._replies = 0

    def turn(self, tx: Transaction, given: Input) -> Reply:
        """Take one update. A second delivery changes nothing and shows the present screen."""
        now = self._now()
        generation = store.generation_of(tx, now.toordinal())
        fresh = store.first_time(tx, given.update, generation)
        state = store.load(tx, given.chat)
        documents = state.documents
        if state.locale is None:
            state.locale = self._nearest(given.language)
        visitor = self._reception(tx, given.chat, state.locale)
        turn = Turn(
            tx=tx,
            now=now,
            new_id=self._new_id,
            chat=given.chat,
            visitor=visitor,
            choose_locale=state.choose_locale,
        )
        answer = Answer(self._repertoire, turn, state)
        screen = self._screen(answer, state, given.event) if fresh else answer.once_more()
        state.offered, state.again = screen.numbered, screen.again
        state.unanswered = None if given.sure else self._mark()
        store.save(tx, given.chat, state)
        store.drop_documents(tx, documents - state.documents)
        # The command may have changed who this is or which language they read.
        visitor = self._reception(tx, given.chat, state.locale)
        tapped = given.event.token if isinstance(given.event, Tapped) else None
        return Reply(
            screen,
            visitor,
            tapped is not None and screen.replace,
            tapped is not None and tapped.startswith(f"{FORM}/"),
            tuple(turn.told),
            answer.menu,
            state.unanswered,
        )

    def replied(self, tx: Transaction, receipts: Iterable[Receipt]) -> None:
        """Note which replies arrived; one that did not is shown again to the next word."""
        for each in receipts:
            store.set_unanswered(tx, each.chat, each.mark, None if each.arrived else LOST)

    def asks_document(self, tx: Transaction, chat: Chat) -> DocumentKind | None:
        """The kind of the chat's present question where a file answers it.

        A channel takes files only then, and never fetches what nobody asked for.
        """
        session = store.load(tx, chat).session
        filling = self._repertoire.filling(session)
        return Draft(session, filling, {}).asks_document if session and filling else None

    def visitor(self, tx: Transaction, chat: Chat, language: str | None) -> Visitor:
        """Who is at the other end of a chat; `language` is what their device asks for."""
        return self._reception(tx, chat, store.load(tx, chat).locale or self._nearest(language))

    def _screen(self, answer: Answer, state: ChatState, event: Event) -> Screen:
        lost = state.unanswered is not None and not state.unanswered.startswith(f"{self._run}.")
        if lost and isinstance(event, Said):
            # It may have been said to a screen that is no longer the present one.
            return answer.present(T("I was interrupted. This is where we are:"))
        return answer.to(event)

    def _mark(self) -> str:
        self._replies += 1
        return f"{self._run}.{self._replies}"

    def _nearest(self, language: str | None) -> str:
        return self._repertoire.catalogues.nearest(language)
