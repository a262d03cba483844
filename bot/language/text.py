"""Text that is not yet in any language.

A `Text` is a message id with values. It is put into words where the receiver is known, which
may be another day and another process, so it can be written down as JSON.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

Value: TypeAlias = "str | int | date | datetime | DayOf | Text"


@dataclass(frozen=True, slots=True)
class DayOf:
    """The day on which a moment falls where the reader is."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class Text:
    """A message id, its values by placeholder, and for a counted message its plural form."""

    message: str
    values: Mapping[str, Value] = field(default_factory=dict)
    plural: str | None = None

    def to_json(self) -> Any:
        written = {key: _write(value) for key, value in self.values.items()}
        return [self.message, written, self.plural] if self.plural else [self.message, written]

    @staticmethod
    def from_json(written: Any) -> "Text":
        message, values, *plural = written
        read = {key: _read(value) for key, value in values.items()}
        return Text(message, read, plural[0] if plural else None)


def T(message: str, /, **values: Value) -> Text:  # noqa: N802 - the name that extraction looks for
    """A message to translate; `message` is a literal, for extraction reads the source."""
    return Text(message, values)


def TN(one: str, many: str, count: int, /, **values: Value) -> Text:  # noqa: N802
    """A message that depends on a count, which it may show as `{count}`."""
    return Text(one, {"count": count, **values}, many)


def plain(words: str) -> Text:
    """Words that people gave, such as a name: shown as they are in every language."""
    return Text("{words}", {"words": words})


def _write(value: Value) -> Any:
    if isinstance(value, Text):
        return {"text": value.to_json()}
    if isinstance(value, DayOf):
        return {"day_of": value.moment.astimezone(UTC).isoformat()}
    if isinstance(value, datetime):
        return {"moment": value.astimezone(UTC).isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _read(value: Any) -> Value:
    match value:
        case {"text": text}:
            return Text.from_json(text)
        case {"moment": moment}:
            return datetime.fromisoformat(moment)
        case {"day_of": moment}:
            return DayOf(datetime.fromisoformat(moment))
        case {"day": day}:
            return date.fromisoformat(day)
        case str() | int():
            return value
    raise ValueError("not a value of a text")
