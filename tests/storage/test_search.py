"""The full-text index: two Chinese characters, the start of a Latin word, and any nonsense."""

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.storage import Schema, SearchIndex, Store, Transaction
from tests.storage.gate import soon

INDEX = SearchIndex("places")
PLACES = {
    "hewan": "石桥镇河湾村党支部 hewan hwc",
    "baoan": "宝安区外来务工党支部 baoan",
    "river": "River Bend Café 12B",
    "rare": "𠮷𫠠村 ᦰᦱ",
    "one": "湾",
    "wide": "ＡＢＣ １２３ ①号",
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "bot.db", [Schema("places", (INDEX.script,))])
    yield store
    store.close()


async def found(store: Store, query: str, limit: int = 10) -> list[str]:
    return await soon(store.turn(lambda tx: INDEX.find(tx, query, limit)))


def fill(tx: Transaction) -> None:
    for key, text in PLACES.items():
        INDEX.put(tx, key, text)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("河湾", {"hewan"}),
        ("湾村", {"hewan"}),
        ("湾", {"hewan", "one"}),
        ("部", {"hewan", "baoan"}),
        ("党支部", {"hewan", "baoan"}),
        ("桥湾", set()),
        ("hew", {"hewan"}),
        ("HEWAN", {"hewan"}),
        ("ewan", set()),
        ("b", {"baoan", "river"}),
        ("12", {"river", "wide"}),
        ("bend river", {"river"}),
        ("河湾，宝安", {"hewan", "baoan"}),
        ("𠮷𫠠", {"rare"}),
        ("ᦰᦱ", {"rare"}),
        ("abc", {"wide"}),
        ("123", {"wide"}),
        ("1号", {"wide", "river"}),
        ("", set()),
        ("？！ 😀 _", set()),
    ],
)
async def test_what_a_query_finds(index: Store, query: str, keys: set[str]) -> None:
    await soon(index.turn(fill))
    assert set(await found(index, query)) == keys


async def test_what_shares_most_comes_first(index: Store) -> None:
    await soon(index.turn(fill))
    assert (await found(index, "石桥镇河湾村支部"))[0] == "hewan"
    assert (await found(index, "宝安外来支部"))[0] == "baoan"
    assert len(await found(index, "支部", limit=1)) == 1


async def test_only_the_beginning_of_a_long_query_counts(index: Store) -> None:
    await soon(index.turn(fill))
    rest = " ".join(f"x{number}" for number in range(100))
    assert await found(index, f"hewan {rest}") == ["hewan"]
    assert await found(index, f"{rest} hewan") == []


async def test_a_new_text_takes_the_place_of_the_old_one(index: Store) -> None:
    await soon(index.turn(fill))
    await soon(index.turn(lambda tx: INDEX.put(tx, "hewan", "东莞长安")))
    assert await found(index, "河湾") == []
    assert await found(index, "长安") == ["hewan"]
    await soon(index.turn(lambda tx: INDEX.drop(tx, "hewan")))
    await soon(index.turn(lambda tx: INDEX.drop(tx, "nobody")))
    assert await found(index, "长安") == []


async def test_a_failed_turn_leaves_the_index_as_it_was(index: Store) -> None:
    def work(tx: Transaction) -> None:
        INDEX.put(tx, "hewan", "东莞长安")
        raise LookupError

    await soon(index.turn(fill))
    with pytest.raises(LookupError):
        await soon(index.turn(work))
    assert await found(index, "长安") == []
    assert await found(index, "河湾") == ["hewan"]


# --- any text ---------------------------------------------------------------------------------

# Surrogates and NUL too: what comes from a network may hold them.
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))
ODD = ['"', "'", "*", "^", "-", ":", "(", ")", "+", "{", "AND", "OR", "NOT", "NEAR(", "key:", "\0"]
ANY_TEXT = st.one_of(
    ANYTHING,
    st.lists(st.one_of(st.sampled_from(ODD), ANYTHING)).map(" ".join),
    st.text("石桥镇河湾村abc1 ", max_size=30),
)


def says_something(text: str) -> bool:
    return any(map(str.isalpha, unicodedata.normalize("NFKC", text).lower()))


@contextmanager
def in_memory() -> Iterator[Transaction]:
    """An index of its own: a property needs hundreds."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute(INDEX.script)
    connection.execute("BEGIN")
    yield Transaction(connection)
    connection.close()


@given(st.lists(ANY_TEXT, min_size=1, max_size=6))
@example(["ᦰ", "İ", "ß", "ﬃ", "字", "é", "𫠠", "\0字"])
@example(["石桥镇河湾村" * 1000, "x" * 100_000])
def test_any_text_finds_itself(texts: list[str]) -> None:
    with in_memory() as tx:
        for number, text in enumerate(texts):
            INDEX.put(tx, str(number), text)
        for number, text in enumerate(texts):
            if says_something(text):
                assert str(number) in INDEX.find(tx, text, len(texts))


@given(ANY_TEXT)
@example(" OR ".join(f"a{number}" for number in range(5000)))
@example("".join(chr(0x4E00 + number) for number in range(20_000)))
@example("\ud800" * 10 + "\0" + '"' * 1001)
def test_any_query_is_answered(query: str) -> None:
    with in_memory() as tx:
        fill(tx)
        assert set(INDEX.find(tx, query, 10)) <= set(PLACES)
