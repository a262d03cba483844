"""Words that must be short to stand in a list."""

import unicodedata


def shortened(words: str, columns: int) -> str:
    """The beginning of the first line; a Chinese character takes two columns."""
    line = words.split("\n", 1)[0]
    kept, left = "", columns
    for letter in line:
        left -= 2 if unicodedata.east_asian_width(letter) in "FW" else 1
        if left < 0:
            return f"{kept.rstrip()}…"
        kept += letter
    return line
