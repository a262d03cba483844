"""Delivery: what the bot says unasked, from the turn that decided it to the person's chat."""

from bot.delivery.bell import Bell
from bot.delivery.broadcast import (
    Progress,
    broadcast,
    correct,
    progress,
    receivers,
    send_uncertain_again,
    stop,
)
from bot.delivery.claims import came_back, redirect
from bot.delivery.courier import Courier
from bot.delivery.messages import drop_message, message, put_message
from bot.delivery.outbox import SCHEMA, Delivery, recent, sent, tell, tell_in, tidy, waiting
from bot.delivery.outcome import Closed, Dead, Later, Moved, NotNow, Outcome, Sent, Uncertain
from bot.delivery.schedule import Schedule, plan, unplan
from bot.delivery.talk import COMMANDS
from bot.delivery.ticker import Ticker
from bot.room import Room

ROOM = Room(schema=SCHEMA, commands=COMMANDS, tidy=tidy)

__all__ = [
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
    "Progress",
    "Schedule",
    "Sent",
    "Ticker",
    "Uncertain",
    "broadcast",
    "came_back",
    "correct",
    "drop_message",
    "message",
    "plan",
    "progress",
    "put_message",
    "receivers",
    "recent",
    "redirect",
    "send_uncertain_again",
    "sent",
    "stop",
    "tell",
    "tell_in",
    "unplan",
    "waiting",
]
