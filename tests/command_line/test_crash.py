"""A bot that is killed in the middle of its work: what it has answered, it has kept."""

import asyncio
import signal
import sqlite3
from contextlib import AsyncExitStack, closing

import httpx

from tests.command_line.terminal import Terminal

PEOPLE = 8
ANSWERS = ("报到", "1", "李春生", "跳过", "河湾", "1", "深圳", "1", "1")
# When so many messages were answered, the bot is killed; the others are on their way.
KILLED_AFTER = 30


class Page:
    """One person's page: it sends a message again until that is answered."""

    def __init__(self, number: int, http: httpx.AsyncClient, arrived: "asyncio.Queue[str]") -> None:
        self.number = number
        self.http = http
        self.arrived = arrived
        self.answered: list[str] = []
        self.screen = ""

    async def sends(self, words: str) -> bool:
        """Whether the message was answered."""
        said = {"phone": "", "id": self.next_id, "said": words}
        try:
            answer = await self.http.post("/chat/send", json=said)
        except httpx.TransportError:
            return False
        assert answer.status_code == 200
        self.screen = str(answer.json()["messages"][-1]["paragraphs"])
        self.answered.append(self.next_id)
        self.arrived.put_nowait(words)
        return True

    async def goes_on(self) -> None:
        for words in ANSWERS[len(self.answered) :]:
            if not await self.sends(words):
                return

    @property
    def next_id(self) -> str:
        return f"{self.number:08}{len(self.answered):08}"


async def pages(stack: AsyncExitStack, address: str, arrived: "asyncio.Queue[str]") -> list[Page]:
    """Pages of people who have opened the chat."""
    opened = []
    for number in range(PEOPLE):
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=address))
        await http.get("/chat")
        opened.append(Page(number, http, arrived))
    return opened


def kept(terminal: Terminal) -> set[str]:
    with closing(sqlite3.connect(terminal.database)) as connection:
        rows = connection.execute("SELECT update_id FROM ledger")
        return {id.removeprefix("web:") for (id,) in rows}


async def test_what_was_answered_is_on_the_disk_and_the_pages_go_on(loaded: Terminal) -> None:
    arrived: asyncio.Queue[str] = asyncio.Queue()
    async with AsyncExitStack() as stack:
        with loaded.starts("run") as running:
            people = await pages(stack, running.address, arrived)
            going = asyncio.gather(*(page.goes_on() for page in people))
            for _ in range(KILLED_AFTER):
                await arrived.get()
            running.child.send(signal.SIGKILL)
            await going
        assert any(len(page.answered) < len(ANSWERS) for page in people)
        assert {id for page in people for id in page.answered} <= kept(loaded)
        with loaded.starts("run") as running:
            for page in people:
                page.http.base_url = httpx.URL(running.address)
            await asyncio.gather(*(page.goes_on() for page in people))
            assert all("等待支部答复" in page.screen for page in people)
            running.stop()
    with closing(sqlite3.connect(loaded.database)) as connection:
        assert connection.execute("SELECT count(*) FROM placement").fetchone() == (PEOPLE,)
