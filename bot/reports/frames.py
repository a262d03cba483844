"""Frames: one line of JSON, then bytes; requests and answers alike."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from bot.reports.age import sealed_length
from bot.reports.box import Refusal
from bot.reports.envelope import LARGEST

LONGEST_HEAD = 65_536
LONGEST_BODY = sealed_length(LARGEST)
# Nobody is waited for longer with a head, which is small.
PATIENCE = 30.0
# A case sealed anew comes whole.
LONGEST_CASE = 8 * LONGEST_BODY


def frame(head: dict[str, Any], *parts: bytes) -> bytes:
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    return b"".join((line.encode(), b"\n", *parts))


def unframe(given: bytes) -> tuple[dict[str, Any], bytes]:
    """Raise `Refusal` where it is no frame."""
    line, found, data = given.partition(b"\n")
    if not found or len(line) >= LONGEST_HEAD:
        raise Refusal("malformed")
    return read_object(line), data


def read_object(line: bytes | str) -> dict[str, Any]:
    """Raise `Refusal` where it is no JSON object."""
    try:
        head = json.loads(line)
    except (ValueError, RecursionError):
        raise Refusal("malformed") from None
    if not isinstance(head, dict):
        raise Refusal("malformed")
    return head


def parted(data: bytes, sizes: list[int]) -> list[bytes]:
    """The bytes in parts of these sizes, none left over. Raise `Refusal`."""
    parts: list[bytes] = []
    if any(type(size) is not int or size < 0 for size in sizes) or sum(sizes) != len(data):
        raise Refusal("malformed")
    for size in sizes:
        parts.append(data[:size])
        data = data[size:]
    return parts


class Incoming:
    """A frame that is still arriving: its head first, its bytes only for whoever may send them."""

    def __init__(self, stream: AsyncIterator[bytes]) -> None:
        self._stream = stream
        self._rest = b""

    async def head(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout(PATIENCE):
                read = await self._begun()
        except TimeoutError:
            raise Refusal("busy") from None
        line, found, self._rest = bytes(read).partition(b"\n")
        if not found or len(line) >= LONGEST_HEAD:
            raise Refusal("malformed")
        return read_object(line)

    async def _begun(self) -> bytearray:
        read = bytearray()
        async for chunk in self._stream:
            read += chunk
            if b"\n" in chunk or len(read) >= LONGEST_HEAD:
                break
        return read

    async def data(self, longest: int) -> bytes:
        read = bytearray(self._rest)
        async for chunk in self._stream:
            read += chunk
            if len(read) > longest:
                break
        if len(read) > longest:
            raise Refusal("large")
        return bytes(read)
