"""A branch's own list: read from what a clerk sends, and written as a safe workbook."""

from bot.members.lists.apart import read_apart
from bot.members.lists.brought import Brought, Row, brought
from bot.members.lists.member_list import (
    MOST_BYTES,
    MOST_LINES,
    Doubt,
    Dropped,
    ListedMember,
    ListTrouble,
    MemberList,
    read_list,
    read_pasted,
)
from bot.members.lists.spreadsheet import spreadsheet

__all__ = [
    "MOST_BYTES",
    "MOST_LINES",
    "Brought",
    "Doubt",
    "Dropped",
    "ListTrouble",
    "ListedMember",
    "MemberList",
    "Row",
    "brought",
    "read_apart",
    "read_list",
    "read_pasted",
    "spreadsheet",
]
