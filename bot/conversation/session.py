"""A session: one person's way through one form, small enough to be written on every turn."""

import json
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.conversation.form import Answers


class State(StrEnum):
    """Whether the form is being asked, waits aside, or is about to be dropped."""

    OPEN = "open"
    PAUSED = "paused"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class Session:
    """`about` is what the form is about, such as a placement.

    `found` is what a search brought, None before one; `picked` is what is chosen of many so
    far, None before a first change. `documents` are the files that are kept for it.

    There is no step: the next question follows from the answers. `revisiting` names the field
    that is asked once more although it has an answer, which stays until another is given;
    `editing` says that it was chosen on the review. `asked` names what is on the screen. It is
    `fresh` as long as all its answers are those that it began with.
    """

    id: str
    command: str
    about: str = ""
    answers: Answers = field(default_factory=dict)
    revisiting: str | None = None
    editing: bool = False
    asked: str | None = None
    found: tuple[str, ...] | None = None
    picked: tuple[str, ...] | None = None
    documents: tuple[str, ...] = ()
    page: int = 0
    state: State = State.OPEN
    fresh: bool = False

    def answering(self, key: str, answer: str) -> "Session":
        same = self.answers.get(key, "") == answer
        answers = {**self.answers, key: answer}
        return replace(self.asking(None), answers=answers, picked=None, fresh=self.fresh and same)

    def asking(self, key: str | None, *, editing: bool = False) -> "Session":
        return replace(self, revisiting=key, editing=editing)

    def showing(self, key: str) -> "Session":
        """With `key` on the screen; what was found for another question is put away."""
        return (
            self if key == self.asked else replace(self, asked=key, found=None, picked=None, page=0)
        )

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost with it."""
        return self.fresh or not any(self.answers.values())

    def to_json(self) -> str:
        written = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(written, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(written: str) -> "Session":
        """What another version of the program wrote besides is left out."""
        read: dict[str, Any] = json.loads(written)
        known = {name: read[name] for name in Session.__slots__ if name in read}
        for name in ("found", "picked", "documents"):
            if isinstance(known.get(name), list):
                known[name] = tuple(known[name])
        # An earlier version wrote null for what was skipped.
        known["answers"] = {key: answer or "" for key, answer in known.get("answers", {}).items()}
        return Session(**{**known, "state": State(read["state"])})
