"""An activity as a file for the calendar of a phone (RFC 5545)."""

from datetime import datetime, timedelta
from functools import partial

from bot.activities.model import Activity, State
from bot.conversation import Unwritten

_PRODUCT = "-//mobile-branch-bot//activities//"


def calendar_file(activity: Activity, title: str, branch: str, now: datetime) -> Unwritten:
    """The file of an activity; opened again after a change it takes the old one's place.

    Times stand in UTC: phones show them where their owner is, and no zone can be read wrongly.
    """
    write = partial(_written, activity, title, branch, now)
    return Unwritten("activity.ics", "text/calendar", write)


def _written(activity: Activity, title: str, branch: str, now: datetime) -> bytes:
    # It takes long to load, and is needed for this only.
    from icalendar import Alarm, Calendar, Event

    cancelled = activity.state is State.CANCELLED
    event = Event()
    event.add("uid", f"{activity.id}@mobile-branch-bot")
    event.add("sequence", activity.version)
    event.add("dtstamp", now)
    event.add("dtstart", activity.starts_at)
    event.add("dtend", activity.ends_at)
    event.add("summary", title)
    event.add("description", "\n".join(each for each in (branch, activity.link) if each))
    if activity.place:
        event.add("location", activity.place)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if not cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(hours=-1))
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
