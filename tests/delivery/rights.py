"""Who may open what was said to somebody."""

from tests.rights import Case, asked
from tests.town import Town


async def said_to_wang(town: Town) -> str:
    await asked(town)
    said = await town.bot.store.turn(
        lambda tx: tx.value("SELECT id FROM outbox WHERE person = 'wang'")
    )
    return str(said)


RIGHTS = {"notice": Case({"wang"}, said_to_wang)}
