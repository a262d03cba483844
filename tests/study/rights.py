"""Who may give the commands about study."""

from bot.conversation import Tapped
from tests.rights import KNOWN, SECRETARIES, Case
from tests.study.story import piece_of_wang, shipped
from tests.town import Town


async def a_piece(town: Town) -> str:
    await shipped(town)
    return "wages"


async def noted_by_li(town: Town) -> str:
    """Li has noted hours from elsewhere; what they are called."""
    await shipped(town)
    await town.phone("li").says("学习")
    await town.phone("li").gives(Tapped("studynote/"))
    await town.phone("li").says("两小时")
    await town.phone("li").taps("记下")
    return str(await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM studied_elsewhere")))


RIGHTS = {
    "study": Case(KNOWN),
    "piece": Case(KNOWN, a_piece),
    "readpiece": Case(KNOWN, a_piece),
    "studyyear": Case(KNOWN),
    "studypace": Case(KNOWN),
    "studynote": Case(KNOWN),
    "studyunnote": Case({"li"}, noted_by_li),
    "ourpieces": Case(SECRETARIES | {"sun"}),
    "ourpiece": Case({"wang"}, piece_of_wang),
    "writepiece": Case(SECRETARIES | {"sun"}),
    "changepiece": Case({"wang"}, piece_of_wang),
    "droppiece": Case({"wang"}, piece_of_wang),
}
