"""How a name is ordered and found: by its pinyin, by itself, and by its initials."""

import unicodedata


def spelled(name: str) -> str:
    """What lists are ordered by: the pinyin, then the name, then the initials.

    Names that are alike are spelled alike, others are not. The first call in a process loads
    pypinyin, which takes an eighth of a second.
    """
    from pypinyin import lazy_pinyin

    folded = unicodedata.normalize("NFKC", name).lower()
    syllables = lazy_pinyin(folded)
    initials = "".join(syllable[0] for syllable in syllables)
    return f"{' '.join(syllables)} {folded} {initials}"


def warm_up() -> None:
    """Load pypinyin before somebody has to wait for it."""
    spelled("")


def sought(words: str) -> str:
    """What to look for in what `spelled` made, without its spaces."""
    return "".join(unicodedata.normalize("NFKC", words).lower().split())
