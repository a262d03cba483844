"""The doors of the house: what each channel needs of the bot to let people in."""

from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.app import Bot
from bot.channels.web.chat import House, WebChat, to_chat
from bot.channels.web.identity import CookieIdentity, Identity
from bot.channels.web.server import TEMPLATES
from bot.channels.web.wall import WallPage
from bot.settings import TelegramSettings

if TYPE_CHECKING:
    from bot.channels.telegram.service import Telegram


def telegram(bot: Bot, settings: TelegramSettings) -> "Telegram":
    # Only who serves Telegram waits until its library is loaded.
    from bot.channels.telegram.channel import House
    from bot.channels.telegram.service import Telegram

    house = House(bot.answer, bot.asks_document, bot.replied, bot.reach, bot.catalogues)
    everybody = bot.repertoire.for_anybody()
    return Telegram(settings, house, bot.store, bot.bell, bot.clock, bot.chance, everybody)


def web_chat(bot: Bot, identity: Identity | None = None) -> WebChat:
    """The chat page; a browser is known by its cookie unless `identity` says otherwise."""
    secure = bot.settings.public_url.startswith("https:")
    house = House(
        bot.store,
        bot.answer,
        bot.asks_document,
        bot.visitor,
        bot.bell,
        bot.catalogues,
        bot.clock,
        bot.new_id,
    )
    return WebChat(house, identity or CookieIdentity(secure=secure), TEMPLATES)


def wall_page(bot: Bot) -> WallPage:
    """The page for the wall of a meeting."""
    return WallPage(bot.store, bot.clock, bot.catalogues, bot.settings.public_url, TEMPLATES)


def web_routes(bot: Bot, telegram: "Telegram | None" = None) -> list[Route]:
    """What the web server serves when the bot runs for people."""
    routes = [Route("/", to_chat), *web_chat(bot).routes, *wall_page(bot).routes]
    return [*routes, *telegram.routes] if telegram else routes
