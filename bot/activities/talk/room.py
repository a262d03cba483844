"""The secretary during an activity: the code, the names to tick, guests, and undoing."""

from dataclasses import replace

from bot.activities import attendance
from bot.activities.checkin import Outcome
from bot.activities.codes import Way, code, lasts_until
from bot.activities.counting import guest_ticked, tick
from bot.activities.model import Activity
from bot.activities.qr import picture, start_of
from bot.activities.sheet import named, sheet
from bot.activities.talk.came import WHO_CAME, is_on
from bot.activities.talk.words import organizer, parts, the_activity
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    Settled,
    TextKind,
    Turn,
    listed,
    one_line,
)
from bot.language import T, Text, plain
from bot.people import tidy_name


def _organizer(turn: Turn, about: str) -> bool:
    return organizer(turn, parts(about)[0])


def _going_on(turn: Turn, id: str) -> Activity:
    activity = the_activity(turn, id)
    if not is_on(turn, activity):
        raise Settled(T("Nobody can be counted now: it is too early, too late, or cancelled."))
    return activity


def _room(turn: Turn, id: str) -> Screen:
    activity = _going_on(turn, id)
    here = attendance.count(turn.tx, id)
    return Screen(
        (*_codes(turn, activity), T("Checked in so far: {count}.", count=here)),
        (
            Option(T("The newest code"), f"room/{id}"),
            QR.option(id),
            SIGN_IN.option(f"{id}-0"),
            GUEST.option(id),
            WHO_CAME.option(f"{id}-0"),
        ),
        back=Option(BACK, f"manage/{id}"),
        replace=True,
        again=f"room/{id}",
    )


def _codes(turn: Turn, activity: Activity) -> list[Text]:
    wall = T("A large page for the wall: {link}", link=f"{turn.address}/wall/{activity.wall}")
    shown = code(activity.secret, Way.CODE, turn.now)
    lines = [T("The code now: {code}. It changes every minute.", code=_spaced(shown)), wall]
    if activity.link:
        aloud = _spaced(code(activity.secret, Way.ONLINE, turn.now))
        lines.append(T("To read out in the call, good for ten minutes: {code}", code=aloud))
    return lines


def _spaced(digits: str) -> str:
    return f"{digits[:3]} {digits[3:]}"


def _qr(turn: Turn, id: str) -> Screen:
    activity = _going_on(turn, id)
    digits = code(activity.secret, Way.CODE, turn.now)
    until = lasts_until(Way.CODE, turn.now)
    left = int((until - turn.now).total_seconds()) + 60
    screen = _room(turn, id).noting(T("This picture is good for {seconds} seconds.", seconds=left))
    return replace(screen, attachments=(picture(turn.link(start_of(activity, digits))),))


def _sign_in(turn: Turn, about: str) -> Screen:
    """Everybody whom it is for stands there, came or not, as on a sheet of paper."""
    id, page = parts(about)
    activity = _going_on(turn, id)
    names = sheet(turn.tx, activity)
    options = [
        Option(
            T("✓ {label}", label=plain(each.name)) if each.here else plain(each.name),
            f"tick/{id}-{each.key}",
        )
        for each in names
    ]
    return listed(
        "signin",
        page,
        options,
        T("Tap a name to tick it. Those with ✓ are here."),
        T("Nobody is on the list."),
        Option(BACK, f"room/{id}"),
        of=id,
    )


def _tick(turn: Turn, about: str) -> Screen:
    id, key = parts(about)
    activity = _going_on(turn, id)
    who = named(turn, activity, key)
    if who is None:
        raise Settled(T("That name is no longer on the list."))
    _refuse_unless_counted(tick(turn, activity, who))
    names = [each.key for each in sheet(turn.tx, activity)]
    page = names.index(key) // 7 if key in names and len(names) > 8 else 0
    return _sign_in(turn, f"{id}-{page}").noting(T("Ticked."))


def _guest(turn: Turn, id: str, answers: Answers) -> Screen:
    activity = _going_on(turn, id)
    name, branch = answers["name"], answers["branch"]
    known = attendance.who_came(turn.tx, id)
    if not any((each.name, each.branch) == (name, branch) for each in known):
        _refuse_unless_counted(tick(turn, activity, guest_ticked(turn, activity, name, branch)))
    return _room(turn, id).noting(T("{name} is written down as a guest.", name=name))


def _refuse_unless_counted(outcome: Outcome) -> None:
    if outcome not in (Outcome.COUNTED, Outcome.ALREADY):
        raise Settled(T("Nobody can be counted now: it is too early, too late, or cancelled."))


ROOM = Command("room", T("Check-in: the code"), organizer, _room)
QR = Command("qr", T("The code as a picture"), organizer, _qr)
SIGN_IN = Command("signin", T("Tick names"), _organizer, _sign_in)
TICK = Command("tick", T("Tick names"), _organizer, _tick)
GUEST = Command(
    "guest",
    T("Write down a guest"),
    organizer,
    Filling(
        Form(
            T("Write down a guest"),
            (
                Field(
                    "name",
                    T("Name"),
                    T("What is the guest's name?"),
                    TextKind(T("The guest's name"), parse=tidy_name),
                ),
                Field(
                    "branch",
                    T("Branch"),
                    T("From which branch? You may skip this."),
                    TextKind(T("Name of the branch"), longest=60, parse=one_line),
                    required=False,
                ),
            ),
            at_once=True,
        ),
        _guest,
    ),
)

COMMANDS = (ROOM, QR, SIGN_IN, TICK, GUEST)
