"""Adding to what was published: how far it is, or a correction that everybody sees."""

from bot.conversation import (
    Answers,
    Choice,
    ChoiceKind,
    Command,
    Field,
    Filling,
    Form,
    Screen,
    TextKind,
    Turn,
    many_lines,
)
from bot.language import T
from bot.openness import store
from bot.openness.model import ADDED_BY_FORM, CHANGES, LONGEST, Addition, Approval, Change
from bot.openness.talk.fields import APPROVAL, amount, asks, number
from bot.openness.talk.words import public_now, publisher, the_entry, today


def _add(turn: Turn, id: str, answers: Answers) -> Screen:
    entry = the_entry(turn, id)
    state = answers.get("state")
    addition = Addition(
        made_on=today(turn),
        change=Change(answers["change"]),
        words=answers["words"],
        amount=number(answers.get("amount")),
        state=Approval(state) if state else None,
    )
    store.add(turn.tx, entry.id, addition)
    return public_now(turn, entry)


def _start(turn: Turn, id: str) -> Answers:
    return {"kind": the_entry(turn, id).kind}


def _corrects(answers: Answers) -> bool:
    return answers.get("change") == Change.CORRECTION and asks("amount")(answers)


ADD = Command(
    "addtoentry",
    T("Add to it or correct it"),
    publisher,
    Filling(
        Form(
            T("Add to it or correct it"),
            (
                Field(
                    "change",
                    T("What"),
                    T("Does it go on, or is something in it wrong? What was published stays."),
                    ChoiceKind(tuple(Choice(each, CHANGES[each]) for each in ADDED_BY_FORM)),
                ),
                Field(
                    "words",
                    T("Words"),
                    T("What shall stand below it?"),
                    TextKind(longest=LONGEST, parse=many_lines),
                ),
                amount(_corrects),
                Field(
                    "state",
                    T("Approval"),
                    T("How does its approval stand now? Skip it where it is as before."),
                    APPROVAL,
                    required=False,
                    when=asks("state"),
                ),
            ),
            send=T("Publish it"),
            review=T(
                "Once published, it cannot be taken away, only added to. Please look it over."
            ),
        ),
        _add,
        _start,
    ),
)

COMMANDS = (ADD,)
