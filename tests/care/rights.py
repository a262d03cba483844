"""Who may give the commands about asks."""

from bot.conversation import Tapped
from tests.care.story import asked_for_help, last_id, night, suggests
from tests.care.test_pairing import asked_for_one, paired
from tests.rights import EVERYBODY, KNOWN, SECRETARIES, Case, asked
from tests.town import HOST, Town

ANYBODY = frozenset(EVERYBODY)


async def law(town: Town) -> str:
    await asked(town)
    return "law"


async def to_home(town: Town) -> str:
    id = await asked_for_help(town)
    unit = await town.bot.store.turn(
        lambda tx: tx.value("SELECT unit.id FROM unit WHERE name LIKE '%河湾村%'")
    )
    return f"{id}-{unit}"


async def answered(town: Town) -> str:
    """A suggestion without a name was handed over, and answered by wang."""
    await asked(town)
    await suggests(town.phone("li"), "修路灯")
    await night(town)
    id = await last_id(town)
    wang = town.phone("wang")
    await wang.gives(Tapped(f"answerask/{id}"))
    await wang.says("这就修", "跳过")
    await wang.taps("发送")
    return id


async def branch(town: Town) -> str:
    await asked(town)
    return await town.unit_id(HOST)


async def found(town: Town) -> str:
    """sun has given wang's branch a finding."""
    unit = await branch(town)
    sun = town.phone("sun")
    await sun.gives(Tapped(f"givefinding/{unit}"))
    await sun.says("账目三个月没有公开", "跳过")
    await sun.taps("发送")
    return await last_id(town)


OFFICERS = SECRETARIES | {"sun"}
RIGHTS = {
    "care": Case(ANYBODY),
    "helpkinds": Case(ANYBODY),
    "helpwith": Case(ANYBODY, law),
    "askhelp": Case(ANYBODY, law),
    "myasks": Case(KNOWN),
    "myask": Case({"li"}, asked_for_help),
    "settleask": Case({"li"}, asked_for_help),
    "reopenask": Case({"li"}, asked_for_help),
    "addtoask": Case({"li"}, asked_for_help),
    "suggest": Case(ANYBODY),
    "board": Case(ANYBODY),
    "onboard": Case(ANYBODY, answered),
    "asks": Case(OFFICERS),
    "asksabove": Case({"sun"}),
    "ask": Case({"wang"}, asked_for_help),
    "readask": Case({"wang"}, asked_for_help),
    "takeask": Case({"wang"}, asked_for_help),
    "answerask": Case({"wang"}, asked_for_help),
    "changedask": Case({"wang"}, asked_for_help),
    "passask": Case({"wang"}, asked_for_help),
    "passto": Case({"wang"}, to_home),
    "hideask": Case({"wang"}, asked_for_help),
    "asksat": Case({"sun"}, branch),
    "askmatter": Case({"sun"}, asked_for_help),
    "givefinding": Case({"sun"}, branch),
    "pairs": Case(ANYBODY),
    "pair": Case({"wang", "li"}, paired),
    "agreepair": Case({"wang", "li"}, paired),
    "endpair": Case({"wang", "li"}, paired),
    "proposepair": Case({"wang"}, asked_for_one),
    "dues": Case(ANYBODY),
    "greetings": Case(KNOWN),
    "joiningday": Case(KNOWN),
    "greetme": Case(KNOWN),
    "forgetday": Case(KNOWN),
    "settlefind": Case({"sun"}, found),
    "reopenfind": Case({"sun"}, found),
}
