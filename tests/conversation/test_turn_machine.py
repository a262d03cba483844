"""Whatever two people type and tap, with redeliveries and restarts: nothing is mixed up."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bot.conversation import Contact, Event, Form, Opened, Said, Tapped, Unsupported
from bot.conversation.session import Session, State
from bot.conversation.standing import Standing
from tests.conversation.changing import (
    asked_on,
    buttons_of,
    closings,
    forms,
    odd_tokens,
    said,
    sensible,
)
from tests.conversation.counter import Counter, Phone
from tests.conversation.errands import COMMANDS, LIST, MOVE, WORD, moving
from tests.conversation.sheet import HERE, Branches

LAST_WORDS = {"Sent.", "Accepted."}
phones = st.sampled_from(["li", "wang"])
numbers = st.integers(0, 10_000)


class Talking(RuleBasedStateMachine):
    """Two phones at one counter. `old` are all tokens ever shown, `given` all updates taken."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.counter = Counter(Path(self.folder.name) / "bot.db")
        self.phones = {"li": self.counter.phone("li"), "wang": self.counter.phone("wang", "zh")}
        self.old: list[str] = []
        self.given: list[tuple[Phone, str, Event]] = []
        self.stale: set[str] = set()

    def teardown(self) -> None:
        self.counter.close()
        self.folder.cleanup()

    @initialize(form=forms())
    def opens_for_the_day(self, form: Form) -> None:
        self.restarts(form, gone=0)
        for phone in self.phones.values():
            self.takes(phone, Opened())

    # What may come in

    @rule(who=phones, words=said)
    def says(self, who: str, words: str) -> None:
        self.takes(self.phones[who], Said(words))

    @rule(who=phones, number=numbers)
    def says_what_stands_on_a_button(self, who: str, number: int) -> None:
        phone = self.phones[who]
        if phone.labels:
            self.takes(phone, Said(phone.labels[number % len(phone.labels)]))

    @rule(who=phones, number=numbers)
    def taps(self, who: str, number: int) -> None:
        tokens = buttons_of(self.phones[who].screen)
        if tokens:
            self.takes(self.phones[who], Tapped(tokens[number % len(tokens)]))

    @rule(who=phones, times=st.integers(1, 6))
    def gets_on_with_it(self, who: str, times: int) -> None:
        for _ in range(times):
            self.takes(self.phones[who], sensible(self.phones[who].screen))

    @precondition(lambda self: self.old)
    @rule(who=phones, number=numbers)
    def taps_an_old_button(self, who: str, number: int) -> None:
        self.takes(self.phones[who], Tapped(self.old[number % len(self.old)]))

    @rule(who=phones, token=odd_tokens)
    def taps_what_nobody_was_given(self, who: str, token: str) -> None:
        session = self.phones[who].session
        self.takes(self.phones[who], Tapped(token.replace("ID", session.id if session else "x")))

    @rule(
        who=phones,
        event=st.sampled_from(
            [
                Contact("138", own=True),
                Contact("139", own=False),
                HERE,
                Unsupported("voice"),
                Opened(),
                Opened("m-c1"),
                Opened("m-c2"),
            ]
        ),
    )
    def sends_something_else(self, who: str, event: Event) -> None:
        self.takes(self.phones[who], event)

    @precondition(lambda self: self.given)
    @rule(number=numbers)
    def an_update_comes_again(self, number: int) -> None:
        phone, update, event = self.given[-1 - number % len(self.given)]
        before, shown = self.counter.tables(), buttons_of(phone.screen)
        last_word = phone.screen.paragraphs[0].message in LAST_WORDS
        phone.gives(event, update)
        after = self.counter.tables()
        if last_word or phone.chat.address in self.stale:
            del before["chat"], after["chat"]
        else:
            assert buttons_of(phone.screen) == shown
        assert after == before
        self.stale.discard(phone.chat.address)

    @rule(form=forms(), gone=st.integers(0, 5))
    def restarts(self, form: Form, gone: int) -> None:
        removed = {1: MOVE, 2: WORD, 3: LIST}.get(gone)
        commands = [moving(form) if each is MOVE else each for each in COMMANDS]
        self.counter.restart(
            [each for each in commands if not removed or each.name != removed.name]
        )
        self.stale = {phone.chat.address for phone in self.phones.values()}

    @rule(closed=closings)
    def branches_close(self, closed: set[str]) -> None:
        every = Branches().names.items()
        self.counter.branches.names = {key: name for key, name in every if key not in closed}
        self.stale = {phone.chat.address for phone in self.phones.values()}

    # What must come of it

    def takes(self, phone: Phone, event: Event) -> None:
        before, sent = phone.session, len(self.counter.tables()["sent"])
        others = [other.session for other in self.phones.values() if other is not phone]
        stored = self.counter.tables()
        update = self.counter.new_update()
        allowed = buttons_of(phone.screen) if phone.reply and isinstance(event, Said) else []
        asked = asked_on(phone.screen) if phone.reply else None
        if isinstance(event, Tapped):
            allowed = [event.token]
        try:
            phone.gives(event, update)
        except RuntimeError:
            assert self.counter.tables() == stored
            return
        self.given.append((phone, update, event))
        assert others == [other.session for other in self.phones.values() if other is not phone]
        self.check_draft(phone, before, allowed, asked, event, sent)
        self.stale.discard(phone.chat.address)
        self.old += buttons_of(phone.screen)

    def check_draft(
        self,
        phone: Phone,
        before: Session | None,
        allowed: list[str],
        asked: str | None,
        event: Event,
        sent: int,
    ) -> None:
        after = phone.session
        rows = self.counter.rows("SELECT answers FROM sent")
        if before and len(rows) > sent:
            self.check_sent(before, json.loads(str(rows[-1][0])), allowed)
        elif before and after and before.id == after.id:
            self.check_answers(before, after, allowed, asked, event)
        elif before and not before.empty:
            dropped = {f"f/{before.id}/review/!drop"} & set(allowed)
            replaced = [token for token in allowed if token.startswith(f"new/{before.id}/")]
            assert before.state is State.LEAVING if dropped else replaced or self.gone(before)
        if after and (before is None or after.id != before.id):
            assert after.answers == {}

    def gone(self, session: Session) -> bool:
        """Whether the program has no such form any more, so that it is in nobody's way."""
        return self.counter.filling(session) is None

    def check_answers(
        self,
        before: Session,
        after: Session,
        allowed: list[str],
        asked: str | None,
        event: Event,
    ) -> None:
        assert set(before.answers) <= set(after.answers)
        changed = {
            key
            for key, answer in after.answers.items()
            if key not in before.answers or before.answers[key] != answer
        }
        named = {token.split("/")[2] for token in allowed if token.startswith(f"f/{after.id}/")}
        match event:
            case Tapped():
                assert changed <= named
            case Said() | Contact():
                assert changed <= {asked}
                assert changed == set() or before.state is State.OPEN
            case _:
                assert changed == set()

    def check_sent(self, before: Session, answers: dict[str, str], allowed: list[str]) -> None:
        assert f"f/{before.id}/review/!send" in allowed
        filling = self.counter.filling(before)
        assert filling is not None
        standing = Standing(filling.form, before, {"branch": self.counter.branches})
        assert standing.open == []
        assert answers == {field.key: before.answers[field.key] for field in standing.fields}

    @rule(who=phones)
    def every_number_does_what_its_button_does(self, who: str) -> None:
        phone = self.phones[who]
        # Of a page that was only opened nothing is kept, and so no number of it.
        kept = self.counter.offered(phone.chat)
        for number, token in enumerate(kept and phone.screen.numbered):
            if token:
                assert phone.would_see(Said(str(number))) == phone.would_see(Tapped(token))

    @invariant()
    def the_numbers_are_those_that_are_shown(self) -> None:
        for phone in self.phones.values():
            if phone.reply:
                kept = self.counter.offered(phone.chat)
                only_opened = phone.screen.again == "menu/" and kept == ()
                assert only_opened or kept == phone.screen.numbered
                assert len(phone.screen.options) <= 8
                tokens = buttons_of(phone.screen)
                assert tokens, "no way on"
                assert all(token.isascii() and len(token) <= 64 for token in tokens)


TestTalking = Talking.TestCase
TestTalking.settings = settings(
    max_examples=35,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
