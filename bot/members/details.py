"""Queries about what members say of being away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.members.model import Details, Reason, Standing
from bot.members.spelling import spelled
from bot.storage import Transaction

NOTHING_SAID = Details()


def details(tx: Transaction, person: str) -> Details:
    row = tx.one("SELECT * FROM details WHERE person = :person", {"person": person})
    return _details(row) if row else NOTHING_SAID


def put_details(tx: Transaction, person: str, details: Details) -> None:
    tx.change(
        "INSERT INTO details VALUES (:person, :reason, :since, :until, :standing, :certificate,"
        " :noted, :reported, :paper) ON CONFLICT (person) DO UPDATE SET reason = excluded.reason,"
        " since = excluded.since, until = excluded.until, standing = excluded.standing,"
        " certificate = excluded.certificate, noted = excluded.noted,"
        " reported = excluded.reported, paper = excluded.paper",
        {
            "person": person,
            "reason": details.reason,
            "since": _written(details.since),
            "until": _written(details.until),
            "standing": details.standing,
            "certificate": details.certificate,
            "noted": _written(details.noted),
            "reported": _written(details.reported),
            "paper": _written(details.paper),
        },
    )


def renamed(tx: Transaction, person: str, name: str) -> None:
    """Have the lists order a person by another name."""
    tx.change(
        "UPDATE placement SET spelled = :spelled WHERE person = :person",
        {"spelled": spelled(name), "person": person},
    )


def _details(row: Mapping[str, Any]) -> Details:
    return Details(
        reason=Reason(row["reason"]) if row["reason"] else None,
        since=_day(row["since"]),
        until=_day(row["until"]),
        standing=Standing(row["standing"]) if row["standing"] else None,
        certificate=None if row["certificate"] is None else bool(row["certificate"]),
        noted=_day(row["noted"]),
        reported=_day(row["reported"]),
        paper=_day(row["paper"]),
    )


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
