"""Greetings on one's joining day and at festivals, for those who want them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.conversation import Unclear
from bot.language import T, Text
from bot.storage import Transaction

SCRIPT = """
        -- Month and day, such as 07-01: in which year is of no use here.
        CREATE TABLE joining_day (
            person TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
            day TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX joining_day_day ON joining_day (day);
        """

ZONE = ZoneInfo("Asia/Shanghai")
# By the clock of that zone; phones at rest show it in their own morning.
AT = timedelta(hours=9)

_SPRING = frozenset(
    {
        "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23",
        "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08",
    }
)  # fmt: skip
SPRING = T("The Spring Festival is here. Wherever you are, we wish you and yours a good new year.")
_FESTIVALS: Mapping[str, Text] = MappingProxyType(
    {
        "01-01": T("A new year begins. We wish you and yours health and good work."),
        "07-01": T("Today is the Party's birthday. Greetings from home, wherever you are."),
        "10-01": T("Today is National Day. We wish you and yours a good holiday."),
    }
)
JOINING = T("On this day you joined the Party. Thank you for all these years; greetings from home.")

_DAY = re.compile(r"(?:\d{4}\D{1,2})?(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?")


def festival(day: date) -> Text | None:
    if day.isoformat() in _SPRING:
        return SPRING
    return _FESTIVALS.get(f"{day:%m-%d}")


def read_day(words: str) -> str:
    """A day of the year, such as `7月1日` or `1998-07-01`, as `07-01`; else raise `Unclear`."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", words).strip())
    try:
        # A leap year, for the 29th of February is a day too.
        day = date(2024, int(found[1]), int(found[2])) if found else None
    except ValueError:
        day = None
    if day is None:
        raise Unclear(T("Please type month and day, for example 7月1日 or 07-01."))
    return f"{day:%m-%d}"


def put_day(tx: Transaction, person: str, day: str) -> None:
    tx.change(
        "INSERT INTO joining_day VALUES (:person, :day)"
        " ON CONFLICT DO UPDATE SET day = excluded.day",
        {"person": person, "day": day},
    )


def drop_day(tx: Transaction, person: str) -> None:
    tx.change("DELETE FROM joining_day WHERE person = :person", {"person": person})


def day_of(tx: Transaction, person: str) -> str | None:
    day: str | None = tx.value(
        "SELECT day FROM joining_day WHERE person = :person", {"person": person}
    )
    return day


def wishing(tx: Transaction) -> list[str]:
    """Who agreed to be greeted."""
    rows = tx.all("SELECT person FROM consent WHERE purpose = 'greetings' ORDER BY person")
    return [row["person"] for row in rows]


def joined_on(tx: Transaction, day: date) -> list[str]:
    """Who agreed to be greeted and joined on this day of the year.

    In a year without a 29th of February, who joined on that day is greeted on the day before.
    """
    last = day.month == 2 and (day + timedelta(days=1)).month == 3
    rows = tx.all(
        "SELECT person FROM joining_day JOIN consent USING (person)"
        " WHERE purpose = 'greetings' AND day IN (:day, :leap) ORDER BY person",
        {"day": f"{day:%m-%d}", "leap": "02-29" if last else ""},
    )
    return [row["person"] for row in rows]


def next_morning(now: datetime) -> datetime:
    """The morning after a night in which things are tidied."""
    local = now.astimezone(ZONE)
    morning = datetime.combine(local.date(), datetime.min.time(), ZONE) + AT
    return morning if morning > now else morning + timedelta(days=1)
