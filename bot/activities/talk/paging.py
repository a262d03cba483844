"""Lists that belong to one thing: their buttons name it, and the page after it."""

from collections.abc import Sequence

from bot.conversation import Option, Screen, page_of
from bot.language import Text


def parts(about: str) -> tuple[str, str]:
    """The thing that a command is about, and what else: a page, a name."""
    id, _, rest = about.partition("-")
    return id, rest


def paged(
    name: str, about: str, options: Sequence[Option], full: Text, empty: Text, back: Option
) -> Screen:
    """One page of a list; `name` is the command whose subject is the thing and the page."""
    id, page = parts(about)
    number = int(page) if page.isdecimal() and len(page) < 4 else 0
    return Screen(
        (full if options else empty,),
        page_of(options, number, f"{name}/{id}-"),
        back=back,
        replace=True,
        again=f"{name}/{id}-{number}",
    )
