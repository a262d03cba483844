"""The demo over HTTP: only this machine reaches it, and its switches take nothing odd."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from tests.web.house import DemoHouse
from tests.web.visitor import Visitor, client, is_guarded

SWITCHES = ("/demo/clock", "/demo/language", "/demo/fresh")


@pytest.fixture
def house(tmp_path: Path) -> DemoHouse:
    return DemoHouse(tmp_path / "demo.db")


@pytest.fixture
async def app(house: DemoHouse) -> AsyncIterator[ASGIApp]:
    yield await house.app()
    house.close()


@pytest.fixture
async def http(app: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app) as http:
        yield http


@pytest.mark.parametrize("host", ["example.org", "localhost.example.org", "192.168.1.7", "[::2]"])
async def test_no_other_name_than_loopbacks_leads_to_the_demo(
    house: DemoHouse, app: ASGIApp, host: str
) -> None:
    async with client(app, host=host) as http:
        for answer in [await http.get("/"), await http.post("/demo/fresh", json={})]:
            assert answer.status_code == 400
            is_guarded(answer, house.others[0])


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
async def test_loopbacks_own_names_do(house: DemoHouse, app: ASGIApp, host: str) -> None:
    async with client(app, host=host) as http:
        answer = await http.get("/")
    assert answer.status_code == 200
    is_guarded(answer, house.others[0])


@pytest.mark.parametrize("path", SWITCHES)
@pytest.mark.parametrize("given", [b"", b"null", b"[1]", b"\xff"])
async def test_a_switch_takes_nothing_odd(
    house: DemoHouse, http: httpx.AsyncClient, path: str, given: bytes
) -> None:
    answer = await http.post(path, content=given, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]
    is_guarded(answer, house.others[0])
    assert house.days_ahead() == 0


@pytest.mark.parametrize("path", SWITCHES)
async def test_a_switch_is_nothing_that_another_page_can_press(
    house: DemoHouse, http: httpx.AsyncClient, path: str
) -> None:
    await Visitor(http, "li").says("报到")
    form = {"ahead": "day", "language": "en"}
    assert (await http.post(path, data=form)).status_code == 400
    assert (await http.get(path)).status_code == 405
    assert house.days_ahead() == 0
    assert await house.rows("SELECT count(*) FROM chat WHERE session IS NOT NULL") == [(1,)]


@pytest.mark.parametrize("ahead", ["year", "", None, 1, {}])
async def test_the_clock_takes_known_steps_alone(
    house: DemoHouse, http: httpx.AsyncClient, ahead: Any
) -> None:
    assert (await http.post("/demo/clock", json={"ahead": ahead})).status_code == 400
    assert house.days_ahead() == 0


async def test_a_phone_that_is_not_of_the_demo_says_nothing(
    house: DemoHouse, http: httpx.AsyncClient
) -> None:
    answer = await Visitor(http, "nobody").posts(
        {"phone": "nobody", "id": "0123456789abcdef", "said": "你好"}
    )
    assert answer.status_code == 403
    assert "重新打开" in answer.json()["error"]
    assert await house.rows("SELECT count(*) FROM ledger") == [(0,)]


async def test_the_page_of_a_phone_that_is_none_leads_back(http: httpx.AsyncClient) -> None:
    assert (await http.get("/chat?phone=li")).status_code == 200
    answer = await http.get("/chat?phone=nobody")
    assert answer.is_redirect and answer.headers["location"] == "/"


async def test_starting_over_loads_the_county_and_its_people_anew(
    house: DemoHouse, http: httpx.AsyncClient
) -> None:
    tables = ("unit", "person", "consent", "ask")
    counts = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
    before = await house.rows(counts)
    await Visitor(http, "li").says("报到", "1", "李春生", "跳过", "河湾", "1", "深圳", "1", "1")
    assert (await http.post("/demo/fresh", json={})).status_code == 200
    assert await house.rows(counts) == before
    for table in ("placement", "outbox", "chat", "ledger", "trail"):
        assert await house.rows(f"SELECT count(*) FROM {table}") == [(0,)]


async def test_the_board_tells_of_earlier_years_and_of_this_one_when_it_is_over(
    house: DemoHouse, http: httpx.AsyncClient
) -> None:
    years = "SELECT year FROM report_year ORDER BY year"
    assert await house.rows(years) == [(2024,), (2025,)]
    await http.post("/demo/fresh", json={})
    assert await house.rows(years) == [(2024,), (2025,)]
    for _ in range(2):
        await http.post("/demo/clock", json={"ahead": "month"})
    assert await house.rows(years) == [(2024,), (2025,), (2026,)]
