"""What a chat sees outside of a form's questions: the menu, a command's screen, a refusal."""

from dataclasses import replace

from bot.conversation.command import MENU, Command, Filling, Refused, Submenu, Traceless, Turn
from bot.conversation.draft import Draft
from bot.conversation.lists import listed, page_number
from bot.conversation.repertoire import Repertoire
from bot.conversation.screen import BACK, TO_MENU, Option, Screen, page_of
from bot.conversation.session import State
from bot.conversation.store import ChatState
from bot.language import T, Text

# The token of a command that drops a draft first begins so, and with the draft's id.
ANEW = "new"


class Front:
    """Draws what is no question of a form; an open draft waits aside meanwhile.

    `shown` is the front menu's commands with their labels, where that was drawn. `find` is
    where forms search.
    """

    def __init__(self, repertoire: Repertoire, turn: Turn, state: ChatState) -> None:
        self._repertoire = repertoire
        self._turn = turn
        self._state = state
        self.find = repertoire.find(turn)
        self.shown: tuple[tuple[str, Text], ...] = ()

    @property
    def draft(self) -> Draft | None:
        """What the chat fills in or has put aside; None where its command is gone."""
        session, filling = self._state.session, self._repertoire.filling(self._state.session)
        return Draft(session, filling, self.find) if session and filling else None

    def look(self, name: str, about: str) -> Screen:
        """The screen of a command that fills in nothing; that is also how it is done."""
        self._pause()
        if name == MENU:
            return self.menu(page=page_number(about))
        command = self._repertoire.commands.get(name)
        if command is None or not self._repertoire.allowed(self._turn, name, about):
            return self.denied()
        if isinstance(command.does, Filling):
            return self.unfinished(self.draft, command, about) if self.draft else self.menu()
        if isinstance(command.does, Submenu):
            return self._submenu(command, command.does, about)
        try:
            with self._turn.attempt():
                screen = command.does(self._turn, about)
        except Refused as refused:
            return self.menu(refused.text)
        if isinstance(screen, Traceless):
            return self.menu(*screen.texts)
        return replace(screen, controls=(*screen.controls, *self._way_back()))

    def unfinished(self, draft: Draft, command: Command, about: str) -> Screen:
        """Asks which of two forms is wanted: a chat has one at a time."""
        self._pause()
        begin = T("Drop it and begin: {label}", label=command.label)
        return Screen(
            (T("Something else is not finished yet."),),
            (draft.way_back, Option(begin, f"{ANEW}/{draft.session.id}/{command.name}/{about}")),
            back=TO_MENU,
            replace=True,
            again=f"{command.name}/{about}",
        )

    def denied(self) -> Screen:
        """The same for what may not be and for what is not: nobody learns which."""
        return self.menu(T("That is not possible here, or it is already settled."))

    def misunderstood(self) -> Screen:
        return self.menu(
            T("I did not understand that, and have not kept it. Here is what I can do:")
        )

    def menu(self, *notes: Text, page: int = 0) -> Screen:
        self._pause()
        commands = self._repertoire.menu(self._turn)
        self.shown = tuple((command.name, command.label) for command in commands)
        options = [self._option(command) for command in commands]
        return Screen(
            notes or self._repertoire.welcome(self._turn),
            page_of(options, page, f"{MENU}/"),
            self._way_back(),
            replace=True,
            again=f"{MENU}/{page or ''}",
        )

    def _submenu(self, command: Command, submenu: Submenu, page: str) -> Screen:
        commands = self._repertoire.menu(self._turn, command.name)
        options = [self._option(each) for each in commands]
        nothing = T("There is nothing here for you.")
        back = Option(BACK, f"{command.under}/")
        screen = listed(command.name, page, options, submenu.title, nothing, back)
        return replace(screen, controls=self._way_back())

    def _option(self, command: Command) -> Option:
        """A menu's button, with the number of what waits behind it."""
        if not (count := self._repertoire.waiting(self._turn, command)):
            return command.option()
        return command.option(label=T("{label} ({count})", label=command.label, count=count))

    def _pause(self) -> None:
        if self._state.session:
            self._state.session = replace(self._state.session, state=State.PAUSED)

    def _way_back(self) -> tuple[Option, ...]:
        return (self.draft.way_back,) if self.draft else ()
