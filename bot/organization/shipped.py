"""What else a county's folder may hold: one file a room, of which none is needed."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bot.language import T, Trouble

R = TypeVar("R")


def read_shipped(path: Path, table: str, read: Callable[[dict[str, Any]], R]) -> tuple[R, ...]:
    """What `read` makes of each `[[table]]` of a TOML file; none where there is no file.

    Raise `Trouble` for a file that cannot be read, or where `read` finds something wrong.
    """
    if not path.exists():
        return ()
    try:
        with path.open("rb") as file:
            return tuple(read(given) for given in tomllib.load(file).get(table, ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Trouble(
            T("{file} cannot be read: compare it with the sample's.", file=str(path))
        ) from None
