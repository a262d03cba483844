"""The pieces that ship with a county, from its folder."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.language import T, Trouble
from bot.storage import Transaction
from bot.study import store
from bot.study.model import LONGEST, Piece, Readers, Wording

NAME = "study.toml"


def read_pieces(folder: Path) -> tuple[Piece, ...]:
    """The pieces of a folder, none where it has no file of them.

    Raise `Trouble` for one that cannot be read.
    """
    path = folder / NAME
    if not path.exists():
        return ()
    try:
        with path.open("rb") as file:
            return tuple(_piece(given) for given in tomllib.load(file).get("piece", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Trouble(
            T("{file} cannot be read: compare it with the sample's.", file=str(path))
        ) from None


def put_shipped(tx: Transaction, pieces: Sequence[Piece]) -> None:
    """Bring pieces in; loading the same again changes nothing."""
    for place, piece in enumerate(pieces):
        store.put_piece(tx, piece, place)


def _piece(given: dict[str, Any]) -> Piece:
    wordings = {
        locale: Wording(each["title"], each["text"].strip(), tuple(each.get("questions", ())))
        for locale, each in given.items()
        if isinstance(each, dict)
    }
    if not wordings or any(len(each.text) > LONGEST for each in wordings.values()):
        raise ValueError("a piece without words, or with too many")
    return Piece(given["key"], None, Readers(given["for"]), int(given["minutes"]), wordings)
