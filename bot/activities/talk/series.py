"""When an activity is over: the next of a fixed day is published, and homes get their word."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import people
from bot.activities import store
from bot.activities.model import Activity, State
from bot.activities.talk.looked_after import plan_words_home
from bot.activities.talk.telling import plan_reminders, tell_all
from bot.conversation import Option, Screen, Work
from bot.delivery import plan, tell, unplan
from bot.language import T
from bot.room import Handler
from bot.storage import Transaction

OVER = "activity_over"


def put_published(tx: Transaction, activity: Activity, now: datetime) -> None:
    """Write a published activity down, with all that falls due for it; nobody is told."""
    store.put_activity(tx, activity)
    plan_reminders(tx, activity, now)
    plan_end(tx, activity)


def plan_end(tx: Transaction, activity: Activity) -> None:
    """Have done what is to be done when this one is over."""
    forget_end(tx, activity)
    plan(tx, OVER, activity.id, activity.ends_at)


def forget_end(tx: Transaction, activity: Activity) -> None:
    """Nothing follows this one."""
    unplan(tx, OVER, activity.id)


def following(activity: Activity, work: Work) -> Activity | None:
    """The next of a series that is still to come; None where there is none."""
    zone = ZoneInfo(activity.zone)
    there = activity.starts_at.astimezone(zone)
    day = activity.recurrence.after(there.date())
    while day is not None:
        starts_at = datetime.combine(day, there.time(), zone)
        if starts_at > work.now + timedelta(hours=1):
            return replace(activity, id=work.new_id(), starts_at=starts_at)
        day = activity.recurrence.after(day)
    return None


def _over(work: Work, id: str) -> None:
    last = store.activity(work.tx, id)
    if last is None:
        return
    plan_words_home(work, last)
    if (activity := following(last, work)) is not None:
        _publish(work, activity)


def _publish(work: Work, activity: Activity) -> None:
    activity = replace(
        activity,
        state=State.PUBLISHED,
        version=0,
        secret=work.new_id() + work.new_id(),
        wall=work.new_id() + work.new_id(),
    )
    put_published(work.tx, activity, work.now)
    tell_all(work, activity, T("You are invited:"))
    look = Option(T("Look at it"), f"manage/{activity.id}")
    text = T("The next one of your fixed day is published: {when}.", when=activity.starts_at)
    tell(work, people.responsible(work.tx, activity.unit), Screen((text,), (look,)))


HANDLERS: dict[str, Handler] = {OVER: _over}
