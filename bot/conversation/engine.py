"""The engine: a pure function from a session and an input to the next session and screen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.conversation.document import Kept, id_of
from bot.conversation.draw import draw
from bot.conversation.form import (
    Answers,
    Choice,
    ChoiceKind,
    DocumentKind,
    Field,
    Form,
    ManyKind,
    PhoneKind,
    Place,
    SearchKind,
    TextKind,
    Unclear,
)
from bot.conversation.input import Contact, Said
from bot.conversation.screen import Screen
from bot.conversation.session import Session, State
from bot.conversation.standing import Find, Standing
from bot.language import T, Text


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on a screen of the session: the key it was drawn for, and a value or a control."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Asking:
    session: Session
    screen: Screen


@dataclass(frozen=True, slots=True)
class Submitted:
    """The answers of the fields that apply, each valid."""

    answers: Answers


@dataclass(frozen=True, slots=True)
class Dropped:
    """The person gave the form up, and confirmed it."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person went back out of the form; the draft waits as it is."""


Outcome: TypeAlias = Asking | Submitted | Dropped | Left
FormInput: TypeAlias = Tap | Said | Contact | Place | Kept


def ask(form: Form, session: Session, find: Find, *notes: Text) -> Asking:
    """The screen of the present question, after `notes`; no answer changes."""
    standing = Standing(form, session, find)
    standing.session = session.showing(standing.key)
    return Asking(standing.session, draw(standing).noting(*notes))


def advance(form: Form, session: Session, given: FormInput, find: Find) -> Outcome:
    """Take one input. Whatever does not fit the question on the screen changes no answer."""
    standing = Standing(form, session, find)
    shown = standing.as_shown
    step = _Step(shown or standing)
    if isinstance(given, Tap) and given.value.startswith("!"):
        return step.control(given.key, given.value[1:])
    if session.state is State.LEAVING or shown is None:
        return step.ask()
    match given:
        case Tap(key, value):
            return step.choose(key, value)
        case Said(words):
            return step.read(words)
        case Contact(number, own):
            return step.contact(number, own)
        case Place():
            return step.near(given)
        case Kept():
            return step.document(given)


