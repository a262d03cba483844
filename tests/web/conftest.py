"""Houses with their web server running, and windows of one browser that look into them."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pyrage
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.reports import quick_age
from tests.web.house import DemoHouse, House
from tests.web.report_house import ReportHouse, build
from tests.web.window import Window

NAMES = ("chromium", "chromium-browser", "google-chrome")
# What Playwright switches off itself, as this takes the place of its own list; and the suggestions
# under the address bar, two pages that take most of a second of a core in each new window.
OFF = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    f"--disable-features={','.join(OFF)}",
)

BROWSER = next(filter(None, map(shutil.which, NAMES)), None)
MISSING = f"tests/web/test_browser_*.py need a browser: none of {', '.join(NAMES)} is installed."
LEFT_OUT = pytest.StashKey[int]()

Opens = Callable[..., Awaitable[Window]]
in_session = pytest_asyncio.fixture(loop_scope="session")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser leave its tests out, or fail where one is required."""
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if BROWSER or not left_out:
        return
    if os.environ.get("BOT_TEST_BROWSER") == "required":
        raise pytest.UsageError(MISSING)
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
    config.stash[LEFT_OUT] = len(left_out)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if many := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"{many} tests were left out: {MISSING}", yellow=True)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield browser
        await browser.close()


@in_session
async def windows(browser: Browser) -> AsyncIterator[Opens]:
    """Opens windows of different people: `windows(house, viewport=…, color_scheme=…)`."""
    async with AsyncExitStack() as stack:

        async def opens(house: House | ReportHouse, **options: Any) -> Window:
            return await stack.enter_async_context(_window(browser, house, options))

        yield opens


@asynccontextmanager
async def _window(
    browser: Browser, house: House | ReportHouse, options: dict[str, Any]
) -> AsyncIterator[Window]:
    settings = {"locale": "zh-CN", "reduced_motion": "reduce", **options}
    context = await browser.new_context(**settings)
    window = Window(await context.new_page(), house.address, house.others)
    try:
        yield window
    finally:
        await context.close()
    assert not window.troubles


@in_session
async def demo(tmp_path: Path, page_is_built: None) -> AsyncIterator[DemoHouse]:
    house = DemoHouse(tmp_path / "demo.db")
    await house.start()
    yield house
    await house.stop()


@in_session
async def house(tmp_path: Path) -> AsyncIterator[House]:
    house = House(tmp_path / "bot.db")
    await house.start()
    yield house
    await house.stop()


@pytest.fixture(scope="session")
def page_is_built() -> None:
    build()


@pytest.fixture
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line's files, as any age tool makes them, open in no time."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", quick_age.encrypt)


@in_session
async def box(tmp_path: Path, page_is_built: None) -> AsyncIterator[ReportHouse]:
    house = ReportHouse(tmp_path / "box")
    yield house
    await house.close()
