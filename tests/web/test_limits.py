"""What one browser, and everybody unknown behind one address, may ask; and what it leaves."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.web import chat
from bot.channels.web.limits import Strangers, Streams
from bot.channels.web.static_files import VERSION, static
from tests.web.house import House
from tests.web.visitor import Visitor, client, new_id


def test_the_newest_streams_of_a_browser_stay() -> None:
    streams = Streams(most=2)
    bells = [asyncio.Event() for _ in range(4)]
    with (
        streams.opened("a", bells[0]) as first,
        streams.opened("a", bells[1]) as second,
        streams.opened("b", bells[2]) as other,
        streams.opened("a", bells[3]) as third,
    ):
        assert (first.ended, second.ended, other.ended, third.ended) == (True, False, False, False)
        assert bells[0].is_set() and not bells[1].is_set()
    with streams.opened("a", bells[1]) as again, streams.opened("a", bells[3]):
        assert not again.ended


def test_unknown_people_together_have_so_many_streams_and_take_none_from_others() -> None:
    streams = Streams(most=2, most_unknown=2)
    bells = [asyncio.Event() for _ in range(4)]
    with (
        streams.opened("known", bells[0], known=True) as known,
        streams.opened("invented", bells[1], known=False) as first,
        streams.opened("another", bells[2], known=False) as second,
        streams.opened("third", bells[3], known=False) as third,
    ):
        ended = (known.ended, first.ended, second.ended, third.ended)
        assert ended == (False, True, False, False)
        assert bells[1].is_set()
    with (
        streams.opened("a", bells[0], known=False) as one,
        streams.opened("b", bells[1], known=False),
    ):
        assert not one.ended


def test_strangers_share_what_their_address_may_ask() -> None:
    seconds = 0.0
    strangers = Strangers(lambda: seconds, at_once=3, a_second=1)
    assert [strangers.admits(chat, "10.0.0.1") for chat in "abcd"] == [True, True, True, False]
    assert strangers.admits("e", "10.0.0.2")
    seconds = 1.5
    assert [strangers.admits(chat, "10.0.0.1") for chat in "ab"] == [True, False]
    seconds = 1000.0
    assert [strangers.admits(chat, "10.0.0.1") for chat in "abcd"] == [True, True, True, False]


def test_whoever_is_known_is_always_answered() -> None:
    strangers = Strangers(at_once=1, a_second=0)
    strangers.knows("li")
    assert all(strangers.admits("li", "10.0.0.1") for _ in range(5))


def test_no_address_is_held() -> None:
    strangers = Strangers()
    strangers.admits("a", "203.0.113.77")
    assert "203.0.113.77" not in repr(vars(strangers))


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path / "bot.db")
    yield house
    house.bot.store.close()


async def test_a_page_still_opens_where_too_much_comes_from_unknown_people(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "Strangers", lambda: Strangers(at_once=2, a_second=0))
    async with client(await house.app()) as http:
        visitor = Visitor(http)
        await visitor.opens()
        for _ in range(3):
            refused = await visitor.posts({"phone": "", "id": new_id(), "said": "菜单"})
        assert refused.status_code == 429
        seen = await visitor.posts({"phone": "", "ids": []}, "/chat/seen")
        assert seen.status_code == 429
        page = await http.get("/chat")
        assert page.status_code == 200 and "zh-CN" in page.text


async def test_a_page_that_was_only_opened_leaves_no_chat(house: House) -> None:
    async with client(await house.app()) as http:
        visitor = Visitor(http)
        before = len(await house.rows("SELECT 1 FROM chat"))
        (menu,) = await visitor.opens()
        await visitor.opens()
        assert len(await house.rows("SELECT 1 FROM chat")) == before
        first = menu["options"][0]["label"]
        by_digit = await visitor.says("1")
        assert len(await house.rows("SELECT 1 FROM chat")) == before + 1
        other = Visitor(http)
        other.http.cookies.clear()
        (menu,) = await other.opens()
        assert (await other.taps(menu, first))["paragraphs"][-1] in by_digit


async def test_a_file_is_kept_as_long_as_it_is_the_same(house: House) -> None:
    async with client(await house.app()) as http:
        page = await http.get("/chat")
        assert static("chat.js") in page.text and '/static/chat.js"' not in page.text
        kept = await http.get(static("chat.js"))
        assert "immutable" in kept.headers["cache-control"]
        for address in ("/static/chat.js", f"/static/chat.js?v={VERSION[:-1]}"):
            assert (await http.get(address)).headers["cache-control"] == "no-cache"
