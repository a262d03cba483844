"""A terminal of the operator: every command is a process of its own, in a folder of its own."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import chdir, closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from bot.__main__ import main
from tests.command_line.child import ROOT, Child, Newborn

SAMPLE = str(ROOT / "data" / "sample")


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code, and the lines that it printed."""

    code: int
    out: list[str]
    err: list[str]


class Running:
    """A command that serves until it is stopped; `line` is the first thing it said."""

    def __init__(self, child: Child, port: int) -> None:
        self.child = child
        self.line = child.line()
        self.port = port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> tuple[Done, float]:
        """What it left, and how many seconds it took to end."""
        began = time.monotonic()
        self.child.send(sign)
        done = _ended(self.child)
        return done, time.monotonic() - began


class Terminal:
    """Runs `python -m bot` in `folder`; `settings` are its whole environment.

    Where `anew` is set, or another `python`, each command starts it.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.python = sys.executable
        self.anew = False
        self.settings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}

    @property
    def database(self) -> Path:
        return self.folder / "data" / "bot.db"

    def runs(self, *arguments: str, **settings: str) -> Done:
        with closing(self._child(arguments, settings)) as child:
            return _ended(child)

    def asks(self, *arguments: str, **settings: str) -> Done:
        """As `runs`, only quicker: in this process, for what a process of its own adds nothing."""
        out, err = StringIO(), StringIO()
        with (
            chdir(self.folder),
            patch.dict(os.environ, {**self.settings, **settings}, clear=True),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main(list(arguments))
        return Done(code, out.getvalue().splitlines(), err.getvalue().splitlines())

    @contextmanager
    def starts(self, *arguments: str, **settings: str) -> Iterator[Running]:
        """Start a command that serves on a free port, and wait for its first line."""
        port = free_port()
        with closing(self._child(arguments, {"BOT_WEB_PORT": str(port), **settings})) as child:
            yield Running(child, port)

    def _child(self, arguments: tuple[str, ...], settings: dict[str, str]) -> Child:
        command, environment = list(arguments), {**self.settings, **settings}
        if self.anew or self.python != sys.executable:
            return Newborn(self.python, command, self.folder, environment)
        return Child(command, self.folder, environment)


def _ended(child: Child) -> Done:
    code, out, err = child.rest()
    return Done(code, out.splitlines(), err.splitlines())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
