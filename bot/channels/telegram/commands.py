"""The list of commands behind Telegram's menu button, by language and by what a person may."""

import logging
from collections.abc import Sequence

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot.channels.telegram.calls import Calls
from bot.conversation import Chat, Command, Reply
from bot.language import Catalogues, Text

log = logging.getLogger(__name__)


class CommandMenus:
    """Sets the list for everybody at the start, and one's own where a person may more."""

    def __init__(self, bot: Bot, calls: Calls, catalogues: Catalogues) -> None:
        self._bot = bot
        self._calls = calls
        self._catalogues = catalogues
        self._common: tuple[str, ...] = ()
        self._own: dict[Chat, tuple[tuple[str, ...], str]] = {}

    async def set_common(self, commands: Sequence[Command]) -> None:
        """The list of whoever has no office, in each language."""
        self._common = tuple(command.name for command in commands)
        for locale in self._catalogues.locales:
            default = locale == self._catalogues.default
            await self._calls.make(
                lambda locale=locale, default=default: self._bot.set_my_commands(  # type: ignore[misc]
                    self._list([(each.name, each.label) for each in commands], locale),
                    scope=BotCommandScopeAllPrivateChats(),
                    # https://core.telegram.org/bots/api#setmycommands: empty is for the rest.
                    language_code=None if default else locale.split("_")[0],
                ),
                harmless=True,
            )

    async def follow(self, chat: Chat, reply: Reply) -> None:
        """Bring a chat's own list up to the menu that it was just shown."""
        names = tuple(name for name, _ in reply.menu)
        wanted = (names, reply.visitor.locale)
        if not names or names == self._common or self._own.get(chat) == wanted:
            return
        self._own[chat] = wanted
        try:
            await self._calls.make(
                lambda: self._bot.set_my_commands(
                    self._list(reply.menu, reply.visitor.locale),
                    scope=BotCommandScopeChat(int(chat.address)),
                ),
                harmless=True,
            )
        except TelegramError as error:
            log.debug("no own list of commands: %s", type(error).__name__)

    def _list(self, menu: Sequence[tuple[str, Text]], locale: str) -> list[BotCommand]:
        return [BotCommand(name, self._catalogues.say(label, locale)) for name, label in menu]
