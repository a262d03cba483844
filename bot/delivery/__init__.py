"""Delivery: what the bot says unasked, from the turn that decided it to the person's chat."""

from bot.delivery.bell import Bell
from bot.delivery.outbox import SCHEMA, Delivery, recent, sent, tell, waiting

__all__ = ["SCHEMA", "Bell", "Delivery", "recent", "sent", "tell", "waiting"]
