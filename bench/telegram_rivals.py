"""The rivals of the Telegram bench: bare echoes that store nothing, as their pages teach them.

python -m bench.telegram_rivals stock|aiogram API TOKEN
"""

import asyncio
import sys


def stock(api: str, token: str) -> None:
    """python-telegram-bot as it comes: one update after the other, its own HTTP."""
    from telegram import Update
    from telegram.ext import Application, ContextTypes, MessageHandler, filters

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message and update.message.text:
            await update.message.reply_text(update.message.text)

    application = Application.builder().token(token).base_url(f"{api}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.run_polling()


def aiogram(api: str, token: str) -> None:
    """aiogram as it comes: every update in a task of its own."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    async def answer(message: Message) -> None:
        if message.text:
            await message.answer(message.text)

    dispatcher.message.register(answer)
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    asyncio.run(dispatcher.start_polling(Bot(token, session=session)))


if __name__ == "__main__":
    {"stock": stock, "aiogram": aiogram}[sys.argv[1]](*sys.argv[2:])
