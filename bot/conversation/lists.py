"""Lists: pages of options that lead to one thing each."""

from collections.abc import Sequence

from bot.conversation.screen import TO_MENU, Option, Screen, page_of
from bot.language import Text


def listed(
    name: str,
    page: str,
    options: Sequence[Option],
    full: Text,
    empty: Text,
    back: Option = TO_MENU,
) -> Screen:
    """One page of a list; `name` is the command whose subject is the page's number."""
    number = page_number(page)
    return Screen(
        (full if options else empty,),
        page_of(options, number, f"{name}/"),
        back=back,
        replace=True,
        again=f"{name}/{number or ''}",
    )


def page_number(written: str) -> int:
    """The page that a token names; the first where it names none."""
    return int(written) if written.isdecimal() and len(written) < 4 else 0
