"""A search of everything on the disk, as somebody who took the machine would make it."""

from collections.abc import Iterator
from pathlib import Path


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def finds(folder: Path, *planted: str | bytes) -> list[str | bytes]:
    """What of it can be found in any file, as people write it or as programs do."""
    held = everything_on_disk(folder)
    return [
        each
        for each in planted
        if any(form in held for form in _written(each.encode() if isinstance(each, str) else each))
    ]


def _written(planted: bytes) -> Iterator[bytes]:
    yield planted
    yield planted.hex().encode()
    try:
        text = planted.decode()
    except UnicodeDecodeError:
        return
    yield text.encode("utf-16-le")
    yield text.encode("gb18030")
    yield text.encode("unicode_escape")
