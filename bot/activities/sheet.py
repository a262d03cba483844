"""The sheet of an activity: everybody whom it is for, as names to be ticked or to sign."""

from collections.abc import Collection
from dataclasses import dataclass

from bot import people
from bot.activities import attendance, groups
from bot.activities.attendance import Present
from bot.activities.audience import invited
from bot.activities.counting import line_ticked, person_ticked
from bot.activities.model import Activity, Audience
from bot.conversation import Work
from bot.members import roster
from bot.members.spelling import spelled
from bot.members.whereabouts import Whereabouts, on_list, reached
from bot.storage import Transaction

PERSON, LINE = "p", "l"
# A branch has 50 members at most; a host has more, and a meeting of all of them is large.
_MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class Name:
    """`key` is `p` and a person's id, or `l` and the id of a line of the branch's list."""

    key: str
    name: str
    here: bool

    @property
    def person(self) -> str | None:
        """Whoever is known here, and not only written on a list."""
        return self.key.removeprefix(PERSON) if self.key.startswith(PERSON) else None


def sheet(tx: Transaction, activity: Activity) -> list[Name]:
    """Everybody whom an activity is for, by name, and whoever else is there, each once."""
    came = attendance.who_came(tx, activity.id)
    persons = {each.person for each in came} | set(invited(tx, activity))
    here = {each.person for each in came} | {each.line for each in came}
    known = [people.person(tx, each) for each in persons if each]
    names = [Name(PERSON + each.id, each.name, each.id in here) for each in known if each]
    if Audience.HOME in activity.audience:
        names += [Name(LINE + each.id, each.name, each.id in here) for each in _lines(tx, activity)]
    return _sorted(names)


def branch_names(tx: Transaction, unit: str, marked: Collection[str]) -> list[Name]:
    """Everybody who belongs to a branch in any way, those whose keys are `marked` as here."""
    known = [people.person(tx, each) for each in reached(tx, unit, set(Whereabouts))]
    names = [(PERSON + each.id, each.name) for each in known if each]
    names += [(LINE + each.id, each.name) for each in _at_home(tx, unit)]
    return _sorted([Name(key, name, key in marked) for key, name in names])


def _sorted(names: list[Name]) -> list[Name]:
    return sorted(names, key=lambda each: (spelled(each.name), each.key))


def _lines(tx: Transaction, activity: Activity) -> list[roster.Listed]:
    lines = _at_home(tx, activity.unit)
    if activity.group is None:
        return lines
    members = groups.lines_in(tx, activity.group)
    return [each for each in lines if each.id in members]


def _at_home(tx: Transaction, unit: str) -> list[roster.Listed]:
    """The lines of those at home who are no persons here."""
    matches = [on_list(tx, unit, each) for each in reached(tx, unit, {Whereabouts.HOME})]
    known = {each.line for each in matches if each}
    lines = roster.at_home(tx, unit, roster.START, _MOST_LINES)
    return [each for each in lines if each.id not in known]


def named(work: Work, activity: Activity, key: str) -> Present | None:
    """Whom a key of the sheet stands for; None for nobody whom the sheet names."""
    kind, id = key[:1], key[1:]
    if kind == PERSON and any(each.key == key for each in sheet(work.tx, activity)):
        return person_ticked(work, activity, id)
    line = roster.line(work.tx, id) if kind == LINE else None
    if line is not None and line.unit == activity.unit:
        return line_ticked(work, activity, line)
    return None
