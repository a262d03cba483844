"""The branch's own files: its members as a workbook, and a sheet for signatures."""

from bot import people
from bot.conversation import Command, Screen, Turn, Unwritten
from bot.language import T, Text
from bot.members import roster
from bot.members.bringing.everybody import Entry, everybody
from bot.members.bringing.talk.branch import MENU, TO_LISTS, for_branch, own
from bot.members.lists import spreadsheet
from bot.members.talk.words import today, unit_name
from bot.paper import paper

WHERE = {
    roster.HERE: T("hosted here"),
    roster.AWAY: T("away"),
    roster.HOME: T("at home now"),
}
# For whoever comes and stands on no list.
EMPTY_LINES = 5


def _export(turn: Turn, unit: str) -> Screen:
    entries, say = everybody(turn.tx, unit), turn.say
    _enter_trails(turn, entries, T("took your name and number into a file of the branch's members"))
    title = say(T("Members of {branch}", branch=unit_name(turn, unit)))
    heads = (T("Name"), T("Telephone"), T("Where"), T("Other branch"), T("Remark"))
    header = [say(head) for head in heads]
    rows = [_row(turn, each) for each in entries]
    name = f"{title} {today(turn).isoformat()}.xlsx"
    return _with_file(
        MENU,
        spreadsheet(name, title, header, rows),
        T("Here is your list. It holds names and numbers: keep it within the branch."),
        T("Each person in it finds in “Who looked at my data” that you took it."),
    )


def _row(turn: Turn, entry: Entry) -> list[str]:
    remark = turn.say(T("probationary member")) if entry.probationary else ""
    return [entry.name, entry.phone or "", turn.say(WHERE[entry.where]), entry.place, remark]


def _sheet(turn: Turn, unit: str) -> Screen:
    found = [each for each in everybody(turn.tx, unit) if each.where != roster.AWAY]
    found.sort(key=lambda each: each.key)
    _enter_trails(turn, found, T("printed your name on a sheet for signatures"))
    file = paper(
        turn,
        "sheet",
        T("{branch}: who is here", branch=unit_name(turn, unit)),
        about=(T("What for:"), T("Day:")),
        heads=(T("No."), T("Name"), T("Signature"), T("Remark")),
        rows=[*((each.name, each.place) for each in found), *[("", "")] * EMPTY_LINES],
    )
    return _with_file(
        MENU,
        file,
        T("Open the file and print it: it fits on A4. Whoever is away is not on it."),
    )


def _enter_trails(turn: Turn, entries: list[Entry], what: Text) -> None:
    people.note_all(turn, [each.person for each in entries if each.person], what)


def _with_file(menu: str, file: Unwritten, *lines: Text) -> Screen:
    return Screen(lines, back=TO_LISTS, replace=True, again=f"{menu}/", unwritten=(file,))


COMMANDS = (
    Command(
        "export",
        T("Members as an Excel file"),
        own,
        for_branch("export", _export),
        words=T("export|excel"),
        menu=3,
        under=MENU,
    ),
    Command(
        "sheet",
        T("Sheet for signatures"),
        own,
        for_branch("sheet", _sheet),
        words=T("sheet|signatures"),
        menu=4,
        under=MENU,
    ),
)
