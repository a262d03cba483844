"""A sheet to fill in by hand: one form, the pure engine, no store and no chat."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation import (
    Answers,
    Choice,
    ChoiceKind,
    Field,
    Form,
    PhoneKind,
    Place,
    Said,
    Screen,
    SearchKind,
    TextKind,
    Unclear,
)
from bot.conversation.engine import Asking, FormInput, Outcome, Tap, advance, ask
from bot.conversation.session import Session
from bot.language import T, Text, plain
from tests.town import CATALOGUES

HERE = Place(22.5, 113.9)


class Branches:
    """Forty branches, found by a part of their names, the first three also by a place."""

    def __init__(self, count: int = 40) -> None:
        self.names = {f"b{number}": f"Branch {number}" for number in range(1, count + 1)}

    def search(self, words: str) -> list[Choice]:
        return [
            Choice(value, plain(name))
            for value, name in self.names.items()
            if words.casefold() in name.casefold()
        ]

    def near(self, place: Place) -> list[Choice]:
        return self.search("Branch")[:3]

    def label(self, value: str) -> Text | None:
        return plain(self.names[value]) if value in self.names else None


def digits_only(words: str) -> str:
    number = words.replace(" ", "")
    if not number.isdecimal():
        raise Unclear(T("That is no number."))
    return number


def choices(*values: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, plain(value.capitalize())) for value in values)


TEXT = TextKind(T("Type here"), longest=20)
PHONE = PhoneKind(T("Number"), parse=digits_only)
CHOICE = ChoiceKind(choices("work", "study", "family"))
SEARCH = SearchKind("branch", T("Name"), choices("elsewhere"), place=True)


def field(key: str, kind: Any, **more: Any) -> Field:
    return Field(key, plain(key.capitalize()), plain(f"{key.capitalize()}?"), kind, **more)


def with_reason(answers: Answers) -> bool:
    return answers.get("why") == "work"


# One field of each kind; where somebody works is asked of workers only.
FORM = Form(
    T("Moving away"),
    (
        field("name", TEXT),
        field("why", CHOICE),
        field("firm", TEXT, when=with_reason),
        field("phone", PHONE, required=False),
        field("branch", SEARCH),
    ),
)


class Sheet:
    """`screen` is what is asked, `outcome` what came of the last input."""

    def __init__(
        self, form: Form = FORM, answers: Answers | None = None, branches: Branches | None = None
    ) -> None:
        self.form = form
        self.branches = branches or Branches()
        self.outcome: Outcome = ask(
            form, Session("draft", "move", answers=dict(answers or {})), self._find
        )

    @property
    def _find(self) -> Mapping[str, Branches]:
        return {"branch": self.branches}

    @property
    def _asking(self) -> Asking:
        assert isinstance(self.outcome, Asking), self.outcome
        return self.outcome

    @property
    def session(self) -> Session:
        return self._asking.session

    @property
    def answers(self) -> Answers:
        return self.session.answers

    @property
    def screen(self) -> Screen:
        return self._asking.screen

    @property
    def text(self) -> str:
        return "\n".join(said(self.screen.paragraphs))

    @property
    def labels(self) -> list[str]:
        return said([option.label for option in self.screen.options])

    @property
    def controls(self) -> list[str]:
        back = [self.screen.back] if self.screen.back else []
        return said([option.label for option in (*back, *self.screen.controls)])

    def says(self, *words: str) -> "Sheet":
        for each in words:
            self.gives(Said(each))
        return self

    def taps(self, *labels: str) -> "Sheet":
        for label in labels:
            self.gives(self.button(label))
        return self

    def button(self, label: str) -> Tap:
        """The button with this label, to be tapped now or later."""
        back = [self.screen.back] if self.screen.back else []
        for option in (*self.screen.options, *back, *self.screen.controls):
            if said([option.label]) == [label]:
                _, _, key, value = option.token.split("/", 3)
                return Tap(key, value)
        raise AssertionError(f"no button {label!r} among {self.labels + self.controls}")

    def gives(self, given: FormInput) -> "Sheet":
        self.outcome = advance(self.form, self.session, given, self._find)
        return self

    def becomes(self, *fields: Field) -> "Sheet":
        """The program is changed while the sheet lies there."""
        self.form = Form(self.form.title, fields)
        return self


def said(texts: Sequence[Text]) -> list[str]:
    return [CATALOGUES.say(text, "en") for text in texts]


def filled() -> Sheet:
    """A sheet at its review."""
    sheet = Sheet().says("Li Ming").taps("Study").says("138").says("Branch 7").taps("Branch 7")
    assert sheet.text.startswith("Please look it over.")
    return sheet
