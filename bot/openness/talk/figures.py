"""How the county's reports stood, year by year: what the report box has published."""

from collections.abc import Iterator

from bot import people
from bot.conversation import BACK, Command, Option, Screen, Turn
from bot.language import T, Text
from bot.openness import store
from bot.reports import ReportYear


def _figures(turn: Turn, about: str) -> Screen:
    years = store.report_years(turn.tx)
    lines = [text for year in years for text in _year(year)]
    return Screen(
        (_HOW, *lines) if lines else (_NONE,),
        back=Option(BACK, "openness/"),
        replace=True,
        again="openreports/",
    )


def _year(each: ReportYear) -> Iterator[Text]:
    year = str(each.year)
    yield T("{year}:", year=year) if each.whole else T("{year}, a part of it:", year=year)
    yield T("– closed, confirmed: {count}", count=_about(each.confirmed))
    yield T("– closed, not confirmed: {count}", count=_about(each.not_confirmed))
    yield T("– still open when the year was over: {count}", count=_about(each.open))


def _about(count: int) -> Text:
    return T("about {count}", count=count) if count else T("fewer than five, or none")


_HOW = T(
    "Reports of misconduct in the whole county. The report box counts them once, when a year is"
    " over, and rounds to fives, so that nobody can be told from a number."
)
# The box publishes nothing while only two bodies share it.
_NONE = T("No figures about reports are published so far. Those of a year come after its end.")

COMMANDS = (Command("openreports", T("Reports, in yearly figures"), people.anybody, _figures),)
