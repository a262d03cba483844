"""A notice on paper: large enough for the wall, with the answers below where some were asked."""

from html import escape

from bot.conversation import Document, Turn
from bot.language import T, Text
from bot.notices import store
from bot.notices.audience import is_below
from bot.notices.model import Asks, Notice
from bot.notices.talk.words import said, unit_name

_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 20mm }}
body {{ font: 14pt/1.6 sans-serif; max-width: 40em; margin: 1em auto; padding: 0 1em }}
h1 {{ font-size: 20pt }}
.words {{ font-size: 18pt; white-space: pre-wrap; overflow-wrap: anywhere }}
td {{ border-bottom: 1px solid #999; padding: .3em 1em .3em 0 }}
</style>
<h1>{title}</h1>
<p class="words">{words}</p>
<p>{day}</p>
{answers}
</html>
"""


def sheet(turn: Turn, notice: Notice) -> Document:
    """A page for the printer, whole in one file."""

    def say(text: Text) -> str:
        return escape(turn.say(text))

    page = _PAGE.format(
        lang=turn.visitor.locale.replace("_", "-"),
        title=say(unit_name(turn, notice.unit)),
        words=escape(said(turn, notice)),
        day=say(T("{moment}", moment=notice.due_at or notice.made_at)),
        answers=_answers(turn, notice),
    )
    name = turn.say(T("notice"))
    return Document(f"{name}.html", "text/html", page.encode())


def _answers(turn: Turn, notice: Notice) -> str:
    if notice.asks is Asks.NOTHING or is_below(notice):
        return ""
    labels = {code: escape(turn.say(label)) for code, label in notice.answers}
    rows = "".join(
        f"<tr><td>{escape(name)}</td><td>{labels.get(code, '')}</td></tr>"
        for _, name, code in store.answers(turn.tx, notice.id)
    )
    return f"<table>{rows}</table>"
