"""Who may give the commands about activities."""

from bot.activities.attendance import Present, put_present
from bot.activities.codes import Way
from bot.activities.groups import Group, put_group
from bot.activities.quorum import Standing
from tests.activities.meetings import draft, published
from tests.rights import EVERYBODY, KNOWN, SECRETARIES, Case, hosted
from tests.town import HOST, Town


async def proposed(town: Town) -> str:
    return f"{await town.unit_id(HOST)}-theme_day"


async def host(town: Town) -> str:
    return await town.unit_id(HOST)


async def grouped(town: Town) -> str:
    unit = await town.unit_id(HOST)
    await town.bot.store.turn(lambda tx: put_group(tx, Group("group", unit, "第一小组")))
    return "group-0"


async def in_group(town: Town) -> str:
    await hosted(town)
    await grouped(town)
    row = await town.bot.store.turn(
        lambda tx: tx.one("SELECT person FROM placement WHERE state = 'hosted'")
    )
    return f"group-p{row['person']}"


async def month(town: Town) -> str:
    return f"{await town.unit_id(HOST)}-202611"


async def not_yet(town: Town) -> str:
    return "theme_day-"


async def ticked(town: Town) -> str:
    return f"{await published(town)}-pli"


async def came(town: Town) -> str:
    """Somebody has come to a meeting of wang's."""
    id = await published(town)
    who = Present("came", id, None, None, "丁老汉", "", Standing.FULL, Way.TICKED)
    await town.bot.store.turn(lambda tx: put_present(tx, who))
    return who.id


RIGHTS = {
    "activities": Case(KNOWN),
    "whatson": Case(KNOWN),
    "activity": Case({"li", "wang"}, published),
    "coming": Case({"li", "wang"}, published),
    "perhaps": Case({"li", "wang"}, published),
    "cannot": Case({"li", "wang"}, published),
    "calendar": Case({"li", "wang"}, published),
    "plan": Case(SECRETARIES),
    "planned": Case(SECRETARIES),
    "recordheld": Case(SECRETARIES),
    "expected": Case(SECRETARIES),
    "propose": Case({"wang"}, proposed),
    "preview": Case({"wang"}, draft),
    "publish": Case({"wang"}, draft),
    "dropdraft": Case({"wang"}, draft),
    "change": Case({"wang"}, published),
    "callitoff": Case({"wang"}, published),
    "manage": Case({"wang"}, published),
    "checkin": Case(KNOWN),
    "came": Case(set(EVERYBODY)),
    "here": Case(KNOWN),
    "room": Case({"wang"}, published),
    "qr": Case({"wang"}, published),
    "signin": Case({"wang"}, published),
    "tick": Case({"wang"}, ticked),
    "guest": Case({"wang"}, published),
    "whocame": Case({"wang"}, published),
    "undo": Case({"wang"}, came),
    "venue": Case({"wang"}, published),
    "quorum": Case({"wang"}, published),
    "writeminutes": Case({"wang"}, published),
    "minutes": Case({"li", "wang"}, published),
    "myyear": Case(KNOWN),
    "paper": Case({"wang"}, published),
    "whocamefile": Case({"wang"}, published),
    "yearof": Case({"wang", "sun"}, host),
    "ouryear": Case(SECRETARIES),
    "lookedafter": Case({"wang"}, month),
    "groups": Case(SECRETARIES),
    "newgroup": Case(SECRETARIES),
    "group": Case({"wang"}, grouped),
    "intogroup": Case({"wang"}, in_group),
    "outofgroup": Case({"wang"}, in_group),
    "held": Case({"sun"}),
    "notyet": Case({"sun"}, not_yet),
    "heldin": Case({"sun"}, host),
}
