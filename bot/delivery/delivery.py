"""A delivery as it is read from the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.conversation import Chat, Option, Screen, seated
from bot.delivery.digest import waited
from bot.language import T

# Of what is joined here: what `delivery` reads, in its order. To look each column up by its name
# took longer than to find the row.
COLUMNS = (
    "outbox.id, message, channel, address, made_at, attempts, name, locale, zone, discreet,"
    " arrived_as, seat, (SELECT count(*) FROM address AS other WHERE other.channel = outbox.channel"
    " AND other.address = outbox.address) > 1 AS shared"
)
JOINED = (
    "outbox JOIN person ON person.id = outbox.person JOIN address USING (channel, address, person)"
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that stands alone, and the person whose language and zone it is said in.

    `more` are other deliveries of the chat that go out within this one, as a digest. `edits` is
    what the channel calls the message that this one corrects; empty where it is a new one.
    `pops_up` is what may be seen by whoever looks at the phone. `until` is when the claim on it
    runs out, if there is one.
    """

    id: int
    chat: Chat
    screen: Screen
    made_at: datetime
    name: str
    locale: str
    zone: str
    attempts: int
    pops_up: Screen
    more: tuple[int, ...] = ()
    edits: str = ""
    until: int = 0

    @property
    def ids(self) -> tuple[int, ...]:
        """All deliveries that are done when this one is."""
        return (self.id, *self.more)


def delivery(
    row: Sequence[Any], screen: Screen, more: tuple[int, ...] = (), until: int = 0
) -> Delivery:
    """A row of what is joined, and what it says to the person in their seat of the chat."""
    (id, _, channel, address, made_at, attempts, name, locale, zone, *rest) = row
    discreet, arrived_as, seat, shared, *_ = rest

    def shown(screen: Screen) -> Screen:
        return seated(screen, name, seat, shared=bool(shared))

    return Delivery(
        id,
        Chat(channel, address),
        shown(screen),
        datetime.fromtimestamp(made_at, UTC),
        name,
        locale,
        zone,
        attempts,
        shown(_neutral((id, *more)) if discreet else screen),
        more,
        arrived_as,
        until,
    )


def _neutral(ids: Sequence[int]) -> Screen:
    """What pops up in the place of messages of somebody discreet: each can be opened."""
    words = waited(len(ids)) if len(ids) > 1 else T("There is a message for you.")
    return Screen((words,), tuple(Option(T("Show it"), f"notice/{id}") for id in ids))
