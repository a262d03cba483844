"""Pairing as it is spoken of: proposed by a helper, agreed to by both, ended by either."""

from collections.abc import Iterator

from bot import people
from bot.care import asking, pairs, store
from bot.care.kinds import PAIRING
from bot.care.model import Step, may
from bot.care.pairs import REMIND_EVERY, STATES, Pair, PairState
from bot.care.talk.requests import MENU, TO_CARE
from bot.care.talk.words import helper, settled, the_ask, told
from bot.conversation import (
    BACK,
    Answers,
    Choice,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Place,
    Screen,
    SearchKind,
    Settled,
    Turn,
    Work,
    listed,
)
from bot.delivery import plan, tell
from bot.language import T, Text, plain
from bot.members.whereabouts import Whereabouts, reached
from bot.people import Role

REMIND = "pair_remind"
_NEAR = frozenset({Whereabouts.HOME, Whereabouts.HOSTED})


class Pairable:
    """The source of the field that picks a contact person: people of the helper's own branch."""

    def __init__(self, turn: Turn) -> None:
        self._tx = turn.tx
        units = people.units(turn, Role.SECRETARY)
        found = (person for unit in units for person in reached(turn.tx, unit, _NEAR))
        # Whoever helps can always offer themselves, also an officer of a committee.
        self._persons = list(dict.fromkeys([*found, turn.person]))

    def search(self, words: str) -> list[Choice]:
        choices = [(each, self.label(each)) for each in self._persons]
        known = [Choice(each, label) for each, label in choices if label]
        return [each for each in known if words in str(each.label.values["words"])]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        person = people.person(self._tx, value) if value in self._persons else None
        return plain(person.name) if person else None


def _proposes(turn: Turn, id: str) -> bool:
    ask = store.ask(turn.tx, id)
    return ask is not None and ask.kind == PAIRING and helper(turn, id)


def _propose(turn: Turn, id: str, answers: Answers) -> Screen:
    ask, contact = the_ask(turn, id), answers["contact"]
    if not may(Step.ANSWER, ask):
        raise settled(ask)
    if ask.asker is None or contact == ask.asker:
        raise Settled(T("Somebody cannot be their own contact person."))
    pair = Pair(turn.new_id(), ask.asker, contact, PairState.PROPOSED)
    pairs.put(turn.tx, pair)
    asking.answer(turn, ask, turn.say(T("A contact person is being asked.")))
    if contact == turn.visitor.person:
        return _one(turn, pair.id)
    _tell(turn, pair, contact, T("Would you keep in touch with somebody of your branch?"))
    return told(T("They are asked. Both must agree; either can end it at any time."))


def _tell(work: Work, pair: Pair, person: str, text: Text) -> None:
    look = Option(T("Look at it"), f"pair/{pair.id}")
    tell(work, [person], Screen((text,), (look,)), subject=pair.other(person))


def concerned(turn: Turn, id: str) -> bool:
    """The two of a pair, as far as each knows of it."""
    person = turn.visitor.person
    return person is not None and any(each.id == id for each in pairs.of_person(turn.tx, person))


def _the_pair(turn: Turn, id: str) -> Pair:
    pair = pairs.pair(turn.tx, id)
    assert pair is not None
    return pair


def _one(turn: Turn, id: str) -> Screen:
    pair = _the_pair(turn, id)
    other = people.person(turn.tx, pair.other(turn.person))
    lines = [
        T("With {name}", name=other.name if other else ""),
        T("How it stands: {state}", state=STATES[pair.state]),
        T("Both must agree; either can end it at any time, without a reason. Nobody counts calls."),
    ]
    options = []
    if pair.state is PairState.PAIRED and other:
        lines.append(T("Telephone: {phone}", phone=other.phone or T("not given")))
        people.note(turn, other.id, T("looked at your number, as the other one of your pair"))
    elif pairs.asked(pair) == turn.visitor.person:
        lines.append(T("If you both agree, each sees the other's telephone number."))
        options.append(AGREE.option(id))
    return Screen(
        tuple(lines),
        (*options, END.option(id)),
        back=Option(BACK, "pairs/"),
        replace=True,
        again=f"pair/{id}",
    )


