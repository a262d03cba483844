"""Seats: several persons share a chat, and every screen says whose it is.

A button carries the seat of the person whom it was shown to, so that it acts for no other one.
Whoever was there first has bare buttons: nothing changes for a chat with one person.
"""

import re
from dataclasses import replace

from bot.conversation.screen import Option, Screen
from bot.language import T

FIRST = 1
# One digit leaves a token within 64 bytes.
MOST_SEATS = 9
_SEATED = re.compile(rf"([2-{MOST_SEATS}]):(.*)", re.DOTALL)


def seated(screen: Screen, name: str, seat: int, *, shared: bool) -> Screen:
    """The screen as the person of a seat sees it."""
    if seat != FIRST:
        screen = replace(
            screen,
            options=tuple(_on(seat, option) for option in screen.options),
            controls=tuple(_on(seat, option) for option in screen.controls),
            back=_on(seat, screen.back) if screen.back else None,
        )
    return screen.noting(T("For {name}:", name=name)) if shared else screen


def unseated(token: str) -> tuple[int, str]:
    """The seat that a button was shown to, and its token."""
    found = _SEATED.fullmatch(token)
    return (int(found[1]), found[2]) if found else (FIRST, token)


def _on(seat: int, option: Option) -> Option:
    return replace(option, token=f"{seat}:{option.token}")
