"""Who came: an activity's own list, the only one there is, and taking a name off it."""

from bot.activities import attendance
from bot.activities.attendance import Present
from bot.activities.checkin import opens_at, ticked_until
from bot.activities.model import Activity, State
from bot.activities.quorum import Standing
from bot.activities.talk.words import organizer, parts, the_activity
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Filling,
    Form,
    Option,
    Screen,
    Settled,
    Turn,
    listed,
)
from bot.language import T, Text, plain
from bot.members.spelling import spelled

STANDINGS = {
    Standing.FULL: T("full member"),
    Standing.PROBATIONARY: T("probationary member"),
    Standing.HOSTED: T("hosted here"),
    Standing.GUEST: T("guest"),
    Standing.UNLISTED: T("not on the branch's list"),
}


def _organizer(turn: Turn, about: str) -> bool:
    return organizer(turn, parts(about)[0])


def is_on(turn: Turn, activity: Activity) -> bool:
    """Whether there is something to count."""
    held = activity.state is State.PUBLISHED
    return held and opens_at(activity) <= turn.now <= ticked_until(activity)


def _who_came(turn: Turn, about: str) -> Screen:
    id, page = parts(about)
    came = by_name(attendance.who_came(turn.tx, id))
    options = [Option(one_who_came(each), f"undo/{each.id}") for each in came]
    return listed(
        "whocame",
        page,
        options,
        T("Who came ({count}). Tap a name to take it off.", count=len(came)),
        T("Nobody has checked in yet."),
        Option(BACK, f"manage/{id}"),
        of=id,
    )


def by_name(came: list[Present]) -> list[Present]:
    return sorted(came, key=lambda each: (spelled(each.name), each.id))


def one_who_came(present: Present) -> Text:
    name = plain(present.name) if present.name else T("somebody who has deleted their data")
    standing = STANDINGS[present.standing]
    if present.branch:
        return T(
            "{name}, {standing}, {branch}", name=name, standing=standing, branch=present.branch
        )
    return T("{name}, {standing}", name=name, standing=standing)


def _may_undo(turn: Turn, id: str) -> bool:
    came = attendance.present(turn.tx, id)
    return came is not None and organizer(turn, came.activity)


def _start_undo(turn: Turn, id: str) -> Answers:
    came = attendance.present(turn.tx, id)
    if came is None or not is_on(turn, the_activity(turn, came.activity)):
        raise Settled(T("The list is closed: a week after the activity it changes no more."))
    return {}


def _undo(turn: Turn, id: str, answers: Answers) -> Screen:
    _start_undo(turn, id)
    came = attendance.present(turn.tx, id)
    assert came is not None
    attendance.drop_present(turn.tx, id)
    return _who_came(turn, f"{came.activity}-0").noting(T("Taken off the list."))


WHO_CAME = Command("whocame", T("Who came"), _organizer, _who_came)
UNDO = Command(
    "undo",
    T("Take off the list"),
    _may_undo,
    Filling(
        Form(
            T("Take off the list"),
            (),
            send=T("Yes, take it off"),
            review=T("This name is taken off the list of who came. Is that right?"),
        ),
        _undo,
        _start_undo,
    ),
)


COMMANDS = (WHO_CAME, UNDO)
