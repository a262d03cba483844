"""Publishing: by one form for every kind; afterwards something can only be added."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot import care, people
from bot.conversation import (
    BACK,
    Answers,
    Choice,
    ChoiceKind,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Place,
    Refused,
    Screen,
    SearchKind,
    TextKind,
    Turn,
    Work,
    listed,
    many_lines,
    one_line,
)
from bot.delivery import plan, tell
from bot.language import TN, T, Text
from bot.notices.model import BETWEEN, read_choices
from bot.openness import store
from bot.openness.model import (
    APPROVALS,
    CHANGES,
    DRAFT,
    KINDS,
    LONGEST,
    PUBLISHED_BY_FORM,
    Addition,
    Approval,
    Change,
    Entry,
    has,
    read_amount,
    read_year,
)
from bot.openness.talk.asking import today
from bot.openness.talk.words import in_office, label, own_units, publisher, shown, the_entry
from bot.people import Role

CLOSED = "draft_closed"
_APPROVAL = ChoiceKind(tuple(Choice(each, APPROVALS[each]) for each in Approval))
_DAY_HINT = T("For example 12月5日, 下周六, tomorrow")


class EntryKinds:
    """The source of the field that says what is published."""

    def __init__(self, turn: Turn) -> None:
        """Every source gets the turn; this one needs nothing of it."""

    def search(self, words: str) -> list[Choice]:
        return [Choice(kind, KINDS[kind].label) for kind in PUBLISHED_BY_FORM]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        return KINDS[value].label if value in PUBLISHED_BY_FORM else None


def _asks(field: str) -> Callable[[Answers], bool]:
    return lambda answers: has(answers.get("kind"), field)


def _start(turn: Turn, about: str) -> Answers:
    units = own_units(turn)
    return {"unit": units[0]} if len(units) == 1 else {}


def _publish(turn: Turn, about: str, answers: Answers) -> Screen:
    state, until = answers.get("state"), answers.get("until")
    if KINDS[answers["kind"]].asks >= {"year", "amount"} and not answers.get("amount"):
        raise Refused(T("Please say how much it was: that is what this is published for."))
    entry = Entry(
        id=turn.new_id(),
        unit=answers["unit"],
        kind=answers["kind"],
        title=answers["title"],
        words=answers.get("words", ""),
        made_on=today(turn),
        year=_number(answers.get("year")),
        amount=_number(answers.get("amount")),
        state=Approval(state) if state else None,
        until=date.fromisoformat(until) if until else None,
        choices=tuple(filter(None, answers.get("choices", "").split(BETWEEN))),
    )
    store.put_entry(turn.tx, entry)
    if entry.kind == DRAFT and entry.until:
        over = datetime.combine(entry.until, time(12), UTC) + timedelta(days=1)
        plan(turn.tx, CLOSED, entry.id, over)
    return _published(turn, entry)


def closed(work: Work, id: str) -> None:
    """Remind the publisher that a draft is closed and what was said of it waits."""
    entry = store.entry(work.tx, id)
    if entry is None:
        return
    text = TN(
        "“{title}” is closed. {count} opinion waits for an answer.",
        "“{title}” is closed. {count} opinions wait for an answer.",
        len(care.waiting_about(work.tx, id)),
        title=entry.title,
    )
    look = Option(T("Look at it"), f"openentry/{id}")
    tell(work, care.helpers(work.tx, entry.unit), Screen((text,), (look,)))


def is_draft(turn: Turn, id: str) -> bool:
    return publisher(turn, id) and the_entry(turn, id).kind == DRAFT


def _sum_up(turn: Turn, id: str, answers: Answers) -> Screen:
    """One answer to all that still wait, and what was changed, below the draft."""
    entry, words = the_entry(turn, id), answers["words"]
    addition = Addition(made_on=today(turn), change=Change.PROGRESS, words=words)
    store.add(turn.tx, id, addition)
    waiting = care.waiting_about(turn.tx, id)
    for ask in waiting:
        care.answer(turn, ask, words)
    return _published(turn, entry).noting(
        TN(
            "{count} opinion was answered with it.",
            "{count} opinions were answered with it.",
            len(waiting),
        )
    )


def _published(turn: Turn, entry: Entry) -> Screen:
    return Screen(
        (T("Published. From now on it changes only by what is added."), *shown(turn, entry)),
        (Option(T("Look at it"), f"openentry/{entry.id}"),),
        back=Option(BACK, "ourentries/"),
        replace=True,
    )


def _number(answer: str | None) -> int | None:
    return int(answer) if answer else None


def _ours(turn: Turn, page: str) -> Screen:
    found = [each for unit in own_units(turn) for each in store.of_unit(turn.tx, unit, KINDS)]
    found.sort(key=lambda each: each.made_on, reverse=True)
    screen = listed(
        "ourentries",
        page,
        [Option(label(turn, each), f"openentry/{each.id}") for each in found],
        T("What we have published, the latest first:"),
        T("Nothing is published yet."),
        also=(PUBLISH.option(),),
    )
    return replace(screen, controls=tuple(_work(turn)))


def _work(turn: Turn) -> Iterator[Option]:
    for unit in people.units(turn, Role.SECRETARY)[:1]:
        yield Option(T("My yearly work report"), f"workreport/{unit}")
        yield Option(T("Appraisal and life meeting"), f"yearmeetings/{unit}")


def _add(turn: Turn, id: str, answers: Answers) -> Screen:
    entry = the_entry(turn, id)
    state = answers.get("state")
    addition = Addition(
        made_on=today(turn),
        change=Change(answers["change"]),
        words=answers["words"],
        amount=_number(answers.get("amount")),
        state=Approval(state) if state else None,
    )
    store.add(turn.tx, entry.id, addition)
    return _published(turn, entry)


def _add_start(turn: Turn, id: str) -> Answers:
    return {"kind": the_entry(turn, id).kind}


def _corrects(answers: Answers) -> bool:
    return answers.get("change") == Change.CORRECTION and _asks("amount")(answers)


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
_AMOUNT = Field(
    "amount",
    T("Amount"),
    T("How much, in yuan? Skip it where there is none."),
    TextKind(longest=20, parse=read_amount),
    required=False,
)
_UNTIL = Field(
    "until",
    T("Open until"),
    T("Until which day is it open?"),
    SearchKind("day", _DAY_HINT, offers=True),
)
_CHOICES = Field(
    "choices",
    T("Answers"),
    T("Which answers can they choose? A line each, or with a slash between."),
    TextKind(T("For example: train / bus / none"), parse=read_choices),
)


def _when(field: Field, when: Callable[[Answers], bool]) -> Field:
    return Field(field.key, field.label, field.prompt, field.kind, field.required, when)


_STATE = Field("state", T("Approval"), T("How does its approval stand?"), _APPROVAL)

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
                _when(_YEAR, _asks("year")),
                _when(_AMOUNT, _asks("amount")),
                _when(_STATE, _asks("state")),
                _when(_UNTIL, _asks("until")),
                _when(_CHOICES, _asks("choices")),
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
OURS = Command(
    "ourentries",
    T("What we publish"),
    people.in_office(Role.SECRETARY),
    _ours,
    words=T("what we publish"),
    menu=6,
    under="branch",
)
OURS_ABOVE = Command(
    "oursabove",
    T("What we publish"),
    people.in_office(Role.COMMITTEE),
    _ours,
    menu=7,
    under="committee",
)
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
                    ChoiceKind(tuple(Choice(each, CHANGES[each]) for each in Change)),
                ),
                Field(
                    "words",
                    T("Words"),
                    T("What shall stand below it?"),
                    TextKind(longest=LONGEST, parse=many_lines),
                ),
                _when(_AMOUNT, _corrects),
                Field(
                    "state",
                    T("Approval"),
                    T("How does its approval stand now? Skip it where it is as before."),
                    _APPROVAL,
                    required=False,
                    when=_asks("state"),
                ),
            ),
            send=T("Publish it"),
        ),
        _add,
        _add_start,
    ),
)

SUM_UP = Command(
    "sumup",
    T("Sum up what was said"),
    is_draft,
    Filling(
        Form(
            T("Sum up what was said"),
            (
                Field(
                    "words",
                    T("Words"),
                    T("What do you answer to those who wait for one, and what was changed?"),
                    TextKind(longest=1000, parse=many_lines),
                ),
            ),
            send=T("Publish it"),
        ),
        _sum_up,
    ),
)

COMMANDS = (PUBLISH, OURS, OURS_ABOVE, ADD, SUM_UP)
HANDLERS = {CLOSED: closed}
SOURCES = {"entrykind": EntryKinds}
