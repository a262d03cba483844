"""Who may give the commands about notices."""

from tests.notices.story import hosted_li, notice_id, writes
from tests.rights import KNOWN, SECRETARIES, Case
from tests.town import Town


async def draft(town: Town) -> str:
    """Wang has written a notice for those who are hosted, and has not sent it."""
    await hosted_li(town)
    await writes(town, "开会")
    return await notice_id(town)


async def out(town: Town) -> str:
    """It has gone out."""
    id = await draft(town)
    await town.phone("wang").taps("发出去")
    return id


async def answered(town: Town) -> str:
    return f"{await out(town)}-read"


RIGHTS = {
    "compose": Case(SECRETARIES),
    "composebelow": Case({"sun"}),
    "draftnotice": Case({"wang"}, draft),
    "sendnotice": Case({"wang"}, draft),
    "trynotice": Case({"wang"}, draft),
    "dropnotice": Case({"wang"}, draft),
    "ournotices": Case(SECRETARIES),
    "noticesbelow": Case({"sun"}),
    "reading": Case(KNOWN),
    "ournotice": Case({"wang"}, out),
    "whoanswered": Case({"wang"}, out),
    "phonenotice": Case({"wang"}, out),
    "stopnotice": Case({"wang"}, out),
    "resendnotice": Case({"wang"}, out),
    "mendnotice": Case({"wang"}, out),
    "copynotice": Case({"wang"}, out),
    "printnotice": Case({"wang"}, out),
    "reply": Case({"li"}, answered),
    "news": Case(KNOWN),
    "readnews": Case({"li"}, out),
}
