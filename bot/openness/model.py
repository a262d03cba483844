"""What a unit publishes: entries of many kinds, which change only by what is added to them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from unicodedata import normalize

from bot.conversation import Unclear
from bot.language import T, Text

LONGEST = 3000
YEARS = range(2000, 2100)
MOST_AMOUNT = 10**12


@dataclass(frozen=True, slots=True)
class EntryKind:
    """`asks` are the fields that entries of this kind have besides title and words."""

    label: Text
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a unit's board."""

    label: Text
    kinds: tuple[str, ...]


_MONEY = frozenset({"year", "amount"})
_REGISTER = frozenset({"amount", "state"})
WORK_REPORT, POLL, DRAFT, PROMISE = "report", "poll", "draft", "promise"

KINDS: Mapping[str, EntryKind] = MappingProxyType(
    {
        "affair": EntryKind(T("affair or decision")),
        "minutes": EntryKind(T("minutes of the council")),
        "rules": EntryKind(T("village rules")),
        PROMISE: EntryKind(T("practical thing promised this year"), frozenset({"year"})),
        "threepublic": EntryKind(T("three public funds"), _MONEY),
        "collective": EntryKind(T("collective finances"), _MONEY),
        "project": EntryKind(T("major project"), _REGISTER),
        "resource": EntryKind(T("resource transfer"), _REGISTER),
        "contract": EntryKind(T("important contract"), _REGISTER),
        "property": EntryKind(T("property right transfer"), _REGISTER),
        "purchase": EntryKind(T("goods procurement"), _REGISTER),
        "bidding": EntryKind(T("project bidding"), _REGISTER),
        "staffing": EntryKind(T("entry of finance staff"), frozenset({"state"})),
        DRAFT: EntryKind(T("draft, open for opinions"), frozenset({"until"})),
        POLL: EntryKind(T("informal poll"), frozenset({"until", "choices"})),
        WORK_REPORT: EntryKind(T("the secretary's work report"), frozenset({"year"})),
    }
)
# The frequent ones are offered first. A work report is written in a way of its own.
_FREQUENT = ("affair", "minutes", PROMISE, "threepublic", "collective", DRAFT, POLL)
PUBLISHED_BY_FORM = (
    *_FREQUENT,
    *(kind for kind in KINDS if kind not in (*_FREQUENT, WORK_REPORT)),
)

SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        "affairs": Section(T("Affairs and decisions"), ("affair",)),
        "village": Section(T("Council minutes and village rules"), ("minutes", "rules")),
        "promises": Section(T("Promised this year"), (PROMISE,)),
        "funds": Section(T("Three public funds and finances"), ("threepublic", "collective")),
        "register": Section(
            T("Register: projects, contracts, procurement"),
            ("project", "resource", "contract", "property", "purchase", "bidding", "staffing"),
        ),
        "drafts": Section(T("Open for opinions"), (DRAFT, POLL)),
        "work": Section(T("Work reports"), (WORK_REPORT,)),
    }
)


class Approval(StrEnum):
    PLANNED = "planned"
    DECLARED = "declared"
    APPROVED = "approved"
    REFUSED = "refused"
    DONE = "done"


APPROVALS: Mapping[Approval, Text] = MappingProxyType(
    {
        Approval.PLANNED: T("planned, not declared yet"),
        Approval.DECLARED: T("declared, waiting for approval"),
        Approval.APPROVED: T("approved"),
        Approval.REFUSED: T("not approved"),
        Approval.DONE: T("carried out"),
    }
)


class Change(StrEnum):
    """What is added to an entry after it was published."""

    PROGRESS = "progress"
    CORRECTION = "correction"
    SUMMING = "summing"
    CHANGED = "changed"


CHANGES: Mapping[Change, Text] = MappingProxyType(
    {
        Change.PROGRESS: T("how far it is"),
        Change.CORRECTION: T("correction"),
        Change.SUMMING: T("opinions summed up"),
        Change.CHANGED: T("changed because of them"),
    }
)
# What was said of a draft is summed up in a way of its own.
ADDED_BY_FORM = (Change.PROGRESS, Change.CORRECTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """As it was published; `amount` is in yuan, `until` the last day for opinions or answers."""

    id: str
    unit: str
    kind: str
    title: str
    words: str
    made_on: date
    year: int | None = None
    amount: int | None = None
    state: Approval | None = None
    until: date | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What was added on a day; an amount or a state takes the place of the one before."""

    made_on: date
    change: Change
    words: str
    amount: int | None = None
    state: Approval | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry's amount and state by now, and whether it was corrected."""

    amount: int | None
    state: Approval | None
    corrected: bool


def standing(entry: Entry, additions: Iterable[Addition]) -> Standing:
    amount, state, corrected = entry.amount, entry.state, False
    for each in additions:
        amount = amount if each.amount is None else each.amount
        state = each.state or state
        corrected = corrected or each.change is Change.CORRECTION
    return Standing(amount, state, corrected)


def is_open(entry: Entry, today: date) -> bool:
    """Whether opinions or answers are still taken."""
    return entry.until is not None and today <= entry.until


# Money by years


@dataclass(frozen=True, slots=True)
class Year:
    """`percent` is the change against the year before, None where that is not known."""

    year: int
    amount: int
    percent: int | None

    @property
    def rose(self) -> bool:
        return self.percent is not None and self.percent > 0


def by_year(amounts: Iterable[tuple[int, int]]) -> list[Year]:
    """Amounts of years summed up, each against the year right before it; the latest first."""
    sums: dict[int, int] = {}
    for year, amount in amounts:
        sums[year] = sums.get(year, 0) + amount
    years = [Year(year, total, _percent(sums.get(year - 1), total)) for year, total in sums.items()]
    return sorted(years, key=lambda each: each.year, reverse=True)


def _percent(before: int | None, now: int) -> int | None:
    if before is None or before <= 0:
        return None
    change = (now - before) * 100 / before
    # The least rise is still a rise.
    return int(change) if abs(change) >= 1 else (change > 0) - (change < 0)


# What is typed


def read_amount(words: str) -> str:
    """Yuan, written as people do: `12000`, `12,000元`, `1.2万`; raise `Unclear` for the rest."""
    # A Chinese keyboard writes all of it wide.
    tidy = normalize("NFKC", words).replace(",", "").strip().removeprefix("¥")
    found = re.fullmatch(r"(\d{1,12}(?:\.\d{1,4})?)\s*(万|亿)?\s*元?", tidy)
    if found is None:
        raise Unclear(T("Please type an amount in yuan, for example 12000 or 1.2万."))
    times = {"万": 10**4, "亿": 10**8}.get(found[2], 1)
    amount = round(float(found[1]) * times)
    if amount > MOST_AMOUNT:
        raise Unclear(T("Please type an amount in yuan, for example 12000 or 1.2万."))
    return str(amount)


def read_year(words: str) -> str:
    digits = words.strip().removesuffix("年")
    if not digits.isdecimal() or int(digits) not in YEARS:
        raise Unclear(T("Please type a year, for example 2026."))
    return str(int(digits))


def section_of(kind: str) -> str:
    return next(name for name, section in SECTIONS.items() if kind in section.kinds)


def has(kind: str | None, field: str) -> bool:
    return kind is not None and kind in KINDS and field in KINDS[kind].asks


def latest(amounts: Sequence[Year], most: int = 5) -> list[Year]:
    """The years that a picture shows, the oldest first."""
    return list(reversed(amounts[:most]))
