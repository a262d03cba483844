"""Delivery: what the bot says unasked, from the turn that decided it to the person's chat."""

from datetime import timedelta

from bot.delivery.bell import Bell
from bot.delivery.broadcast import (
    Progress,
    broadcast,
    correct,
    deliver,
    progress,
    receivers,
    send_uncertain_again,
    spare,
    stop,
    untold,
)
from bot.delivery.claims import came_back
from bot.delivery.copying import copy
from bot.delivery.courier import AT_ONCE, FEW_AT_ONCE, Courier
from bot.delivery.delivery import Delivery
from bot.delivery.finishing import redirect
from bot.delivery.messages import change_message, drop_message, message, put_message
from bot.delivery.outbox import (
    forget_all,
    forget_arrived,
    subjects,
    take_back,
    tell,
    tell_in,
)
from bot.delivery.outcome import Closed, Dead, Later, Moved, NotNow, Outcome, Sent, Uncertain
from bot.delivery.pace import Pace
from bot.delivery.pages import recent, sent, waiting
from bot.delivery.schedule import Schedule, plan, planned, unplan
from bot.delivery.schema import SCHEMA
from bot.delivery.talk import COMMANDS
from bot.delivery.ticker import Ticker
from bot.language import T
from bot.room import Kept, Room

ROOM = Room(
    schema=SCHEMA,
    commands=COMMANDS,
    copy=copy,
    keeps=(
        Kept(T("Messages that the bot sent by itself"), timedelta(days=30), forget_arrived),
        # A page may stay closed for long; what waits for it longer helps nobody any more.
        Kept(T("Such messages that did not arrive"), timedelta(days=180), forget_all),
    ),
)

__all__ = [
    "AT_ONCE",
    "FEW_AT_ONCE",
    "ROOM",
    "Bell",
    "Closed",
    "Courier",
    "Dead",
    "Delivery",
    "Later",
    "Moved",
    "NotNow",
    "Outcome",
    "Pace",
    "Progress",
    "Schedule",
    "Sent",
    "Ticker",
    "Uncertain",
    "broadcast",
    "came_back",
    "change_message",
    "correct",
    "deliver",
    "drop_message",
    "message",
    "plan",
    "planned",
    "progress",
    "put_message",
    "receivers",
    "recent",
    "redirect",
    "send_uncertain_again",
    "sent",
    "spare",
    "stop",
    "subjects",
    "take_back",
    "tell",
    "tell_in",
    "unplan",
    "untold",
    "waiting",
]
