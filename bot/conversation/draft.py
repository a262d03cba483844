"""A draft: the form that a chat has begun, being filled in or waiting aside."""

from dataclasses import dataclass, replace

from bot.conversation.command import Filling
from bot.conversation.draw import draw
from bot.conversation.engine import Tap
from bot.conversation.form import DocumentKind, Kind, TextKind
from bot.conversation.screen import Option, Screen
from bot.conversation.session import Session, State
from bot.conversation.standing import REVIEW, Find, Standing
from bot.language import T

# What the tokens of a form's screens begin with.
FORM = "f"


@dataclass(frozen=True, slots=True)
class Draft:
    """A chat's session with the form that it fills in."""

    session: Session
    filling: Filling
    find: Find

    @property
    def open(self) -> bool:
        """Whether it is on the screen; else it waits aside."""
        return self.session.state is not State.PAUSED

    @property
    def shown(self) -> Screen | None:
        """The screen that was drawn last, as far as its question still applies."""
        standing = self._standing
        return draw(standing) if standing else None

    @property
    def asks_text(self) -> bool:
        """Whether any words are an answer now, but for those of the controls."""
        kind = self._asked
        return isinstance(kind, TextKind) or (isinstance(kind, DocumentKind) and kind.words)

    @property
    def asks_document(self) -> DocumentKind | None:
        """The kind of the present question where a file answers it."""
        return self._asked if isinstance(self._asked, DocumentKind) else None

    @property
    def takes_document(self) -> DocumentKind | None:
        """How a file is taken that is sent now, for the present question or for another one."""
        return self.filling.form.takes_at(self.session.asked or "") if self._asked else None

    @property
    def way_back(self) -> Option:
        label = T("Go on with: {form}", form=self.filling.form.title)
        return Option(label, f"{FORM}/{self.session.id}/{REVIEW}/!resume")

    def going_on(self) -> "Draft":
        """The same, no longer aside."""
        return self if self.open else replace(self, session=replace(self.session, state=State.OPEN))

    def is_of(self, command: str, about: str) -> bool:
        return (self.session.command, self.session.about) == (command, about)

    def control(self, word: str) -> Tap:
        """A control that was typed out, meant for the question on the screen."""
        return Tap(self.session.asked or REVIEW, f"!{word}")

    def takes(self, word: str) -> bool:
        """Whether a control's word is one where text is asked, and not the answer itself."""
        if word == "keep":
            standing = self._standing
            return bool(standing and standing.field and standing.answered(standing.field))
        return word != "resume"

    @property
    def _asked(self) -> Kind | None:
        """The kind of the question on the screen; None where there is none."""
        if self.session.state is not State.OPEN:
            return None
        fields = self.filling.form.fields
        return next((each.kind for each in fields if each.key == self.session.asked), None)

    @property
    def _standing(self) -> Standing | None:
        return Standing(self.filling.form, self.session, self.find).as_shown
