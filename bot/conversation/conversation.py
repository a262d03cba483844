"""The turn: one input in, one screen out, as a plain function inside one transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.conversation import store
from bot.conversation.answer import Answer
from bot.conversation.command import MENU, Turn, Visitor
from bot.conversation.draft import FORM, Draft
from bot.conversation.form import DocumentKind
from bot.conversation.input import Chat, Event, Input, Opened, Said, Tapped
from bot.conversation.repertoire import Repertoire
from bot.conversation.screen import Screen
from bot.conversation.seats import seated, unseated
from bot.conversation.store import ChatState
from bot.conversation.untouched import touch
from bot.language import T, Text
from bot.settings import USUAL, Figures
from bot.storage import Transaction

# The mark of a reply that did not arrive.
LOST = "lost"


class Reception(Protocol):
    """Who knows the people."""

    def __call__(self, tx: Transaction, chat: Chat, locale: str) -> Visitor:
        """The visitor of a chat, whose language is `locale` so far."""

    def call(self, tx: Transaction, chat: Chat, seat: int) -> bool:
        """Let a shared chat go on for the person of a seat; False where there is none."""

    def filled_in(self, turn: Turn, form: Text) -> None:
        """Take note that the visitor has sent a form."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show, and to whom.

    `replaces`: it takes the place of the tapped message. `goes_on`: it belongs to the form
    whose button was tapped. `told` are the chats for which the turn left something in the
    outbox. `menu` names the commands of the front menu where that is shown. `mark` is to be
    given to `Conversation.replied`; None where the channel is sure to deliver. An `ephemeral` one
    is part of a conversation that is kept nowhere: a channel remembers it in memory alone, and
    deletes what it can of it once the conversation is `over`.
    """

    screen: Screen
    visitor: Visitor
    replaces: bool
    goes_on: bool
    told: tuple[Chat, ...]
    menu: tuple[tuple[str, Text], ...]
    mark: str | None
    ephemeral: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """Whether the reply with this mark arrived in its chat."""

    chat: Chat
    mark: str
    arrived: bool


@dataclass(frozen=True, slots=True)
class _Meant:
    """What the visitor does; `lost` where it was meant for somebody who is not here any more."""

    event: Event
    visitor: Visitor
    lost: bool = False


class Conversation:
    """Takes updates, one turn each."""

    def __init__(
        self,
        repertoire: Repertoire,
        reception: Reception,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        new_code: Callable[[], str],
        address: str,
        figures: Figures = USUAL,
    ) -> None:
        self._repertoire = repertoire
        self._reception = reception
        self._now = now
        self._new_id = new_id
        self._new_code = new_code
        self._address = address
        self._figures = figures
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
        meant = self._meant(tx, given, state, fresh=fresh)
        _follow(tx, given.chat, state, meant.visitor, now)
        turn = self._turn(tx, given.chat, state, meant.visitor, now)
        answer = Answer(self._repertoire, turn, state)
        if state.is_new and given.sure:
            answer.begin()
        first = state.offered
        screen = self._screen(answer, state, meant) if fresh else answer.once_more()
        # The command may have changed who this is or which language they read.
        visitor = self._reception(tx, given.chat, state.locale)
        _follow(tx, given.chat, state, visitor, now)
        if not screen.enters:
            state.offered, state.again = screen.numbered, screen.again
            state.unanswered = None if given.sure else self._mark()
            if not _leaves_nothing(given, state, first, meant.visitor, visitor):
                store.save(tx, given.chat, state)
                drafting, stranger = state.session is not None, visitor.person is None
                touch(tx, given.chat, now, drafting=drafting, stranger=stranger)
            store.drop_documents(tx, documents - state.documents - state.waiting)
        tapped = meant.event.token if isinstance(meant.event, Tapped) else None
        return Reply(
            seated(screen, visitor.name or "", visitor.seat, shared=visitor.shared),
            visitor,
            tapped is not None and screen.replace,
            tapped is not None and tapped.startswith(f"{FORM}/"),
            tuple(turn.told),
            answer.menu,
            state.unanswered,
        )

    def is_idle(self, tx: Transaction, chat: Chat) -> bool:
        """Whether a chat has no draft in which something was said."""
        session = store.load(tx, chat).session
        return session is None or session.empty

    def note(self, tx: Transaction, update: str) -> None:
        """Enter an update in the ledger that was answered elsewhere: nothing else is kept of it."""
        store.first_time(tx, update, store.generation_of(tx, self._now().toordinal()))

    def replied(self, tx: Transaction, receipts: Iterable[Receipt]) -> None:
        """Note which replies arrived; one that did not is shown again to the next word."""
        for each in receipts:
            store.set_unanswered(tx, each.chat, each.mark, None if each.arrived else LOST)

    def asks_document(
        self, tx: Transaction, chat: Chat, *, forwarded: bool = False
    ) -> DocumentKind | None:
        """How the chat's form takes a file that is sent now; None where none was asked for.

        One that was `forwarded` may begin a form where none is open. A channel takes files only
        then, and never fetches what nobody asked for.
        """
        state = store.load(tx, chat)
        session, filling = state.session, self._repertoire.filling(state.session)
        draft = Draft(session, filling, {}) if session and filling else None
        if draft and draft.open:
            return draft.takes_document
        if not forwarded:
            return None
        visitor = self.visitor(tx, chat, None)
        return self._repertoire.takes_forwarded(self._turn(tx, chat, state, visitor, self._now()))

    def visitor(self, tx: Transaction, chat: Chat, language: str | None) -> Visitor:
        """Who is at the other end of a chat; `language` is what their device asks for."""
        return self._reception(tx, chat, store.load(tx, chat).locale or self._nearest(language))

    def _turn(
        self, tx: Transaction, chat: Chat, state: ChatState, visitor: Visitor, now: datetime
    ) -> Turn:
        return Turn(
            tx=tx,
            now=now,
            new_id=self._new_id,
            figures=self._figures,
            chat=chat,
            visitor=visitor,
            new_code=self._new_code,
            address=self._address,
            say=lambda text: self._say(text, visitor),
            choose_locale=state.choose_locale,
            change_person=lambda person: store.change_person(
                tx, chat, state, person, now.toordinal()
            ),
            filled_in=self._reception.filled_in,
        )

    def _meant(self, tx: Transaction, given: Input, state: ChatState, *, fresh: bool) -> _Meant:
        """Who does what: a button acts for the person whom it was shown to, or not at all."""
        locale = state.locale or ""
        visitor = self._reception(tx, given.chat, locale)
        if not isinstance(given.event, Tapped):
            # Taken off from another phone: what is said now answers that person's screen.
            return _Meant(given.event, visitor, lost=_other(state, visitor))
        seat, token = unseated(given.event.token)
        if seat == visitor.seat:
            return _Meant(Tapped(token), visitor)
        if fresh and self._reception.call(tx, given.chat, seat):
            return _Meant(Tapped(token), self._reception(tx, given.chat, locale))
        return _Meant(Tapped(token), visitor, lost=True)

    def _screen(self, answer: Answer, state: ChatState, meant: _Meant) -> Screen:
        if meant.lost:
            gone = T("That was for somebody who does not use this account any more.")
            return answer.present(gone)
        lost = state.unanswered is not None and not state.unanswered.startswith(f"{self._run}.")
        if lost and isinstance(meant.event, Said):
            # It may have been said to a screen that is no longer the present one.
            return answer.present(T("I was interrupted. This is where we are:"))
        return answer.to(meant.event)

    def _say(self, text: Text, visitor: Visitor) -> str:
        return self._repertoire.catalogues.say(text, visitor.locale, visitor.zone)

    def _mark(self) -> str:
        self._replies += 1
        return f"{self._run}.{self._replies}"

    def _nearest(self, language: str | None) -> str:
        return self._repertoire.catalogues.nearest(language)


def _leaves_nothing(
    given: Input, state: ChatState, first: tuple[str, ...], before: Visitor, after: Visitor
) -> bool:
    """Whether nothing need be kept of a chat: somebody has only opened it, or is gone from it.

    `first` is what a page that was only opened offers; a link may have led to something else.
    """
    if not given.sure or after.person or state.session:
        return False
    menu = state.again == f"{MENU}/" and state.offered == first
    opened = state.is_new and isinstance(given.event, Opened) and menu
    return opened or before.person is not None


def _follow(tx: Transaction, chat: Chat, state: ChatState, visitor: Visitor, now: datetime) -> None:
    """Let the chat's draft be the visitor's own."""
    if _other(state, visitor):
        store.change_person(tx, chat, state, visitor.person, now.toordinal())
    elif visitor.person or state.session is None:
        # Whoever becomes known goes on with what they have begun.
        state.person = visitor.person


def _other(state: ChatState, visitor: Visitor) -> bool:
    """Whether the chat was last for another person than its visitor."""
    return None not in (state.person, visitor.person) and state.person != visitor.person
