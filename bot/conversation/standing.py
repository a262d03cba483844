"""Where a session stands: which questions apply, which are answered, which one is asked."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from bot.conversation.form import (
    Choice,
    ChoiceKind,
    Field,
    Form,
    SearchKind,
    Source,
    Unclear,
)
from bot.conversation.session import Session
from bot.language import Text, plain

Find: TypeAlias = Mapping[str, Source]

# The key that stands for the review in a token; no field is called so.
REVIEW = "review"


class Standing:
    """`field` is the one that is asked, None at the review; `open` are those without an answer.

    It follows from the form and the answers alone: there is no step to fall out of date when
    the form changes or a chosen thing is gone.
    """

    def __init__(self, form: Form, session: Session, find: Find) -> None:
        self.form = form
        self.session = session
        self.find = find
        self.fields = form.applicable(session.answers)
        self.open = [field for field in self.fields if not self.answered(field)]
        self.field = self._asked()

    @property
    def key(self) -> str:
        return self.field.key if self.field else REVIEW

    def answered(self, field: Field) -> bool:
        """Whether the field has a valid answer; a skipped one counts where skipping is allowed."""
        if field.key not in self.session.answers:
            return False
        answer = self.session.answers[field.key]
        return not field.required if answer is None else self.label(field, answer) is not None

    def label(self, field: Field, answer: str) -> Text | None:
        """How an answer reads; None when it is valid no more."""
        match field.kind:
            case ChoiceKind(choices):
                return _label_among(choices, answer)
            case SearchKind(source, otherwise=otherwise):
                return _label_among(otherwise, answer) or self.find[source].label(answer)
            case kind:
                try:
                    return plain(kind.read(answer))
                except Unclear:
                    return None

    def choices(self, field: Field) -> list[tuple[str, Text]]:
        """The values that a digit or a tap can choose now, with their labels."""
        match field.kind:
            case ChoiceKind(choices):
                return _pairs(choices)
            case SearchKind(source, otherwise=otherwise) if self.session.found is not None:
                labels = [(value, self.find[source].label(value)) for value in self.session.found]
                return [(value, label) for value, label in labels if label] + _pairs(otherwise)
        return []

    def _asked(self) -> Field | None:
        for field in self.fields:
            if field.key == self.session.revisiting:
                return field
        return self.open[0] if self.open else None


def _label_among(choices: Sequence[Choice], value: str) -> Text | None:
    return next((choice.label for choice in choices if choice.value == value), None)


def _pairs(choices: Sequence[Choice]) -> list[tuple[str, Text]]:
    return [(choice.value, choice.label) for choice in choices]
