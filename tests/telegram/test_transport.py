"""The transport: what arrives, what surely was not sent, and what may have been done."""

import traceback
from collections.abc import AsyncIterator

import pytest
from telegram.error import Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.service import make_bot
from bot.channels.telegram.transport import NotSent, Transport, Unanswered
from bot.settings import TelegramSettings
from tests.bot_api import BotApiServer
from tests.telegram.gateway import Mood, gateway, hangs, hangs_up, resets, says

TOKEN = "1:secret"
SECRET = "秘密".encode()


@pytest.fixture
async def request_() -> AsyncIterator[Transport]:
    request = Transport()
    await request.initialize()
    yield request
    await request.shutdown()


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}/bot{TOKEN}/getMe"


async def error_of(request: Transport, url: str) -> TelegramError:
    """The error of a call, in which nobody can read the token or what people wrote."""
    with pytest.raises(TelegramError) as caught:
        await request.post(url, read_timeout=0.05)
    told = "".join(traceback.format_exception(caught.value))
    assert TOKEN not in told and SECRET.decode() not in told
    return caught.value


async def test_status_and_payload_come_as_they_are(request_: Transport) -> None:
    async with gateway(says(201, b'{"ok":true}')) as port:
        assert await request_.do_request(address(port), "GET") == (201, b'{"ok":true}')


@pytest.mark.parametrize(
    ("mood", "kind"),
    [
        (hangs, Unanswered),
        (hangs_up, Unanswered),
        (resets, Unanswered),
        (says(200, b'{"ok":true,"result":[{"text":"' + SECRET, length=900), Unanswered),
        (says(200, b"<html>" + SECRET), Unanswered),
        (says(200, b'{"ok":true,"result":"' + SECRET), Unanswered),
        (says(504, b"<html>Gateway Time-out</html>"), Unanswered),
        (says(504, b'{"ok":false,"error_code":504,"description":"late"}'), Unanswered),
        (says(502, b"<html>Bad Gateway</html>"), NetworkError),
        (says(500, b'{"ok":false,"error_code":500,"description":"x"}'), NetworkError),
        (says(401, b'{"ok":false,"error_code":401,"description":"Unauthorized"}'), InvalidToken),
        (says(403, b'{"ok":false,"error_code":403,"description":"blocked"}'), Forbidden),
        (
            says(429, b'{"ok":false,"description":"x","parameters":{"retry_after":7}}'),
            RetryAfter,
        ),
        # A proxy's own page is no word of the platform about a person or a token.
        (says(400, b"<html>Bad Request</html>"), NetworkError),
        (says(401, b"<html>Unauthorized</html>"), NetworkError),
        (says(403, b"<html>Forbidden</html>"), NetworkError),
        (says(404, b"<html>Not Found</html>"), NetworkError),
        (says(407, b""), NetworkError),
    ],
)
async def test_what_went_wrong_has_its_name(
    request_: Transport,
    mood: Mood,
    kind: type[TelegramError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with gateway(mood) as port:
        assert type(await error_of(request_, address(port))) is kind
    assert SECRET.decode() not in caplog.text


async def test_what_nobody_listens_to_was_not_sent(request_: Transport, nobodys: int) -> None:
    assert type(await error_of(request_, address(nobodys))) is NotSent


async def test_a_transport_that_is_not_open_says_so() -> None:
    assert "not initialized" in str(await error_of(Transport(), address(1)))


async def test_a_transport_can_be_opened_and_closed_again_and_again() -> None:
    request = Transport()
    async with gateway(says(200, b"{}")) as port:
        for _ in range(2):
            await request.initialize()
            await request.initialize()
            assert (await request.do_request(address(port), "POST"))[0] == 200
            await request.shutdown()
            await request.shutdown()


@pytest.mark.parametrize("size", [1, 100_000])
async def test_files_go_up_and_come_down(request_: Transport, size: int) -> None:
    content = b"\x89PNG" * size
    async with BotApiServer(TOKEN) as server:
        api = server.base_url.removesuffix("/bot")
        bot = make_bot(TelegramSettings(TOKEN, api, None, ""), request_, request_)
        li = server.phone(7, "李明", known=True)
        sent = await bot.send_document(7, content, filename="名单.csv", caption="请看 <名单>")
        (bubble,) = li.messages
        assert bubble.file == content and bubble.text == "请看 <名单>"
        assert sent.document and sent.document.file_name == "名单.csv"
        file = await bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == content
        assert server.complaints == []


async def test_a_file_that_is_not_there_names_no_token(request_: Transport) -> None:
    async with BotApiServer(TOKEN) as server:
        url = f"{server.base_file_url}{TOKEN}/photos/none.jpg"
        with pytest.raises(TelegramError) as caught:
            await request_.retrieve(url)
    assert TOKEN not in "".join(traceback.format_exception(caught.value))
