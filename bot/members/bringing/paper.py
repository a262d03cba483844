"""Pages for paper: whole HTML files that need nothing from anywhere and fit on A4."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HTML = "text/html"


def page(name: str, **values: Any) -> bytes:
    """The file made from a template; every value is escaped but for `Markup`."""
    return _templates().get_template(name).render(values).encode()


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
