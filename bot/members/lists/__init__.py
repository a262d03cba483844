"""A branch's own list: read from what a clerk sends, and written as a safe workbook."""

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
from bot.members.lists.sheets import workbook

__all__ = [
    "MOST_BYTES",
    "MOST_LINES",
    "Doubt",
    "Dropped",
    "ListTrouble",
    "ListedMember",
    "MemberList",
    "read_list",
    "read_pasted",
    "workbook",
]
