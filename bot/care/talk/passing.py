"""Passing an ask on: to the asker's other branches, or to a committee above."""

from bot import organization
from bot.care import asking, store
from bot.care.asking import helpers, unit_name
from bot.care.model import LONGEST, Ask, Step, may
from bot.care.talk.form import words as words_field
from bot.care.talk.words import helper, settled, the_ask, told
from bot.conversation import BACK, Answers, Command, Filling, Form, Option, Screen, Turn
from bot.language import T
from bot.members.whereabouts import ties
from bot.storage import Transaction


def _targets(tx: Transaction, ask: Ask) -> list[str]:
    """Where an ask may be passed on to: the asker's other branches, and the committees above.

    Only a branch that the asker belongs to learns of the others.
    """
    own = [each.unit for each in ties(tx, ask.asker)] if ask.asker else []
    above = [each.id for each in organization.above(tx, ask.unit)]
    known = [*(own if ask.unit in own else ()), *above]
    return [each for each in dict.fromkeys(known) if each != ask.unit and helpers(tx, each)]


def _pass(turn: Turn, id: str) -> Screen:
    ask = the_ask(turn, id)
    units = [unit for each in _targets(turn.tx, ask) if (unit := organization.unit(turn.tx, each))]
    options = tuple(
        Option(T("to {unit}", unit=unit.name), f"passto/{id}-{unit.id}") for unit in units[:8]
    )
    head = T("To whom? You do not see it any more after that, and the asker is told.")
    return Screen(
        (head if options else T("There is nobody to pass it on to."),),
        options,
        back=Option(BACK, f"ask/{id}"),
        replace=True,
        again=f"passask/{id}",
    )


def _may_pass(turn: Turn, about: str) -> bool:
    id, _, to = about.partition("-")
    ask = store.ask(turn.tx, id)
    return ask is not None and helper(turn, id) and to in _targets(turn.tx, ask)


def _pass_to(turn: Turn, about: str, answers: Answers) -> Screen:
    id, _, to = about.partition("-")
    ask = the_ask(turn, id)
    if not may(Step.PASS, ask):
        raise settled(ask)
    ask = asking.do(turn, ask, Step.PASS, answers["words"], unit=to)
    asking.tell_owner(turn, ask)
    passed = T("No. {number} is with {unit} now.", number=ask.number, unit=unit_name(turn, to))
    asking.tell_asker(turn, ask, passed)
    return told(passed, options=(Option(T("Requests and suggestions"), "asks/"),))


PASS = Command("passask", T("Pass it on"), helper, _pass)
PASS_TO = Command(
    "passto",
    T("Pass it on"),
    _may_pass,
    Filling(
        Form(
            T("Pass it on"),
            (
                words_field(
                    T("Why do you pass it on? The asker and the next one read it."), LONGEST
                ),
            ),
        ),
        _pass_to,
    ),
)

COMMANDS = (PASS, PASS_TO)
