"""Any mixture of turns that succeed, fail and try comes to what a dict would hold."""

from asyncio import create_task, gather
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage import Store, Transaction
from tests.storage.gate import NOTES, soon

Notes = dict[str, str]


class Failed(Exception):
    """What a step raises on purpose."""


@dataclass(frozen=True)
class Put:
    id: str
    words: str

    def in_dict(self, notes: Notes) -> None:
        notes[self.id] = self.words

    def in_store(self, tx: Transaction) -> None:
        tx.change(
            "INSERT INTO note VALUES (:id, :words)"
            " ON CONFLICT DO UPDATE SET words = excluded.words",
            {"id": self.id, "words": self.words},
        )


@dataclass(frozen=True)
class Drop:
    id: str

    def in_dict(self, notes: Notes) -> None:
        notes.pop(self.id, None)

    def in_store(self, tx: Transaction) -> None:
        tx.change("DELETE FROM note WHERE id = :id", {"id": self.id})


@dataclass(frozen=True)
class Fail:
    def in_dict(self, notes: Notes) -> None:
        raise Failed

    def in_store(self, tx: Transaction) -> None:
        raise Failed


@dataclass(frozen=True)
class Attempt:
    """Steps that leave nothing behind when one of them fails; the turn goes on."""

    steps: "tuple[Step, ...]"

    def in_dict(self, notes: Notes) -> None:
        before = dict(notes)
        try:
            for step in self.steps:
                step.in_dict(notes)
        except Failed:
            notes.clear()
            notes.update(before)

    def in_store(self, tx: Transaction) -> None:
        try:
            with tx.attempt():
                for step in self.steps:
                    step.in_store(tx)
        except Failed:
            pass


Step = Put | Drop | Fail | Attempt

IDS = st.sampled_from("abcd")
SIMPLE: st.SearchStrategy[Step] = st.one_of(
    st.builds(Put, IDS, st.text(st.characters(codec="utf-8"), max_size=5)),
    st.builds(Drop, IDS),
    st.just(Fail()),
)
STEPS: st.SearchStrategy[Step] = st.recursive(
    SIMPLE, lambda inner: st.builds(Attempt, st.lists(inner, max_size=4).map(tuple)), max_leaves=8
)
TURNS = st.lists(st.lists(STEPS, max_size=4), max_size=12)


def expected(turns: list[list[Step]]) -> tuple[list[Notes | None], Notes]:
    """What each turn sees at its end, or None where it fails; and what is there after all."""
    notes: Notes = {}
    outcomes: list[Notes | None] = []
    for turn in turns:
        inside = dict(notes)
        try:
            for step in turn:
                step.in_dict(inside)
        except Failed:
            outcomes.append(None)
        else:
            notes = inside
            outcomes.append(dict(notes))
    return outcomes, notes


def present(tx: Transaction) -> Notes:
    return {row["id"]: row["words"] for row in tx.all("SELECT id, words FROM note")}


async def run(store: Store, turns: list[list[Step]]) -> list[Notes | None]:
    def work(tx: Transaction, turn: list[Step]) -> Notes:
        for step in turn:
            step.in_store(tx)
        return present(tx)

    async def one(turn: list[Step]) -> Any:
        try:
            return await store.turn(lambda tx: work(tx, turn))
        except Failed:
            return None

    return await soon(gather(*[create_task(one(turn)) for turn in turns]))


@settings(max_examples=100, deadline=None)
@given(TURNS)
async def test_any_mixture_of_turns_equals_a_dict(turns: list[list[Step]]) -> None:
    outcomes, notes = expected(turns)
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "bot.db", [NOTES], synchronous="OFF")
        assert await run(store, turns) == outcomes
        store.close()
        again = Store.open(Path(folder) / "bot.db", [NOTES], synchronous="OFF")
        assert await soon(again.turn(present)) == notes
        again.close()
