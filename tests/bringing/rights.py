"""Who may bring a branch's list, and its people."""

from tests.rights import EVERYBODY, SECRETARIES, Case
from tests.town import Town


async def waiting(town: Town) -> str:
    """A list of the home branch waits for a yes; its id."""
    await town.phone("chen").says("导入名单", "李明")
    id = await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM brought"))
    return str(id)


async def line(town: Town) -> str:
    """A line of the home branch's list."""
    await taken(town)
    return str(await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM roster")))


async def taken(town: Town) -> str:
    """The home branch's list was just changed; the branch."""
    await waiting(town)
    await town.phone("chen").taps("用作")
    unit = await town.bot.store.turn(lambda tx: tx.value("SELECT unit FROM former"))
    return str(unit)


RIGHTS = {
    "lists": Case(SECRETARIES),
    "bring": Case(SECRETARIES),
    "brought": Case({"chen"}, waiting),
    "takelist": Case({"chen"}, waiting),
    "addlist": Case({"chen"}, waiting),
    "droplist": Case({"chen"}, waiting),
    "undolist": Case({"chen"}, taken),
    "export": Case(SECRETARIES),
    "sheet": Case(SECRETARIES),
    "poster": Case(SECRETARIES),
    "grouptext": Case(SECRETARIES),
    "guesttext": Case(SECRETARIES),
    "fromhome": Case(set(EVERYBODY)),
    "codes": Case(SECRETARIES),
    "code": Case({"chen"}, line),
    "claim": Case(set(EVERYBODY)),
}
