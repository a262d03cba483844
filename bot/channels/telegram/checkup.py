"""What doctor asks Telegram: whether the token is known, and how a webhook fares."""

from collections.abc import AsyncIterator

from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.service import make_bot
from bot.channels.telegram.transport import Transport
from bot.language import T, Text
from bot.settings import TelegramSettings

Finding = tuple[Text, Text | None]


async def check(settings: TelegramSettings) -> AsyncIterator[Finding]:
    """What was looked at, each with what to do about it, or None where all is well."""
    request = Transport()
    await request.initialize()
    bot = make_bot(settings, request, request)
    try:
        me = await bot.get_me()
        yield T("Telegram knows the token: @{name}.", name=me.username or ""), None
        info = await bot.get_webhook_info()
        yield _webhook(settings, info.url, info.last_error_message)
    except InvalidToken:
        yield T("Telegram."), T("It does not know the token: get a new one from @BotFather.")
    except TelegramError:
        what = T("Telegram at {address}.", address=settings.api)
        yield what, T("It cannot be reached: check the network, the proxy and BOT_TELEGRAM_API.")
    finally:
        await request.shutdown()


def _webhook(settings: TelegramSettings, url: str, error: str | None) -> Finding:
    if not settings.webhook:
        return T("Telegram is polled."), None
    what = T("the webhook {address}.", address=settings.webhook)
    if error:
        return what, T("Telegram could not deliver to it: {error}.", error=error)
    if not url.startswith(settings.webhook):
        return what, T("It is not set yet: start the bot.")
    return what, None
