"""Times of the day as people type them, in Chinese or English."""

import re
import unicodedata
from datetime import time

from bot.conversation.days import arabic

_BEFORE_NOON = ("凌晨", "早上", "上午", "早", "清晨", "am")
_AFTER_NOON = ("下午", "晚上", "傍晚", "中午", "晚", "pm")
_PARTS = re.compile(
    r"(?P<part>凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|早|晚)?"
    r"(?P<hour>\d{1,2})(?:[:.点时](?:(?P<half>半)|(?P<quarters>[13])刻|(?P<minute>\d{1,2})分?)?整?)?"
    r"(?P<english>am|pm)?"
)
_COMPACT = re.compile(r"(\d{2})(\d{2})")


def read_times(words: str) -> list[time]:
    """The times that words can mean, as it stands there first; none where they mean none."""
    said = "".join(unicodedata.normalize("NFKC", words).casefold().split())
    if match := _COMPACT.fullmatch(said):
        return _times(int(match[1]), int(match[2]))
    match = _PARTS.fullmatch(arabic(said))
    if match is None:
        return []
    hour, minute = int(match["hour"]), _minute(match)
    part = match["part"] or match["english"] or ""
    if part in _BEFORE_NOON:
        return _times(0 if hour == 12 else hour, minute)
    if part == "晚上" and hour == 12:
        return _times(0, minute)
    if part in _AFTER_NOON:
        return _times(hour + 12 if hour < (11 if part == "中午" else 12) else hour, minute)
    both = _times(hour, minute)
    # 8 o'clock may be in the evening as well, where nothing says which.
    plain = not match["minute"] and 1 <= hour <= 11 and not words.strip().startswith("0")
    return [*both, *_times(hour + 12, minute)] if plain else both


def _minute(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    return int(match["quarters"]) * 15 if match["quarters"] else int(match["minute"] or 0)


def _times(hour: int, minute: int) -> list[time]:
    return [time(hour, minute)] if hour < 24 and minute < 60 else []