class _Step:
    """What one input does to where the session stands."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._session = standing.session
        self._field = standing.field

    def choose(self, key: str, value: str) -> Outcome:
        field = self._field
        # Words and files are sent, never tapped: a made-up token could name another's file.
        if field is None or key != field.key or isinstance(field.kind, TextKind | DocumentKind):
            return self.ask()
        if self._standing.label(field, value) is None:
            return self.ask(T("That can no longer be chosen."))
        return self._pick(value) if isinstance(field.kind, ManyKind) else self._answer(value)

    def read(self, words: str) -> Outcome:
        match self._field.kind if self._field else None:
            case None | ChoiceKind() | ManyKind():
                return self.ask(T("Please choose one of the answers: a number is enough."))
            case DocumentKind():
                return self.ask(T("Please send a file here."))
            case SearchKind(source):
                return self._search(source, words.strip())
            case kind:
                try:
                    return self._answer(kind.read(words.strip()))
                except Unclear as unclear:
                    return self.ask(unclear.text)

    def contact(self, number: str, own: bool) -> Outcome:
        if self._field is None or not isinstance(self._field.kind, PhoneKind):
            return self.ask(T("A telephone number is not needed here."))
        if not own:
            return self.ask(T("That is somebody else's number. Please share your own."))
        return self.read(number)

    def near(self, place: Place) -> Outcome:
        kind = self._field.kind if self._field else None
        if not isinstance(kind, SearchKind) or not kind.place:
            return self.ask(T("A position is not needed here, and was not kept."))
        nothing = T("Nothing was found near you. Please type the place or the name.")
        return self._offer(self._standing.find[kind.source].near(place), nothing)

    def document(self, kept: Kept) -> Outcome:
        asked = self._standing.key
        field = self._standing.form.filed_at(asked)
        if field is None:
            return self.ask(T("A file is not needed here, and was not kept."))
        # What it takes the place of is kept no longer.
        former = id_of(self._session.answers.get(field.key, ""))
        others = (each for each in self._session.documents if each != former)
        self._session = replace(self._session, documents=(*others, kept.id))
        if field.key == asked:
            return self._answer(kept.answer)
        answers = {**self._session.answers, field.key: kept.answer}
        self._session = replace(self._session, answers=answers, fresh=False)
        if kept.document.caption:
            return self.read(kept.document.caption)
        return self.ask(T("The file goes with it."))

    def control(self, key: str, word: str) -> Outcome:
        if word == "resume":
            return self._go(replace(self._session, state=State.OPEN))
        # The button of an older screen of this form does nothing but show the present one.
        if self._session.state is State.LEAVING:
            return Dropped() if word == "drop" else self.ask()
        here = key == self._standing.key == self._session.asked
        return self._control_here(word) if here else self.ask()

    def _control_here(self, word: str) -> Outcome:
        field, session = self._field, self._session
        match word.partition(":"):
            case ("back", _, _):
                return self._back()
            case ("cancel", _, _):
                return self._leave()
            case ("skip", _, _) if field:
                needed = T("This cannot be skipped.")
                return self.ask(needed) if field.required else self._answer("")
            case ("keep", _, _) if field and self._standing.answered(field):
                return self._go(session.asking(None))
            case ("page", _, number) if number.isdecimal():
                return self._go(replace(session, page=int(number[:4])))
            case ("done", _, _) if field and isinstance(field.kind, ManyKind):
                return self._done(field, field.kind)
            case ("all", _, _) if field and isinstance(field.kind, ManyKind):
                return self._answer(",".join(choice.value for choice in field.kind.choices))
            case ("edit", _, key) if field is None:
                return self._go(session.asking(key, editing=True))
            case ("send", _, _) if field is None:
                return _submitted(self._standing)
        return self.ask()

    def ask(self, *notes: Text) -> Asking:
        return ask(self._standing.form, self._session, self._standing.find, *notes)

    def _go(self, session: Session, *notes: Text) -> Asking:
        return ask(self._standing.form, session, self._standing.find, *notes)

    def _answer(self, answer: str) -> Outcome:
        session = self._session.answering(self._standing.key, answer)
        standing = Standing(self._standing.form, session, self._standing.find)
        if standing.form.at_once and standing.field is None:
            return _submitted(standing)
        return self._go(session)

    def _pick(self, value: str) -> Asking:
        assert self._field is not None
        picked = self._standing.picked(self._field)
        rest = tuple(each for each in picked if each != value)
        return self._go(
            replace(self._session, picked=rest if value in picked else (*picked, value))
        )

    def _done(self, field: Field, kind: ManyKind) -> Outcome:
        picked = self._standing.picked(field)
        chosen = [choice.value for choice in kind.choices if choice.value in picked]
        if not chosen:
            return self.ask(T("Please choose at least one."))
        return self._answer(",".join(chosen))

    def _search(self, source: str, words: str) -> Asking:
        if not words:
            return self.ask()
        nothing = T("Nothing was found for “{words}”. Try fewer or other words.", words=words[:40])
        return self._offer(self._standing.find[source].search(words), nothing)

    def _offer(self, found: Sequence[Choice], nothing: Text) -> Asking:
        session = replace(self._session, found=tuple(choice.value for choice in found), page=0)
        return self._go(session) if found else self._go(session, nothing)

    def _back(self) -> Outcome:
        standing, session = self._standing, self._session
        if session.found is not None:
            return self._go(replace(session, found=None, page=0))
        if self._field is not None and session.editing:
            return self._go(session.asking(None))
        fields = standing.fields
        before = fields[: fields.index(self._field)] if self._field else fields
        earlier = [field.key for field in before if not standing.settled(field)]
        if not earlier:
            return Left()
        return self._go(session.asking(earlier[-1]))

    def _leave(self) -> Outcome:
        if self._session.empty:
            return Dropped()
        return self._go(replace(self._session, state=State.LEAVING))


def _submitted(standing: Standing) -> Submitted:
    return Submitted({each.key: standing.session.answers[each.key] for each in standing.fields})
