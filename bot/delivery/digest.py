"""A digest: several messages that wait for the same person, said as one."""

from collections.abc import Mapping

from bot.conversation import Option, Screen, shortened
from bot.language import TN, Text, plain

# Each has a button, and nobody should read more than so many at once.
MOST_IN_DIGEST = 8
# A button shows so much of what somebody typed.
COLUMNS = 40


def digest(waiting: Mapping[int, Screen]) -> Screen:
    """One screen of several deliveries, by their ids.

    Each is named by its first line, on the button that opens the whole of it; where several
    begin alike, by the next one.
    """
    begin = [screen.paragraphs[0] for screen in waiting.values()]

    def option(id: int, first: Text, *second: Text) -> Option:
        named = second[0] if second and begin.count(first) > 1 else first
        return Option(_brief(named), f"notice/{id}")

    return Screen(
        (waited(len(waiting)),),
        tuple(option(id, *screen.paragraphs[:2]) for id, screen in waiting.items()),
    )


def waited(count: int) -> Text:
    """What stands above so many messages that come as one."""
    return TN("{count} message has waited for you:", "{count} messages have waited for you:", count)


def _brief(text: Text) -> Text:
    words = str(text.values.get("words"))
    return plain(shortened(words, COLUMNS)) if text == plain(words) else text
