"""The member's side: report in, see how it stands, answer, withdraw."""

from bot import organization, people
from bot.conversation import (
    TO_MENU,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    TextKind,
    Turn,
    one_line,
)
from bot.delivery import tell
from bot.language import T, Text
from bot.members import roster, store
from bot.members.model import (
    CURRENT,
    WAITING,
    Act,
    HomeWord,
    Placement,
    State,
)
from bot.members.talk.form import REGISTRATION, UNLISTED
from bot.members.talk.moving import MOVE, RETURN, may_move
from bot.members.talk.requests import ask_host, put_request
from bot.members.talk.words import (
    HOME_WORDS,
    STATES,
    act,
    home_name,
    member_name,
    told,
    unit_name,
)


def start(turn: Turn, host: str) -> Answers:
    """Nothing is typed twice: what is known of the person and of the link is filled in."""
    answers: dict[str, str] = {}
    if turn.visitor.person and (last := store.latest(turn.tx, turn.visitor.person)):
        if last.state in CURRENT:
            raise Refused(T("You are registered already. See “My registration”."))
        answers = {"home": last.home or UNLISTED, "home_name": last.home_name}
    if turn.visitor.person and (person := people.person(turn.tx, turn.visitor.person)):
        answers |= {"name": person.name}
        # Whoever skipped it once is not asked again, but somebody only added to an account is.
        answers |= {"phone": person.phone or ""} if person.phone or answers.get("home") else {}
    if host and (unit := organization.unit(turn.tx, host)) and unit.takes_members:
        answers["host"] = host
    return answers


def knows_number(turn: Turn, answers: Answers) -> Answers:
    """The home branch of whoever has shown that a number on its list is theirs.

    Only where the name that they typed stands there too: a borrowed phone tells nothing.
    """
    lines = roster.with_number(turn.tx, answers.get("phone", ""))
    if len(lines) != 1 or lines[0].name != answers.get("name"):
        return {}
    unit = organization.unit(turn.tx, lines[0].unit)
    return {"home": unit.id, "home_name": ""} if unit and unit.takes_members else {}


def submit(turn: Turn, about: str, answers: Answers) -> Screen:
    home, host = answers["home"], answers["host"]
    assert host is not None
    if home == host:
        raise Refused(
            T("Both branches are the same. Change one of them, or leave it: you are at home there.")
        )
    person = people.become_known(turn, answers["name"], answers["phone"] or None)
    if (last := store.latest(turn.tx, person)) and last.state in CURRENT:
        raise Refused(T("You are registered already. See “My registration”."))
    people.put_consent(turn.tx, person, people.Purpose.REGISTRATION, turn.now)
    placement = Placement(
        turn.new_id(),
        person,
        None if home == UNLISTED else home,
        answers.get("home_name", ""),
        host,
        State.ASKED,
        HomeWord.AWAITED,
        "",
        turn.now,
    )
    put_request(turn, placement)
    ask_host(turn, placement)
    return _registration_of(turn, person).noting(T("Sent."))


def _registration(turn: Turn, about: str) -> Screen:
    if store.latest(turn.tx, turn.person) is None:
        return Screen(
            (T("You have not reported in yet."),),
            (REGISTER.option(),),
            back=TO_MENU,
            replace=True,
        )
    return _registration_of(turn, turn.person)


def _registration_of(turn: Turn, person: str) -> Screen:
    """The stay and what waits; where there is neither, how the last request ended."""
    present = [
        each for each in (store.hosted(turn.tx, person), store.waiting(turn.tx, person)) if each
    ]
    shown = present or [each for each in [store.latest(turn.tx, person)] if each]
    lines = [line for each in shown for line in _lines(turn, each)]
    steps = [step for each in shown for step in _next_steps(turn, each)]
    return Screen(tuple(lines), tuple(steps), back=TO_MENU, replace=True, again="registration/")


def _lines(turn: Turn, placement: Placement) -> list[Text]:
    lines: list[Text] = [
        T("Branch where you live now: {host}", host=unit_name(turn, placement.host)),
        T("Its answer: {state}", state=STATES[placement.state]),
        T("Home branch: {home}", home=home_name(turn, placement)),
    ]
    if placement.state is State.HOSTED and placement.home:
        lines.append(T("The home branch {word}.", word=HOME_WORDS[placement.home_word]))
    if placement.word:
        lines.append(T("In their words: {words}", words=placement.word))
    if placement.state in WAITING and not people.responsible(turn.tx, placement.host):
        lines.append(T("Nobody of this branch uses the bot yet; it will be asked when it joins."))
    return lines


def _next_steps(turn: Turn, placement: Placement) -> list[Option]:
    match placement.state:
        case State.ASKED_BACK:
            return [ANSWER.option(placement.id), WITHDRAW.option(placement.id)]
        case State.ASKED:
            return [WITHDRAW.option(placement.id)]
        case State.HOSTED:
            move = [MOVE.option()] if may_move(turn, "") else []
            return [*move, RETURN.option()]
        case State.TO_BE_PLACED:
            return [REGISTER.option(label=T("Choose another branch")), RETURN.option()]
    return [REGISTER.option(label=T("Choose a branch anew"))]


def _answer(turn: Turn, id: str, answers: Answers) -> Screen:
    placement, now = act(turn, id, Act.ANSWER, answers["answer"])
    if now:
        ask_host(turn, placement)
    return told(T("Your answer is with the branch."))


def _withdraw(turn: Turn, id: str, answers: Answers) -> Screen:
    placement, now = act(turn, id, Act.WITHDRAW)
    if now:
        name = member_name(turn, placement)
        screen = Screen((T("{name} has withdrawn the request to register.", name=name),))
        tell(turn, people.responsible(turn.tx, placement.host), screen, subject=placement.person)
    return _registration_of(turn, placement.person).noting(T("Withdrawn."))


def own_placement(turn: Turn, id: str) -> bool:
    """Whether a placement is the visitor's own."""
    placement = store.placement(turn.tx, id) if id else None
    return placement is not None and placement.person == turn.visitor.person


def _is_registered(turn: Turn) -> bool:
    last = store.latest(turn.tx, turn.visitor.person) if turn.visitor.person else None
    return last is not None and last.state in CURRENT


def _may_need_to_report(turn: Turn) -> bool:
    """Whoever holds an office is at home; if not, they know the word."""
    return not _is_registered(turn) and not people.holds_office(turn)


REGISTER = Command(
    "register",
    T("Report in"),
    people.anybody,
    Filling(REGISTRATION, submit, start, knows_number),
    words=T("report in|register|check in with a branch"),
    link="b",
    menu=10,
    common=True,
    when=_may_need_to_report,
)
MY_REGISTRATION = Command(
    "registration",
    T("My registration"),
    people.known,
    _registration,
    words=T("my registration|registration|status"),
    menu=11,
    common=True,
    when=_is_registered,
)
ANSWER = Command(
    "answer",
    T("Answer the question"),
    own_placement,
    Filling(
        Form(
            T("Answer the question"),
            (
                Field(
                    "answer",
                    T("Answer"),
                    T("What do you answer the branch?"),
                    TextKind(T("Your answer"), parse=one_line),
                ),
            ),
        ),
        _answer,
    ),
)
WITHDRAW = Command(
    "withdraw",
    T("Withdraw the request"),
    own_placement,
    Filling(
        Form(
            T("Withdraw the request"),
            (),
            send=T("Yes, withdraw it"),
            review=T("The branch is told that you do not register there for now."),
        ),
        _withdraw,
    ),
)

COMMANDS = (REGISTER, MY_REGISTRATION, ANSWER, WITHDRAW)
