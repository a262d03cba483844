"""What those whom an activity is for are told, once each, and what falls due for it."""

from datetime import datetime, timedelta

from bot import people
from bot.activities import store
from bot.activities.audience import invited
from bot.activities.model import Activity, State, Word
from bot.activities.talk.words import described
from bot.conversation import Option, Screen, Work
from bot.delivery import plan, tell, unplan
from bot.language import T, Text
from bot.room import Handler
from bot.storage import Transaction

DAY, HOUR = "activity_day", "activity_hour"
_BEFORE = {DAY: timedelta(days=1), HOUR: timedelta(hours=1)}


def tell_all(work: Work, activity: Activity, *notes: Text) -> int:
    """Tell everybody whom an activity is for; how many they are."""
    persons = invited(work.tx, activity)
    tell(work, persons, Screen((*notes, *described(work, activity)), _answers(activity)))
    return len(persons)


def _answers(activity: Activity) -> tuple[Option, ...]:
    if activity.state is State.CANCELLED:
        return ()
    return (
        Option(T("I am coming"), f"coming/{activity.id}"),
        Option(T("I cannot come"), f"cannot/{activity.id}"),
        Option(T("Look at it"), f"activity/{activity.id}"),
    )


def plan_reminders(tx: Transaction, activity: Activity, now: datetime) -> None:
    """Have people reminded of an activity as it is now, and of no earlier state of it."""
    for kind, before in _BEFORE.items():
        unplan(tx, kind, activity.id)
        due = activity.starts_at - before
        if activity.state is State.PUBLISHED and now < due:
            plan(tx, kind, activity.id, due)


def _remind_of_day(work: Work, id: str) -> None:
    _remind(work, id, T("A reminder:"))


def _remind_of_hour(work: Work, id: str) -> None:
    _remind(work, id, T("It begins soon:"))


def _remind(work: Work, id: str, head: Text) -> None:
    """Remind whoever may come, and whom it would not wake up too late."""
    activity = store.activity(work.tx, id)
    if activity is None or activity.state is not State.PUBLISHED:
        return
    persons = invited(work.tx, activity)
    said = store.words(work.tx, id, persons)
    wanted = [
        each
        for each in persons
        if said.get(each) is not Word.CANNOT and _rings_in_time(work, each, activity)
    ]
    tell(work, wanted, Screen((head, *described(work, activity)), _answers(activity)))


def _rings_in_time(work: Work, person: str, activity: Activity) -> bool:
    known = people.person(work.tx, person)
    return known is not None and known.quiet.over(work.now, known.zone) < activity.starts_at


HANDLERS: dict[str, Handler] = {DAY: _remind_of_day, HOUR: _remind_of_hour}
