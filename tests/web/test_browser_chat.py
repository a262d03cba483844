"""The chat page as it is served for people: each browser is one person."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.people import Role
from tests.web.conftest import Opens, in_session
from tests.web.house import HEWAN, SHENZHEN, House
from tests.web.served import HOST, Served

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SHENZHEN_PLACE = {"latitude": 22.5561, "longitude": 113.8846}
REPORTS_IN = ("报到", "1", "李春生", "跳过", "河湾", "1", "深圳", "1", "1")


@in_session
async def elsewhere(house: House) -> AsyncIterator[Served]:
    """Somebody else's page, with a link to the chat."""

    async def page(request: Request) -> HTMLResponse:
        return HTMLResponse(
            f'<link rel="icon" href="data:,"><a href="{house.address}/chat">chat</a>'
        )

    served = Served(Starlette(routes=[Route("/", page)]))
    yield served
    served.kill()


async def test_a_member_and_a_secretary_each_in_a_browser(house: House, windows: Opens) -> None:
    of_wang, of_li = await windows(house), await windows(house)
    start = await house.invite(Role.SECRETARY, SHENZHEN)
    await of_wang.opens(f"/chat?start={start}")
    wang = of_wang.phone()
    await wang.says("1", "王海燕", "1")
    await wang.sees("您现在是", SHENZHEN)

    await of_li.opens("/chat")
    li = of_li.phone()
    await li.says(*REPORTS_IN)
    await li.sees("等待支部答复")
    await wang.hears("李春生")
    await wang.taps("同意")
    await li.hears("欢迎")
    await of_li.page.reload()
    await li.hears("欢迎")
    await li.says("我的报到")
    await li.sees("已同意")


async def test_a_browser_is_known_by_a_cookie_of_the_chat_alone(
    house: House, windows: Opens
) -> None:
    one, other = await windows(house), await windows(house)
    await one.opens("/chat")
    await other.opens("/chat")
    (cookie,) = await one.page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/chat")
    assert await one.page.evaluate("document.cookie") == ""
    await one.phone().says("报到", "1")
    await one.page.reload()
    await one.phone().sees("您叫什么名字")
    await other.page.reload()
    await other.phone().sees("想办什么事")


async def test_who_comes_by_a_link_on_another_page_stays_who_they_are(
    house: House, windows: Opens, elsewhere: Served
) -> None:
    window = await windows(house)
    await window.opens("/chat")
    await window.phone().says("报到", "1")
    await window.page.goto(f"http://{HOST}:{elsewhere.port}/")
    await window.page.locator("a").click()
    await window.phone().sees("您叫什么名字")
    assert window.troubles.pop() == f"a request to http://{HOST}:{elsewhere.port}/"


async def test_a_shared_position_offers_the_nearest_branches(house: House, windows: Opens) -> None:
    window = await windows(house, permissions=["geolocation"], geolocation=SHENZHEN_PLACE)
    await window.opens("/chat")
    li = window.phone()
    await li.says("报到", "1", "李春生", "跳过", "河湾", "1")
    async with li.answered():
        await li.root.get_by_test_id("place").click()
    await li.sees("哪一个", "驻深圳")
    await expect(li.screen.locator(".option").first).to_contain_text("深圳")
    await expect(li.said.last).to_contain_text("我的位置")
    await li.says("1")
    await li.sees("请看看对不对", HEWAN)


async def test_a_refused_position_can_be_written_instead(house: House, windows: Opens) -> None:
    window = await windows(house)
    await window.opens("/chat")
    li = window.phone()
    await li.says("报到", "1", "李春生", "跳过", "河湾", "1")
    await li.root.get_by_test_id("place").click()
    await expect(li.root.locator(".notice")).to_contain_text("直接写地名也可以")
    await li.says("深圳")
    await li.sees("哪一个", SHENZHEN)
    await expect(li.root.locator(".notice")).to_have_count(0)
