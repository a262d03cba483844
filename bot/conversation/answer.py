"""One turn's way from an event to its screen: what was said or tapped, and what it means."""

from collections.abc import Iterator
from dataclasses import replace

from bot.conversation.command import Filling, Turn
from bot.conversation.document import Document
from bot.conversation.draft import FORM, Draft
from bot.conversation.engine import Tap
from bot.conversation.filler import Filler
from bot.conversation.form import Place
from bot.conversation.front import ANEW, Front
from bot.conversation.input import Contact, Event, Opened, Said, Tapped, Unread, Unsupported
from bot.conversation.repertoire import Repertoire
from bot.conversation.screen import Screen
from bot.conversation.store import ChatState
from bot.conversation.words import digit, sound
from bot.language import T, Text

_UNSUPPORTED = {
    "": T("I can read text only."),
    "voice": T(
        "I do not listen to voice messages. Your keyboard can write down what you say: look for"
        " the microphone on it."
    ),
    "file": T("I take a file only when I have asked for one. It was not kept."),
    "edited": T("I have read it as it was before. Please send it once more."),
}


class Answer:
    """Answers one event of a chat; leaves the session that it led to in `state`."""

    def __init__(self, repertoire: Repertoire, turn: Turn, state: ChatState) -> None:
        self._repertoire = repertoire
        self._turn = turn
        self._state = state
        self._front = Front(repertoire, turn, state)
        self._filler = Filler(repertoire, turn, state, self._front)

    @property
    def menu(self) -> tuple[tuple[str, Text], ...]:
        """The front menu's commands with their labels, where that was drawn."""
        return self._front.shown

    def to(self, event: Event) -> Screen:
        match event:
            case Opened(start):
                token = self._repertoire.linked(start)
                return self._tapped(token) if token else self.present()
            case Tapped(token):
                return self._tapped(token)
            case Said(words, forwarded):
                return self._said(sound(words), forwarded=forwarded)
            case Contact(number, own):
                return self._filler.fill(Contact(sound(number), own))
            case Place():
                return self._filler.fill(event)
            case Document():
                return self._filed(replace(event, caption=sound(event.caption)))
            case Unread(text):
                return self.present(text)
            case Unsupported(kind):
                return self.present(_UNSUPPORTED[kind], *self._way_on(kind))

    def _way_on(self, kind: str) -> Iterator[Text]:
        """How a file is sent on by whoever may and is asked nothing now."""
        draft = self._front.draft
        busy = kind != "file" or (draft and draft.open)
        if not busy and (command := self._repertoire.for_forwarded(self._turn)):
            yield T("To send it on, choose “{label}” first, then send it.", label=command.label)

    def begin(self) -> None:
        """Offer what is on a page that was only opened: nothing was kept of it."""
        if screen := self._glimpse():
            self._state.offered = screen.numbered

    def present(self, *notes: Text) -> Screen:
        """Where the person is now; no answer changes."""
        draft = self._front.draft
        if draft and draft.open:
            return self._filler.ask(draft, *notes)
        name, _, about = self._state.again.partition("/")
        return self._front.look(name, about).noting(*notes)

    def once_more(self) -> Screen:
        """The present screen for an update that was answered already: nothing is done again."""
        with self._turn.glance():
            return self.present()

    # What was said

    def _said(self, words: str, *, forwarded: bool) -> Screen:
        draft, number, offered = self._front.draft, digit(words), self._state.offered
        if number is not None and offered:
            return self._numbered(number)
        if draft and draft.asks_text:
            return self._typed(draft, words)
        if token := self._labelled(words) or self._repertoire.token_for(words):
            return self._tapped(token)
        if control := self._repertoire.control_for(words):
            return self._control(control)
        if draft and draft.open:
            return self._filler.fill(Said(words))
        if forwarded and (command := self._repertoire.for_forwarded(self._turn)):
            # Whatever words stand in it: they are somebody else's.
            return self._filler.forward(command, Said(words, forwarded=True))
        if token := self._repertoire.hinted(words):
            return self._tapped(token)
        return self._front.misunderstood()

    def _filed(self, document: Document) -> Screen:
        draft = self._front.draft
        idle = draft is None or not draft.open
        if document.forwarded and idle and (command := self._repertoire.for_forwarded(self._turn)):
            return self._filler.forward(command, document)
        return self._filler.keep(document)

    def _numbered(self, number: int) -> Screen:
        offered = self._state.offered
        if number < len(offered) and offered[number]:
            return self._tapped(offered[number])
        return self.present(T("Please choose one of the answers: a number is enough."))

    def _typed(self, draft: Draft, words: str) -> Screen:
        # Nobody answers with a slash before a command's word.
        if words.startswith("/") and (token := self._repertoire.token_for(words)):
            return self._tapped(token)
        control = self._repertoire.control_for(words)
        taken = control and draft.takes(control)
        if control and taken:
            return self._filler.fill(draft.control(control))
        return self._filler.read(draft, words)

    def _labelled(self, words: str) -> str | None:
        """The token of the one button on the screen whose label was typed out."""
        screen = self._glimpse()
        if screen is None:
            return None
        buttons = (*screen.options, *screen.controls, *([screen.back] if screen.back else []))
        locale = self._turn.visitor.locale
        tokens = {
            each.token for each in buttons if self._repertoire.reads(each.label, words, locale)
        }
        return tokens.pop() if len(tokens) == 1 else None

    def _glimpse(self) -> Screen | None:
        """What is on the screen, looked at for its buttons only."""
        draft = self._front.draft
        if draft and draft.open:
            return draft.shown
        screen = self.once_more()
        self._front.shown = ()
        return screen

    def _control(self, word: str) -> Screen:
        zero, draft = self._state.offered[:1], self._front.draft
        if word == "back" and any(zero):
            return self._tapped(zero[0])
        if draft and (draft.open or word in ("cancel", "resume")):
            return self._filler.fill(draft.control(word))
        return self._front.menu()

    # What was tapped

    def _tapped(self, token: str) -> Screen:
        if not token.isascii():
            return self.present()
        name, _, rest = token.partition("/")
        if name == FORM:
            return self._tapped_form(rest)
        if name == ANEW:
            dropping, _, rest = rest.partition("/")
            name, _, rest = rest.partition("/")
            return self._command(name, rest, dropping)
        return self._command(name, rest)

    def _tapped_form(self, rest: str) -> Screen:
        parts, draft = rest.split("/", 2), self._front.draft
        if draft is None or len(parts) != 3 or parts[0] != draft.session.id:
            return self.present()
        return self._filler.fill(Tap(parts[1], parts[2]))

    def _command(self, name: str, about: str, dropping: str = "") -> Screen:
        command = self._repertoire.commands.get(name)
        if command is None or not isinstance(command.does, Filling):
            return self._front.look(name, about)
        if not self._repertoire.allowed(self._turn, name, about):
            return self._front.denied()
        return self._filler.begin(command, command.does, about, dropping)
