"""Files over the web: taken where they are asked for, and what goes wrong with them."""

from base64 import b64decode
from collections.abc import AsyncIterator
from io import BytesIO

import httpx
import pytest
from openpyxl import load_workbook

from bot import organization, people
from bot.channels.web.server import web_app
from bot.doors import web_routes
from bot.people import Office, Role
from bot.storage import Transaction
from tests.bringing.spreadsheets import messy
from tests.town import HOME, Town
from tests.web.visitor import Json, Visitor, client, is_guarded, new_id, text

OCTETS = {"content-type": "application/octet-stream"}


@pytest.fixture
async def chen(town: Town) -> AsyncIterator[Visitor]:
    """The home branch's secretary, in a browser."""

    def invite(tx: Transaction) -> str:
        unit = organization.by_name(tx, HOME)
        assert unit is not None
        office = Office(Role.SECRETARY, unit.id)
        return people.invite(tx, office, town.clock.now(), lambda: "abcdefghjkmnpqrs")[0]

    code = await town.bot.store.turn(invite)
    async with client(web_app(web_routes(town.bot))) as http:
        visitor = Visitor(http)
        await visitor.opens()
        await visitor.says(f"i-{code}", "1", "陈国平", "1")
        yield visitor


async def posts(
    visitor: Visitor, content: bytes, id: str = "", name: str = "名册.xlsx"
) -> httpx.Response:
    query = {"phone": "", "id": id or new_id(), "name": name, "media": "application/zip"}
    return await visitor.http.post("/chat/file", params=query, content=content, headers=OCTETS)


async def attaches(visitor: Visitor, content: bytes, id: str = "") -> Json:
    answer = await posts(visitor, content, id)
    assert answer.status_code == 200, answer.text
    is_guarded(answer)
    (message,) = answer.json()["messages"]
    return dict(message)


async def waiting(town: Town) -> object:
    return await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM brought"))


async def test_a_list_goes_in_and_files_come_out(town: Town, chen: Visitor) -> None:
    await chen.says("导入名单")
    preview = await attaches(chen, messy())
    assert "看懂了 4 位" in text(preview)
    (file,) = preview["attachments"]
    reasons = load_workbook(BytesIO(b64decode(file["data"]))).worksheets[0]
    assert reasons.max_row > 8 and file["name"].endswith(".xlsx")
    await chen.taps(preview, "对，用作支部名单")
    (message,) = await chen.sends(said="海报")
    assert [each["media"] for each in message["attachments"]] == ["text/html", "text/html"]


async def test_a_file_that_nobody_asked_for_is_not_kept(town: Town, chen: Visitor) -> None:
    assert "没有保存" in text(await attaches(chen, messy()))
    assert await waiting(town) == 0


async def test_a_file_that_is_too_large_leaves_the_question(town: Town, chen: Visitor) -> None:
    await chen.says("导入名单")
    assert "5" in text(await attaches(chen, bytes(5 * 2**20 + 1)))
    assert await waiting(town) == 0
    assert "看懂了 4 位" in text(await attaches(chen, messy()))


async def test_a_file_that_is_sent_again_is_taken_once(town: Town, chen: Visitor) -> None:
    await chen.says("导入名单")
    id = new_id()
    first, again = await attaches(chen, messy(), id), await attaches(chen, messy(), id)
    assert text(first) == text(again)
    assert len(again["attachments"]) == 1
    assert await waiting(town) == 1


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data"])
async def test_what_another_page_could_post_is_refused(chen: Visitor, kind: str) -> None:
    await chen.says("导入名单")
    answer = await chen.http.post(
        "/chat/file",
        params={"phone": "", "id": new_id(), "name": "a"},
        content=messy(),
        headers={"content-type": kind},
    )
    assert answer.status_code == 400


async def test_a_name_that_is_no_name_of_a_file_is_refused(chen: Visitor) -> None:
    assert (await posts(chen, b"", name="a" * 201)).status_code == 400
    assert (await posts(chen, b"", id="short")).status_code == 400


async def test_a_stranger_sends_no_files(town: Town, chen: Visitor) -> None:
    await chen.says("导入名单")
    chen.http.cookies.clear()
    assert (await posts(chen, messy())).status_code == 403
    assert await waiting(town) == 0
