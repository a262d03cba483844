"""Full-text search that finds two Chinese characters as well as the start of a word.

SQLite's own tokenizers cut Chinese badly and its trigrams miss words of two characters, so
texts are stored as overlapping pairs of characters, and Latin words as they are.
https://www.sqlite.org/fts5.html
"""

import re
import unicodedata

from bot.storage.transaction import Transaction

_WORDS = re.compile(r"[a-z0-9]+|[^\W\da-z_]+")

# Tokens of a query that count; a thousand would keep the writer busy for 20 ms.
_LONGEST = 64


class SearchIndex:
    """One full-text table. `name` is a literal of the code, never a person's word.

    Keys are made by the program: letters and digits.

    For public words only: FTS5 keeps what was dropped in the file until it merges its pages,
    and before SQLite 3.42 it cannot do otherwise.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def script(self) -> str:
        """The statement for the room's migration."""
        # The words are cut here already. `ascii` leaves them as they are; the default would drop
        # letters that it does not know and take accents away.
        return f"CREATE VIRTUAL TABLE {self._name} USING fts5 (key, tokens, tokenize = 'ascii');"

    def put(self, tx: Transaction, key: str, text: str) -> None:
        """Index `text` under `key`, in place of what was there."""
        self.drop(tx, key)
        tx.change(
            f"INSERT INTO {self._name} VALUES (:key, :tokens)",
            {"key": key, "tokens": " ".join(_tokens(text))},
        )

    def drop(self, tx: Transaction, key: str) -> None:
        # By the index: comparing the column alone would read the whole table.
        tx.change(
            f"DELETE FROM {self._name} WHERE key MATCH :phrase AND key = :key",
            {"phrase": f'"{key}"', "key": key},
        )

    def find(self, tx: Transaction, query: str, limit: int) -> list[str]:
        """The keys whose texts share most with `query`, the best first."""
        tokens = [
            f'"{token}"' + "*" * (_latin(token) or len(token) == 1)
            for token in _pairs(query)[:_LONGEST]
        ]
        if not tokens:
            return []
        rows = tx.all(
            f"SELECT key FROM {self._name} WHERE tokens MATCH :match ORDER BY rank LIMIT :limit",
            {"match": " OR ".join(tokens), "limit": limit},
        )
        return [row["key"] for row in rows]


def _tokens(text: str) -> list[str]:
    """What is stored: the pairs, and the last character of each run, for prefixes of one."""
    words = _WORDS.findall(_fold(text))
    ends = [word[-1] for word in words if not _latin(word)]
    return _pairs(text) + ends


def _pairs(text: str) -> list[str]:
    tokens: list[str] = []
    for word in _WORDS.findall(_fold(text)):
        if _latin(word) or len(word) == 1:
            tokens.append(word)
        else:
            tokens += [word[at : at + 2] for at in range(len(word) - 1)]
    return list(dict.fromkeys(tokens))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _latin(word: str) -> bool:
    return word.isascii()
