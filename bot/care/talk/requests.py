"""Asking for help: the kinds with their hotlines, the form, and what the asker sees after."""

from bot import people
from bot.care import asking, limits, store
from bot.care.asking import unit_name
from bot.care.kinds import CARE, PAIRING
from bot.care.model import LONGEST, Ask, Step, may
from bot.care.talk.form import CONSENT, FOR, HELP_WORDS, NAME, OTHER, TO, start, the_asker
from bot.care.talk.form import words as words_field
from bot.care.talk.words import asker, body, hotlines, label, settled, the_ask, thing, told
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Filling,
    Form,
    Option,
    Screen,
    Turn,
    listed,
)
from bot.language import T

MENU = "care"
TO_CARE = Option(BACK, f"{MENU}/")


def _kind(turn: Turn, kind: str) -> bool:
    return kind in CARE or kind == PAIRING


def _kinds(turn: Turn, page: str) -> Screen:
    options = [Option(kind.label, f"helpwith/{code}") for code, kind in CARE.items()]
    head = T("What is it about? You can ask for yourself or for a neighbour.")
    return listed("helpkinds", page, options, head, head, TO_CARE)


def _help_with(turn: Turn, kind: str) -> Screen:
    """The public numbers stand there for everybody, whatever waits already."""
    may_ask = T("You can ask a branch. Before you send it, you see who will read it.")
    full = limits.too_many(turn, kind)
    step = MINE.option() if full else Option(T("Ask a branch for help"), f"askhelp/{kind}")
    return Screen(
        (T("Help with: {what}", what=CARE[kind].label), *hotlines(CARE[kind]), full or may_ask),
        (step,),
        back=Option(BACK, "helpkinds/"),
        replace=True,
        again=f"helpwith/{kind}",
    )


def _send(turn: Turn, kind: str, answers: Answers) -> Screen:
    limits.admit(turn, kind, answers["to"])
    ask = asking.put(
        turn,
        kind,
        answers["to"],
        answers["words"],
        asker=the_asker(turn, answers),
        for_other=answers.get("who") == OTHER,
    )
    return _sent(turn, ask)


def _sent(turn: Turn, ask: Ask) -> Screen:
    return told(
        T("Sent. Its number is {number}.", number=ask.number),
        T(
            "{unit} reads it and answers here. It stays open until you say that it is settled.",
            unit=unit_name(turn, ask.unit),
        ),
        options=(Option(T("Look at it"), f"myask/{ask.id}"),),
    )


# What the asker sees after


def _mine(turn: Turn, page: str) -> Screen:
    options = [
        Option(label(turn, each), f"myask/{each.id}")
        for each in store.of_person(turn.tx, turn.person)
    ]
    return listed(
        "myasks",
        page,
        options,
        T("What you have asked, the latest first:"),
        T("You have asked nothing yet."),
        TO_CARE,
    )


def _one(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    steps = [each.option(id) for step, each in _STEPS.items() if may(step, ask)]
    return Screen(
        tuple(body(turn, ask)),
        (*steps, *thing(ask)),
        back=Option(BACK, "myasks/"),
        replace=True,
        again=f"myask/{id}",
    )


def _settle(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    if may(Step.SETTLE, ask):
        ask = asking.do(turn, ask, Step.SETTLE)
        asking.tell_helpers(turn, ask, T("No. {number} is settled.", number=ask.number))
    return _one(turn, id).noting(T("Good. If it comes back, you can open it again."))


def _reopen(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    if may(Step.REOPEN, ask):
        asking.tell_owner(turn, asking.do(turn, ask, Step.REOPEN, due_on=None))
    return _one(turn, id).noting(T("It is open again."))


def _add(turn: Turn, id: str, answers: Answers) -> Screen:
    ask = the_ask(turn, id)
    if not may(Step.ADD, ask):
        raise settled(ask)
    ask = asking.do(turn, ask, Step.ADD, answers["words"])
    asking.tell_helpers(turn, ask, T("Something was added to no. {number}.", number=ask.number))
    return _one(turn, id).noting(T("Added."))


HELP = Command(
    "helpkinds",
    T("Ask for help"),
    people.anybody,
    _kinds,
    words=T("ask for help|help me"),
    menu=1,
    under=MENU,
)
HELP_WITH = Command("helpwith", T("Look at it"), lambda turn, kind: kind in CARE, _help_with)
ASK_HELP = Command(
    "askhelp",
    T("Ask a branch for help"),
    _kind,
    Filling(Form(T("Ask for help"), (FOR, HELP_WORDS, TO, NAME, CONSENT)), _send, start),
)
MINE = Command(
    "myasks",
    T("What I have asked"),
    people.known,
    _mine,
    words=T("what I have asked|my requests"),
    menu=3,
    under=MENU,
)
MY_ASK = Command("myask", T("Look at it"), asker, _one)
SETTLE = Command("settleask", T("It is settled"), asker, _settle)
REOPEN = Command("reopenask", T("It is not settled after all"), asker, _reopen)
ADD = Command(
    "addtoask",
    T("Add something"),
    asker,
    Filling(Form(T("Add something"), (words_field(T("What do you want to add?"), LONGEST),)), _add),
)
_STEPS = {Step.SETTLE: SETTLE, Step.ADD: ADD, Step.REOPEN: REOPEN}

COMMANDS = (HELP, HELP_WITH, ASK_HELP, MINE, MY_ASK, SETTLE, REOPEN, ADD)
