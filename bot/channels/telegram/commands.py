"""The list of commands behind Telegram's menu button, by language and by what a person may."""

import logging
from collections.abc import Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
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
        self._common: frozenset[str] = frozenset()
        self._own: dict[Chat, tuple[tuple[str, ...], str]] = {}

    async def set_common(self, commands: Sequence[Command]) -> None:
        """The list of whoever has no office, in each language."""
        self._common = frozenset(command.name for command in commands)
        for locale in self._catalogues.locales:
            menu = self._list([(each.name, each.label) for each in commands], locale)
            # https://core.telegram.org/bots/api#setmycommands: none is for the rest.
            default = locale == self._catalogues.default
            language = None if default else locale.split("_")[0]
            await self._set(menu, BotCommandScopeAllPrivateChats(), language)

    async def follow(self, chat: Chat, reply: Reply) -> None:
        """Bring a chat's own list up to the menu that it was just shown."""
        if not reply.menu:
            return
        names, locale = tuple(name for name, _ in reply.menu), reply.visitor.locale
        # Whoever has no office may have fewer of what everybody is shown: no call is worth that.
        wanted = None if self._common.issuperset(names) else (names, locale)
        if self._own.get(chat) == wanted:
            return
        scope = BotCommandScopeChat(int(chat.address))
        try:
            if wanted:
                await self._set(self._list(reply.menu, locale), scope)
                self._own[chat] = wanted
            else:
                # Whoever gave up an office has what everybody has.
                await self._calls.make(
                    lambda: self._bot.delete_my_commands(scope=scope), harmless=True
                )
                del self._own[chat]
        except TelegramError as error:
            log.debug("no own list of commands: %s", type(error).__name__)

    async def _set(
        self, commands: list[BotCommand], scope: BotCommandScope, language: str | None = None
    ) -> None:
        await self._calls.make(
            lambda: self._bot.set_my_commands(commands, scope=scope, language_code=language),
            harmless=True,
        )

    def _list(self, menu: Sequence[tuple[str, Text]], locale: str) -> list[BotCommand]:
        return [BotCommand(name, self._catalogues.say(label, locale)) for name, label in menu]
