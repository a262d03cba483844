"""The host branch's side: requests, and who is hosted here."""

from bot import people
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    TextKind,
    Turn,
    listed,
    one_line,
)
from bot.delivery import tell
from bot.language import DayOf, T, Text
from bot.members import store
from bot.members.details import details
from bot.members.model import CURRENT, WAITING, Act, Placement, State, needs_committee
from bot.members.talk.asking import plan_stay
from bot.members.talk.moving import end_old_stay
from bot.members.talk.pages import TO_BRANCH
from bot.members.talk.registration import ANSWER, MY_REGISTRATION, REGISTER, WITHDRAW
from bot.members.talk.saying import Side, said
from bot.members.talk.words import (
    STATES,
    act,
    by_phone,
    home_name,
    member_name,
    secretary,
    settled,
    the_placement,
    told,
    unit_name,
)
from bot.storage import Transaction


def _host_of(tx: Transaction, id: str) -> str | None:
    placement = store.placement(tx, id)
    return placement.host if placement else None


host = people.answering_for(_host_of)


def _requests(turn: Turn, page: str) -> Screen:
    branches = people.units(turn, people.Role.SECRETARY)
    found = [each for unit in branches for each in store.at_host(turn.tx, unit, WAITING)]
    return listed(
        "requests",
        page,
        [Option(_line(turn, each), f"request/{each.id}") for each in found],
        T("Waiting for your answer:"),
        T("No request is waiting. New ones come to you by themselves."),
        TO_BRANCH,
    )


def _count(turn: Turn) -> int:
    branches = people.units(turn, people.Role.SECRETARY)
    return sum(store.count_waiting(turn.tx, unit) for unit in branches)


def _line(turn: Turn, placement: Placement) -> Text:
    return T(
        "{name}, from {home}",
        name=member_name(turn, placement),
        home=home_name(turn, placement),
    )


def request_card(turn: Turn, id: str) -> Screen:
    placement = the_placement(turn, id)
    if not _may_read(turn, placement):
        raise settled(placement)
    host_name = unit_name(turn, placement.host)
    people.note(
        turn, placement.person, T("looked at your registration with {host}", host=host_name)
    )
    lines, more = by_phone(turn, placement) if _own(turn, placement) else ([], [])
    return Screen(
        (*_card(turn, placement), *lines),
        (*(command.option(id) for command in _decisions(placement)), *more),
        back=Option(BACK, _list_of(turn, placement)),
        replace=True,
        again=f"request/{id}",
    )


def _own(turn: Turn, placement: Placement) -> bool:
    return people.is_secretary(turn, placement.host)


def _may_read(turn: Turn, placement: Placement) -> bool:
    """Whether the card is still somebody's duty: a button may be older than the matter."""
    if people.is_secretary(turn, placement.host):
        return placement.state in CURRENT
    return needs_committee(placement, turn.now) or (
        placement.state in WAITING and not people.has_secretary(turn.tx, placement.host)
    )


def _list_of(turn: Turn, placement: Placement) -> str:
    """The list from which whoever looks has come."""
    if not people.is_secretary(turn, placement.host):
        return "matters/"
    return "requests/" if placement.state in WAITING else "hosted/"


def _card(turn: Turn, placement: Placement) -> tuple[Text, ...]:
    person = people.person(turn.tx, placement.person)
    lines: list[Text] = [
        T("Name: {name}", name=person.name if person else ""),
        T("Telephone: {phone}", phone=(person and person.phone) or T("not given")),
        T("Home branch: {home}", home=home_name(turn, placement)),
        _where(placement, unit_name(turn, placement.host)),
        T("How it stands: {state}", state=STATES[placement.state]),
        *said(details(turn.tx, placement.person), Side.HOST),
    ]
    if placement.word:
        lines.append(T("Last word: {words}", words=placement.word))
    return tuple(lines)


