"""A room: all that one folder adds to the bot, in the one place where the bot is put together."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.conversation import Command, Option, Source, Turn, Work
from bot.language import Text
from bot.storage import Schema, Transaction

# After so long without an answer the committee sees that something waits.
COMMITTEE_SEES_AFTER = timedelta(days=7)

# What to do about a thing when it falls due; the present state decides whether still to do it.
Handler: TypeAlias = Callable[[Work, str], None]


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that is stuck since a moment, and needs a person; `option` leads to it."""

    since: datetime
    option: Option


@dataclass(frozen=True, slots=True)
class Part:
    """What a room knows of a person, for the copy that everybody may have of their own data."""

    title: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept for how long; `forget` deletes what is older than a moment."""

    what: Text
    term: timedelta
    forget: Callable[[Transaction, datetime], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """One room's share of everything that is gathered over all rooms.

    `sources` are what forms search, by name. `handlers` do what falls due, by kind. `stuck`
    tells what is stuck in the units that a committee answers for. `copy` tells what is known of
    a person. `keeps` tells what is kept how long: each night the rest is forgotten, and `tidy`
    does what else is better done then.
    """

    schema: Schema | None = None
    commands: Sequence[Command] = ()
    sources: Mapping[str, Callable[[Turn], Source]] = field(default_factory=dict)
    handlers: Mapping[str, Handler] = field(default_factory=dict)
    stuck: Callable[[Turn, Collection[str]], Iterable[Matter]] | None = None
    copy: Callable[[Turn, str], Iterable[Part]] | None = None
    keeps: Sequence[Kept] = ()
    tidy: Callable[[Transaction, datetime], None] | None = None
