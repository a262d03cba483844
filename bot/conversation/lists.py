"""Lists: pages of options that lead to one thing each."""

from collections.abc import Sequence

from bot.conversation.screen import MOST_OPTIONS, TO_MENU, Option, Screen, page_of
from bot.language import Text


def listed(
    name: str,
    page: str,
    options: Sequence[Option],
    full: Text,
    empty: Text,
    back: Option = TO_MENU,
    also: Sequence[Option] = (),
    of: str = "",
) -> Screen:
    """One page of a list; `name` is the command whose subject is the page's number, after the
    thing that the list is `of` and a dash where it is the list of one thing.

    Each page begins with what can be done `also`, which is no part of the list.
    """
    number = page_number(page)
    begin = f"{name}/{of}-" if of else f"{name}/"
    shown = page_of(options, number, begin, MOST_OPTIONS - len(also))
    return Screen(
        (full if options else empty,),
        (*also, *shown),
        back=back,
        replace=True,
        again=f"{begin}{number or ''}",
    )


def page_number(written: str) -> int:
    """The page that a token names; the first where it names none."""
    return int(written) if written.isdecimal() and len(written) < 4 else 0
