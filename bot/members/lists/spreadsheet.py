"""Spreadsheets that are handed out: they are written after the turn."""

from collections.abc import Sequence
from functools import partial

from bot.conversation import Unwritten

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(
    name: str, title: str, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> Unwritten:
    """An .xlsx file of this name; see `workbook` for what becomes of the words."""
    return Unwritten(name, _XLSX, partial(_written, title, header, rows))


def _written(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    # What writes it takes long to load, and much memory, which most days need not.
    from bot.members.lists.sheets import workbook

    return workbook(title, header, rows)
