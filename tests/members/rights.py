"""Who may give the commands about placements."""

from bot.conversation import Tapped
from tests.rights import EVERYBODY, KNOWN, SECRETARIES, Case, asked, hosted
from tests.town import Town


async def asked_back(town: Town) -> str:
    id = await asked(town)
    wang = town.phone("wang")
    await wang.gives(Tapped(f"askback/{id}"))
    await wang.says("哪里？", "1")
    return id


RIGHTS = {
    "register": Case(set(EVERYBODY)),
    "registration": Case(KNOWN),
    "answer": Case({"li"}, asked_back),
    "withdraw": Case({"li"}, asked),
    "move": Case(set()),
    "goback": Case(set()),
    "requests": Case(SECRETARIES),
    "hosted": Case(SECRETARIES),
    "request": Case({"wang", "sun"}, asked),
    "accept": Case({"wang", "sun"}, asked),
    "askback": Case({"wang", "sun"}, asked),
    "decline": Case({"wang", "sun"}, asked),
    "away": Case(SECRETARIES),
    "stay": Case({"chen", "sun"}, hosted),
    "confirm": Case({"chen", "sun"}, hosted),
    "object": Case({"chen", "sun"}, hosted),
    "matters": Case({"sun"}),
}
