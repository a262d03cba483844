"""The command line, but a restore stops halfway, says so, and waits for a line."""

import sqlite3
import sys
from functools import partial
from typing import Any
from unittest.mock import patch

from bot.__main__ import main


class Stopping(sqlite3.Connection):
    def backup(self, target: sqlite3.Connection, **given: Any) -> None:
        progress = given.pop("progress")

        def stopping(status: int, remaining: int, total: int) -> None:
            progress(status, remaining, total)
            if remaining == total // 2:
                print("halfway", flush=True)
                sys.stdin.readline()

        super().backup(target, progress=stopping, **given)


if __name__ == "__main__":
    with patch("sqlite3.connect", partial(sqlite3.connect, factory=Stopping)):
        sys.exit(main(sys.argv[1:]))
