"""What a page that is open shows by itself, without a courier."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.conversation import Chat
from bot.delivery.delivery import COLUMNS, JOINED, Delivery, delivery
from bot.delivery.messages import files_of, read_screen
from bot.storage import Reader, Transaction

_SELECT = (
    f"SELECT {COLUMNS}, screen, files FROM {JOINED} JOIN message ON message.id = message"
    " WHERE channel = :channel AND address = :address"
)


async def waiting(reader: Reader, chat: Chat) -> list[Delivery]:
    """What has not reached a chat yet, in the order in which it was said."""
    rows = await reader.all(
        f"{_SELECT} AND state = 'waiting' ORDER BY made_at, outbox.id",
        {"channel": chat.channel, "address": chat.address},
    )
    return await _with_files(reader, rows)


async def recent(reader: Reader, chat: Chat, since: datetime, most: int) -> list[Delivery]:
    """The last messages that a chat saw, or may have, for a page opened anew; the oldest first.

    What it has not seen comes by itself, and so stands last.
    """
    rows = await reader.all(
        f"{_SELECT} AND made_at >= :since AND state IN ('sent', 'uncertain')"
        " ORDER BY made_at DESC, outbox.id DESC LIMIT :most",
        {
            "channel": chat.channel,
            "address": chat.address,
            "since": int(since.timestamp()),
            "most": most,
        },
    )
    return await _with_files(reader, list(reversed(rows)))


async def _with_files(reader: Reader, rows: Sequence[Any]) -> list[Delivery]:
    files = [await files_of(reader, row["message"]) if row["files"] else [] for row in rows]
    screens = [read_screen(row["screen"], held) for row, held in zip(rows, files, strict=True)]
    return [delivery(row, screen) for row, screen in zip(rows, screens, strict=True)]


def sent(tx: Transaction, chat: Chat, ids: Sequence[str]) -> None:
    """Note that messages are seen on their page, by their own ids; others are passed over."""
    tx.change_many(
        "UPDATE outbox SET state = 'sent', arrived_as = id"
        " WHERE id = :id AND channel = :channel AND address = :address",
        [{"id": id, "channel": chat.channel, "address": chat.address} for id in ids],
    )
