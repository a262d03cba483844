"""A window of a browser, and the phones in it, that read like a chat: say, tap, see."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import ConsoleMessage, FrameLocator, Locator, Page, Request, expect

# A stream that broke is opened again after three seconds.
PATIENCE = 10_000
expect.set_options(timeout=PATIENCE)

_NO_NETWORK = re.compile(r"Failed to load resource|net::ERR_")


class Phone:
    """One phone of a page; `screen` is the bot's last answer, `told` what came unasked."""

    def __init__(self, page: Page, key: str, frame: FrameLocator | None = None) -> None:
        self.page = page
        self.frame = frame or page
        self.root = self.frame.locator(f'[data-phone="{key}"]')
        self.entry = self.root.get_by_test_id("entry")
        self.screen = self.root.get_by_test_id("screen")
        self.log = self.root.get_by_test_id("log")
        self.said = self.root.locator(".said")

    async def says(self, *words: str) -> None:
        """Write and send each, and wait for its answer."""
        for each in words:
            async with self.answered():
                await self.writes(each)

    async def writes(self, words: str) -> None:
        await self.entry.fill(words)
        await self.entry.press("Enter")

    async def taps(self, label: str) -> None:
        """Press the newest button with this label, and wait for the answer."""
        async with self.answered():
            await self.button(label).click()

    async def sees(self, *words: str) -> None:
        for each in words:
            await expect(self.screen).to_contain_text(each)

    async def hears(self, words: str) -> None:
        """Something with these words came by itself."""
        await expect(self.log.locator(".standing", has_text=words).last).to_be_visible()

    def button(self, label: str) -> Locator:
        exact = self.frame.locator(".label", has_text=re.compile(f"^{re.escape(label)}$"))
        return self.root.locator(".card:not(.past) button", has=exact).last

    @asynccontextmanager
    async def answered(self) -> AsyncIterator[None]:
        before = await self.screen.get_attribute("data-message-id")
        yield
        next_one = f'[data-testid="screen"]:not([data-message-id="{before}"])'
        await self.root.locator(next_one).wait_for(state="attached")


class Window:
    """A page in a browser of its own. What goes wrong in it is collected in `troubles`.

    With `cut` the network may fail, because the test makes it.
    """

    def __init__(self, page: Page, address: str, others: tuple[str, ...] = ()) -> None:
        self.page = page
        self.address = address
        self.others = others
        self.cut = False
        self.troubles: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"an error: {error}"))

    async def opens(self, path: str = "/", phone: str = "") -> None:
        """Open a page and wait until `phone` has its first screen."""
        await self.page.goto(self.address + path)
        await expect(self.phone(phone).screen).to_be_attached()

    async def speaks(self, language: str) -> None:
        """Press the demo's button for a language, and wait for the page in it."""
        async with self.page.expect_navigation():
            await self.page.locator(f"[data-language][lang={language}]").click()
        await expect(self.page.locator("html")).to_have_attribute("lang", language)
        await expect(self.phone("sun").screen).to_be_attached()

    def phone(self, key: str = "") -> Phone:
        return Phone(self.page, key)

    def inside(self, name: str) -> Phone:
        """A page of the report box inside the demo's."""
        return Phone(self.page, "", self.page.frame_locator(f'[data-window="{name}"]'))

    def _request(self, request: Request) -> None:
        origins = (self.address, *self.others)
        own = tuple(f"{origin}/" for origin in origins)
        if not request.url.startswith((*own, "data:", "blob:")):
            self.troubles.append(f"a request to {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        expected = self.cut and _NO_NETWORK.search(message.text)
        if message.type in ("error", "warning") and not expected:
            self.troubles.append(f"{message.type}: {message.text}")
