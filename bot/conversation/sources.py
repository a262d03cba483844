"""The sources of one turn: each is made when it is asked for, and names a thing once."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.conversation.command import Turn
from bot.conversation.form import Choice, Place, Source
from bot.language import Text

Makers = Mapping[str, Callable[[Turn], Source]]


class Sources(Mapping[str, Source]):
    """What a form of this turn may search, by name."""

    def __init__(self, makers: Makers, turn: Turn) -> None:
        self._makers = makers
        self._turn = turn
        self._made: dict[str, Source] = {}

    def __getitem__(self, name: str) -> Source:
        if name not in self._made:
            self._made[name] = _Once(self._makers[name](self._turn))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class _Once:
    """A source that looks up what a thing is called once, however often a form asks."""

    def __init__(self, source: Source) -> None:
        self.search: Callable[[str], Sequence[Choice]] = source.search
        self.near: Callable[[Place], Sequence[Choice]] = source.near
        self._label = source.label
        self._labels: dict[str, Text | None] = {}

    def label(self, value: str) -> Text | None:
        if value not in self._labels:
            self._labels[value] = self._label(value)
        return self._labels[value]
