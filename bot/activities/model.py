"""An activity of a branch: what it is, whom it is for, and what people say to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.activities.recurrence import ONCE, Recurrence
from bot.language import T, Text, plain
from bot.organization import BranchKind, Position


class Kind(StrEnum):
    GENERAL_MEETING = "general_meeting"
    COMMITTEE_MEETING = "committee_meeting"
    GROUP_MEETING = "group_meeting"
    PARTY_CLASS = "party_class"
    THEME_DAY = "theme_day"
    LIFE_MEETING = "life_meeting"
    APPRAISAL = "appraisal"
    VOLUNTEERING = "volunteering"
    HOMECOMING_TALK = "homecoming_talk"
    SKILLS_TRAINING = "skills_training"


KINDS: Mapping[Kind, Text] = MappingProxyType(
    {
        Kind.GENERAL_MEETING: T("General meeting"),
        Kind.COMMITTEE_MEETING: T("Branch committee meeting"),
        Kind.GROUP_MEETING: T("Group meeting"),
        Kind.PARTY_CLASS: T("Party class"),
        Kind.THEME_DAY: T("Theme Party day"),
        Kind.LIFE_MEETING: T("Organizational life meeting"),
        Kind.APPRAISAL: T("Democratic appraisal"),
        Kind.VOLUNTEERING: T("Volunteering"),
        Kind.HOMECOMING_TALK: T("Homecoming talk"),
        Kind.SKILLS_TRAINING: T("Skills training"),
    }
)


class Audience(StrEnum):
    """Whom an activity is for, by where they are now."""

    HOSTED = "hosted"
    HOME = "home"
    AWAY = "away"
    GUESTS = "guests"


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


class Word(StrEnum):
    """What somebody says to an invitation. None of it needs a reason."""

    COMING = "coming"
    CANNOT = "cannot"
    PERHAPS = "perhaps"


# Members of these live anywhere: what the branch does is for them wherever they are.
_FROM_ANYWHERE = frozenset({BranchKind.MOBILE, BranchKind.ONLINE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """`title` is empty where the kind says enough, `link` where nobody joins from afar.

    Where a `group` is named, it is for those of the audience who are in it.

    `version` counts what people were told of it. `secret` makes its codes; `wall` is the
    address of the page that shows them.
    """

    id: str
    unit: str
    kind: Kind
    title: str
    starts_at: datetime
    lasts: timedelta
    zone: str
    place: str
    link: str
    audience: frozenset[Audience]
    group: str | None = None
    places: int | None = None
    recurrence: Recurrence = ONCE
    election: bool = False
    venue: Position | None = None
    state: State = State.DRAFT
    version: int = 0
    secret: str = field(repr=False)
    wall: str = field(repr=False)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.lasts

    @property
    def headline(self) -> Text:
        return plain(self.title) if self.title else KINDS[self.kind]

    @property
    def has_room(self) -> bool:
        """Whether it takes place somewhere, and not only on the net."""
        return bool(self.place) or not self.link


def usual_audience(kind: BranchKind | None) -> frozenset[Audience]:
    """Whom a branch's activities are for when nobody says otherwise."""
    everybody = {Audience.HOSTED, Audience.HOME}
    return frozenset(everybody | {Audience.AWAY} if kind in _FROM_ANYWHERE else everybody)


def may_still_answer(activity: Activity, now: datetime) -> bool:
    return activity.state is State.PUBLISHED and now < activity.ends_at
