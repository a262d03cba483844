"""Who may give a command: the cases that each room's tests bring in a `rights.py` of theirs."""

from collections.abc import Awaitable, Callable, Set
from dataclasses import dataclass

from bot.conversation import Tapped
from tests.town import Town

# li asks for a placement at the host branch; wang is the host's secretary, chen the home's, zhou
# another branch's, sun the committee's officer; mei is another member, hosted nowhere yet; the
# stranger is known to nobody.
EVERYBODY = ("stranger", "li", "mei", "wang", "chen", "zhou", "sun")
KNOWN = frozenset(EVERYBODY) - {"stranger"}
SECRETARIES = frozenset({"wang", "chen", "zhou"})
DENIED = "这里办不了"


async def asked(town: Town) -> str:
    """li and mei have asked for a placement; the id of li's."""
    await town.phone("li").says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")
    await town.phone("mei").says("报到", "1", "梅兰", "跳过", "河湾", "1", "东莞", "1", "1")
    row = await town.bot.store.turn(
        lambda tx: tx.one(
            "SELECT placement.id FROM placement JOIN person ON person.id = person"
            " WHERE name = '李明'"
        )
    )
    return str(row["id"])


async def hosted(town: Town) -> str:
    """li's request was accepted."""
    id = await asked(town)
    await town.phone("wang").gives(Tapped(f"accept/{id}"))
    return id


async def nothing(town: Town) -> str:
    """The same as `asked`, but the command is about nothing."""
    await asked(town)
    return ""


@dataclass(frozen=True, slots=True)
class Case:
    """Who may give a command. `about` makes what it is about, and comes after nothing else."""

    who: Set[str]
    about: Callable[[Town], Awaitable[str]] = nothing
