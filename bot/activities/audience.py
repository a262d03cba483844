"""Who an activity reaches, and what reaches somebody: asked anew each time, kept nowhere.

So whoever moves on or returns has the activities of the other branch from that moment on.
"""

from datetime import datetime

from bot.activities import groups, store
from bot.activities.model import Activity, Audience
from bot.members.whereabouts import Whereabouts, reached, ties
from bot.storage import Transaction


def invited(tx: Transaction, activity: Activity) -> list[str]:
    """The persons whom an activity is for now."""
    persons = reached(tx, activity.unit, _whereabouts(activity))
    if activity.group is None:
        return persons
    members = groups.persons_in(tx, activity.group)
    return [each for each in persons if each in members]


def is_invited(tx: Transaction, activity: Activity, person: str) -> bool:
    wanted = _whereabouts(activity)
    belongs = any(
        tie.unit == activity.unit and tie.whereabouts in wanted for tie in ties(tx, person)
    )
    return belongs and _in_its_group(tx, activity, person)


def invitations(tx: Transaction, person: str, since: datetime) -> list[Activity]:
    """What somebody is invited to now and that ends after `since`, the next one first."""
    belongs = {(tie.unit, tie.whereabouts) for tie in ties(tx, person)}
    found = store.not_over(tx, sorted({unit for unit, _ in belongs}), since)
    return [
        each
        for each in found
        if any((each.unit, whereabouts) in belongs for whereabouts in _whereabouts(each))
        and _in_its_group(tx, each, person)
    ]


def _in_its_group(tx: Transaction, activity: Activity, person: str) -> bool:
    return activity.group is None or groups.is_in(tx, activity.group, person)


def _whereabouts(activity: Activity) -> set[Whereabouts]:
    return {Whereabouts(each) for each in activity.audience - {Audience.GUESTS}}
