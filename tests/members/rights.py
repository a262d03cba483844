"""Who may give the commands about placements."""

from bot import people
from bot.conversation import Tapped
from tests.rights import EVERYBODY, KNOWN, SECRETARIES, Case, asked, hosted
from tests.town import HOME, Town


async def asked_back(town: Town) -> str:
    id = await asked(town)
    wang = town.phone("wang")
    await wang.gives(Tapped(f"askback/{id}"))
    await wang.says("哪里？", "1")
    return id


async def on_the_list(town: Town) -> str:
    """li and mei have asked for a placement; a line of the home branch's list, of another."""
    await asked(town)
    await town.brings_list(HOME, ("张伟", "13700137000", False))
    return str(await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM roster")))


async def long_away(town: Town) -> str:
    """The same, and somebody on that list is away for long without a host."""
    id = await on_the_list(town)
    await town.phone("chen").gives(Tapped(f"gone/{id}"))
    await town.phone("chen").says("2026-10-01", "1")
    return id


async def unreachable(town: Town) -> str:
    """li is hosted, and has closed the chat."""
    id = await hosted(town)
    await town.bot.store.turn(lambda tx: people.set_open(tx, town.phone("li").chat, False))
    return id


RIGHTS = {
    "register": Case(set(EVERYBODY)),
    "registration": Case(KNOWN),
    "card": Case(KNOWN),
    "mylines": Case(KNOWN),
    "myname": Case(KNOWN),
    "myphone": Case(KNOWN),
    "mystanding": Case({"li", "mei"}),
    "myreason": Case({"li", "mei"}),
    "mysince": Case({"li", "mei"}),
    "myuntil": Case({"li", "mei"}),
    "mycertif": Case({"li", "mei"}),
    "myhome": Case(set()),
    "asbefore": Case(set()),
    "answer": Case({"li"}, asked_back),
    "withdraw": Case({"li"}, asked),
    "move": Case(set()),
    "goback": Case(set()),
    "branch": Case(SECRETARIES),
    "requests": Case(SECRETARIES),
    "roster": Case(SECRETARIES),
    "hosted": Case(SECRETARIES),
    "request": Case({"wang", "sun"}, asked),
    "accept": Case({"wang", "sun"}, asked),
    "askback": Case({"wang", "sun"}, asked),
    "decline": Case({"wang", "sun"}, asked),
    "away": Case(SECRETARIES),
    "athome": Case(SECRETARIES),
    "find": Case(SECRETARIES),
    "line": Case({"chen"}, on_the_list),
    "gone": Case({"chen"}, on_the_list),
    "athomeagain": Case({"chen"}, on_the_list),
    "without": Case(SECRETARIES),
    "enrol": Case(SECRETARIES),
    "sendaway": Case({"chen"}, on_the_list),
    "joincode": Case({"wang", "chen"}, asked),
    "bringhome": Case({"wang", "chen"}, unreachable),
    "contacts": Case(SECRETARIES),
    "contact": Case({"chen"}, long_away),
    "contacted": Case({"chen"}, long_away),
    "stay": Case({"chen", "sun"}, hosted),
    "confirm": Case({"chen", "sun"}, hosted),
    "object": Case({"chen", "sun"}, hosted),
}
