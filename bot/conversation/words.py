"""Words that count as commands, in every language at once, whoever types them."""

import unicodedata
from collections.abc import Mapping

from bot.language import Catalogues, T, Text

# Typed words for the controls of a form; the only commands where text is asked.
CONTROL_WORDS: dict[str, Text] = {
    "back": T("back|go back"),
    "skip": T("skip|none"),
    "cancel": T("cancel|stop|quit"),
    "keep": T("keep it|keep"),
    "resume": T("go on|continue"),
}


class Words:
    """Finds the command or control that a whole message stands for.

    `labels` are what stands in the menus: one counts where no command has it for a word.
    """

    def __init__(
        self,
        catalogues: Catalogues,
        commands: Mapping[str, Text | None],
        labels: Mapping[str, Text],
    ) -> None:
        self._commands = _called(catalogues, labels) | {
            word: name
            for name, text in commands.items()
            for word in (name, *(_spoken(catalogues, text) if text else ()))
        }
        self._controls = {
            word: control
            for control, text in CONTROL_WORDS.items()
            for word in _spoken(catalogues, text)
        }

    def command(self, said: str) -> str | None:
        return self._commands.get(tidy(said).lstrip("/"))

    def control(self, said: str) -> str | None:
        return self._controls.get(tidy(said).lstrip("/"))


def digit(said: str) -> int | None:
    """The number of an option, as people type it: `2`, `２`, `2.`, `②`, and as a picture."""
    word = tidy(said).removesuffix("\ufe0f\u20e3")
    return int(word) if len(word) == 1 and word in "0123456789" else None


def sound(words: str) -> str:
    """`words` without halves of characters, which cannot be written down."""
    return words.encode(errors="replace").decode()


def tidy(said: str) -> str:
    """A message without the differences that do not matter in a command."""
    word = unicodedata.normalize("NFKC", said).strip().casefold()
    return " ".join(word.strip(".。!！,，、:：)）(（").split())


def _called(catalogues: Catalogues, labels: Mapping[str, Text]) -> dict[str, str]:
    """The commands by their labels, without a label that two of them have."""
    named: dict[str, set[str]] = {}
    for name, text in labels.items():
        for label in catalogues.every(text):
            named.setdefault(tidy(label), set()).add(name)
    return {label: names.pop() for label, names in named.items() if len(names) == 1}


def _spoken(catalogues: Catalogues, words: Text) -> list[str]:
    return [tidy(word) for spoken in catalogues.every(words) for word in spoken.split("|")]
