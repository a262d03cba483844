"""What most stories about the board begin with."""

from datetime import date

from bot.conversation import Tapped
from bot.openness import store
from bot.openness.model import Approval, Entry
from tests.rights import hosted
from tests.town import COUNTY, HOST, Town

UNTIL = date(2026, 12, 1)


async def publishes(town: Town, unit: str = HOST, **given: object) -> str:
    """A unit has published an entry, by default a decision; its id."""
    id = await town.unit_id(unit)
    fields: dict[str, object] = {
        "id": town.bot.new_id(),
        "unit": id,
        "kind": "affair",
        "title": "春节值班安排",
        "words": "初一到初三书记值班",
        "made_on": date(2026, 11, 20),
    }
    entry = Entry(**(fields | given))  # type: ignore[arg-type]
    await town.bot.store.turn(lambda tx: store.put_entry(tx, entry))
    return entry.id


async def decision(town: Town) -> str:
    await hosted(town)
    return await publishes(town)


async def draft(town: Town) -> str:
    await hosted(town)
    return await publishes(town, kind="draft", title="晒谷坪改停车场", until=UNTIL)


async def poll(town: Town) -> str:
    await hosted(town)
    choices = ("周六", "周日")
    return await publishes(
        town, kind="poll", title="几点开会", words="", choices=choices, until=UNTIL
    )


async def money(town: Town) -> None:
    for year, amount in ((2024, 100000), (2025, 80000), (2026, 84000)):
        await publishes(
            town, COUNTY, kind="threepublic", title="公务接待费", words="", year=year, amount=amount
        )


async def project(town: Town) -> str:
    return await publishes(
        town, kind="project", title="修路", amount=4860000, state=Approval.DECLARED
    )


async def opens(town: Town, key: str, id: str) -> str:
    return await town.phone(key).gives(Tapped(f"openentry/{id}"))
