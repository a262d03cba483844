"""Moving on to another host without a day between, and returning home."""

from bot import people
from bot.conversation import (
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Refused,
    Screen,
    SearchKind,
    Settled,
    Turn,
)
from bot.delivery import tell
from bot.language import T, Text
from bot.members import roster, store
from bot.members.details import details, put_details
from bot.members.model import Act, HomeWord, Placement, State, after
from bot.members.talk.requests import ask_host, put_request
from bot.members.talk.words import member_name, told, unit_name


def may_move(turn: Turn, about: str) -> bool:
    """Whoever is hosted and has no request waiting elsewhere."""
    person = turn.visitor.person
    return (
        person is not None
        and store.hosted(turn.tx, person) is not None
        and store.waiting(turn.tx, person) is None
    )


def may_return(turn: Turn, about: str) -> bool:
    """Whoever is hosted, or was until the branch was closed."""
    person = turn.visitor.person
    return person is not None and _last_stay(turn, person) is not None


def _last_stay(turn: Turn, person: str) -> Placement | None:
    return store.hosted(turn.tx, person) or store.to_be_placed(turn.tx, person)


def _move(turn: Turn, about: str, answers: Answers) -> Screen:
    stay, host = store.hosted(turn.tx, turn.person), answers["host"]
    if stay is None or host is None:
        raise Settled(T("You are not registered with a branch now."))
    if host in (stay.host, stay.home):
        raise Refused(T("That is a branch you have already. Please choose another one."))
    request = Placement(
        turn.new_id(),
        stay.person,
        stay.home,
        stay.home_name,
        host,
        State.ASKED,
        HomeWord.AWAITED,
        "",
        turn.now,
    )
    put_request(turn, request)
    ask_host(turn, request)
    return told(
        T(
            "{host} is asked. Until it answers you stay with {old}.",
            host=unit_name(turn, host),
            old=unit_name(turn, stay.host),
        )
    )


def end_old_stay(turn: Turn, accepted: Placement) -> None:
    """When a new host has accepted, the old one is left and told."""
    if closed := store.to_be_placed(turn.tx, accepted.person):
        store.put_placement(turn.tx, after(closed, Act.END))
    old = store.hosted(turn.tx, accepted.person)
    if old is None or old.id == accepted.id:
        return
    store.put_placement(turn.tx, after(old, Act.END))
    text = T(
        "{name} has moved on and is registered with {host} now.",
        name=member_name(turn, old),
        host=unit_name(turn, accepted.host),
    )
    _tell_branch(turn, old, old.host, text)


def _return(turn: Turn, about: str, answers: Answers) -> Screen:
    if not end_stay(turn, turn.person):
        raise Settled(T("You are not registered with a branch now."))
    return told(T("Welcome home. Both branches were told."))


def end_stay(turn: Turn, person: str) -> bool:
    """Bring somebody home, and tell both branches; False where they are away from nowhere."""
    stay = _last_stay(turn, person)
    if stay is None:
        return False
    if waiting := store.waiting(turn.tx, person):
        store.put_placement(turn.tx, after(waiting, Act.WITHDRAW))
        withdrawn = T(
            "{name} has withdrawn the request to register.", name=member_name(turn, waiting)
        )
        _tell_branch(turn, waiting, waiting.host, withdrawn)
    store.put_placement(turn.tx, after(stay, Act.END))
    _forget_being_away(turn, stay)
    text = T("{name} has returned home.", name=member_name(turn, stay))
    if stay.state is State.HOSTED:
        _tell_branch(turn, stay, stay.host, text)
    if stay.home:
        _tell_branch(turn, stay, stay.home, text)
    return True


def _forget_being_away(turn: Turn, stay: Placement) -> None:
    put_details(turn.tx, stay.person, details(turn.tx, stay.person).returned())
    if stay.home:
        roster.back_home(turn.tx, stay.home, member_name(turn, stay))


def _tell_branch(turn: Turn, placement: Placement, unit: str, text: Text) -> None:
    persons = people.responsible(turn.tx, unit)
    tell(turn, persons, Screen((text,)), subject=placement.person)


MOVE = Command(
    "move",
    T("I have moved"),
    may_move,
    Filling(
        Form(
            T("I have moved"),
            (
                Field(
                    "host",
                    T("Branch where you live now"),
                    T(
                        "Where do you live now? Type the place or the branch's name, or share"
                        " where you are."
                    ),
                    SearchKind("branch", T("Place or name, for example 深圳 or sz"), place=True),
                ),
            ),
        ),
        _move,
    ),
    words=T("i have moved|moved|move on"),
)
RETURN = Command(
    "goback",
    T("I have returned home"),
    may_return,
    Filling(
        Form(
            T("I have returned home"),
            (),
            send=T("Yes, I am home"),
            review=T(
                "Your stay with the branch where you lived ends, and your home branch looks after"
                " you again. Both are told. Are you home for good?"
            ),
        ),
        _return,
    ),
    words=T("i have returned home|returned home|back home"),
)

COMMANDS = (MOVE, RETURN)
