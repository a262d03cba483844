"""A terminal of the operator: every command is a process of its own, in a folder of its own."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from bot.__main__ import main

ROOT = Path(__file__).parents[2]
SAMPLE = str(ROOT / "data" / "sample")
PATIENCE = 30


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code, and the lines that it printed."""

    code: int
    out: list[str]
    err: list[str]


class Running:
    """A command that serves until it is stopped; `line` is the first thing it said."""

    def __init__(self, process: "subprocess.Popen[str]", line: str, port: int) -> None:
        self.process = process
        self.line = line
        self.port = port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> tuple[Done, float]:
        """What it left, and how many seconds it took to end."""
        began = time.monotonic()
        self.process.send_signal(sign)
        out, err = self.process.communicate(timeout=PATIENCE)
        seconds = time.monotonic() - began
        return Done(self.process.returncode, out.splitlines(), err.splitlines()), seconds


class Terminal:
    """Runs `python -m bot` in `folder`; `settings` are its whole environment."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.python = sys.executable
        self.settings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}

    @property
    def database(self) -> Path:
        return self.folder / "data" / "bot.db"

    def runs(self, *arguments: str, **settings: str) -> Done:
        done = subprocess.run(
            [self.python, "-m", "bot", *arguments],
            cwd=self.folder,
            env={**self.settings, **settings},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return Done(done.returncode, done.stdout.splitlines(), done.stderr.splitlines())

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
        process = subprocess.Popen(
            [self.python, "-m", "bot", *arguments],
            cwd=self.folder,
            env={**self.settings, "BOT_WEB_PORT": str(port), **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield Running(process, _first_line(process), port)
            finally:
                process.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def _first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
    assert ready, "the command says nothing"
    return process.stdout.readline().rstrip("\n")
