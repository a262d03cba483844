"""Catalogues as machines read them: compiled once, and again as soon as a word changes."""

import os
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path


def compiled(source: Path, locale: str) -> bytes:
    """The `.mo` of a `.po`.

    It is kept beside it, as Python keeps compiled modules, and bears what it was made of, so
    that it cannot be stale. Where nothing can be written, each start compiles anew.
    """
    words = source.read_bytes()
    mark, place = sha256(words).digest(), source.with_suffix(".compiled")
    with suppress(OSError):
        kept = place.read_bytes()
        if kept.startswith(mark):
            return kept.removeprefix(mark)
    made = _compile(words, locale)
    with suppress(OSError):
        _keep(place, mark + made)
    return made


def _compile(words: bytes, locale: str) -> bytes:
    # What compiles is not even loaded where that was done before.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    made = BytesIO()
    write_mo(made, read_po(BytesIO(words), locale=locale))
    return made.getvalue()


def _keep(place: Path, content: bytes) -> None:
    """All of it or nothing, also where several begin at once."""
    part = place.with_suffix(f".{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
