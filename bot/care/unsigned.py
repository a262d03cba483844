"""Queries about what was sent without a name and waits for the night."""

from bot.storage import Transaction


def put(tx: Transaction, id: str, kind: str, unit: str, about: str, words: str) -> None:
    tx.change(
        "INSERT INTO unsigned VALUES (:id, :kind, :unit, :about, :words)",
        {"id": id, "kind": kind, "unit": unit, "about": about, "words": words},
    )


def count(tx: Transaction, unit: str, kind: str, most: int) -> int:
    """How much of a kind waits for the night at a unit, counted up to `most`."""
    found = tx.value(
        "SELECT count(*) FROM (SELECT 1 FROM unsigned WHERE unit = :unit AND kind = :kind"
        " LIMIT :most)",
        {"unit": unit, "kind": kind, "most": most},
    )
    return int(found or 0)


def take(tx: Transaction, kind: str) -> list[tuple[str, str, str]]:
    """Take out all that waits of a kind: unit, what it is about, words. Ids order it, by chance."""
    rows = tx.all(
        "SELECT unit, about, words FROM unsigned WHERE kind = :kind ORDER BY id", {"kind": kind}
    )
    tx.change("DELETE FROM unsigned WHERE kind = :kind", {"kind": kind})
    return [(row["unit"], row["about"], row["words"]) for row in rows]
