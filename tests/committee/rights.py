"""Who may give the committee's commands, and those about offices."""

from bot.people import Role
from tests.rights import EVERYBODY, SECRETARIES, Case
from tests.town import HOST, OTHER, Town


async def host(town: Town) -> str:
    return await town.unit_id(HOST)


async def host_and_other(town: Town) -> str:
    return f"{await town.unit_id(HOST)}-{await town.unit_id(OTHER)}"


async def secretary(town: Town) -> str:
    return f"{await town.unit_id(HOST)}-wang"


async def deputy(town: Town) -> str:
    await town.appoint("mei", "梅兰", Role.DEPUTY, HOST)
    return f"{await town.unit_id(HOST)}-mei"


async def closed(town: Town) -> str:
    id = await town.unit_id(HOST)
    await town.bot.store.turn(
        lambda tx: tx.change("UPDATE unit SET closed = 1 WHERE id = :id", {"id": id})
    )
    return id


RIGHTS = {
    "matters": Case({"sun"}),
    "mattershere": Case({"sun"}, host),
    "committee": Case({"sun"}),
    "branches": Case({"sun"}),
    "findbranch": Case({"sun"}),
    "unit": Case({"sun"}, host),
    "unitacts": Case({"sun"}, host),
    "openbranch": Case({"sun"}),
    "close": Case({"sun"}, host),
    "closenow": Case({"sun"}, host),
    "merge": Case({"sun"}, host),
    "mergeask": Case({"sun"}, host_and_other),
    "mergenow": Case({"sun"}, host_and_other),
    "reopen": Case({"sun"}, closed),
    "appoint": Case({"sun"}, host),
    "officer": Case({"sun"}, host),
    "invites": Case({"sun"}, host),
    "uninvite": Case({"sun", "wang"}, host),
    "holders": Case({"sun"}, host),
    "dismiss": Case({"sun"}, secretary),
    "dismissnow": Case({"sun"}, secretary),
    "handover": Case(SECRETARIES),
    "handto": Case({"wang"}, deputy),
    "handnow": Case({"wang"}, deputy),
    "successor": Case({"wang"}, host),
    "office": Case(set(EVERYBODY)),
}
