"""Publishing: one form for every kind; afterwards something can only be added."""

from dataclasses import replace
from datetime import date

from bot.conversation import (
    Answers,
    Choice,
    Command,
    Field,
    Filling,
    Form,
    Place,
    Refused,
    Screen,
    SearchKind,
    TextKind,
    Turn,
    many_lines,
    one_line,
)
from bot.language import T, Text
from bot.notices.model import BETWEEN, read_choices
from bot.openness import store
from bot.openness.model import KINDS, LONGEST, PUBLISHED_BY_FORM, Approval, Entry, read_year
from bot.openness.talk.drafts import plan_closing
from bot.openness.talk.fields import APPROVAL, amount, asks, number
from bot.openness.talk.words import in_office, own_units, public_now, today


class EntryKinds:
    """The source of the field that says what is published."""

    def __init__(self, turn: Turn) -> None:
        self._say = turn.say

    def search(self, words: str) -> list[Choice]:
        wanted = words.casefold()
        return [
            Choice(kind, KINDS[kind].label)
            for kind in PUBLISHED_BY_FORM
            if wanted in self._say(KINDS[kind].label).casefold()
        ]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        return KINDS[value].label if value in PUBLISHED_BY_FORM else None


def _start(turn: Turn, about: str) -> Answers:
    units = own_units(turn)
    return {"unit": units[0]} if len(units) == 1 else {}


def _publish(turn: Turn, about: str, answers: Answers) -> Screen:
    state, until = answers.get("state"), answers.get("until")
    if until and date.fromisoformat(until) < today(turn):
        raise Refused(T("That day is past. Please name today or a later one."))
    if KINDS[answers["kind"]].asks >= {"year", "amount"} and not answers.get("amount"):
        raise Refused(T("Please say how much it was: that is what this is published for."))
    entry = Entry(
        id=turn.new_id(),
        unit=answers["unit"],
        kind=answers["kind"],
        title=answers["title"],
        words=answers.get("words", ""),
        made_on=today(turn),
        year=number(answers.get("year")),
        amount=number(answers.get("amount")),
        state=Approval(state) if state else None,
        until=date.fromisoformat(until) if until else None,
        choices=tuple(filter(None, answers.get("choices", "").split(BETWEEN))),
    )
    store.put_entry(turn.tx, entry)
    plan_closing(turn, entry)
    return public_now(turn, entry)


_UNIT = Field(
    "unit",
    T("From"),
    T("Which of your units is it from?"),
    SearchKind("myunit", T("Name"), offers=True),
    review=False,
)
_KIND = Field(
    "kind",
    T("Kind"),
    T("What do you want to publish?"),
    SearchKind("entrykind", T("Choose one"), offers=True),
)
_TITLE = Field(
    "title",
    T("Title"),
    T("What is it called? For money: what it was for, each year by the same name."),
    TextKind(longest=60, parse=one_line),
)
_WORDS = Field(
    "words",
    T("Words"),
    T("What should people know of it? No names of people who are helped."),
    TextKind(longest=LONGEST, parse=many_lines),
    required=False,
)
_YEAR = Field("year", T("Year"), T("For which year?"), TextKind(longest=6, parse=read_year))
_STATE = Field("state", T("Approval"), T("How does its approval stand?"), APPROVAL)
_UNTIL = Field(
    "until",
    T("Open until"),
    T("Until which day is it open?"),
    SearchKind("day", T("For example 12月5日, 下周六, tomorrow"), offers=True),
)
_CHOICES = Field(
    "choices",
    T("Answers"),
    T("Which answers can they choose? A line each, or with a slash between."),
    TextKind(T("For example: train / bus / none"), parse=read_choices),
)
PUBLISH = Command(
    "putentry",
    T("Publish something"),
    in_office,
    Filling(
        Form(
            T("Publish something"),
            (
                _UNIT,
                _KIND,
                _TITLE,
                _WORDS,
                replace(_YEAR, when=asks("year")),
                amount(asks("amount")),
                replace(_STATE, when=asks("state")),
                replace(_UNTIL, when=asks("until")),
                replace(_CHOICES, when=asks("choices")),
            ),
            send=T("Publish it"),
            review=T(
                "Once published, it cannot be taken away, only added to. Please look it over."
            ),
        ),
        _publish,
        _start,
    ),
)

COMMANDS = (PUBLISH,)
SOURCES = {"entrykind": EntryKinds}
