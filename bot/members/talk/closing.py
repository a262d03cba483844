"""A branch is closed or merged: its members are told and choose, home branches keep their duty."""

from dataclasses import replace

from bot import people
from bot.conversation import Option, Screen, Turn, Work
from bot.delivery import tell
from bot.language import T, Text
from bot.members import roster, store
from bot.members.closing import Concerned, OpenMatters, home_closed, host_closed, open_matters
from bot.members.model import CURRENT, HomeWord, Placement, State
from bot.members.talk.host import ask_home
from bot.members.talk.moving import RETURN
from bot.members.talk.registration import MY_REGISTRATION, REGISTER
from bot.members.talk.rosters import AWAY
from bot.members.talk.words import member_name
from bot.organization import Unit


def matters_of(work: Work, unit: str) -> OpenMatters:
    """What is open at a branch, in numbers."""
    return open_matters(
        store.at_host(work.tx, unit, CURRENT), store.from_home(work.tx, unit), work.now
    )


def concerned(work: Work, unit: str) -> Concerned:
    """How many a branch's closing concerns."""
    here = store.at_host(work.tx, unit, CURRENT)
    hosted = sum(each.state is State.HOSTED for each in here)
    return Concerned(
        hosted,
        len(here) - hosted,
        len(store.from_home(work.tx, unit)),
        roster.size(work.tx, unit),
    )


def leave(work: Work, closed: Unit, into: Unit | None) -> None:
    """Take a closed branch's members on: to be called once it is closed."""
    _leave_home(work, closed, into)
    for placement in store.at_host(work.tx, closed.id, CURRENT):
        _leave_host(work, placement, closed, into)


def arrive(turn: Turn, opened: Unit) -> None:
    """A branch is open, or open again: whoever named it as home is its own, and those are told
    who have not chosen another one since it was closed."""
    for placement in store.with_home_name(turn.tx, opened.name):
        listed = replace(placement, home=opened.id, home_name="", home_word=HomeWord.AWAITED)
        store.put_placement(turn.tx, listed)
        if listed.state is State.HOSTED:
            ask_home(turn, listed)
    text = T("{unit} is open again.", unit=opened.name)
    register = REGISTER.option(opened.id, T("Register with {unit}", unit=opened.name))
    for placement in store.at_host(turn.tx, opened.id, {State.TO_BE_PLACED}):
        person = placement.person
        if not store.waiting(turn.tx, person):
            tell(turn, [person], Screen((text,), (register,)), subject=person)


def _leave_host(work: Work, placement: Placement, closed: Unit, into: Unit | None) -> None:
    changed = host_closed(placement, placed_elsewhere=_placed_elsewhere(work, placement))
    store.put_placement(work.tx, changed)
    tell(
        work,
        [placement.person],
        Screen((_news(closed, into),), _choices(changed, into)),
        subject=placement.person,
    )
    if changed.state is State.TO_BE_PLACED and changed.home:
        text = T(
            "{host} was closed, and {name} has no branch where they live now. Please keep in"
            " touch until they have chosen another one.",
            host=closed.name,
            name=member_name(work, changed),
        )
        look = Option(T("Look at it"), f"stay/{changed.id}")
        home = people.responsible(work.tx, changed.home)
        tell(work, home, Screen((text,), (look,)), subject=changed.person)


def _placed_elsewhere(work: Work, placement: Placement) -> bool:
    if placement.state is State.HOSTED:
        return False
    others = (
        store.hosted(work.tx, placement.person),
        store.to_be_placed(work.tx, placement.person),
    )
    return any(others)


def _news(closed: Unit, into: Unit | None) -> Text:
    if into is None:
        return T("{unit} was closed by the committee.", unit=closed.name)
    return T("{unit} was merged into {other}.", unit=closed.name, other=into.name)


def _choices(changed: Placement, into: Unit | None) -> tuple[Option, ...]:
    """What a member may do now, the merged branch first and filled in already."""
    if changed.state is not State.TO_BE_PLACED:
        return (MY_REGISTRATION.option(),)
    choices = [REGISTER.option(label=T("Choose another branch")), RETURN.option()]
    if into and into.id != changed.home:
        label = T("Register with {unit}", unit=into.name)
        choices.insert(0, REGISTER.option(into.id, label))
    return tuple(choices)


def _leave_home(work: Work, closed: Unit, into: Unit | None) -> None:
    present = {each.id for each in store.from_home(work.tx, closed.id)}
    for placement in store.with_home(work.tx, closed.id):
        changed = home_closed(placement, closed.name, into.id if into else None)
        store.put_placement(work.tx, changed)
        if placement.id in present:
            _tell_of_home(work, changed, closed, into)
    if into:
        roster.move(work.tx, closed.id, into.id)
        _tell_new_home(work, closed, into, len(present))


def _tell_of_home(work: Work, changed: Placement, closed: Unit, into: Unit | None) -> None:
    lines = [_news(closed, into)]
    if changed.state is State.ENDED:
        lines.append(T("That is where you live: you are at home there now."))
    elif into:
        lines.append(T("It is your home branch now; nothing else changes for you."))
    else:
        lines.append(
            T(
                "It was your home branch. Where you live now nothing changes; please ask the"
                " committee where your membership is kept."
            )
        )
    screen = Screen(tuple(lines), (MY_REGISTRATION.option(),))
    tell(work, [changed.person], screen, subject=changed.person)


def _tell_new_home(work: Work, closed: Unit, into: Unit, moved: int) -> None:
    text = T(
        "{unit} was merged into your branch. Its members who live elsewhere are now yours:"
        " {count}.",
        unit=closed.name,
        count=moved,
    )
    tell(work, people.responsible(work.tx, into.id), Screen((text,), (AWAY.option(),)))
