"""The operator's commands: one a module."""

from bot.operator.backup import backup, backup_box
from bot.operator.box import serve_box
from bot.operator.desk import desk
from bot.operator.doctor import doctor
from bot.operator.invite import invite
from bot.operator.keys import keys
from bot.operator.load import load
from bot.operator.report_arguments import add_keys, add_reports
from bot.operator.report_poster import report_poster
from bot.operator.restore import restore
from bot.operator.run import run
from bot.operator.say import Ask, AskSecret, Say

__all__ = [
    "Ask",
    "AskSecret",
    "Say",
    "add_keys",
    "add_reports",
    "backup",
    "backup_box",
    "desk",
    "doctor",
    "invite",
    "keys",
    "load",
    "report_poster",
    "restore",
    "run",
    "serve_box",
]
