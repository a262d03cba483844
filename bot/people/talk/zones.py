"""Where a form searches time zones: by city or country, in Chinese or English."""

from functools import cache
from zoneinfo import available_timezones

from babel.dates import get_timezone_location

from bot.conversation import Choice, Place, Turn
from bot.language import Text, plain

LANGUAGES = ("zh_CN", "en")
MOST = 40


class Zones:
    """The source of the field that picks a time zone."""

    def __init__(self, turn: Turn) -> None:
        """Every source gets the turn; this one needs nothing of it."""

    def search(self, words: str) -> list[Choice]:
        wanted = words.strip().casefold()
        found = [zone for zone, names in _names().items() if wanted and wanted in names]
        return [Choice(zone, plain(zone.replace("_", " "))) for zone in sorted(found)[:MOST]]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        return plain(value.replace("_", " ")) if value in _names() else None


@cache
def _names() -> dict[str, str]:
    """What people may type for each zone, folded."""
    return {
        zone: " ".join(
            [
                zone.replace("_", " "),
                *(get_timezone_location(zone, locale=each) for each in LANGUAGES),
                *(get_timezone_location(zone, locale=each, return_city=True) for each in LANGUAGES),
            ]
        ).casefold()
        for zone in available_timezones()
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix", "right"))
    }
