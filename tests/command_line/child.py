"""A command as a process: forked off a nursery, or started anew."""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

ROOT = Path(__file__).parents[2]
PATIENCE = 30


class Child:
    """A command that runs; its output is read as it comes, its errors once it has ended."""

    def __init__(self, command: list[str], folder: Path, settings: dict[str, str]) -> None:
        self._errors: BinaryIO = TemporaryFile()  # noqa: SIM115
        self._out, written = os.pipe()
        try:
            with open(os.devnull, "rb") as nothing:
                files = [nothing.fileno(), written, self._errors.fileno()]
                self._begin(command, folder, settings, files)
        finally:
            os.close(written)
        self._read = b""
        self._code: int | None = None

    def _begin(
        self, command: list[str], folder: Path, settings: dict[str, str], files: list[int]
    ) -> None:
        self.pid = nursery().bears(command, folder, settings, files)

    def _wait(self) -> int:
        return nursery().ended(self.pid)

    def line(self) -> str:
        """The next line that it says."""
        while b"\n" not in self._read:
            assert self._reads_more(), f"it says nothing: {self._said()}"
        line, _, self._read = self._read.partition(b"\n")
        return line.decode()

    def rest(self) -> tuple[int, str, str]:
        """Its exit code, and all else that it says until it has ended."""
        while self._reads_more():
            pass
        if self._code is None:
            self._code = self._wait()
        return self._code, self._read.decode(), self._said()

    def send(self, sign: signal.Signals) -> None:
        if self._code is None:
            os.kill(self.pid, sign)

    def close(self) -> None:
        self.send(signal.SIGKILL)
        self.rest()
        os.close(self._out)
        self._errors.close()

    def _said(self) -> str:
        self._errors.seek(0)
        return self._errors.read().decode()

    def _reads_more(self) -> bool:
        ready, _, _ = select.select([self._out], [], [], PATIENCE)
        assert ready, f"it hangs: {self._said()}"
        part = os.read(self._out, 2**16)
        self._read += part
        return bool(part)


class Newborn(Child):
    """A command that another Python runs, started anew."""

    def __init__(
        self, python: str, command: list[str], folder: Path, settings: dict[str, str]
    ) -> None:
        self._python = python
        super().__init__(command, folder, settings)

    def _begin(
        self, command: list[str], folder: Path, settings: dict[str, str], files: list[int]
    ) -> None:
        self._process = subprocess.Popen(
            [self._python, "-m", "bot", *command],
            cwd=folder,
            env=settings,
            stdin=files[0],
            stdout=files[1],
            stderr=files[2],
        )
        self.pid = self._process.pid

    def _wait(self) -> int:
        return self._process.wait(PATIENCE)


class Nursery:
    """See `tests.command_line.nursery`."""

    def __init__(self) -> None:
        self._socket, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.command_line.nursery", str(other.fileno())],
                cwd=ROOT,
                pass_fds=[other.fileno()],
            )
        atexit.register(self.close)

    def bears(
        self, command: list[str], folder: Path, settings: dict[str, str], files: list[int]
    ) -> int:
        asked = {"arguments": command, "folder": str(folder), "settings": settings}
        socket.send_fds(self._socket, [json.dumps(asked).encode()], files)
        return int(self._socket.recv(100))

    def ended(self, child: int) -> int:
        self._socket.send(json.dumps({"ended": child}).encode())
        return int(self._socket.recv(100))

    def close(self) -> None:
        self._socket.close()
        self._process.wait(PATIENCE)


@cache
def nursery() -> Nursery:
    """One for all tests of a process."""
    return Nursery()
