"""Commands: what a person can have done, by a button, a word, a digit or a link."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from bot.conversation import store
from bot.conversation.document import Document, id_of
from bot.conversation.form import Answers, Form
from bot.conversation.input import Chat
from bot.conversation.screen import Option, Screen
from bot.language import T, Text
from bot.settings import USUAL, Figures
from bot.storage import Transaction

# The front menu's name.
MENU = "menu"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at the other end; `person` and `name` are None for somebody not known yet.

    A chat may be `shared` by several persons, of whom each has a `seat`. `helper` is the
    person who fills in for this one there.
    """

    person: str | None
    name: str | None
    locale: str
    zone: str
    seat: int = 1
    shared: bool = False
    helper: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What anything works with that changes the store, whoever or whatever started it.

    `new_id` makes ids of 12 ASCII characters. `told` collects the chats to which something is
    said besides an answer, so that they can be woken once all of it is on the disk. `figures`
    are the days that differ from place to place.
    """

    tx: Transaction
    now: datetime
    new_id: Callable[[], str]
    told: list[Chat] = field(default_factory=list)
    figures: Figures = USUAL

    @property
    def doer(self) -> str | None:
        """The person who does this; None for the clock."""
        return None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the work that leaves nothing behind, and tells nobody, when it raises."""
        told = len(self.told)
        try:
            with self.tx.attempt():
                yield
        except BaseException:
            del self.told[told:]
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Work):
    """What a command works with.

    `new_code` makes codes that nobody guesses, to be told to one person. `address` is that of
    the bot's pages. `say` puts a text into the visitor's words, for what a file says.
    `choose_locale` sets the language of a chat whose visitor is not known yet. `change_person`
    is told for whom the chat goes on. `filled_in` is told the title of a form that was sent.
    """

    chat: Chat
    visitor: Visitor
    new_code: Callable[[], str]
    address: str
    say: Callable[[Text], str]
    choose_locale: Callable[[str], None] = lambda locale: None
    change_person: Callable[[str], None] = lambda person: None
    filled_in: Callable[["Turn", Text], None] = lambda turn, form: None

    @property
    def doer(self) -> str | None:
        return self.visitor.person

    @property
    def person(self) -> str:
        """The id of a known person. Commands that need one say so in their right."""
        if self.visitor.person is None:
            raise Refused(T("Please register first: type “report in”."))
        return self.visitor.person

    def document(self, answer: str) -> Document:
        """The file that an answer names. It goes with the form's session: keep what is needed."""
        document = store.document(self.tx, id_of(answer))
        if document is None:
            raise Refused(T("The file is gone. Please send it once more."))
        return document

    def link(self, start: str) -> str:
        """Opens the chat page with a command and what it is about, such as `b-…` for a branch."""
        return f"{self.address}/chat?start={start}"

    @contextmanager
    def glance(self) -> Iterator[None]:
        """A part of the turn that leaves nothing behind in any case."""
        with suppress(_Undone), self.attempt():
            yield
            raise _Undone


class _Undone(Exception):
    """Ends a glance."""


class Refused(Exception):
    """What was asked cannot be done so; nothing is kept of it, the person reads `text`.

    A form whose sending is refused shows its review again, to be changed there.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.message)
        self.text = text


class Settled(Refused):
    """What was asked cannot be done, whatever else is answered: a form about it ends."""


# Whether the visitor may give this command about this thing ("" is: at all).
Right: TypeAlias = Callable[[Turn, str], bool]


@dataclass(frozen=True, slots=True)
class Traceless:
    """What is said above the front menu after something that nothing may tell of later.

    The chat is then kept as that of anybody who has looked at the menu.
    """

    texts: tuple[Text, ...]


Act: TypeAlias = Callable[[Turn, str], Screen | Traceless]


@dataclass(frozen=True, slots=True)
class AskAgain:
    """What was sent is not it: the form stays open and asks once more, after `text`.

    Unlike with `Refused` what was done stays done, such as counting the attempt.
    """

    text: Text


Submit: TypeAlias = Callable[[Turn, str, Answers], Screen | AskAgain | Traceless]


def always(turn: Turn) -> bool:
    return True


def nothing_more(turn: Turn, answers: Answers) -> Answers:
    return {}


def nothing_yet(turn: Turn, about: str) -> Answers:
    return {}


def nothing_said(turn: Turn, about: str) -> tuple[Text, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Filling:
    """A form, the answers that it starts with, and what becomes of it once it is sent.

    `start` may raise `Refused` where the form makes no sense now. `knows` fills in more of
    whoever has shared their own number, for which the channel vouches; what is answered stays.
    `opening` is said once, before the first question.
    """

    form: Form
    submit: Submit
    start: Callable[[Turn, str], Answers] = nothing_yet
    knows: Callable[[Turn, Answers], Answers] = nothing_more
    opening: Callable[[Turn, str], tuple[Text, ...]] = nothing_said


@dataclass(frozen=True, slots=True)
class Submenu:
    """Leads to the commands that stand in the menu of this command's name, under a title."""

    title: Text


@dataclass(frozen=True, slots=True)
class Command:
    """`words` are what people may type for it, parted by `|`. `link` begins a start parameter.
    `hints` are words of which one is enough anywhere in a message that is not understood; the
    command is then about `hinted`. A message that was `forwarded` and answers nothing begins the
    form as the answer to the question of that key; a file, where that question takes one, with
    what stands below it.

    `name` is unique, 12 lower-case letters at most, and what a slash calls it by. `menu` is its
    place in a menu, None where it is reached in another way, and `under` the submenu where that
    is not the front one; `common` where it stands there for people without an office too. It
    stands there `when` it makes sense to the visitor, with the `count` of what waits behind it.
    """

    name: str
    label: Text
    right: Right
    does: Act | Filling | Submenu
    words: Text | None = None
    hints: Text | None = None
    forwarded: str | None = None
    link: str | None = None
    menu: int | None = None
    under: str = MENU
    common: bool = False
    when: Callable[[Turn], bool] = always
    count: Callable[[Turn], int] | None = None

    def option(self, about: str = "", label: Text | None = None) -> Option:
        """The button that gives this command."""
        return Option(label or self.label, f"{self.name}/{about}")
