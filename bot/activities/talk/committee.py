"""The committee's page of activities: what was held below, by branch; no persons stand there."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot import organization, people
from bot.activities import overview
from bot.activities.expected import EXPECTED, Period
from bot.activities.model import KINDS, Kind
from bot.activities.talk.papers import YEAR
from bot.conversation import BACK, Command, Option, Screen, Turn
from bot.conversation.screen import MOST_OPTIONS
from bot.language import T, Text, plain
from bot.people import Role
from bot.storage import Transaction

# Small branches have neither committee nor groups.
_SHOWN: tuple[tuple[Kind, Period], ...] = tuple(
    (kind, period)
    for kind, period in EXPECTED
    if kind not in (Kind.COMMITTEE_MEETING, Kind.GROUP_MEETING)
)
_PERIODS = {
    Period.MONTH: T("this month"),
    Period.QUARTER: T("this quarter"),
    Period.YEAR: T("this year"),
}


def _held(turn: Turn, about: str) -> Screen:
    """How many branches have held what the rules expect in the present period."""
    roots = people.units(turn, Role.COMMITTEE)
    total, held = overview.held_by(turn.tx, roots, _begins(turn), turn.now)
    lines = [
        T(
            "{kind}, {period}: {held} of {total}",
            kind=KINDS[kind],
            period=_PERIODS[period],
            held=held[kind],
            total=total,
        )
        for kind, period in _SHOWN
    ]
    options = [
        Option(T("Not yet: {kind}", kind=KINDS[kind]), f"notyet/{kind}-")
        for kind, _ in _SHOWN
        if held[kind] < total
    ]
    head = T("Branches below that have held it:")
    return Screen(
        (head, *lines),
        tuple(options),
        back=Option(BACK, "activities/"),
        replace=True,
        again="held/",
    )


def _not_yet(turn: Turn, about: str) -> Screen:
    """Branches where something is still to come, a page at a time, whatever their number."""
    written, _, after = about.partition("-")
    kind, roots, most = Kind(written), people.units(turn, Role.COMMITTEE), MOST_OPTIONS
    since = _begins(turn)[kind]
    found = overview.without(turn.tx, roots, kind, since, turn.now, after, most)
    options = [Option(plain(each.name), f"heldin/{each.id}") for each in found[: most - 1]]
    if len(found) == most:
        options.append(Option(T("More"), f"notyet/{kind}-{found[most - 2].id}"))
    period = _PERIODS[dict(_SHOWN)[kind]]
    head = T("Not yet, {period}: {kind}", period=period, kind=KINDS[kind])
    return Screen(
        (head if found else T("All branches have held it."),),
        tuple(options),
        back=Option(BACK, "held/"),
        replace=True,
        again=f"notyet/{about}",
    )


def _held_in(turn: Turn, unit: str) -> Screen:
    branch = organization.unit(turn.tx, unit)
    today = _today(turn)
    since = _moment(turn, date(today.year, 1, 1))
    counts = overview.counts(turn.tx, unit, since, turn.now)
    lines = [
        T("{kind}: {count}", kind=KINDS[kind], count=counts[kind])
        for kind in Kind
        if kind in counts
    ]
    head = T(
        "{branch}, held in {year}:", branch=branch.name if branch else "", year=str(today.year)
    )
    nothing: list[Text] = [T("Nothing yet.")]
    return Screen(
        (head, *(lines or nothing)),
        (YEAR.option(unit),),
        back=Option(BACK, "held/"),
        replace=True,
        again=f"heldin/{unit}",
    )


def _begins(turn: Turn) -> dict[Kind, datetime]:
    today = _today(turn)
    return {kind: _moment(turn, period.around(today)[0]) for kind, period in _SHOWN}


def _today(turn: Turn) -> date:
    return turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()


def _moment(turn: Turn, day: date) -> datetime:
    zone = ZoneInfo(turn.visitor.zone)
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def _itself(tx: Transaction, unit: str) -> str | None:
    return unit if organization.unit(tx, unit) else None


_officer = people.in_office(Role.COMMITTEE)


def _expects(turn: Turn, about: str) -> bool:
    kinds = [kind for kind, _ in _SHOWN]
    return about.partition("-")[0] in kinds and _officer(turn, about)


HELD = Command(
    "held",
    T("What was held below"),
    _officer,
    _held,
    words=T("what was held below|held"),
    menu=8,
    under="activities",
)
NOT_YET = Command("notyet", T("Not yet"), _expects, _not_yet)
HELD_IN = Command(
    "heldin", T("What was held below"), people.holding(Role.COMMITTEE, _itself), _held_in
)

COMMANDS = (HELD, NOT_YET, HELD_IN)
