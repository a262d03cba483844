"""Counting somebody in: what is known of them, the decision, and what is written down."""

from dataclasses import dataclass, replace

from bot import organization
from bot.activities import attendance
from bot.activities.attendance import Present
from bot.activities.audience import is_invited
from bot.activities.checkin import Attempt, Outcome, decide
from bot.activities.codes import Match, Way
from bot.activities.model import Activity
from bot.activities.quorum import Standing
from bot.conversation import Work
from bot.members import roster
from bot.members.details import details
from bot.members.model import Standing as Said
from bot.members.store import hosted
from bot.members.whereabouts import Whereabouts, full_members, on_list, ties
from bot.storage import Transaction


def check_in(work: Work, activity: Activity, person: str, match: Match | None) -> Outcome:
    """Somebody checks in by a code; wrong ones are counted against them and nobody else."""
    who = _as_person(work, activity, person)
    attempt = Attempt(
        invited=is_invited(work.tx, activity, person),
        present=attendance.is_present(work.tx, activity.id, person, who.line),
        wrong_codes=attendance.wrong_codes(work.tx, activity.id, person, work.now),
        match=match,
    )
    outcome = decide(activity, attempt, work.now)
    if outcome is Outcome.WRONG:
        attendance.note_wrong_code(work.tx, activity.id, person, work.now)
    if outcome is Outcome.COUNTED and match:
        attendance.put_present(work.tx, replace(who, way=match.way))
    return outcome


def tick(work: Work, activity: Activity, who: Present) -> Outcome:
    """The secretary counts somebody in who has no phone, or no network."""
    here = attendance.is_present(work.tx, activity.id, who.person, who.line)
    outcome = decide(activity, Attempt(True, here, ticked=True), work.now)
    if outcome is Outcome.COUNTED:
        attendance.put_present(work.tx, who)
    return outcome


def person_ticked(work: Work, activity: Activity, person: str) -> Present:
    return _as_person(work, activity, person)


def line_ticked(work: Work, activity: Activity, line: roster.Line) -> Present:
    """Somebody of the branch's list who is no person here."""
    standing = Standing.PROBATIONARY if line.probationary else Standing.FULL
    return Present(work.new_id(), activity.id, None, line.id, line.name, "", standing, Way.TICKED)


def guest_ticked(work: Work, activity: Activity, name: str, branch: str) -> Present:
    return Present(work.new_id(), activity.id, None, None, name, branch, Standing.GUEST, Way.TICKED)


@dataclass(frozen=True, slots=True)
class _Belongs:
    standing: Standing
    line: str | None
    branch: str


def _as_person(work: Work, activity: Activity, person: str) -> Present:
    belongs = _belongs(work.tx, activity.unit, person)
    return Present(
        work.new_id(),
        activity.id,
        person,
        belongs.line,
        "",
        belongs.branch,
        belongs.standing,
        Way.TICKED,
    )


def _belongs(tx: Transaction, unit: str, person: str) -> _Belongs:
    """What somebody is to a branch; of another branch's people, which that is."""
    own = ties(tx, person)
    here = {tie.whereabouts for tie in own if tie.unit == unit}
    if here & {Whereabouts.HOME, Whereabouts.AWAY}:
        return _member(tx, unit, person)
    if Whereabouts.HOSTED in here:
        stay = hosted(tx, person)
        home = stay.home if stay else None
        branch = _name(tx, home) if home else (stay.home_name if stay else "")
        return _Belongs(Standing.HOSTED, None, branch)
    return _Belongs(Standing.GUEST, None, _name(tx, own[0].unit) if own else "")


def _member(tx: Transaction, unit: str, person: str) -> _Belongs:
    """Where there is a list, only it says who has a vote here."""
    if line := on_list(tx, unit, person):
        standing = Standing.PROBATIONARY if line.probationary else Standing.FULL
        return _Belongs(standing, line.line, "")
    if full_members(tx, unit):
        return _Belongs(Standing.UNLISTED, None, "")
    probationary = details(tx, person).standing is Said.PROBATIONARY
    return _Belongs(Standing.PROBATIONARY if probationary else Standing.FULL, None, "")


def _name(tx: Transaction, unit: str) -> str:
    found = organization.unit(tx, unit)
    return found.name if found else ""
