"""Who may give the commands about the board."""

from tests.openness.story import decision, draft, poll
from tests.openness.test_work import work_report
from tests.rights import EVERYBODY, SECRETARIES, Case, asked
from tests.town import HOST, Town

ANYBODY = frozenset(EVERYBODY)
OFFICERS = SECRETARIES | {"sun"}


async def unit(town: Town) -> str:
    await asked(town)
    return await town.unit_id(HOST)


async def section(town: Town) -> str:
    return f"{await unit(town)}-affairs"


async def register(town: Town) -> str:
    await asked(town)
    return "register"


async def choice(town: Town) -> str:
    return f"{await poll(town)}-1"


RIGHTS = {
    "openness": Case(ANYBODY),
    "openfind": Case(ANYBODY),
    "openreports": Case(ANYBODY),
    "openat": Case(ANYBODY, unit),
    "openlist": Case(ANYBODY, section),
    "openall": Case(ANYBODY, register),
    "openentry": Case(ANYBODY, decision),
    "askentry": Case(ANYBODY, decision),
    "opinion": Case(ANYBODY, draft),
    "vote": Case(ANYBODY, choice),
    "comment": Case({"li"}, work_report),
    "putentry": Case(OFFICERS),
    "ourentries": Case(SECRETARIES),
    "oursabove": Case({"sun"}),
    "addtoentry": Case({"wang"}, decision),
    "sumup": Case({"wang"}, draft),
    "workreport": Case({"wang"}, unit),
    "writereport": Case({"wang"}, unit),
    "yearmeetings": Case({"wang"}, unit),
    "printsheets": Case({"wang"}, unit),
}
