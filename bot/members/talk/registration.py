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
)
from bot.delivery import plan, tell
from bot.language import T, Text
from bot.matters import COMMITTEE_SEES_AFTER
from bot.members import store
from bot.members.model import (
    CURRENT,
    REMIND_AFTER,
    WAITING,
    Act,
    HomeWord,
    Placement,
    State,
)
from bot.members.talk.form import REGISTRATION, UNLISTED
from bot.members.talk.reminders import LATE, REMINDER
from bot.members.talk.words import (
    HOME_WORDS,
    STATES,
    act,
    home_name,
    member_name,
    told,
    unit_name,
)


def _start(turn: Turn, host: str) -> Answers:
    """Nothing is typed twice: what is known of the person and of the link is filled in."""
    answers: dict[str, str | None] = {}
    if turn.visitor.person and (last := store.latest(turn.tx, turn.visitor.person)):
        if last.state in CURRENT:
            raise Refused(T("You are registered already. See “My registration”."))
        answers = {"home": last.home or UNLISTED, "home_name": last.home_name or None}
    if turn.visitor.person and (person := people.person(turn.tx, turn.visitor.person)):
        answers |= {"name": person.name, "phone": person.phone}
    if host and (unit := organization.unit(turn.tx, host)) and unit.takes_members:
        answers["host"] = host
    return answers


def _submit(turn: Turn, about: str, answers: Answers) -> Screen:
    home, host = answers["home"], answers["host"]
    assert host is not None
    if home == host:
        raise Refused(
            T("Both branches are the same. Change one of them, or leave it: you are at home there.")
        )
    person = people.become_known(turn, answers["name"] or "", answers["phone"])
    if (last := store.latest(turn.tx, person)) and last.state in CURRENT:
        raise Refused(T("You are registered already. See “My registration”."))
    people.put_consent(turn.tx, person, people.Purpose.REGISTRATION, turn.now)
    placement = Placement(
        turn.new_id(),
        person,
        None if home == UNLISTED else home,
        answers.get("home_name") or "",
        host,
        State.ASKED,
        HomeWord.AWAITED,
        "",
        turn.now,
    )
    store.put_placement(turn.tx, placement)
    ask_host(turn, placement)
    plan(turn.tx, REMINDER, placement.id, turn.now + REMIND_AFTER)
    plan(turn.tx, LATE, placement.id, turn.now + COMMITTEE_SEES_AFTER)
    return _registration_of(turn, placement).noting(T("Sent."))


def ask_host(turn: Turn, placement: Placement) -> None:
    """Bring a request before whoever answers for the host branch."""
    lines: list[Text] = [
        T(
            "{name} lives near {host} now and asks to register there.",
            name=member_name(turn, placement),
            host=unit_name(turn, placement.host),
        ),
        T("Home branch: {home}", home=home_name(turn, placement)),
    ]
    if placement.word:
        lines.append(T("Answer to the question: {answer}", answer=placement.word))
    screen = Screen(
        tuple(lines),
        (
            Option(T("Accept"), f"accept/{placement.id}"),
            Option(T("Look at it"), f"request/{placement.id}"),
        ),
    )
    tell(turn, people.responsible(turn.tx, placement.host), screen, subject=placement.person)


def _registration(turn: Turn, about: str) -> Screen:
    placement = store.latest(turn.tx, turn.person)
    if placement is None:
        return Screen(
            (T("You have not reported in yet."),),
            (REGISTER.option(),),
            back=TO_MENU,
            replace=True,
        )
    return _registration_of(turn, placement)


def _registration_of(turn: Turn, placement: Placement) -> Screen:
    host = unit_name(turn, placement.host)
    lines: list[Text] = [
        T("Branch where you live now: {host}", host=host),
        T("Its answer: {state}", state=STATES[placement.state]),
        T("Home branch: {home}", home=home_name(turn, placement)),
    ]
    if placement.state is State.HOSTED and placement.home:
        lines.append(T("The home branch {word}.", word=HOME_WORDS[placement.home_word]))
    if placement.word:
        lines.append(T("In their words: {words}", words=placement.word))
    if placement.state in WAITING and not people.responsible(turn.tx, placement.host):
        lines.append(T("Nobody of this branch uses the bot yet; it will be asked when it joins."))
    return Screen(
        tuple(lines),
        tuple(_next_steps(placement)),
        back=TO_MENU,
        replace=True,
        again="registration/",
    )


def _next_steps(placement: Placement) -> list[Option]:
    if placement.state is State.ASKED_BACK:
        return [ANSWER.option(placement.id), WITHDRAW.option(placement.id)]
    if placement.state is State.ASKED:
        return [WITHDRAW.option(placement.id)]
    if placement.state is State.HOSTED:
        return []
    return [REGISTER.option(label=T("Choose a branch anew"))]


def _answer(turn: Turn, id: str, answers: Answers) -> Screen:
    placement, now = act(turn, id, Act.ANSWER, answers["answer"] or "")
    if now:
        ask_host(turn, placement)
    return told(T("Your answer is with the branch."))


def _withdraw(turn: Turn, id: str) -> Screen:
    placement, now = act(turn, id, Act.WITHDRAW)
    if now:
        name = member_name(turn, placement)
        screen = Screen((T("{name} has withdrawn the request to register.", name=name),))
        tell(turn, people.responsible(turn.tx, placement.host), screen, subject=placement.person)
    return _registration_of(turn, placement).noting(T("Withdrawn."))


def own_placement(turn: Turn, id: str) -> bool:
    """Whether a placement is the visitor's own."""
    placement = store.placement(turn.tx, id) if id else None
    return placement is not None and placement.person == turn.visitor.person


REGISTER = Command(
    "register",
    T("Report in"),
    people.anybody,
    Filling(REGISTRATION, _submit, _start),
    words=T("report in|register|check in with a branch"),
    link="b",
    menu=10,
    common=True,
)
MY_REGISTRATION = Command(
    "registration",
    T("My registration"),
    people.known,
    _registration,
    words=T("my registration|registration|status"),
    menu=11,
    common=True,
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
                    TextKind(T("Your answer")),
                ),
            ),
        ),
        _answer,
    ),
)
WITHDRAW = Command("withdraw", T("Withdraw the request"), own_placement, _withdraw)

COMMANDS = (REGISTER, MY_REGISTRATION, ANSWER, WITHDRAW)
