"""One turn's way from an event to its screen: a form's next question, a command, the menu."""

from dataclasses import replace

from bot.conversation.command import Command, Filling, Refused, Turn
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
from bot.conversation.form import Answers, Place, TextKind
from bot.conversation.input import Contact, Event, Opened, Said, Tapped, Unsupported
from bot.conversation.repertoire import MENU, Repertoire
from bot.conversation.screen import TO_MENU, Option, Screen, page_of
from bot.conversation.session import Session, State
from bot.conversation.standing import REVIEW, Standing
from bot.conversation.store import ChatState
from bot.conversation.words import digit
from bot.language import T, Text

# What a token begins with: a form's screen, or a command that drops the present draft first.
FORM = "f"
ANEW = "new"


_UNSUPPORTED = {
    "": T("I can read text only."),
    "voice": T(
        "I do not listen to voice messages. Your keyboard can write down what you say: look for"
        " the microphone on it."
    ),
    "edited": T("I have read it as it was before. Please send it once more."),
}


class Answer:
    """Answers one event of a chat; leaves the session that it led to in `state`.

    `menu` is the front menu's commands with their labels, where that was drawn.
    """

    def __init__(self, repertoire: Repertoire, turn: Turn, state: ChatState) -> None:
        self._repertoire = repertoire
        self._turn = turn
        self._state = state
        self._find = repertoire.find(turn.tx)
        self.menu: tuple[tuple[str, Text], ...] = ()

    def to(self, event: Event) -> Screen:
        match event:
            case Opened(start):
                token = self._repertoire.linked(start)
                return self._tapped(token) if token else self.present()
            case Tapped(token):
                return self._tapped(token)
            case Said(words):
                return self._said(words)
            case Contact() | Place():
                return self._fill(event)
            case Unsupported(kind):
                return self.present(_UNSUPPORTED[kind])

    def present(self, *notes: Text) -> Screen:
        """Where the person is now; nothing changes."""
        standing = self._standing()
        if standing:
            return ask(standing.form, standing.session, self._find, *notes).screen
        name, _, about = self._state.again.partition("/")
        return self._look(name, about).noting(*notes)

    # What was said

    def _said(self, words: str) -> Screen:
        number = digit(words)
        offered = self._state.offered
        if number is not None and number < len(offered) and offered[number]:
            return self._tapped(offered[number])
        if standing := self._standing():
            return self._said_in(standing, words)
        token = self._repertoire.token_for(words)
        return self._tapped(token) if token else self._misunderstood()

    def _said_in(self, standing: Standing, words: str) -> Screen:
        if control := self._repertoire.control_for(words):
            return self._fill(Tap(standing.key, f"!{control}"))
        if standing.field and isinstance(standing.field.kind, TextKind):
            return self._fill(Said(words))
        token = self._labelled(words) or self._repertoire.token_for(words)
        return self._tapped(token) if token else self._fill(Said(words))

    def _labelled(self, words: str) -> str | None:
        screen = self.present()
        locale = self._turn.visitor.locale
        for option in (*screen.options, *screen.controls):
            if self._repertoire.reads(option.label, words, locale):
                return option.token
        return None

    def _misunderstood(self) -> Screen:
        return self._menu(
            T("I did not understand that, and have not kept it. Here is what I can do:")
        )

    # What was tapped

    def _tapped(self, token: str) -> Screen:
        name, _, rest = token.partition("/")
        if name == FORM:
            return self._tapped_form(rest)
        if name == ANEW:
            self._state.session = None
            name, _, rest = rest.partition("/")
        return self._command(name, rest)

    def _tapped_form(self, rest: str) -> Screen:
        parts = rest.split("/", 2)
        session = self._state.session
        if session is None or len(parts) != 3 or parts[0] != session.id:
            return self.present()
        return self._fill(Tap(parts[1], parts[2]))

    # Forms

    def _fill(self, given: FormInput) -> Screen:
        session, filling = self._state.session, self._repertoire.filling(self._state.session)
        if session is None or filling is None:
            return self._misunderstood()
        if session.state is State.PAUSED:
            if not isinstance(given, Tap):
                return self._misunderstood()
            session = replace(session, state=State.OPEN)
        match advance(filling.form, session, given, self._find):
            case Asking(session, screen):
                self._state.session = session
                return screen
            case Left():
                return self._menu()
            case Dropped():
                self._state.session = None
                return self._menu(T("Dropped. Nothing of it was kept."))
            case Submitted(answers):
                return self._submit(session, filling, answers)

    def _submit(self, session: Session, filling: Filling, answers: Answers) -> Screen:
        # The right may be gone since the form was begun.
        if not self._repertoire.allowed(self._turn, session.command, session.about):
            self._state.session = None
            return self._denied()
        try:
            with self._turn.tx.attempt():
                screen = filling.submit(self._turn, session.about, answers)
        except Refused as refused:
            return ask(filling.form, session, self._find, refused.text).screen
        self._state.session = None
        return screen

    def _begin(self, command: Command, filling: Filling, about: str) -> Screen:
        session = self._state.session
        if session and self._repertoire.filling(session):
            if (session.command, session.about) == (command.name, about):
                return self._fill(Tap(REVIEW, "!resume"))
            return self._unfinished(command, about)
        try:
            answers = filling.start(self._turn, about)
        except Refused as refused:
            return self._menu(refused.text)
        session = Session(self._turn.new_id(), command.name, about, answers)
        self._state.session = session
        return ask(filling.form, session, self._find).screen

    def _unfinished(self, command: Command, about: str) -> Screen:
        self._pause()
        begin = T("Drop it and begin: {label}", label=command.label)
        return Screen(
            (T("Something else is not finished yet."),),
            (*self._way_back(), Option(begin, f"{ANEW}/{command.name}/{about}")),
            back=TO_MENU,
            replace=True,
        )

    def _pause(self) -> None:
        if self._state.session:
            self._state.session = replace(self._state.session, state=State.PAUSED)

    def _standing(self) -> Standing | None:
        """Where the open form stands; None where there is none or it waits aside."""
        session, filling = self._state.session, self._repertoire.filling(self._state.session)
        if session is None or filling is None or session.state is State.PAUSED:
            return None
        return Standing(filling.form, session, self._find)

    def _way_back(self) -> tuple[Option, ...]:
        session, filling = self._state.session, self._repertoire.filling(self._state.session)
        if session is None or filling is None:
            return ()
        label = T("Go on with: {form}", form=filling.form.title)
        return (Option(label, f"{FORM}/{session.id}/{REVIEW}/!resume"),)

    # Commands

    def _command(self, name: str, about: str) -> Screen:
        command = self._repertoire.commands.get(name)
        if command is None or not isinstance(command.does, Filling):
            self._pause()
            return self._look(name, about)
        if not self._repertoire.allowed(self._turn, name, about):
            return self._denied()
        return self._begin(command, command.does, about)

    def _look(self, name: str, about: str) -> Screen:
        command = self._repertoire.commands.get(name)
        if command is None or isinstance(command.does, Filling):
            return self._menu(page=int(about) if about.isdecimal() and len(about) < 4 else 0)
        if not self._repertoire.allowed(self._turn, name, about):
            return self._denied()
        try:
            with self._turn.tx.attempt():
                screen = command.does(self._turn, about)
        except Refused as refused:
            return self._menu(refused.text)
        return replace(screen, controls=(*screen.controls, *self._way_back()))

    def _denied(self) -> Screen:
        return self._menu(T("That is not possible here, or it is already settled."))

    def _menu(self, *notes: Text, page: int = 0) -> Screen:
        self._pause()
        commands = self._repertoire.menu(self._turn)
        self.menu = tuple((command.name, command.label) for command in commands)
        options = [command.option() for command in commands]
        return Screen(
            notes or self._repertoire.welcome(self._turn),
            page_of(options, page, f"{MENU}/"),
            self._way_back(),
            replace=True,
        )
