"""From screens to what the page draws. Every text leaves here in the receiver's language."""

from base64 import b64encode
from datetime import datetime
from typing import Any

from bot.conversation import Document, Option, Reply, Screen
from bot.delivery import Delivery
from bot.language import Catalogues, T, Text

Message = dict[str, Any]


class Messages:
    """Writes messages as the page reads them; see `static/` for the reader."""

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues

    def reply(self, reply: Reply, id: str, tapped: str | None) -> Message:
        """The answer to an input; `tapped` is the message whose button was pressed."""
        words = _Words(self._catalogues, reply.visitor.locale, reply.visitor.zone)
        screen = reply.screen
        return {
            "id": id,
            "paragraphs": words.paragraphs(screen),
            "options": words.options(screen, numbered=True),
            "controls": words.controls(screen),
            "entry": words.entry(screen),
            "replaces": tapped if reply.replaces else None,
            "attachments": [attachment(each) for each in screen.attachments],
            "standing": False,
            "ephemeral": reply.ephemeral,
            "over": reply.over,
            "whose": reply.visitor.name or "",
            "at": "",
        }

    def standing(self, delivery: Delivery) -> Message:
        """A message that stands alone and came unasked."""
        words = _Words(self._catalogues, delivery.locale, delivery.zone)
        return {
            "id": str(delivery.id),
            "paragraphs": words.paragraphs(delivery.screen),
            "options": words.options(delivery.screen, numbered=False),
            "controls": [],
            "entry": None,
            "replaces": None,
            "attachments": [attachment(each) for each in delivery.screen.attachments],
            "standing": True,
            "whose": delivery.name,
            "at": words.moment(delivery.made_at),
        }


def attachment(document: Document) -> Message:
    """A file within the answer itself: no address of it is ever to be had."""
    return {
        "name": document.name,
        "media": document.media,
        "data": b64encode(document.content).decode(),
    }


class _Words:
    def __init__(self, catalogues: Catalogues, locale: str, zone: str) -> None:
        self._catalogues = catalogues
        self._locale = locale
        self._zone = zone

    def paragraphs(self, screen: Screen) -> list[str]:
        return [self._say(text) for text in screen.paragraphs]

    def options(self, screen: Screen, *, numbered: bool) -> list[Message]:
        return [
            {
                "number": number if numbered else None,
                "label": self._say(option.label),
                "token": option.token,
            }
            for number, option in enumerate(screen.options, 1)
        ]

    def controls(self, screen: Screen) -> list[Message]:
        controls = [self._control(option, None) for option in screen.controls]
        if screen.back is None:
            return controls
        zero = 0 if screen.numbered else None
        return [self._control(screen.back, zero), *controls]

    def entry(self, screen: Screen) -> Message | None:
        if screen.entry is None:
            return None
        return {
            "kind": screen.entry.kind,
            "hint": self._say(screen.entry.hint),
            "place": screen.entry.place,
        }

    def moment(self, at: datetime) -> str:
        return self._say(T("{moment}", moment=at))

    def _control(self, option: Option, number: int | None) -> Message:
        return {"number": number, "label": self._say(option.label), "token": option.token}

    def _say(self, text: Text) -> str:
        return self._catalogues.say(text, self._locale, self._zone)
