"""What publishing and adding both ask for."""

from collections.abc import Callable

from bot.conversation import Answers, Choice, ChoiceKind, Field, TextKind
from bot.language import T
from bot.openness.model import APPROVALS, Approval, has, read_amount


def asks(field: str) -> Callable[[Answers], bool]:
    """Whether an entry of the kind that was answered has a field."""
    return lambda answers: has(answers.get("kind"), field)


def number(answer: str | None) -> int | None:
    return int(answer) if answer else None


APPROVAL = ChoiceKind(tuple(Choice(each, APPROVALS[each]) for each in Approval))


def amount(when: Callable[[Answers], bool]) -> Field:
    return Field(
        "amount",
        T("Amount"),
        T("How much, in yuan? Skip it where there is none."),
        TextKind(longest=20, parse=read_amount),
        required=False,
        when=when,
    )
