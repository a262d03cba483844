"""The page on the wall: who knows its address sees a code and a count, and nobody's name."""

from datetime import timedelta

import httpx
import pytest

from bot.activities.codes import Way, code
from bot.activities.model import Activity, State
from bot.channels.web.server import web_app
from bot.doors import wall_page
from tests.activities.meetings import meeting, put
from tests.rights import hosted
from tests.town import HOST, NOON, Town


@pytest.fixture
async def activity(town: Town) -> Activity:
    await hosted(town)
    begun = meeting(await town.unit_id(HOST), starts_at=NOON)
    await put(town, begun)
    return begun


def browser(town: Town) -> httpx.AsyncClient:
    app = web_app(wall_page(town.bot).routes)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost")


async def now(town: Town, activity: Activity) -> dict[str, str | int]:
    async with browser(town) as http:
        answer = await http.get(f"/wall/{activity.wall}/now")
    assert answer.headers["cache-control"] == "no-store"
    shown: dict[str, str | int] = answer.json()
    return shown


async def test_it_shows_the_code_the_picture_and_the_count(town: Town, activity: Activity) -> None:
    shown = code(activity.secret, Way.CODE, NOON)
    async with browser(town) as http:
        page = (await http.get(f"/wall/{activity.wall}", headers={"accept-language": "zh"})).text
    assert f"{shown[:3]} {shown[3:]}" in page
    assert "主题党日" in page
    assert "data:image/svg+xml" in page
    await town.phone("li").says("签到", shown)
    after = await now(town, activity)
    assert (after["code"], after["count"]) == (f"{shown[:3]} {shown[3:]}", 1)
    assert "李明" not in page + str(after)
    assert activity.secret not in page + str(after)


async def test_the_code_changes_each_minute(town: Town, activity: Activity) -> None:
    before = await now(town, activity)
    town.clock.move(timedelta(seconds=60))
    after = await now(town, activity)
    assert before["code"] != after["code"]
    assert before["qr"] != after["qr"]


@pytest.mark.parametrize("hours", [-2, 3])
async def test_outside_of_its_hours_it_shows_no_code(
    town: Town, activity: Activity, hours: int
) -> None:
    town.clock.move(timedelta(hours=hours))
    shown = await now(town, activity)
    assert (shown["code"], shown["qr"]) == ("", "")


async def test_a_cancelled_one_shows_no_code(town: Town) -> None:
    off = meeting(await town.unit_id(HOST), starts_at=NOON, state=State.CANCELLED)
    await put(town, off)
    assert (await now(town, off))["code"] == ""


async def test_nobody_guesses_an_address(town: Town, activity: Activity) -> None:
    async with browser(town) as http:
        for path in ("/wall/x", "/wall/x/now", f"/wall/{activity.id}"):
            assert (await http.get(path)).status_code == 404
