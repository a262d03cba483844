"""The dues calculator: it takes no money, and keeps nothing of what it was told."""

import re
import unicodedata

from bot import people
from bot.care.asking import unit_name
from bot.care.dues import Base, dues
from bot.care.talk.requests import MENU, TO_CARE
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
    Unclear,
)
from bot.language import T, Text
from bot.members.whereabouts import Whereabouts, ties

_YUAN = re.compile(r"(\d{1,8})(?:\.(\d{1,2}))?")


def read_yuan(words: str) -> str:
    """Yuan with at most two decimals; raise `Unclear` for anything else."""
    plain = unicodedata.normalize("NFKC", words).replace(",", "").strip().removesuffix("元").strip()
    found = _YUAN.fullmatch(plain)
    if found is None:
        raise Unclear(T("Please type an amount in yuan, for example 4500."))
    return f"{int(found[1])}.{(found[2] or '').ljust(2, '0')}"


def _fen(yuan: str | None) -> int:
    return int((yuan or "0").replace(".", ""))


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def _reckon(turn: Turn, about: str, answers: Answers) -> Screen:
    base = Base(answers["base"])
    least, most = dues(base, _fen(answers.get("wage") or answers.get("quarter")))
    return Screen(
        (_result(least, most), T("Nothing of this was kept."), *_where(turn)),
        back=TO_CARE,
        replace=True,
    )


def _result(least: int, most: int) -> Text:
    if least == most:
        return T("Dues a month: {amount} yuan.", amount=_yuan(least))
    return T("Dues a month: {least} to {most} yuan.", least=_yuan(least), most=_yuan(most))


def _where(turn: Turn) -> tuple[Text, ...]:
    """Dues are paid where the membership relation is; elsewhere only where that was agreed."""
    rule = T(
        "Pay them to the branch where your membership relation is; where you live now only if both"
        " branches agreed to that. In hardship your branch can approve less. No money is taken"
        " here."
    )
    own = [
        each
        for each in (ties(turn.tx, turn.visitor.person) if turn.visitor.person else ())
        if each.whereabouts is not Whereabouts.HOSTED
    ]
    return (
        *(T("Your home branch: {unit}", unit=unit_name(turn, each.unit)) for each in own),
        rule,
    )


_BASES = (
    Choice(Base.WAGE, T("a fixed wage")),
    Choice(Base.IRREGULAR, T("irregular income")),
    Choice(Base.RETIRED, T("a pension")),
    Choice(Base.FARMER, T("farming")),
    Choice(Base.NONE, T("student, out of work, or on relief")),
)

COMMAND = Command(
    "dues",
    T("How much are my dues?"),
    people.anybody,
    Filling(
        Form(
            T("How much are my dues?"),
            (
                Field("base", T("Income"), T("What do you live on?"), ChoiceKind(_BASES)),
                Field(
                    "wage",
                    T("Amount"),
                    T("How much a month, in yuan, after tax and insurance?"),
                    TextKind(T("For example 4500"), longest=20, parse=read_yuan),
                    when=lambda answers: answers.get("base") in (Base.WAGE, Base.RETIRED),
                ),
                Field(
                    "quarter",
                    T("Amount"),
                    T("How much did the last three months bring together, in yuan, after tax?"),
                    TextKind(T("For example 4500"), longest=20, parse=read_yuan),
                    when=lambda answers: answers.get("base") == Base.IRREGULAR,
                ),
            ),
            at_once=True,
        ),
        _reckon,
    ),
    words=T("dues|how much are my dues"),
    menu=6,
    under=MENU,
)
