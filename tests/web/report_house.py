"""The report box behind a real web server, with the page that the build makes."""

import subprocess
import sys
from pathlib import Path

from bot.reports.identity import Identity
from tests.reports.office import Office
from tests.reports.vectors import pair
from tests.web.served import Served, free_port

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "page-src" / "build.py"
BUILT = ROOT / "bot" / "reports" / "page"


def build(*arguments: str | Path) -> None:
    """As `make page` does it: quick where nothing has changed."""
    subprocess.run([sys.executable, BUILD, *arguments], check=True)


def holder(name: str) -> Identity:
    keys = pair(name)
    return Identity(name, keys, keys.seed)


class ReportHouse(Office):
    """What is served for reporters and holders, at `address`."""

    others: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._port = free_port()
        self.address = f"http://localhost:{self._port}"
        self.sample = [holder(name) for name in ("he", "luo", "ma")]
        super().__init__(folder / "reports.db", self.address, BUILT, self.sample)
        self.open()

    def open(self) -> None:
        self._served = Served(self.app, self._port)

    def shut(self) -> None:
        """From now on nobody answers."""
        self._served.kill()

    async def close(self) -> None:
        self.shut()
        await super().close()
