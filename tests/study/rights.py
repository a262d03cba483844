"""Who may give the commands about study."""

from tests.rights import KNOWN, SECRETARIES, Case
from tests.study.story import piece_of_wang, shipped
from tests.town import Town


async def a_piece(town: Town) -> str:
    await shipped(town)
    return "wages"


RIGHTS = {
    "study": Case(KNOWN),
    "piece": Case(KNOWN, a_piece),
    "readpiece": Case(KNOWN, a_piece),
    "studyyear": Case(KNOWN),
    "studypace": Case(KNOWN),
    "studynote": Case(KNOWN),
    "ourpieces": Case(SECRETARIES | {"sun"}),
    "ourpiece": Case({"wang"}, piece_of_wang),
    "writepiece": Case(SECRETARIES | {"sun"}),
    "changepiece": Case({"wang"}, piece_of_wang),
    "droppiece": Case({"wang"}, piece_of_wang),
}
