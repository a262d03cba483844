"""What the bot asks a member of itself, rarely and gently; it never changes anything by itself."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import people
from bot.conversation import Command, Option, Screen, Turn, Work
from bot.delivery import plan, tell, unplan
from bot.language import T
from bot.members import store
from bot.members.details import details, put_details
from bot.members.model import Details, Placement, should_transfer
from bot.members.talk.words import member_name, today, told, unit_name
from bot.room import Handler

REPORT_HOME = "report_home"
COME_BACK = "come_back"
TRANSFER = "transfer"


def plan_stay(work: Work, stay: Placement) -> None:
    """Have whoever is hosted now asked once a year, and once whether the relation should move."""
    _plan_report(work, stay.person)
    plan(work.tx, TRANSFER, stay.id, stay.asked_at + timedelta(days=work.figures.transfer))


def plan_return(work: Work, person: str, known: Details) -> None:
    """Have a member asked the morning after the day of coming back."""
    unplan(work.tx, COME_BACK, person)
    if known.until:
        morning = datetime.combine(known.until + timedelta(days=1), time(9), _zone(work, person))
        plan(work.tx, COME_BACK, person, morning.astimezone(UTC))


def _plan_report(work: Work, person: str) -> None:
    unplan(work.tx, REPORT_HOME, person)
    year = timedelta(days=work.figures.report_home)
    plan(work.tx, REPORT_HOME, person, work.now + year)


def _zone(work: Work, person: str) -> ZoneInfo:
    known = people.person(work.tx, person)
    return ZoneInfo(known.zone if known else "UTC")


def _report_home(work: Work, person: str) -> None:
    stay = store.hosted(work.tx, person)
    if stay is None:
        return
    _plan_report(work, person)
    text = T(
        "Once a year a member who is away tells the home branch how things are. You live near"
        " {host}. Is all as before?",
        host=unit_name(work, stay.host),
    )
    screen = Screen((text,), (AS_BEFORE.option(), Option(T("Something has changed"), "card/")))
    tell(work, [person], screen, subject=person)


def _come_back(work: Work, person: str) -> None:
    stay, known = store.hosted(work.tx, person), details(work.tx, person)
    there: date = work.now.astimezone(_zone(work, person)).date()
    if stay is None or known.until is None or not known.is_overdue(there):
        return
    text = T("You wanted to be back home by {day}. How is it?", day=known.until)
    options = (
        Option(T("I have returned home"), "goback/"),
        Option(T("I stay longer"), "myuntil/"),
    )
    tell(work, [person], Screen((text,), options), subject=person)


def _transfer(work: Work, id: str) -> None:
    stay = store.placement(work.tx, id)
    after = timedelta(days=work.figures.transfer)
    if stay is None or not should_transfer(stay, work.now, after):
        return
    text = T(
        "You have lived near {host} for long. Speak with your home branch whether your membership"
        " relation should move there. Nothing moves by itself.",
        host=unit_name(work, stay.host),
    )
    tell(work, [stay.person], Screen((text,)), subject=stay.person)
    if stay.home:
        theirs = T(
            "{name} has lived near {host} for long. Please speak with them whether the membership"
            " relation should move there. Nothing moves by itself.",
            name=member_name(work, stay),
            host=unit_name(work, stay.host),
        )
        tell(work, people.responsible(work.tx, stay.home), Screen((theirs,)), subject=stay.person)


def _is_hosted(turn: Turn, about: str) -> bool:
    person = turn.visitor.person
    return person is not None and store.hosted(turn.tx, person) is not None


def _as_before(turn: Turn, about: str) -> Screen:
    stay, known = store.hosted(turn.tx, turn.person), details(turn.tx, turn.person)
    if stay and known.reported != today(turn):
        put_details(turn.tx, turn.person, replace(known, reported=today(turn)))
        _plan_report(turn, turn.person)
        text = T(
            "{name} reports home: all is as before, near {host}.",
            name=member_name(turn, stay),
            host=unit_name(turn, stay.host),
        )
        if stay.home:
            home = people.responsible(turn.tx, stay.home)
            tell(turn, home, Screen((text,)), subject=turn.person)
    return told(T("Thank you. Your home branch knows."))


AS_BEFORE = Command(
    "asbefore",
    T("All is as before"),
    _is_hosted,
    _as_before,
    words=T("all is as before|as before"),
)

COMMANDS = (AS_BEFORE,)
HANDLERS: dict[str, Handler] = {
    REPORT_HOME: _report_home,
    COME_BACK: _come_back,
    TRANSFER: _transfer,
}
