"""A person, the roles that people hold, and what a name and a telephone number may look like."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.conversation import Chat, Unclear
from bot.language import T, Text
from bot.people.quiet import QuietHours

INVITE_LASTS = timedelta(days=7)
# What an invite's code is made of: nothing that is mistaken for something else on paper.
CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 16

# https://www.itu.int/rec/T-REC-E.164: at most 15 digits; the shortest mobile numbers have 7.
_PHONE = re.compile(r"\+?[0-9]{7,15}")


_HAN = "\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_DOT = re.compile(rf"(?<=[{_HAN}]) ?[·•・‧∙] ?(?=[{_HAN}])")

# Letters that show nothing: https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt
_BLANK = "\u115f\u1160\u3164\uffa0"


class Role(StrEnum):
    """An office that a person holds at a unit.

    A deputy stands ready to take over from the secretary, and sees no member's data until then.
    An inspector works on reports, and is only reminded to: what they read is not in the bot.
    """

    SECRETARY = "secretary"
    DEPUTY = "deputy"
    COMMITTEE = "committee"
    INSPECTOR = "inspector"


ROLE_LABELS = {
    Role.SECRETARY: T("branch secretary"),
    Role.DEPUTY: T("deputy secretary"),
    Role.COMMITTEE: T("officer of the committee"),
    Role.INSPECTOR: T("inspector of reports"),
}


class Purpose(StrEnum):
    """What a person consents to; each purpose has a consent of its own."""

    REGISTRATION = "registration"
    NOTICES = "notices"
    GREETINGS = "greetings"
    CALLS = "calls"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known to the bot. `locale` and `zone` are how they read words and times.

    Whoever is `discreet` finds no word about the matter in what pops up on their phone.
    """

    id: str
    name: str
    phone: str | None
    locale: str
    zone: str
    quiet: QuietHours = QuietHours()
    discreet: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place on an account that several may share; `number` is theirs alone there.

    `helper` is the person who fills in for them there; `open` says whether the chat is taken to
    receive messages.
    """

    number: int
    person: Person
    helper: str | None = None
    open: bool = True


@dataclass(frozen=True, slots=True)
class Address:
    """A chat in which a person can be reached, unless they closed it.

    `first` is the one that the person wants to be written to before all others.
    """

    chat: Chat
    open: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Office:
    """A role held at a unit."""

    role: Role
    unit: str


@dataclass(frozen=True, slots=True)
class Invite:
    """An invite that was not used yet. Its code is known to nobody here, only the code's hash."""

    code_hash: str
    office: Office
    expires_at: datetime

    @property
    def id(self) -> str:
        """Names the invite on a button, without giving anything."""
        return self.code_hash[:16]


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """Something that was done with a person's data: by whom, and what.

    `doer` is the person whose name `by` is; when they go, the name goes with them.
    """

    at: int
    by: str
    what: Text
    doer: str | None = None


def tidy_name(words: str) -> str:
    """A person's name without needless spaces; raise `Unclear` for what is no name.

    The same name is written alike: `李 明` and `买买提•吐尔逊` as `李明` and `买买提·吐尔逊`.
    """
    name = _DOT.sub("·", " ".join(unicodedata.normalize("NFC", words).split()))
    name = _BETWEEN_HAN.sub("", name)
    if not 2 <= len(name) <= 40 or not any(letter.isalpha() for letter in name):
        raise Unclear(T("Please type the full name, for example 李明."))
    if any(letter in _BLANK for letter in name):
        raise Unclear(T("Please type the full name, for example 李明."))
    if any(letter.isdigit() or unicodedata.category(letter)[0] == "C" for letter in name):
        raise Unclear(T("A name has no digits. Please type only the name."))
    return name


def tidy_phone(words: str) -> str:
    """A telephone number without spaces and dashes; raise `Unclear` for anything else."""
    number = re.sub(r"[\s\-().]", "", unicodedata.normalize("NFKC", words))
    if not _PHONE.fullmatch(number):
        raise Unclear(T("That is no telephone number. Type its digits, or “skip”."))
    return number
