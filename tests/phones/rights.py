"""Who may give the commands about one's phones."""

from bot.conversation import Chat
from bot.phones.model import key
from tests.rights import EVERYBODY, KNOWN, Case, asked
from tests.town import Town


async def lis_phone(town: Town) -> str:
    await asked(town)
    return key(Chat("test", "li"))


RIGHTS = {
    "phones": Case(KNOWN),
    "phone": Case({"li"}, lis_phone),
    "phonefirst": Case({"li"}, lis_phone),
    "phoneoff": Case({"li"}, lis_phone),
    "linkphone": Case(KNOWN),
    "link": Case(set(EVERYBODY)),
    "linkyes": Case(set(EVERYBODY)),
    "linkcode": Case(set(EVERYBODY)),
}
