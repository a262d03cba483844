"""Every answer: its headers, and for whatever goes wrong a word that gives nothing away."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from bot.channels.web.server import web_app
from bot.conversation import Input, Reply
from bot.doors import web_routes
from bot.storage import StoreFull
from tests.town import Town
from tests.web.visitor import Visitor, client, is_guarded, new_id

SECRET = "我要说的话"
SEEN = {"phone": "", "ids": ["a"]}


@pytest.fixture
def app(town: Town) -> ASGIApp:
    return web_app(web_routes(town.bot))


@pytest.fixture
async def http(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app) as http:
        await http.get("/chat")
        yield http


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 307),
        ("/chat", 200),
        ("/static/chat.js", 200),
        ("/static/none.js", 404),
        ("/static/../chat.py", 404),
        ("/chat/events?phones=nobody", 403),
        ("/chat/send", 405),
        ("/nowhere", 404),
    ],
)
async def test_every_answer_is_guarded(http: httpx.AsyncClient, path: str, status: int) -> None:
    answer = await http.get(path)
    assert answer.status_code == status
    is_guarded(answer)


async def test_the_answer_to_a_refused_message_is_guarded(http: httpx.AsyncClient) -> None:
    is_guarded(await http.post("/chat/send", json={}))
    is_guarded(await http.post("/chat/send", json={"phone": "", "id": new_id(), "said": "你好"}))


async def test_no_cache_keeps_a_page_with_its_key(http: httpx.AsyncClient) -> None:
    http.cookies.clear()
    answer = await http.get("/chat")
    assert "set-cookie" in answer.headers
    assert answer.headers["cache-control"] == "no-store"


async def test_a_key_that_somebody_has_is_kept(http: httpx.AsyncClient) -> None:
    before = http.cookies["key"]
    await http.get("/chat")
    assert http.cookies["key"] == before
    http.cookies.set("key", "made up", path="/chat")
    answer = await http.get("/chat")
    assert "made up" not in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("address", "secure"), [("https://home.example.org", True), ("http://localhost:8080", False)]
)
async def test_where_there_is_tls_the_key_never_goes_without(
    town: Town, address: str, secure: bool
) -> None:
    town.bot.settings = replace(town.bot.settings, public_url=address)
    async with client(web_app(web_routes(town.bot))) as http:
        answer = await http.get("/chat")
    assert ("; Secure" in answer.headers["set-cookie"]) is secure


@pytest.mark.parametrize(
    ("language", "word"),
    [("zh-CN", "我们这边"), ("en-GB,en;q=0.5", "on our side"), ("", "我们这边")],
)
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (StoreFull(Path("/srv/secret/bot.db")), 503),
        (RuntimeError(f"no idea what 李明 means by {SECRET}"), 500),
    ],
)
async def test_a_trouble_is_told_without_what_it_is_about(
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    language: str,
    word: str,
    error: Exception,
    status: int,
) -> None:
    async def fails(given: Input) -> Reply:
        raise error

    caplog.set_level(logging.DEBUG, "bot")
    monkeypatch.setattr(town.bot, "answer", fails)
    async with client(web_app(web_routes(town.bot)), language) as http:
        await http.get("/chat")
        answer = await http.post("/chat/send", json={"phone": "", "id": new_id(), "said": SECRET})
    assert answer.status_code == status
    assert word in answer.json()["error"]
    is_guarded(answer)
    assert type(error).__name__ in caplog.text
    for private in ("/srv/secret", SECRET, "李明"):
        assert private not in answer.text + caplog.text


async def test_a_page_that_cannot_be_made_says_so(
    town: Town, app: ASGIApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*given: object) -> None:
        raise StoreFull(Path("/srv/secret/bot.db"))

    async with client(app) as http:
        await http.get("/chat")
        monkeypatch.setattr(town.bot.store, "turn", fails)
        for answer in [await http.get("/chat"), await http.post("/chat/seen", json=SEEN)]:
            assert answer.status_code == 503
            assert "我们这边" in answer.text and "secret" not in answer.text
            is_guarded(answer)


async def test_a_link_cannot_bring_markup(http: httpx.AsyncClient) -> None:
    page = await http.get("/chat", params={"start": "</script><script>alert(1)</script>"})
    assert page.text.count("<script") == page.text.count("</script>")
    assert "alert" not in page.text.replace(r"\u003c/script\u003e\u003cscript\u003ealert", "")


async def test_the_log_holds_nothing_of_a_whole_story(
    http: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "bot")
    caplog.set_level(logging.INFO)
    page = Visitor(http)
    await page.says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1", SECRET)
    for private in ("李明", "13800138000", "河湾", SECRET):
        assert private not in caplog.text


async def test_the_language_chosen_in_the_chat_is_that_of_the_page_and_of_its_errors(
    http: httpx.AsyncClient,
) -> None:
    page = Visitor(http)
    await page.says("language")
    await page.sends(tapped="language/en")
    shown = await http.get("/chat")
    assert '<html lang="en">' in shown.text and "Home for mobile Party members" in shown.text
    refused = await http.post("/chat/send", json={})
    assert "Please load it anew" in refused.json()["error"]
