"""Whatever comes in and however the form changes: no answer is lost, none is mixed up."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.conversation import Contact, Form, Said, Screen, Tapped, TextKind
from bot.conversation.engine import (
    Asking,
    Dropped,
    FormInput,
    Left,
    Submitted,
    Tap,
    advance,
    ask,
)
from bot.conversation.form import Kind, Unclear
from bot.conversation.session import Session, State
from bot.conversation.standing import REVIEW, Standing
from tests.conversation.changing import (
    asked_on,
    buttons_of,
    closings,
    forms,
    odd_tokens,
    said,
    sensible,
)
from tests.conversation.sheet import HERE, Branches

LEAVING = "leaving"


class Filling(RuleBasedStateMachine):
    """One session of one form, and everything that was ever on its screen."""

    def __init__(self) -> None:
        super().__init__()
        self.branches = Branches()
        self.old: list[str] = []
        self.stale = False

    @initialize(form=forms())
    def begin(self, form: Form) -> None:
        self.form = form
        self.session = Session("draft", "move")
        self.show(ask(form, self.session, self.find))

    @property
    def find(self) -> dict[str, Branches]:
        return {"branch": self.branches}

    @property
    def shown(self) -> str | None:
        """The key of what is on the screen, as far as its buttons tell."""
        return LEAVING if self.session.state is State.LEAVING else asked_on(self.screen)

    # What may come in

    @rule(words=said)
    def says(self, words: str) -> None:
        before, shown, stale = self.session, self.shown, self.stale
        self.gives(Said(words))
        assert self.changed(before) <= {shown}
        if not stale and shown is not None:
            self.check_text(before, words, shown)

    @rule(number=st.integers(0, 99), own=st.booleans())
    def shares_a_number(self, number: int, own: bool) -> None:
        before, shown = self.session, self.shown
        self.gives(Contact(str(number), own))
        assert self.changed(before) <= ({shown} if own else set())

    @rule()
    def shares_a_place(self) -> None:
        before = self.session
        self.gives(HERE)
        assert self.changed(before) == set()

    @rule(number=st.integers(0, 20))
    def taps(self, number: int) -> None:
        tokens = buttons_of(self.screen)
        self.taps_token(tokens[number % len(tokens)])

    @rule(times=st.integers(1, 5))
    def gets_on_with_it(self, times: int) -> None:
        for _ in range(times):
            match sensible(self.screen):
                case Tapped(token):
                    self.taps_token(token)
                case Said(words):
                    self.says(words)

    @precondition(lambda self: self.old)
    @rule(number=st.integers(0, 10_000))
    def taps_an_old_button(self, number: int) -> None:
        self.taps_token(self.old[number % len(self.old)])

    @rule(token=odd_tokens)
    def taps_what_nobody_was_given(self, token: str) -> None:
        parts = token.split("/", 3)
        if len(parts) == 4 and parts[0] == "f":
            self.taps_token(token)

    @rule(form=forms())
    def becomes(self, form: Form) -> None:
        self.form = form
        self.stale = True

    @rule(closed=closings)
    def branches_close(self, closed: set[str]) -> None:
        self.branches.names = {
            value: name for value, name in Branches().names.items() if value not in closed
        }
        self.stale = True

    # What must come of it

    def taps_token(self, token: str) -> None:
        _, _, key, value = token.split("/", 3)
        before, shown, screen, stale = self.session, self.shown, self.screen, self.stale
        outcome = self.gives(Tap(key, value))
        changed = self.changed(before)
        assert changed <= {key}
        if value.startswith("!") and value != "!skip":
            assert changed == set()
        if isinstance(outcome, Dropped):
            assert shown == LEAVING or before.empty
        if isinstance(outcome, Submitted):
            assert (key, value, shown) == (REVIEW, "!send", REVIEW)
        if isinstance(outcome, Asking) and not stale and token not in buttons_of(screen):
            self.check_old(before, screen, key, shown)

    def check_old(self, before: Session, screen: Screen, key: str, shown: str | None) -> None:
        """A button of another question does nothing but show the present screen."""
        if key not in (shown, REVIEW) or (key == REVIEW and shown not in (REVIEW, LEAVING)):
            assert self.session == before
            assert buttons_of(self.screen) == buttons_of(screen)

    def check_text(self, before: Session, words: str, shown: str) -> None:
        kind = self.kinds().get(shown)
        if isinstance(kind, TextKind):
            try:
                read = kind.read(words.strip())
            except Unclear:
                assert self.session.answers == before.answers
            else:
                assert self.session.answers[shown] == read

    def gives(self, given: FormInput) -> Any:
        before, written = self.session, self.session.to_json()
        outcome = advance(self.form, before, given, self.find)
        assert advance(self.form, before, given, self.find) == outcome
        assert before.to_json() == written
        match outcome:
            case Asking():
                self.show(outcome)
            case Submitted(answers):
                self.check_sent(answers)
            case Dropped():
                self.begin(self.form)
            case Left():
                assert self.shown != LEAVING
        return outcome

    def show(self, asking: Asking) -> None:
        self.session = Session.from_json(asking.session.to_json())
        assert self.session == asking.session
        self.screen = asking.screen
        self.old += buttons_of(self.screen)
        self.stale = False
        assert len(self.screen.options) <= 8
        assert all(token.isascii() and len(token) <= 64 for token in buttons_of(self.screen))
        assert self.screen.back is not None
        once_more = ask(self.form, self.session, self.find)
        assert once_more.session == self.session
        assert buttons_of(once_more.screen) == buttons_of(self.screen)

    def check_sent(self, answers: Any) -> None:
        standing = Standing(self.form, self.session, self.find)
        assert set(answers) == {field.key for field in standing.fields}
        for field in standing.fields:
            answer = answers[field.key]
            assert answer == self.session.answers[field.key]
            assert answer or not field.required
            assert not answer or standing.label(field, answer) is not None

    def changed(self, before: Session) -> set[str | None]:
        """Whose answers are other than before; none is ever taken away, unless all are dropped."""
        if self.session.answers == {} and (before.empty or before.state is State.LEAVING):
            return set()
        assert set(before.answers) <= set(self.session.answers)
        return {
            key
            for key, answer in self.session.answers.items()
            if key not in before.answers or before.answers[key] != answer
        }

    def kinds(self) -> dict[str, Kind]:
        return {field.key: field.kind for field in self.form.fields}


TestFilling = Filling.TestCase
TestFilling.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
