"""Delivery: what the bot says unasked, from the turn that decided it to the person's chat."""

from bot.delivery.bell import Bell
from bot.delivery.courier import Courier
from bot.delivery.outbox import SCHEMA, Delivery, prune, recent, sent, tell, waiting
from bot.delivery.outcome import Closed, Dead, Later, Moved, NotNow, Outcome, Sent, Uncertain
from bot.delivery.schedule import Handler, Schedule, plan, unplan
from bot.delivery.talk import COMMANDS
from bot.delivery.ticker import Ticker

__all__ = [
    "COMMANDS",
    "SCHEMA",
    "Bell",
    "Closed",
    "Courier",
    "Dead",
    "Delivery",
    "Handler",
    "Later",
    "Moved",
    "NotNow",
    "Outcome",
    "Schedule",
    "Sent",
    "Ticker",
    "Uncertain",
    "plan",
    "prune",
    "recent",
    "sent",
    "tell",
    "unplan",
    "waiting",
]