def _agree(turn: Turn, id: str) -> Screen:
    pair = _the_pair(turn, id)
    if pairs.asked(pair) == turn.visitor.person:
        pair = pairs.agreed(pair)
        pairs.put(turn.tx, pair)
        if pair.state is PairState.PAIRED:
            plan(turn.tx, REMIND, id, turn.now + REMIND_EVERY)
            _tell(turn, pair, pair.contact, T("You are paired now. Say hello."))
        else:
            _tell(turn, pair, pair.person, T("Somebody would like to keep in touch with you."))
    return _one(turn, id)


def _end(turn: Turn, id: str, answers: Answers) -> Screen:
    pair = _the_pair(turn, id)
    other = pair.other(turn.person)
    pairs.end(turn.tx, id)
    if pair.state is PairState.PROPOSED:
        _tell_who_proposed(turn, pair)
    else:
        text = T("A pairing has ended. It needs no reason, and it can begin anew with others.")
        tell(turn, [other], Screen((text,)))
    return told(T("Ended. Nothing is kept of it."))


def _tell_who_proposed(work: Work, pair: Pair) -> None:
    """Have somebody else proposed: the one who asked knows of nobody yet, and would wait."""
    for ask in store.of_person(work.tx, pair.person):
        if ask.kind == PAIRING and may(Step.ANSWER, ask):
            asking.tell_helpers(
                work, ask, T("No. {number} still needs a contact person.", number=ask.number)
            )


def _mine(turn: Turn, page: str) -> Screen:
    head = T("Pairing: somebody who keeps in touch. By consent of both, ended by either.")
    ask = Option(T("I would like somebody to keep in touch"), f"askhelp/{PAIRING}")
    return listed("pairs", page, list(_options(turn)), head, head, TO_CARE, also=(ask,))


def _options(turn: Turn) -> Iterator[Option]:
    known = pairs.of_person(turn.tx, turn.visitor.person) if turn.visitor.person else []
    for each in known:
        other = people.person(turn.tx, each.other(turn.person))
        text = T("{name} ({state})", name=other.name if other else "", state=STATES[each.state])
        yield Option(text, f"pair/{each.id}")


def _remind(work: Work, id: str) -> None:
    pair = pairs.pair(work.tx, id)
    if pair is None or pair.state is not PairState.PAIRED:
        return
    _tell(work, pair, pair.contact, T("How is the one you keep in touch with? A call does good."))
    plan(work.tx, REMIND, id, work.now + REMIND_EVERY)


MINE = Command(
    "pairs",
    T("Pairing"),
    people.anybody,
    _mine,
    words=T("pairing"),
    menu=5,
    under=MENU,
)
ONE = Command("pair", T("Look at it"), concerned, _one)
AGREE = Command("agreepair", T("I agree"), concerned, _agree)
END = Command(
    "endpair",
    T("End it, or rather not"),
    concerned,
    Filling(
        Form(
            T("End it, or rather not"),
            (),
            send=T("End it"),
            review=T("The other one is told only that it has ended. End it?"),
        ),
        _end,
    ),
)
PROPOSE = Command(
    "proposepair",
    T("Propose a contact person"),
    _proposes,
    Filling(
        Form(
            T("Propose a contact person"),
            (
                Field(
                    "contact",
                    T("Contact person"),
                    T("Whom will you ask? Somebody of your branch, or yourself."),
                    SearchKind("pairable", T("Name"), offers=True),
                ),
            ),
            send=T("Ask them"),
        ),
        _propose,
    ),
)

COMMANDS = (MINE, ONE, AGREE, END, PROPOSE)
SOURCES = {"pairable": Pairable}
HANDLERS = {REMIND: _remind}
