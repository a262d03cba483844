"""Messages that come unasked: over the stream until they are seen, and when a page opens."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from bot.conversation import Chat, Screen, Work
from bot.delivery import correct
from bot.language import plain
from bot.storage import Transaction
from tests.web.conftest import in_session
from tests.web.house import DemoHouse
from tests.web.visitor import Json, Visitor, text

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATIENCE = 10


@in_session
async def http(demo: DemoHouse) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=demo.address) as http:
        yield http


async def reports_in(http: httpx.AsyncClient, phone: str, name: str) -> None:
    visitor = Visitor(http, phone)
    await visitor.says("报到", "1", name, "跳过", "河湾", "1", "深圳", "1", "1")


async def told(http: httpx.AsyncClient, phones: str, many: int = 1) -> list[Json]:
    """The next events on the stream of a page with these phones."""
    events: list[Json] = []
    async with asyncio.timeout(PATIENCE):
        async with http.stream("GET", "/chat/events", params={"phones": phones}) as stream:
            assert stream.headers["content-type"].startswith("text/event-stream")
            async for event in brought(stream):
                events.append(event)
                if len(events) == many:
                    break
    return events


async def brought(stream: httpx.Response) -> AsyncIterator[Json]:
    """The events of a stream, as they come."""
    async for line in stream.aiter_lines():
        if line.startswith("data: {"):
            yield json.loads(line.removeprefix("data: "))


async def test_a_message_comes_again_until_it_is_seen(http: httpx.AsyncClient) -> None:
    await reports_in(http, "li", "李春生")
    (event,) = await told(http, "wang")
    assert event["phone"] == "wang" and event["person"] == "王海燕"
    assert "李春生" in text(event["message"])
    assert await told(http, "wang") == [event]

    await Visitor(http, "wang").has_seen([event["message"]["id"]])
    await reports_in(http, "zhao", "赵晓梅")
    (other,) = await told(http, "wang")
    assert "赵晓梅" in text(other["message"])


async def test_a_message_comes_by_itself_over_an_open_stream(http: httpx.AsyncClient) -> None:
    waits = asyncio.create_task(told(http, "li,zhao,wang,chen,sun"))
    await reports_in(http, "li", "李春生")
    (event,) = await waits
    assert event["phone"] == "wang"


async def test_a_correction_comes_over_the_stream_that_brought_the_message(
    demo: DemoHouse, http: httpx.AsyncClient
) -> None:
    await reports_in(http, "li", "李春生")
    async with (
        asyncio.timeout(PATIENCE),
        http.stream("GET", "/chat/events", params={"phones": "wang"}) as stream,
    ):
        events = brought(stream)
        first = await anext(events)
        await Visitor(http, "wang").has_seen([first["message"]["id"]])
        await corrects(demo, first["message"]["id"], "改到四点")
        second = await anext(events)
    assert second["message"]["id"] == first["message"]["id"]
    assert text(second["message"]) == "改到四点"


async def corrects(demo: DemoHouse, delivery: str, words: str) -> None:
    bot = demo.bot
    told: list[Chat] = []

    def act(tx: Transaction) -> None:
        message = tx.value("SELECT message FROM outbox WHERE id = :id", {"id": delivery})
        given = Work(tx=tx, now=bot.clock.now(), new_id=bot.new_id, told=told)
        correct(given, str(message), Screen((plain(words),)))

    await bot.store.turn(act)
    bot.bell.ring(told)


async def test_one_stream_serves_all_phones_of_a_page(http: httpx.AsyncClient) -> None:
    await reports_in(http, "li", "李春生")
    (event,) = await told(http, "wang")
    await Visitor(http, "wang").taps(event["message"], "同意")
    events = await told(http, "chen,li,wang", 3)
    assert {event["phone"] for event in events} == {"li", "wang", "chen"}


async def test_nobody_can_mark_anothers_messages_as_seen(http: httpx.AsyncClient) -> None:
    await reports_in(http, "li", "李春生")
    (event,) = await told(http, "wang")
    await Visitor(http, "li").has_seen([event["message"]["id"]])
    assert await told(http, "wang") == [event]


async def test_a_stream_for_nobody_is_refused(http: httpx.AsyncClient) -> None:
    for phones in ("", "nobody", ",,,"):
        answer = await http.get("/chat/events", params={"phones": phones})
        assert answer.status_code == 403
        assert "重新打开" in answer.text


async def wang_who_saw_all(demo: DemoHouse, http: httpx.AsyncClient) -> Visitor:
    """What is new comes over the stream, and stands last; this page has seen it there."""
    wang = Visitor(http, "wang")
    rows = await demo.rows("SELECT id FROM outbox WHERE address = 'demo:wang'")
    await wang.has_seen([str(id) for (id,) in rows])
    return wang


async def test_a_page_that_opens_leaves_what_is_new_to_the_stream(
    http: httpx.AsyncClient,
) -> None:
    await reports_in(http, "li", "李春生")
    (screen,) = await Visitor(http, "wang").opens()
    assert not screen["standing"]


async def test_a_page_that_opens_shows_the_last_messages_oldest_first(
    demo: DemoHouse, http: httpx.AsyncClient
) -> None:
    await reports_in(http, "li", "李春生")
    await reports_in(http, "zhao", "赵晓梅")
    wang = await wang_who_saw_all(demo, http)
    *standing, screen = await wang.opens()
    assert ["李春生" in text(each) for each in standing] == [True, False]
    assert all(each["standing"] and each["at"] for each in standing)
    assert not screen["standing"] and "想办什么事" in text(screen)
    await wang.has_seen([each["id"] for each in standing])
    assert (await wang.opens())[:2] == standing


async def test_a_page_that_opens_shows_no_old_messages(
    demo: DemoHouse, http: httpx.AsyncClient
) -> None:
    await reports_in(http, "li", "李春生")
    demo.clock.move(timedelta(days=8))
    await reports_in(http, "zhao", "赵晓梅")
    (standing, _) = await (await wang_who_saw_all(demo, http)).opens()
    assert "赵晓梅" in text(standing)


async def test_a_page_that_opens_shows_ten_messages_at_most(
    demo: DemoHouse, http: httpx.AsyncClient
) -> None:
    withdrawn_and_anew = ("1", "1", "1", "1", "深圳", "1", "1")
    await reports_in(http, "li", "李春生")
    for _ in range(5):
        assert "等待支部答复" in await Visitor(http, "li").says(*withdrawn_and_anew)
    assert await demo.rows("SELECT count(*) FROM outbox") == [(11,)]
    *standing, _ = await (await wang_who_saw_all(demo, http)).opens()
    assert len(standing) == 10
    assert "撤回" in text(standing[0]) and "报到" in text(standing[-1])


async def test_a_tap_on_a_message_names_what_it_replaces(
    demo: DemoHouse, http: httpx.AsyncClient
) -> None:
    await reports_in(http, "li", "李春生")
    wang = await wang_who_saw_all(demo, http)
    (standing, _) = await wang.opens()
    answer = await wang.taps(standing, "看一看")
    assert answer["replaces"] == standing["id"]
    assert "李春生" in text(answer)