def _where(placement: Placement, host: Text) -> Text:
    if placement.state is State.HOSTED:
        return T("Registered with {host} since {day}", host=host, day=DayOf(placement.asked_at))
    return T("Asks to register with: {host}", host=host)


def _decisions(placement: Placement) -> tuple[Command, ...]:
    if placement.state is State.ASKED:
        return (ACCEPT, ASK_BACK, DECLINE)
    return (ACCEPT, DECLINE) if placement.state is State.ASKED_BACK else ()


def _accept(turn: Turn, id: str) -> Screen:
    if waiting := store.placement(turn.tx, id):
        end_old_stay(turn, waiting)
    placement, now = act(turn, id, Act.ACCEPT)
    host_name = unit_name(turn, placement.host)
    if now:
        _tell_member(turn, placement, T("{host} has accepted you. Welcome!", host=host_name))
        ask_home(turn, placement)
        plan_stay(turn, placement)
    return told(T("{name} is now hosted here.", name=member_name(turn, placement)))


def ask_home(turn: Turn, placement: Placement) -> None:
    """Ask whoever answers for a listed home branch to confirm a stay."""
    if placement.home is None:
        return
    text = T(
        "{name} of {home} lives elsewhere now and is registered with {host}. Your branch keeps"
        " its duty; please confirm.",
        name=member_name(turn, placement),
        home=unit_name(turn, placement.home),
        host=unit_name(turn, placement.host),
    )
    options = (
        Option(T("Confirm"), f"confirm/{placement.id}"),
        Option(T("Look at it"), f"stay/{placement.id}"),
    )
    tell(
        turn,
        people.responsible(turn.tx, placement.home),
        Screen((text,), options),
        subject=placement.person,
    )


def _ask_back(turn: Turn, id: str, answers: Answers) -> Screen:
    placement, now = act(turn, id, Act.ASK_BACK, answers["question"])
    if now:
        text = T(
            "{host} asks: {question}",
            host=unit_name(turn, placement.host),
            question=placement.word,
        )
        _tell_member(turn, placement, text, ANSWER.option(id), WITHDRAW.option(id))
    return told(T("Your question is with {name}.", name=member_name(turn, placement)))


def _decline(turn: Turn, id: str, answers: Answers) -> Screen:
    placement, now = act(turn, id, Act.DECLINE, answers["reason"])
    if now:
        text = T(
            "{host} cannot take you in: {reason}",
            host=unit_name(turn, placement.host),
            reason=placement.word,
        )
        anew = REGISTER.option(label=T("Choose another branch"))
        _tell_member(turn, placement, text, anew)
    return told(T("{name} was told.", name=member_name(turn, placement)))


def _tell_member(turn: Turn, placement: Placement, text: Text, *options: Option) -> None:
    screen = Screen((text,), options or (MY_REGISTRATION.option(),))
    tell(turn, [placement.person], screen, subject=placement.person)


def _one_question(title: Text, key: str, label: Text, prompt: Text) -> Form:
    return Form(title, (Field(key, label, prompt, TextKind(prompt, parse=one_line)),))


REQUESTS = Command(
    "requests",
    T("Requests to register"),
    secretary,
    _requests,
    words=T("requests|request list"),
    menu=1,
    under="branch",
    count=_count,
)
REQUEST = Command("request", T("Look at it"), host, request_card)
ACCEPT = Command("accept", T("Accept"), host, _accept)
ASK_BACK = Command(
    "askback",
    T("Ask something"),
    host,
    Filling(
        _one_question(
            T("Ask something"),
            "question",
            T("Question"),
            T("What would you like to know?"),
        ),
        _ask_back,
    ),
)
DECLINE = Command(
    "decline",
    T("Decline"),
    host,
    Filling(
        _one_question(
            T("Decline"),
            "reason",
            T("Reason"),
            T("Why can your branch not take this member? The member reads your words."),
        ),
        _decline,
    ),
)

COMMANDS = (REQUESTS, REQUEST, ACCEPT, ASK_BACK, DECLINE)
