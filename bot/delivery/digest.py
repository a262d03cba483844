"""A digest: several messages that wait for the same person, said as one."""

import json
from collections.abc import Sequence
from typing import Any

from bot.conversation import Option, Screen, shortened
from bot.language import TN, Text, plain

# Each has a button, and nobody should read more than so many at once.
MOST_IN_DIGEST = 8
# A button shows so much of what somebody typed.
COLUMNS = 40


def digest(waiting: Sequence[tuple[int, str]]) -> Screen:
    """One screen of several deliveries: their ids, and their screens in JSON.

    Each is named by its first line, on the button that opens the whole of it; where several
    begin alike, by the next one.
    """
    written = [json.loads(screen)["paragraphs"] for _, screen in waiting]
    begin = [paragraphs[0] for paragraphs in written]
    names = [
        _brief(paragraphs[1 if begin.count(paragraphs[0]) > 1 and len(paragraphs) > 1 else 0])
        for paragraphs in written
    ]
    return Screen(
        (waited(len(waiting)),),
        tuple(Option(name, f"notice/{id}") for name, (id, _) in zip(names, waiting, strict=True)),
    )


def waited(count: int) -> Text:
    """What stands above so many messages that come as one."""
    return TN("{count} message has waited for you:", "{count} messages have waited for you:", count)


def _brief(paragraph: Any) -> Text:
    text = Text.from_json(paragraph)
    words = str(text.values.get("words"))
    return plain(shortened(words, COLUMNS)) if text == plain(words) else text
