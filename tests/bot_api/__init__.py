"""A small, faithful Telegram Bot API server on loopback, and phones to talk to a bot with.

async with BotApiServer() as server:
    bot = telegram.Bot(server.token, server.base_url, server.base_file_url)
    li = server.phone(7, "李")
    await li.says("/start")
    await li.sees("欢迎")
assert server.complaints == []
"""

from .faults import Hang
from .group import Group
from .person import Person
from .phone import Phone
from .screen import Bubble
from .server import TOKEN, BotApiServer
from .world import Sent, Tap

__all__ = [
    "TOKEN",
    "BotApiServer",
    "Bubble",
    "Group",
    "Hang",
    "Person",
    "Phone",
    "Sent",
    "Tap",
]
