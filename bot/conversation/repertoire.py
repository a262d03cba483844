"""The repertoire: all that can be said to the bot, by button, word, label or link."""

import re
from collections.abc import Callable, Sequence

from bot.conversation.command import MENU, Command, Filling, Submenu, Turn
from bot.conversation.form import DocumentKind
from bot.conversation.session import Session
from bot.conversation.sources import Makers, Sources
from bot.conversation.words import Words, tidy
from bot.language import Catalogues, T, Text

MENU_WORDS = T("menu|help|start|hello|hi")
# What a command is about that a hint in a message led to.
HINTED = "hinted"
# The thing that a command is about: an id or a code. With it a token stays within 64 bytes.
ABOUT = re.compile(r"[A-Za-z0-9_-]{0,32}")


class Repertoire:
    """The commands of all rooms, the sources their forms search, and the first words."""

    def __init__(
        self,
        commands: Sequence[Command],
        sources: Makers,
        welcome: Callable[[Turn], tuple[Text, ...]],
        catalogues: Catalogues,
    ) -> None:
        self.commands = {command.name: command for command in commands}
        if len(self.commands) < len(commands):
            raise ValueError("two commands have the same name")
        self.welcome = welcome
        self.catalogues = catalogues
        self._sources = sources
        placed = [command for command in commands if command.menu is not None]
        self._placed = sorted(placed, key=lambda command: command.menu or 0)
        # A menu's commands can be called by name and label, whether there are other words or not.
        called = [each for each in commands if each.words or each.menu is not None]
        words = {command.name: command.words for command in called}
        labels = {command.name: command.label for command in placed}
        self._words = Words(catalogues, {MENU: MENU_WORDS, **words}, labels)
        self._hints = {
            hint: command.name
            for command in commands
            if command.hints
            for spoken in catalogues.every(command.hints)
            for hint in spoken.split("|")
        }
        self._links = {command.link: command.name for command in commands if command.link}

    def allowed(self, turn: Turn, name: str, about: str) -> bool:
        """Whether the visitor may give a command: the one place where rights are asked."""
        command = self.commands.get(name)
        return bool(command and ABOUT.fullmatch(about) and command.right(turn, about))

    def menu(self, turn: Turn, name: str = MENU) -> list[Command]:
        """The commands of one of the visitor's menus, in their order; no empty submenu."""
        return [each for each in self._under(name) if self._offered(turn, each)]

    def _under(self, name: str) -> list[Command]:
        return [each for each in self._placed if each.under == name]

    def _offered(self, turn: Turn, command: Command) -> bool:
        if isinstance(command.does, Submenu) and not any(
            self._offered(turn, each) for each in self._under(command.name)
        ):
            return False
        return self.allowed(turn, command.name, "") and command.when(turn)

    def waiting(self, turn: Turn, command: Command) -> int:
        """How much waits behind a command of the visitor's menu, and behind those under it."""
        if command.count:
            return command.count(turn)
        if not isinstance(command.does, Submenu):
            return 0
        counting = [each for each in self._under(command.name) if self._counts(each)]
        return sum(self.waiting(turn, each) for each in counting if self._offered(turn, each))

    def _counts(self, command: Command) -> bool:
        return command.count is not None or any(map(self._counts, self._under(command.name)))

    def for_anybody(self) -> list[Command]:
        """The front menu's commands that need no office, in their order."""
        return [each for each in self._placed if each.common and each.under == MENU]

    def filling(self, session: Session | None) -> Filling | None:
        """What a session fills in; None when the command is gone or asks nothing any more."""
        command = self.commands.get(session.command) if session else None
        return command.does if command and isinstance(command.does, Filling) else None

    def token_for(self, said: str) -> str | None:
        """The token of the command that a whole message stands for."""
        if name := self._words.command(said):
            return f"{name}/"
        return self.linked(tidy(said))

    def hinted(self, said: str) -> str | None:
        """The token of the command that some word in a message hints at."""
        words = tidy(said)
        return next(
            (f"{name}/{HINTED}" for hint, name in self._hints.items() if hint in words), None
        )

    def for_forwarded(self, turn: Turn) -> Command | None:
        """The first of the visitor's commands that makes something of a forwarded message."""
        taking = (each for each in self.commands.values() if each.forwarded)
        return next((each for each in taking if self.allowed(turn, each.name, "")), None)

    def takes_forwarded(self, turn: Turn) -> DocumentKind | None:
        """How a file is taken that the visitor forwards; None where nothing is made of it."""
        command = self.for_forwarded(turn)
        if command is None or not isinstance(command.does, Filling):
            return None
        return command.does.form.takes_at(command.forwarded or "")

    def control_for(self, said: str) -> str | None:
        """The control of a form that a whole message stands for."""
        return self._words.control(said)

    def linked(self, start: str) -> str | None:
        """The token behind a link's start parameter, such as `b-…` for a branch."""
        kind, _, about = start.partition("-")
        known = about and kind in self._links and ABOUT.fullmatch(about)
        return f"{self._links[kind]}/{about}" if known else None

    def find(self, turn: Turn) -> Sources:
        return Sources(self._sources, turn)

    def reads(self, label: Text, said: str, locale: str) -> bool:
        """Whether somebody typed out what stands on a button."""
        return tidy(self.catalogues.say(label, locale)) == tidy(said)
