"""The report box in the chat: the way into it, and the conversation that is kept nowhere."""

from bot.reports.talk.booth import Booth, Underived
from bot.reports.talk.entry import COMMANDS

__all__ = ["COMMANDS", "Booth", "Underived"]
