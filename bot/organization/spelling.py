"""How people write the name of a branch: in characters, in pinyin, or by its initials."""

import re
import unicodedata
from collections.abc import Iterator

# Nobody's village has a longer name, and a pasted page must not become a query.
LONGEST_QUERY = 64

_WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z0-9]+")
_CHINESE = re.compile(r"[^\W\da-z_]+")
_GENERIC = re.compile(r"中国共产党|中共|党?总支部?|党?支部|党委|委员会")
_LATIN_GENERIC = re.compile(r"(?<=.)(?:dangzhibu|zhibu|dzb|zb)$")


def core(text: str) -> str:
    """What tells one unit from another: no spaces, no marks, no 党支部, in lower case."""
    return _without_generic("".join(_WORD.findall(_fold(text))))


def index_words(name: str, place: str) -> str:
    """What a search index keeps of a unit: among others the words that begin at each syllable.

    The first call in a process loads pypinyin, which takes an eighth of a second.
    """
    texts = core(name), core(place)
    return " ".join((*texts, *(word for text in texts for word in _spelled(text))))


def query_words(query: str) -> str:
    """What to look for in an index of `index_words` when somebody typed `query`."""
    folded = _fold(query[:LONGEST_QUERY])
    chinese = _without_generic("".join(_CHINESE.findall(folded)))
    latin = _LATIN.findall(folded)
    # Many put a space after each syllable; a letter alone begins half of all names.
    words = dict.fromkeys(("".join(latin), *(word for word in latin if len(word) > 1)))
    return " ".join((chinese, *(_LATIN_GENERIC.sub("", word) for word in words)))


def _spelled(text: str) -> Iterator[str]:
    """The rest of `text` from each syllable on, in full and by initials."""
    for syllables in _readings(text):
        for at in range(len(syllables)):
            yield "".join(syllables[at:])
            yield "".join(syllable[0] for syllable in syllables[at:])


def _readings(text: str) -> Iterator[list[str]]:
    """The usual reading; then, for each character that has others, each of those in its place.

    The dictionary of phrases knows cities, but not whether 长桥镇 is a Chang or a Zhang.
    """
    from pypinyin import Style, pinyin

    found = pinyin(text, style=Style.NORMAL, heteronym=True)
    syllables = [readings for readings in found if _LATIN.fullmatch(readings[0])]
    usual = [readings[0] for readings in syllables]
    yield usual
    for at, readings in enumerate(syllables):
        for other in readings[1:]:
            yield [*usual[:at], other, *usual[at + 1 :]]


def _without_generic(text: str) -> str:
    return _GENERIC.sub("", text) or text


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()
