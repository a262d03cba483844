"""Filling in: a form is begun, its questions are answered, and it is sent or dropped."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation import store
from bot.conversation.command import (
    AskAgain,
    Command,
    Filling,
    Refused,
    Settled,
    Traceless,
    Turn,
)
from bot.conversation.document import Document, Kept
from bot.conversation.draft import Draft
from bot.conversation.engine import (
    Asking,
    Dropped,
    FormInput,
    Left,
    Submitted,
    Tap,
    advance,
    ask,
)
from bot.conversation.form import Answers, Unclear
from bot.conversation.forwarded import begin_with, is_wanting
from bot.conversation.front import Front
from bot.conversation.input import Contact, Said
from bot.conversation.repertoire import Repertoire
from bot.conversation.screen import Screen
from bot.conversation.session import Session
from bot.conversation.standing import REVIEW
from bot.conversation.store import ChatState
from bot.language import T, Text

_NOT_TAKEN = T("What you forwarded was not taken. Finish or drop this, then forward it again.")


class Filler:
    """Takes a chat's draft on by one input."""

    def __init__(self, repertoire: Repertoire, turn: Turn, state: ChatState, front: Front) -> None:
        self._repertoire = repertoire
        self._turn = turn
        self._state = state
        self._front = front

    def ask(self, draft: Draft, *notes: Text) -> Screen:
        """The draft's present question."""
        asking = ask(draft.filling.form, draft.session, draft.find, *notes)
        self._state.session = asking.session
        return asking.screen

    def fill(self, given: FormInput) -> Screen:
        """A button of a draft that waits aside goes on with it; words do not."""
        draft = self._front.draft
        if draft is None or not (draft.open or isinstance(given, Tap)):
            return self._front.misunderstood()
        draft = draft.going_on()
        match advance(draft.filling.form, draft.session, given, draft.find):
            case Asking(session, screen):
                self._state.session = session
                # A contact that answers nothing vouches for no number that was typed before.
                shared = isinstance(given, Contact) and session.answers != draft.session.answers
                if shared and (known := draft.filling.knows(self._turn, session.answers)):
                    answers = {**known, **session.answers}
                    return self.ask(replace(draft, session=replace(session, answers=answers)))
                return screen
            case Left():
                return self._leave(draft)
            case Dropped():
                self._state.session = None
                return self._front.menu(T("Dropped. Nothing of it was kept."))
            case Submitted(answers):
                return self._submit(draft, answers)

    def keep(self, document: Document) -> Screen:
        """Take a file for the present question, as the question's kind has read it."""
        return self._kept(document, self.fill)

    def read(self, draft: Draft, words: str) -> Screen:
        """Take typed words, which some questions take for a file."""
        if (kind := draft.asks_document) is None:
            return self.fill(Said(words))
        try:
            return self.keep(kind.read(Document("", "text/plain", words.encode())))
        except Unclear as unclear:
            return self.ask(draft, unclear.text)

    def begin(self, command: Command, filling: Filling, about: str, dropping: str) -> Screen:
        """Begin a form; a draft with answers is in the way, unless it is `dropping`."""
        draft = self._front.draft
        other = draft if draft and draft.session.id != dropping else None
        if other and (screen := self._in_the_way(other, command, about)):
            return screen
        return self._begun(command, filling, about)

    def forward(self, command: Command, given: Said | Document) -> Screen:
        """Begin a command's form with what was forwarded, unless a draft is in the way."""
        assert isinstance(command.does, Filling) and command.forwarded
        draft, filling = self._front.draft, command.does
        wanting = draft and draft.is_of(command.name, "") and is_wanting(draft, command.forwarded)
        if draft and not wanting and (screen := self._in_the_way(draft, command, "")):
            return screen.noting(_NOT_TAKEN)
        if isinstance(given, Said):
            return self._begun(command, filling, "", given)
        return self._kept(given, lambda kept: self._begun(command, filling, "", kept))

    def _in_the_way(self, draft: Draft, command: Command, about: str) -> Screen | None:
        """A draft is gone on with where it is of the same command, and not lost to another one."""
        if draft.is_of(command.name, about):
            return self.fill(Tap(REVIEW, "!resume"))
        return None if draft.session.empty else self._front.unfinished(draft, command, about)

    def _begun(
        self, command: Command, filling: Filling, about: str, given: Said | Kept | None = None
    ) -> Screen:
        try:
            with self._turn.attempt():
                answers = filling.start(self._turn, about)
                opening = filling.opening(self._turn, about)
        except Refused as refused:
            return self._front.menu(refused.text)
        session = Session(self._turn.new_id(), command.name, about, answers, fresh=True)
        if given:
            key = command.forwarded or ""
            session, notes = begin_with(given, filling.form, key, session)
            opening = (*opening, *notes)
        return self.ask(Draft(session, filling, self._front.find), *opening)

    def _kept(self, document: Document, take: Callable[[Kept], Screen]) -> Screen:
        """Keep a file where it is taken, and only there."""
        kept = Kept(self._turn.new_id(), document)
        store.put_document(self._turn.tx, self._turn.chat, kept)
        screen = take(kept)
        if self._state.session is None or kept.id not in self._state.session.documents:
            store.drop_documents(self._turn.tx, [kept.id])
        return screen

    def _leave(self, draft: Draft) -> Screen:
        if draft.session.empty:
            self._state.session = None
            return self._front.menu()
        return self._front.menu(T("What you have filled in is kept; you can go on at any time."))

    def _submit(self, draft: Draft, answers: Answers) -> Screen:
        command, about = draft.session.command, draft.session.about
        # The right may be gone since the form was begun.
        if not self._repertoire.allowed(self._turn, command, about):
            self._state.session = None
            return self._front.denied()
        try:
            with self._turn.attempt():
                outcome = draft.filling.submit(self._turn, about, answers)
        except Settled as settled:
            self._state.session = None
            return self._front.menu(settled.text)
        except Refused as refused:
            return self.ask(draft, refused.text)
        if isinstance(outcome, AskAgain):
            return self.ask(draft, outcome.text)
        self._state.session = None
        self._turn.filled_in(self._turn, draft.filling.form.title)
        return self._front.menu(*outcome.texts) if isinstance(outcome, Traceless) else outcome
