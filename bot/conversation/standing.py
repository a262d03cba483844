"""Where a session stands: which questions apply, which are answered, which one is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import TypeAlias

from bot.conversation.document import name_of
from bot.conversation.form import (
    Choice,
    ChoiceKind,
    DocumentKind,
    Field,
    Form,
    ManyKind,
    SearchKind,
    Source,
    TextKind,
    Unclear,
)
from bot.conversation.session import Session
from bot.language import T, Text, plain

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

    @property
    def as_shown(self) -> "Standing | None":
        """With the question that is on the screen, which a changed form may not ask now.

        None where that question is gone: what was given for it answers no other one.
        """
        if self.session.asked == self.key:
            return self
        session = replace(self.session, revisiting=self.session.asked)
        shown = Standing(self.form, session, self.find)
        return shown if shown.key == session.asked else None

    def answered(self, field: Field) -> bool:
        """Whether the field has a valid answer; a skipped one counts where skipping is allowed."""
        if field.key not in self.session.answers:
            return False
        answer = self.session.answers[field.key]
        return self.label(field, answer) is not None if answer else not field.required

    def label(self, field: Field, answer: str) -> Text | None:
        """How an answer reads; None when it is valid no more."""
        match field.kind:
            case ChoiceKind(choices):
                return _label_among(choices, answer)
            case SearchKind(source, otherwise=otherwise):
                return _label_among(otherwise, answer) or self.find[source].label(answer)
            case ManyKind(choices):
                labels = [_label_among(choices, each) for each in answer.split(",")]
                known = [label for label in labels if label]
                return reduce(_and, known) if len(known) == len(labels) else None
            case DocumentKind():
                return plain(name_of(answer))
            case kind:
                try:
                    return plain(kind.read(answer))
                except Unclear:
                    return None

    def settled(self, field: Field) -> bool:
        """Whether a question is no question: it was answered unasked, and nothing else can be."""
        if field.review or not self.answered(field):
            return False
        return [each.value for each in self.choices(field)] == [self.session.answers[field.key]]

    def lapsed(self, field: Field) -> bool:
        """Whether something was chosen that can be chosen no more."""
        answer = self.session.answers.get(field.key)
        chosen = not isinstance(field.kind, TextKind)
        return bool(answer) and chosen and not self.answered(field)

    def choices(self, field: Field) -> list[Choice]:
        """What a digit or a tap can choose now."""
        match field.kind:
            case ChoiceKind(choices):
                return list(choices)
            case SearchKind(source, offers=offers):
                if self.session.found is None and offers:
                    return list(self.find[source].search(""))
                found = self.session.found or ()
                labels = [(value, self.find[source].label(value)) for value in found]
                return [Choice(value, label) for value, label in labels if label]
            case ManyKind(choices):
                return [self._marked(field, choice) for choice in choices]
        return []

    def otherwise(self, field: Field) -> Sequence[Choice]:
        """What can be chosen besides what a search has found, on each of its pages."""
        if not isinstance(field.kind, SearchKind):
            return ()
        searched = self.session.found is not None or field.kind.offers
        return field.kind.otherwise if searched else ()

    def picked(self, field: Field) -> tuple[str, ...]:
        """What is chosen of many so far."""
        if self.session.picked is not None:
            return self.session.picked
        answer = self.session.answers.get(field.key)
        return tuple(answer.split(",")) if answer else ()

    def _marked(self, field: Field, choice: Choice) -> Choice:
        picked = choice.value in self.picked(field)
        return Choice(choice.value, T("✓ {label}", label=choice.label)) if picked else choice

    def _asked(self) -> Field | None:
        for field in self.fields:
            if field.key == self.session.revisiting:
                return field
        return self.open[0] if self.open else None


def _and(first: Text, second: Text) -> Text:
    return T("{first}, {second}", first=first, second=second)


def _label_among(choices: Sequence[Choice], value: str) -> Text | None:
    return next((choice.label for choice in choices if choice.value == value), None)
