"""Sheets for meetings, to be printed and filled in by hand."""

from html import escape

from bot.care.asking import unit_name
from bot.conversation import Document, Turn
from bot.language import T, Text

BALLOTS = 4
ROWS = 12

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
@page {{ size: A4; margin: 15mm }}
body {{ font: 12pt/1.6 sans-serif; max-width: 45em; margin: 1em auto; padding: 0 1em }}
section {{ break-inside: avoid; margin-bottom: 2em }}
table {{ border-collapse: collapse; width: 100% }}
td, th {{ border: 1px solid #333; padding: .3em; height: 1.6em }}
td:first-child {{ width: 40% }}
</style>
{body}
</html>
"""


def appraisal_ballots(turn: Turn, unit: str) -> Document:
    """Ballots without names, alike for everybody; they are counted at the meeting, by hand."""
    title = T("Democratic appraisal: ballot")
    heads = (
        T("Name"),
        T("excellent"),
        T("good enough"),
        T("just good enough"),
        T("not good enough"),
    )
    row = "<tr>" + "<td></td>" * len(heads) + "</tr>"
    head = "".join(f"<th>{_say(turn, each)}</th>" for each in heads)
    hint = T("One mark a line. Do not sign it. It is counted by hand and not kept in the bot.")
    ballot = (
        f"<section><h2>{_say(turn, title)}</h2><p>{_say(turn, unit_name(turn, unit))}</p>"
        f"<p>{_say(turn, hint)}</p><table><tr>{head}</tr>{row * ROWS}</table></section>"
    )
    return _document(turn, title, ballot * BALLOTS)


def meeting_sheet(turn: Turn, unit: str) -> Document:
    """What is written down of an organizational life meeting."""
    title = T("Organizational life meeting: sheet")
    lines = (
        T("Day and place"),
        T("Who led it, who wrote"),
        T("Should come; came; excused"),
        T("Subject"),
        T("Talks held before"),
        T("The branch looked at itself"),
        T("What members said to one another"),
        T("What will be put right, by when, by whom"),
        T("Result of the appraisal, counted by hand"),
    )
    rows = "".join(f"<tr><td>{_say(turn, each)}</td><td></td></tr>" for each in lines)
    body = (
        f"<h1>{_say(turn, title)}</h1><p>{_say(turn, unit_name(turn, unit))}</p>"
        f"<table>{rows}</table>"
    )
    return _document(turn, title, body)


def _say(turn: Turn, text: Text) -> str:
    return escape(turn.say(text))


def _document(turn: Turn, title: Text, body: str) -> Document:
    language = turn.visitor.locale.replace("_", "-")
    page = _PAGE.format(language=language, title=_say(turn, title), body=body)
    return Document(f"{turn.say(title)}.html", "text/html", page.encode())
