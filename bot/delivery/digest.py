"""A digest: several messages that wait for the same person, said as one."""

import json
from collections.abc import Sequence

from bot.conversation import Option, Screen
from bot.language import TN, Text

# Each has a button, and nobody should read more than so many at once.
MOST_IN_DIGEST = 8


def digest(waiting: Sequence[tuple[str, str]]) -> Screen:
    """One screen of several deliveries: their ids, and their screens in JSON.

    Each is named by its first line, on the button that opens the whole of it.
    """
    return Screen(
        (waited(len(waiting)),),
        tuple(Option(_first_line(screen), f"notice/{id}") for id, screen in waiting),
    )


def waited(count: int) -> Text:
    """What stands above so many messages that come as one."""
    return TN("{count} message has waited for you:", "{count} messages have waited for you:", count)


def _first_line(screen: str) -> Text:
    return Text.from_json(json.loads(screen)["paragraphs"][0])
