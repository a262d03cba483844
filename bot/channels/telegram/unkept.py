"""Conversations that are kept nowhere: which messages are theirs, until they are deleted.

In memory alone. The platform deletes a bot's and a person's messages for both for 48 hours:
https://core.telegram.org/bots/api#deletemessages
"""

from bot.conversation import Chat

# As many as one call takes.
AT_ONCE = 100


class Unkept:
    """The messages, both sides', that are to be deleted once their conversation is over."""

    def __init__(self) -> None:
        self._messages: dict[Chat, dict[int, None]] = {}

    def note(self, chat: Chat, message: int | None) -> None:
        if message is not None:
            self._messages.setdefault(chat, {})[message] = None

    def take(self, chat: Chat) -> list[list[int]]:
        """All that were noted, in parts that one call takes; they are noted no more."""
        messages = list(self._messages.pop(chat, ()))
        return [messages[at : at + AT_ONCE] for at in range(0, len(messages), AT_ONCE)]
