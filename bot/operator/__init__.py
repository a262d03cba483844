"""The operator's commands: one a module."""

from bot.operator.backup import backup
from bot.operator.doctor import doctor
from bot.operator.invite import invite
from bot.operator.load import load
from bot.operator.restore import restore
from bot.operator.run import run
from bot.operator.say import Ask, Say

__all__ = ["Ask", "Say", "backup", "doctor", "invite", "load", "restore", "run"]
