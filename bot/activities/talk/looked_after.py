"""Once a month a home branch hears where its members are looked after.

It follows from where they are hosted and from what was held there for them, and not from who
came: nobody can count anything from it.
"""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot import people
from bot.activities.model import Activity, Audience, State
from bot.activities.recurrence import next_month
from bot.conversation import Command, Option, Screen, Turn, Work
from bot.delivery import plan, tell
from bot.language import T
from bot.people import Role
from bot.room import Handler
from bot.storage import Transaction

LOOKED_AFTER = "looked_after"
_AT = 9
_SHOWN = 20


def plan_words_home(work: Work, activity: Activity) -> None:
    """Have the home branches of those for whom this was held hear of it next month."""
    if activity.state is not State.PUBLISHED or Audience.HOSTED not in activity.audience:
        return
    zone = ZoneInfo(activity.zone)
    day = activity.starts_at.astimezone(zone).date()
    due = datetime(*next_month(day), 1, _AT, tzinfo=zone)
    homes = work.tx.all(
        "SELECT DISTINCT home FROM placement WHERE host = :unit AND state = 'hosted'"
        " AND home IS NOT NULL AND home_word <> 'disputed'",
        {"unit": activity.unit},
    )
    for row in homes:
        plan(work.tx, LOOKED_AFTER, f"{row['home']}-{day:%Y%m}", due)


def _tell_home(work: Work, about: str) -> None:
    unit, _, _month = about.partition("-")
    if not _members(work.tx, about):
        return
    look = Option(T("See which ones"), f"lookedafter/{about}")
    text = T("Last month the branches where your members live now looked after them.")
    tell(work, people.holders(work.tx, unit, Role.SECRETARY), Screen((text,), (look,)))


def _members(tx: Transaction, about: str) -> list[Any]:
    """Members of a home branch whose host held something for them in a month."""
    unit, _, month = about.partition("-")
    since, until = _month(month)
    return tx.all(
        "SELECT person.name, unit.name AS host FROM placement p"
        " JOIN person ON person.id = p.person JOIN unit ON unit.id = p.host"
        " WHERE p.home = :unit AND p.state = 'hosted' AND p.home_word <> 'disputed'"
        " AND EXISTS (SELECT 1 FROM activity a WHERE a.unit = p.host AND a.state = 'published'"
        " AND a.starts_at >= :since AND a.starts_at < :until AND instr(a.audience, 'hosted'))"
        " ORDER BY p.spelled, p.id",
        {"unit": unit, "since": int(since.timestamp()), "until": int(until.timestamp())},
    )


def _month(written: str) -> tuple[datetime, datetime]:
    if not (
        len(written) == 6
        and written.isdecimal()
        and "01" <= written[4:] <= "12"
        and written[:4] >= "2000"
    ):
        return datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(0, UTC)
    first = datetime(int(written[:4]), int(written[4:]), 1, tzinfo=UTC)
    return first, datetime(*next_month(first), 1, tzinfo=UTC)


def _looked_after(turn: Turn, about: str) -> Screen:
    found = _members(turn.tx, about)
    lines = [
        T("{name} is looked after by {host}.", name=row["name"], host=row["host"])
        for row in found[:_SHOWN]
    ]
    if len(found) > _SHOWN:
        lines.append(T("And {count} more.", count=len(found) - _SHOWN))
    return Screen(
        (T("Your members away, last month:"), *lines),
        back=Option(T("Back"), "activities/"),
        replace=True,
        again=f"lookedafter/{about}",
    )


def _of_own_branch(turn: Turn, about: str) -> bool:
    return people.is_secretary(turn, about.partition("-")[0])


COMMANDS = (Command("lookedafter", T("See which ones"), _of_own_branch, _looked_after),)
HANDLERS: dict[str, Handler] = {LOOKED_AFTER: _tell_home}
