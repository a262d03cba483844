"""The ways to Telegram: TLS, which must be in order, and a proxy from the environment."""

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.telegram import connections
from bot.channels.telegram.transport import NotSent, Transport, Unanswered
from tests.telegram.gateway import Head, gateway, hears, says

PATH = "/bot1:secret/getMe"
WELL = says(200, b'{"ok":true,"result":true}')


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def request_() -> AsyncIterator[Transport]:
    request = Transport()
    await request.initialize()
    yield request
    await request.shutdown()


# TLS


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate and its key that nobody vouches for, in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl")
    path = tmp_path / "certificate.pem"
    make = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    make += ["-nodes", "-days", "2", "-subj", "/CN=localhost"]
    make += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(path), "-out", "-"]
    made = subprocess.run(make, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + made.stdout)
    return path


async def test_a_server_that_nobody_vouches_for_gets_no_call(
    request_: Transport, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    async with gateway(hears(heard, WELL), tls) as port:
        url = f"https://localhost:{port}{PATH}"
        with pytest.raises(NotSent) as caught:
            await request_.post(url)
        assert heard == []
        assert "secret" not in str(caught.value)
        # Whoever knows the certificate is served: it was not for another reason.
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(connections, "_tls", lambda: trusting)
        assert await request_.post(url) is True
    assert heard == [f"POST {PATH} HTTP/1.1"]


async def test_a_server_that_does_not_speak_tls_gets_no_call(request_: Transport) -> None:
    heard: list[str] = []
    async with gateway(hears(heard, WELL)) as port:
        with pytest.raises(NotSent):
            await request_.post(f"https://localhost:{port}{PATH}", connect_timeout=0.05)
    assert heard == []


# Proxies


async def test_the_proxy_of_the_environment_is_used(
    request_: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    async with gateway(hears(heard, WELL)) as port:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        assert await request_.post(f"http://api.example{PATH}") is True
    assert heard == [f"POST http://api.example{PATH} HTTP/1.1"]


async def test_to_a_proxy_tls_shows_the_host_and_not_the_token(
    request_: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    async with gateway(hears(heard, says(403, b"not from here"))) as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        with pytest.raises(NotSent):
            await request_.post(f"https://api.example{PATH}")
    assert heard == ["CONNECT api.example:443 HTTP/1.1"]


async def test_a_host_may_be_left_out_of_the_proxy(
    request_: Transport, monkeypatch: pytest.MonkeyPatch, nobodys: int
) -> None:
    async with gateway(WELL) as port:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{nobodys}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert await request_.post(f"http://127.0.0.1:{port}{PATH}") is True


@pytest.mark.parametrize(
    "wrong",
    ["http://127.0.0.1:{}", "127.0.0.1:{}", "http://a:b@127.0.0.1:{}", "http://127.0.0.1:9{}0"],
)
async def test_without_its_proxy_nothing_was_sent(
    request_: Transport, monkeypatch: pytest.MonkeyPatch, nobodys: int, wrong: str
) -> None:
    monkeypatch.setenv("https_proxy", wrong.format(nobodys))
    with pytest.raises(NotSent) as caught:
        await request_.post(f"https://api.example{PATH}")
    assert "secret" not in str(caught.value) and "a:b" not in str(caught.value)


# A server that is slow


async def test_a_read_that_takes_too_long_may_have_been_done(request_: Transport) -> None:
    async def slow(_head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
        await asyncio.Event().wait()

    async with gateway(slow) as port:
        with pytest.raises(Unanswered):
            await request_.post(f"http://127.0.0.1:{port}{PATH}", read_timeout=0.05)
