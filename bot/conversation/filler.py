"""Filling in: a form is begun, its questions are answered, and it is sent or dropped."""

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
from bot.conversation.front import Front
from bot.conversation.input import Contact, Said
from bot.conversation.repertoire import Repertoire
from bot.conversation.screen import Screen
from bot.conversation.session import Session
from bot.conversation.standing import REVIEW
from bot.conversation.store import ChatState
from bot.language import T, Text


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
        kept = Kept(self._turn.new_id(), document)
        store.put_document(self._turn.tx, self._turn.chat, kept)
        screen = self.fill(kept)
        if self._state.session is None or kept.id not in self._state.session.documents:
            store.drop_documents(self._turn.tx, [kept.id])
        return screen

    def read(self, draft: Draft, words: str) -> Screen:
        """Take typed words, which some questions take for a file."""
        if (kind := draft.asks_document) is None:
            return self.fill(Said(words))
        try:
            return self.keep(kind.read(Document("", "text/plain", words.encode())))
        except Unclear as unclear:
            return self.ask(draft, unclear.text)

    def begin(
        self, command: Command, filling: Filling, about: str, dropping: str, forwarded: str = ""
    ) -> Screen:
        """Begin a form; a draft with answers is in the way, unless it is `dropping`.

        It begins with what was `forwarded`.
        """
        draft = self._front.draft
        if draft and draft.session.id != dropping:
            mine = draft.is_of(command.name, about)
            untouched = forwarded and not draft.session.answers.get(command.forwarded or "")
            if mine and not untouched:
                return self._once_done(self.fill(Tap(REVIEW, "!resume")), forwarded)
            if not mine and not draft.session.empty:
                return self._once_done(self._front.unfinished(draft, command, about), forwarded)
        try:
            with self._turn.attempt():
                answers = filling.start(self._turn, about)
                opening = filling.opening(self._turn, about)
        except Refused as refused:
            return self._front.menu(refused.text)
        if forwarded and command.forwarded:
            try:
                answers = {
                    **answers,
                    command.forwarded: filling.form.read(command.forwarded, forwarded),
                }
            except Unclear as unclear:
                opening = (*opening, unclear.text)
        session = Session(self._turn.new_id(), command.name, about, answers, fresh=not forwarded)
        return self.ask(Draft(session, filling, self._front.find), *opening)

    def _once_done(self, screen: Screen, forwarded: str) -> Screen:
        """What stands in the way of what was forwarded, of which nothing is kept."""
        again = T("What you forwarded was not taken. Finish or drop this, then forward it again.")
        return screen.noting(again) if forwarded else screen

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
