"""Who may give the commands about activities."""

from tests.activities.meetings import draft, published
from tests.rights import KNOWN, SECRETARIES, Case
from tests.town import HOST, Town


async def proposed(town: Town) -> str:
    return f"{await town.unit_id(HOST)}-theme_day"


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
    "expected": Case(SECRETARIES),
    "propose": Case({"wang"}, proposed),
    "preview": Case({"wang"}, draft),
    "publish": Case({"wang"}, draft),
    "dropdraft": Case({"wang"}, draft),
    "change": Case({"wang"}, published),
    "callitoff": Case({"wang"}, published),
    "manage": Case({"wang"}, published),
}
