"""The pieces that ship with a county, from its folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot import organization
from bot.storage import Transaction
from bot.study import store
from bot.study.model import LONGEST, Piece, Readers, Wording

NAME = "study.toml"


def read_pieces(folder: Path) -> tuple[Piece, ...]:
    """The pieces of a folder, none where it has no file of them.

    Raise `Trouble` for one that cannot be read.
    """
    return organization.read_shipped(folder / NAME, "piece", _piece)


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
