"""The report box: anonymous reports that protect whoever speaks up.

Knows nothing of people, members or delivery: what it needs of them is handed in where the parts
are put together. The wire format is in FORMAT.md.
"""

from bot.reports.confidence import MARK, Confidence
from bot.reports.receipt import looks_like_one
from bot.reports.service import ReportBox, is_box
from bot.reports.talk.entry import COMMANDS
from bot.reports.talk.words import DROPPED, GONE, page_way
from bot.reports.years import ReportYear

__all__ = [
    "COMMANDS",
    "DROPPED",
    "GONE",
    "MARK",
    "Confidence",
    "ReportBox",
    "ReportYear",
    "is_box",
    "looks_like_one",
    "page_way",
]
