"""Sheets for meetings, to be printed and filled in by hand."""

from bot.care.asking import unit_name
from bot.conversation import Turn, Unwritten
from bot.language import T
from bot.paper import paper

BALLOTS = 4
ROWS = 12


def appraisal_ballots(turn: Turn, unit: str) -> Unwritten:
    """Ballots without names, alike for everybody; they are counted at the meeting, by hand."""
    return paper(
        turn,
        "ballots",
        T("Democratic appraisal: ballot"),
        unit=unit_name(turn, unit),
        hint=T("One mark a line. Do not sign it. It is counted by hand and not kept in the bot."),
        heads=(
            T("Name"),
            T("excellent"),
            T("good enough"),
            T("just good enough"),
            T("not good enough"),
        ),
        rows=ROWS,
        ballots=BALLOTS,
    )


def meeting_sheet(turn: Turn, unit: str) -> Unwritten:
    """What is written down of an organizational life meeting."""
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
    title = T("Organizational life meeting: sheet")
    return paper(turn, "meeting", title, unit=unit_name(turn, unit), lines=lines)
