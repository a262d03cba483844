"""The owner's side: what waits, taking it up, passing it on, answering it."""

from dataclasses import replace
from datetime import date

from bot import people
from bot.care import asking, store
from bot.care.kinds import FINDING, PAIRING
from bot.care.model import LONGEST, Ask, State, Step, may
from bot.care.talk.form import words as words_field
from bot.care.talk.passing import PASS
from bot.care.talk.words import body, helper, label, settled, the_ask, thing, told
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    SearchKind,
    Turn,
    listed,
)
from bot.language import T, Text
from bot.people import Role

_WAITING = (State.OPEN, State.TAKEN, State.ANSWERED)
in_office = people.either(people.in_office(Role.SECRETARY), people.in_office(Role.COMMITTEE))


def _own_units(turn: Turn) -> list[str]:
    return [*people.units(turn, Role.SECRETARY), *people.units(turn, Role.COMMITTEE)]


def _read_by(turn: Turn) -> list[str]:
    """The units whose asks the visitor reads: their own, and those that have nobody else."""
    own = _own_units(turn)
    left: list[str] = []
    if people.units(turn, Role.COMMITTEE):
        waiting = store.owners(turn.tx)
        left = [each for each in waiting if asking.helps(turn.tx, turn.visitor.person, each)]
    return list(dict.fromkeys([*own, *left]))


def _list(turn: Turn, page: str) -> Screen:
    found = store.of_units(turn.tx, _read_by(turn), _WAITING)
    return listed(
        "asks",
        page,
        [Option(label(turn, each), f"ask/{each.id}") for each in found],
        T("What is asked of you, the longest waiting first:"),
        T("Nothing is open."),
    )


def _card(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    who: tuple[Text, ...] = ()
    if ask.asker and (person := people.person(turn.tx, ask.asker)):
        phone = person.phone or T("not given")
        who = (
            T("From: {name}", name=person.name),
            T("Telephone: {phone}", phone=phone),
        )
        what = T("looked at what you asked, no. {number}", number=ask.number)
        people.note(turn, ask.asker, what)
    steps = [each.option(id) for step, each in _STEPS.items() if may(step, ask)]
    if ask.unheard and may(Step.SETTLE, ask):
        steps.append(READ.option(id))
    return Screen(
        (*body(turn, ask), *who),
        (*_proposing(ask), *steps, *thing(ask), *_on_board(ask)),
        back=Option(BACK, "asks/"),
        replace=True,
        again=f"ask/{id}",
    )


def _proposing(ask: Ask) -> list[Option]:
    wanted = ask.kind == PAIRING and may(Step.ANSWER, ask)
    return [Option(T("Propose a contact person"), f"proposepair/{ask.id}")] if wanted else []


def _on_board(ask: Ask) -> list[Option]:
    """What carries no name may still name somebody: then its words do not belong on a board."""
    shown = ask.on_board and ask.is_a.on_board
    return [HIDE.option(ask.id)] if ask.unsigned and shown else []


def _read(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    if ask.unheard and may(Step.SETTLE, ask):
        asking.do(turn, ask, Step.SETTLE)
    return _card(turn, id)


def _take(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    if may(Step.TAKE, ask):
        ask = asking.do(turn, ask, Step.TAKE)
        asking.tell_asker(turn, ask, T("No. {number} was taken up.", number=ask.number))
    return _card(turn, id)


def _answer(turn: Turn, id: str, answers: Answers) -> Screen:
    ask = the_ask(turn, id)
    if not may(Step.ANSWER, ask):
        raise settled(ask)
    day = answers.get("due")
    due_on = date.fromisoformat(day) if day else ask.due_on
    if ask.kind == FINDING and due_on is None:
        raise Refused(T("A finding is answered with a day. By which one will it be done?"))
    asking.answer(turn, ask, answers["words"], due_on=due_on)
    open_yet = T("Answered. It stays open until it is called settled.")
    public = T("Answered, for anybody to read.")
    return told(public if ask.unsigned else open_yet, options=(CARD.option(id), ASKS.option()))


def _changed(turn: Turn, id: str, answers: Answers) -> Screen:
    ask = the_ask(turn, id)
    if not may(Step.CHANGED, ask):
        raise settled(ask)
    ask = asking.do(turn, ask, Step.CHANGED, answers["words"])
    asking.tell_asker(turn, ask, T("Something changed because of no. {number}.", number=ask.number))
    return _card(turn, id).noting(T("Added."))


def _hide(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    store.put(turn.tx, replace(ask, on_board=False))
    return _card(turn, id).noting(T("On the board stand now only its number and its answer."))


ASKS = Command(
    "asks",
    T("Requests and suggestions"),
    in_office,
    _list,
    words=T("requests and suggestions"),
    menu=5,
    under="branch",
    count=lambda turn: store.count(turn.tx, _own_units(turn), State.OPEN),
)
ASKS_ABOVE = Command(
    "asksabove",
    T("Requests and suggestions"),
    people.in_office(Role.COMMITTEE),
    _list,
    menu=6,
    under="committee",
    count=lambda turn: store.count(turn.tx, _own_units(turn), State.OPEN),
)
CARD = Command("ask", T("Look at it"), helper, _card)
READ = Command("readask", T("I have read it"), helper, _read)
TAKE = Command("takeask", T("I take care of it"), helper, _take)
ANSWER = Command(
    "answerask",
    T("Give an answer"),
    helper,
    Filling(
        Form(
            T("Give an answer"),
            (
                words_field(T("What do you answer?"), LONGEST),
                Field(
                    "due",
                    T("Promised for"),
                    T("By which day will it be done? Skip this if there is nothing to be done."),
                    SearchKind("day", T("For example 12月5日, 下周六, tomorrow"), offers=True),
                    required=False,
                ),
            ),
        ),
        _answer,
    ),
)
CHANGED = Command(
    "changedask",
    T("Say what changed because of it"),
    helper,
    Filling(
        Form(
            T("Say what changed because of it"),
            (words_field(T("What changed because of it?"), LONGEST),),
        ),
        _changed,
    ),
)
HIDE = Command("hideask", T("It names somebody: hide its words"), helper, _hide)
_STEPS = {Step.TAKE: TAKE, Step.ANSWER: ANSWER, Step.PASS: PASS, Step.CHANGED: CHANGED}

COMMANDS = (ASKS, ASKS_ABOVE, CARD, READ, TAKE, ANSWER, CHANGED, HIDE)
