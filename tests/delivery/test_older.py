"""An outbox that an older program left: all of it is there, and goes on from where it stood."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import people
from bot.app import open_store
from bot.conversation import Chat, Screen
from bot.delivery import Progress, Sent, progress, waiting
from bot.delivery.claims import claim, mark, recover
from bot.delivery.finishing import finish
from bot.delivery.outbox import own
from bot.delivery.schema import SCHEMA
from bot.language import plain
from bot.people import Person
from bot.rooms import SCHEMAS
from bot.storage import Schema, Store, Transaction
from tests.delivery.post import CHANNEL, LI, NEVER, NOON, STANDING, STATE, words_of

FIRST, TEXT_IDS = 1, 5
STATES = ("sent", "uncertain", "dead", "calling", "claimed", "waiting")
LEASE = int(NOON.timestamp()) + 60


@asynccontextmanager
async def brought_up(
    path: Path, scripts: int, leave: Callable[[Transaction], None]
) -> AsyncIterator[Store]:
    """What was left when this room was so many scripts old."""
    old = tuple(
        Schema(each.room, SCHEMA.scripts[:scripts]) if each.room == "delivery" else each
        for each in SCHEMAS
    )
    store = Store.open(path / "old.db", old)
    await store.turn(leave)
    store.close()
    store = open_store(path / "old.db")
    try:
        yield store
    finally:
        store.close()


def put_person(tx: Transaction, key: str, chat: Chat) -> None:
    people.put_person(tx, Person(key, key, None, "zh_CN", "UTC", NEVER))
    people.put_address(tx, chat, key)


def screen(words: str) -> str:
    return json.dumps(Screen((plain(words),)).to_json())


async def test_the_first_program_knew_no_messages(tmp_path: Path) -> None:
    def leave(tx: Transaction) -> None:
        put_person(tx, "li", LI)
        tx.change(
            "INSERT INTO outbox (id, person, channel, address, screen, made_at)"
            " VALUES ('one', 'li', 'telegram', '7', :screen, 0)",
            {"screen": screen("一")},
        )

    async with brought_up(tmp_path, FIRST, leave) as store, store.reading() as reader:
        (found,) = await waiting(reader, LI)
    assert (found.id, words_of(found)) == (1, "一")


def leave_in_every_state(tx: Transaction) -> None:
    """The same said to six persons, and to the second one something more. One row was deleted."""
    tx.change("INSERT INTO message VALUES ('all', NULL, :screen, 0, 1)", {"screen": screen("开会")})
    tx.change("INSERT INTO message VALUES ('own', NULL, :screen, 0, 0)", {"screen": screen("一")})
    put = (
        "INSERT INTO outbox (id, person, message, channel, address, made_at, to_many, state,"
        " attempts, due_at, lease_until, reason, arrived_as, outdated) VALUES (:id, :person,"
        " :message, 'telegram', :id, 5, 1, :state, 2, 3, :lease, 'why', '', :outdated)"
    )
    for id in ("gone", *STATES):
        put_person(tx, id, Chat(CHANNEL, id))
        state = id if id in STATES else "sent"
        tx.change(
            put,
            {
                "id": id,
                "person": id,
                "message": "all",
                "state": state,
                "lease": LEASE,
                "outdated": state == "calling",
            },
        )
    tx.change("DELETE FROM outbox WHERE id = 'gone'")
    put_person(tx, "uncertain", Chat(CHANNEL, "other"))
    tx.change(
        "INSERT INTO outbox (id, person, message, channel, address, made_at, arrived_as)"
        " VALUES ('other', 'uncertain', 'own', 'telegram', 'other', 6, '17')"
    )


async def test_nothing_is_lost_of_what_had_words_for_ids(tmp_path: Path) -> None:
    async with brought_up(tmp_path, TEXT_IDS, leave_in_every_state) as store:
        rows = await store.turn(
            lambda tx: tx.all(
                f"SELECT outbox.id, former_id, person, {STATE}, made_at, to_many, attempts, due_at,"
                f" reason, arrived_as, lease_until, outdated FROM {STANDING} ORDER BY outbox.id"
            )
        )
    leases = {"calling": (LEASE, 1), "claimed": (LEASE, 0)}
    assert [tuple(row) for row in rows] == [
        *(
            (number, state, state, state, 5, 1, 2, 3, "why", "", *leases.get(state, (None, None)))
            for number, state in enumerate(STATES, 2)
        ),
        (8, "other", "uncertain", "waiting", 6, 0, 0, 0, "", "17", None, None),
    ]


async def test_it_goes_on_from_where_it_stood(tmp_path: Path) -> None:
    def goes_on(tx: Transaction) -> list[str]:
        assert progress(tx, "all") == Progress(waiting=3, sent=1, uncertain=1, dead=1)
        assert recover(tx, CHANNEL) == 1
        assert progress(tx, "all") == Progress(waiting=2, sent=1, uncertain=2, dead=1)
        for each in claim(tx, CHANNEL, NOON, 10):
            assert mark(tx, each, NOON)
            finish(tx, each, Sent(), NOON, 0.0)
        rows = tx.all("SELECT person FROM outbox WHERE state = 'sent' ORDER BY id")
        return [row["person"] for row in rows]

    async with brought_up(tmp_path, TEXT_IDS, leave_in_every_state) as store:
        done = await store.turn(goes_on)
        assert done == ["sent", "claimed", "waiting", "uncertain"]


@pytest.mark.parametrize(
    ("person", "id", "words"),
    [("uncertain", "other", "一"), ("uncertain", "8", "一"), ("sent", "other", None)],
)
async def test_a_button_from_before_opens_what_it_opened(
    tmp_path: Path, person: str, id: str, words: str | None
) -> None:
    async with brought_up(tmp_path, TEXT_IDS, leave_in_every_state) as store:
        found = await store.turn(lambda tx: own(tx, person, id))
    assert found == (Screen((plain(words),)) if words else None)


async def test_no_number_is_given_again(tmp_path: Path) -> None:
    def puts(tx: Transaction) -> None:
        tx.change("DELETE FROM outbox")
        tx.change(
            "INSERT INTO outbox (person, message, channel, address, made_at)"
            " VALUES ('sent', 'all', 'telegram', 'sent', 0)"
        )

    async with brought_up(tmp_path, TEXT_IDS, leave_in_every_state) as store:
        await store.turn(puts)
        assert await store.turn(lambda tx: tx.value("SELECT id FROM outbox")) == 9
