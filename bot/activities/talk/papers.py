"""Files of an activity and of a branch's year: a sheet to sign, who came, a picture."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot import organization, people
from bot.activities import attendance, records, store
from bot.activities.model import Activity
from bot.activities.picture import year_picture
from bot.activities.sheet import sheet
from bot.activities.talk.came import STANDINGS, by_name
from bot.activities.talk.words import organizer, the_activity
from bot.conversation import BACK, Command, Option, Screen, Turn, Unwritten
from bot.language import T, Text, plain
from bot.members.lists import spreadsheet
from bot.people import Role
from bot.storage import Transaction

# For those who come without standing on the list.
_EMPTY_LINES = 10


def _paper(turn: Turn, id: str) -> Screen:
    activity = the_activity(turn, id)
    listed = sheet(turn.tx, activity)
    persons = [each.person for each in listed if each.person]
    people.note_all(turn, persons, T("printed your name on a sheet for signatures"))
    names = [each.name for each in listed] + [""] * _EMPTY_LINES
    rows = [[str(number), name, "", ""] for number, name in enumerate(names, 1)]
    header = [T("No."), T("Name"), T("Signature"), T("Remark")]
    return _with_file(turn, activity, "sheet.xlsx", header, rows, T("A sheet to print and sign:"))


def _export(turn: Turn, id: str) -> Screen:
    activity = the_activity(turn, id)
    came = by_name(attendance.who_came(turn.tx, id))
    persons = [each.person for each in came if each.person]
    people.note_all(turn, persons, T("took your name into a file of who came"))
    rows = [[each.name, turn.say(STANDINGS[each.standing]), each.branch] for each in came]
    header = [T("Name"), T("Standing"), T("Branch")]
    return _with_file(turn, activity, "who-came.xlsx", header, rows, T("Who came, as a file:"))


def _with_file(
    turn: Turn,
    activity: Activity,
    name: str,
    header: list[Text],
    rows: list[list[str]],
    text: Text,
) -> Screen:
    title = f"{turn.say(activity.headline)} {_day(activity)}"
    file = spreadsheet(name, title, [turn.say(each) for each in header], rows)
    return Screen(
        (text,),
        back=Option(BACK, f"manage/{activity.id}"),
        again=f"manage/{activity.id}",
        unwritten=(file,),
    )


def _day(activity: Activity) -> str:
    return activity.starts_at.astimezone(ZoneInfo(activity.zone)).date().isoformat()


def _year(turn: Turn, unit: str) -> Screen:
    """How many activities a branch has held this year, up to now."""
    branch = organization.unit(turn.tx, unit)
    zone = ZoneInfo(turn.visitor.zone)
    year = turn.now.astimezone(zone).year
    since = datetime(year, 1, 1, tzinfo=zone).astimezone(UTC)
    counts = records.by_month(store.days_of(turn.tx, unit, since, turn.now), year)
    text = T(
        "{branch}, {year}: activities by month, {count} in all.",
        branch=branch.name if branch else "",
        year=str(year),
        count=sum(counts),
    )
    picture = Unwritten("year.png", "image/png", partial(year_picture, counts))
    to = "activities/" if people.is_secretary(turn, unit) else f"heldin/{unit}"
    return Screen((text,), back=Option(BACK, to), again=to, unwritten=(picture,))


def _our_year(turn: Turn, about: str) -> Screen:
    """A secretary's own branch; of several the one that is chosen."""
    units = people.units(turn, Role.SECRETARY)
    if len(units) == 1:
        return _year(turn, units[0])
    found = [organization.unit(turn.tx, each) for each in units]
    options = [YEAR.option(each.id, plain(each.name)) for each in found if each]
    return Screen(
        (T("For which branch?"),),
        tuple(options[:8]),
        back=Option(BACK, "activities/"),
        replace=True,
    )


def _itself(tx: Transaction, unit: str) -> str | None:
    return unit if organization.unit(tx, unit) else None


PAPER = Command("paper", T("Sheet to sign"), organizer, _paper)
EXPORT = Command("whocamefile", T("Who came, as a file"), organizer, _export)
YEAR = Command("yearof", T("The year as a picture"), people.answering_for(_itself), _year)
OUR_YEAR = Command(
    "ouryear",
    T("The year as a picture"),
    people.in_office(Role.SECRETARY),
    _our_year,
    words=T("our year"),
    menu=7,
    under="activities",
)

COMMANDS = (PAPER, EXPORT, YEAR, OUR_YEAR)
