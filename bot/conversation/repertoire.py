"""The repertoire: all that can be said to the bot, by button, word, label or link."""

from collections.abc import Callable, Mapping, Sequence

from bot.conversation.command import Command, Filling, Turn
from bot.conversation.form import Source
from bot.conversation.session import Session
from bot.conversation.words import Words, tidy
from bot.language import Catalogues, T, Text
from bot.storage import Transaction

MENU = "menu"
MENU_WORDS = T("menu|help|start|hello|hi")


class Repertoire:
    """The commands of all rooms, the sources their forms search, and the first words."""

    def __init__(
        self,
        commands: Sequence[Command],
        sources: Mapping[str, Callable[[Transaction], Source]],
        welcome: Callable[[Turn], tuple[Text, ...]],
        catalogues: Catalogues,
    ) -> None:
        self.commands = {command.name: command for command in commands}
        self.welcome = welcome
        self.catalogues = catalogues
        self._sources = sources
        words = {command.name: command.words for command in commands if command.words}
        self._words = Words(catalogues, {MENU: MENU_WORDS, **words})
        self._links = {command.link: command.name for command in commands if command.link}

    def allowed(self, turn: Turn, name: str, about: str) -> bool:
        """Whether the visitor may give a command: the one place where rights are asked."""
        command = self.commands.get(name)
        return command is not None and command.right(turn, about)

    def menu(self, turn: Turn) -> list[Command]:
        """The commands of the visitor's front menu, in their order."""
        placed = [each for each in self.commands.values() if each.menu is not None]
        placed.sort(key=lambda command: command.menu or 0)
        return [command for command in placed if self.allowed(turn, command.name, "")]

    def filling(self, session: Session | None) -> Filling | None:
        """What a session fills in; None when the command is gone or asks nothing any more."""
        command = self.commands.get(session.command) if session else None
        return command.does if command and isinstance(command.does, Filling) else None

    def token_for(self, said: str) -> str | None:
        """The token of the command that a whole message stands for."""
        if name := self._words.command(said):
            return f"{name}/"
        return self.linked(tidy(said))

    def control_for(self, said: str) -> str | None:
        """The control of a form that a whole message stands for."""
        return self._words.control(said)

    def linked(self, start: str) -> str | None:
        """The token behind a link's start parameter, such as `b-…` for a branch."""
        kind, dash, about = start.partition("-")
        return f"{self._links[kind]}/{about}" if dash and kind in self._links else None

    def find(self, tx: Transaction) -> dict[str, Source]:
        return {name: source(tx) for name, source in self._sources.items()}

    def reads(self, label: Text, said: str, locale: str) -> bool:
        """Whether somebody typed out what stands on a button."""
        return tidy(self.catalogues.say(label, locale)) == tidy(said)
