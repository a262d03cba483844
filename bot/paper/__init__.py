"""Pages for paper and for any phone: whole HTML files that need nothing from anywhere."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.conversation import Turn, Unwritten
from bot.language import Text

if TYPE_CHECKING:
    from jinja2 import Environment


def paper(turn: Turn, template: str, title: Text, *, name: str = "", **values: Any) -> Unwritten:
    """A file that is called like its title, or `name`; it is written after the turn.

    In a template `say` puts a text into the visitor's words; every value is escaped but for
    `Markup`.
    """
    write = partial(written, template, title, turn.visitor.locale, turn.say, **values)
    return Unwritten(f"{name or turn.say(title)}.html", "text/html", write)


def written(
    template: str, title: Text, locale: str, say: Callable[[Text], str], **values: Any
) -> bytes:
    """The file itself, in the words of `say`."""
    given = {"language": locale.replace("_", "-"), "title": say(title), "say": say}
    return _templates().get_template(f"{template}.html").render({**given, **values}).encode()


@cache
def _templates() -> "Environment":
    # What only asks or answers need not load it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
