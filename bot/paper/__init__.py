"""Pages for paper and for any phone: whole HTML files that need nothing from anywhere."""

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
    shown = turn.say(title)
    given = {"language": turn.visitor.locale.replace("_", "-"), "title": shown, "say": turn.say}
    write = partial(_written, f"{template}.html", {**given, **values})
    return Unwritten(f"{name or shown}.html", "text/html", write)


def _written(template: str, values: dict[str, Any]) -> bytes:
    return _templates().get_template(template).render(values).encode()


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
