"""What else may arrive where the page posts: it is refused, and nothing changes."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.web.server import web_app
from bot.doors import web_routes
from tests.town import Town
from tests.web.visitor import Visitor, client, new_id, text

ID = "0123456789abcdef"
SAID = {"phone": "", "id": ID, "said": "你好"}
JSON = {"content-type": "application/json"}
REFUSED = {400, 403, 413, 415}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
same_town = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
async def page(town: Town) -> AsyncIterator[Visitor]:
    """The page of somebody who is in the middle of a form."""
    async with client(web_app(web_routes(town.bot))) as http:
        visitor = Visitor(http)
        await visitor.opens()
        await visitor.says("报到", "1")
        yield visitor


async def everything(town: Town) -> dict[str, list[Any]]:
    """All that the store holds."""
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"
    return await town.bot.store.turn(
        lambda tx: {
            row["name"]: [tuple(each) for each in tx.all(f"SELECT * FROM {row['name']}")]
            for row in tx.all(tables)
        }
    )


async def is_refused(town: Town, answer: httpx.Response, before: dict[str, list[Any]]) -> None:
    assert answer.status_code in REFUSED, answer.text
    assert answer.json()["error"]
    assert await everything(town) == before


@pytest.mark.parametrize("path", ["/chat/send", "/chat/seen"])
@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"null",
        b"[]",
        b'"said"',
        b"{",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b"1" * 5000,
        b'{"phone": "", "id": "%s"}' % ID.encode(),
        b'{"phone": "\\ud800", "ids": ["\\ud800"], "id": "%s", "said": "a"}' % ID.encode(),
        json.dumps({**SAID, "said": 1, "ids": "x"}).encode(),
        json.dumps({**SAID, "phone": None, "ids": []}).encode(),
        json.dumps({**SAID, "phone": "li", "ids": []}).encode(),
        b" " * 70_000 + b"{}",
    ],
)
async def test_a_body_that_the_page_never_sends(
    town: Town, page: Visitor, path: str, sent: bytes
) -> None:
    before = await everything(town)
    await is_refused(town, await page.http.post(path, content=sent, headers=JSON), before)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"id": "a" * 15},
        {"id": "a" * 65},
        {"id": "../../../../../../etc/passwd"},
        {"id": 1234567890123456},
        {"said": None},
        {"said": ["你好"]},
        {"said": "\ud800"},
        {"said": None, "tapped": "m" * 65},
        {"said": None, "tapped": "menu/\udfff"},
        {"said": None, "tapped": {"token": "menu/"}},
        {"said": None, "opened": "i" * 65},
        {"said": None, "place": {"latitude": 91, "longitude": 0}},
        {"said": None, "place": {"latitude": 0, "longitude": -180.5}},
        {"said": None, "place": {"latitude": float("nan"), "longitude": 0}},
        {"said": None, "place": {"latitude": "22", "longitude": "113"}},
        {"said": None, "place": [22.5, 113.9]},
        {"message": "\ud800"},
    ],
)
async def test_a_message_that_the_page_never_sends(
    town: Town, page: Visitor, wrong: dict[str, Any]
) -> None:
    before = await everything(town)
    body = json.dumps({**SAID, **wrong}).encode()
    answer = await page.http.post("/chat/send", content=body, headers=JSON)
    await is_refused(town, answer, before)


async def test_too_much_at_once(town: Town, page: Visitor) -> None:
    before = await everything(town)
    for more in ({"said": "字" * 4001}, {"more": "x" * 70_000}, {"more": ["[" * 100] * 700}):
        answer = await page.posts({**SAID, **more})
        assert answer.status_code == 413
        await is_refused(town, answer, before)


async def test_the_longest_message_has_room(page: Visitor) -> None:
    (message,) = await page.sends(said="👩" * 4000)
    assert "您叫什么名字" in text(message)


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
async def test_a_page_of_somebody_else_can_post_no_json(
    town: Town, page: Visitor, kind: str
) -> None:
    before = await everything(town)
    body = json.dumps(SAID).encode()
    answer = await page.http.post("/chat/send", content=body, headers={"content-type": kind})
    await is_refused(town, answer, before)


@pytest.mark.parametrize("path", ["/chat/send", "/chat/seen"])
async def test_a_browser_without_a_key_is_asked_to_load_the_page(
    town: Town, page: Visitor, path: str
) -> None:
    page.http.cookies.clear()
    before = await everything(town)
    answer = await page.posts({**SAID, "ids": []}, path)
    assert answer.status_code == 403
    await is_refused(town, answer, before)


@same_town
@given(sent=st.binary(max_size=200) | anything.map(json.dumps).map(str.encode))
async def test_any_bytes_and_any_json_are_refused(town: Town, page: Visitor, sent: bytes) -> None:
    before = await everything(town)
    for path in ("/chat/send", "/chat/seen"):
        await is_refused(town, await page.http.post(path, content=sent, headers=JSON), before)


@same_town
@given(event=st.sampled_from(["said", "tapped", "opened", "place"]), value=anything)
async def test_any_event_is_answered_or_changes_nothing(
    town: Town, page: Visitor, event: str, value: Any
) -> None:
    before = await everything(town)
    body = json.dumps({"phone": "", "id": new_id(), event: value, "message": value})
    answer = await page.http.post("/chat/send", content=body.encode(), headers=JSON)
    if answer.status_code == 200:
        assert answer.json()["messages"][-1]["paragraphs"]
    else:
        await is_refused(town, answer, before)


@same_town
@given(words=st.text(max_size=80))
async def test_whatever_is_said_has_an_answer(town: Town, page: Visitor, words: str) -> None:
    (message,) = await page.sends(said=words)
    assert message["paragraphs"]


async def test_a_message_that_comes_again_shows_the_present_screen(
    town: Town, page: Visitor
) -> None:
    id = new_id()
    await page.sends(id, said="李明")
    before = await everything(town)
    for event in ({"said": "李明"}, {"said": "王芳"}, {"tapped": "menu/"}, {"opened": ""}):
        (*_, message) = await page.sends(id, **event)
        assert "哪个电话" in message["paragraphs"][0]
        assert await everything(town) == before
