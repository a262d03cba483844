"""The holders' requests: list, open, step, reseal."""

from hashlib import sha256
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.reports.answers import Handler, answer
from bot.reports.box import Box, Refusal
from bot.reports.cabinet import Cabinet, Line
from bot.reports.door import Asked, Door
from bot.reports.frames import LONGEST_BODY, LONGEST_CASE, LONGEST_HEAD, Incoming
from bot.reports.reading import read_mailbox, read_resealing, read_step
from bot.reports.turns import Turns
from bot.reports.weeks import shown


class HolderRequests:
    """What the desks ask of the box."""

    def __init__(self, box: Box, turns: Turns, door: Door) -> None:
        self._box = box
        self._turns = turns
        self._door = door

    @property
    def posts(self) -> dict[str, Handler]:
        return {
            "/desk/nonce": self.nonce,
            "/desk/list": self.list_cases,
            "/desk/open": self.open,
            "/desk/step": self.step,
            "/desk/reseal": self.reseal,
        }

    async def nonce(self, request: Request) -> Response:
        return answer({"nonce": self._door.nonce()})

    async def list_cases(self, request: Request) -> Response:
        asked, _ = await self._asked(request, "list", LONGEST_HEAD)
        cabinet = Cabinet(self._box, asked.body, asked.holder)
        lines = await self._turns.run(cabinet.lines)
        below = await self._turns.run(cabinet.late_below)
        cases = [_line(line) for line in lines]
        late = [{"body": body, "late": count} for body, count in below.items()]
        return answer({"body": asked.body.id, "cases": cases, "below": late})

    async def open(self, request: Request) -> Response:
        asked, _ = await self._asked(request, "open", LONGEST_HEAD)
        cabinet, mailbox = Cabinet(self._box, asked.body, asked.holder), read_mailbox(asked.head)
        line, sealed = await self._turns.run(lambda tx: cabinet.open(tx, mailbox))
        places = [
            {"direction": place.direction, "number": place.number, "size": len(each)}
            for place, each in sealed
        ]
        return answer({**_line(line), "sealed": places}, *[each for _, each in sealed])

    async def step(self, request: Request) -> Response:
        asked, data = await self._asked(request, "step", 2 * LONGEST_BODY)
        cabinet, taken = Cabinet(self._box, asked.body, asked.holder), read_step(asked.head, data)
        await self._turns.run(lambda tx: cabinet.step(tx, taken))
        return answer({})

    async def reseal(self, request: Request) -> Response:
        asked, data = await self._asked(request, "reseal", LONGEST_CASE)
        cabinet, given = (
            Cabinet(self._box, asked.body, asked.holder),
            read_resealing(asked.head, data),
        )
        await self._turns.run(lambda tx: cabinet.reseal(tx, given))
        return answer({})

    async def _asked(self, request: Request, do: str, longest: int) -> tuple[Asked, bytes]:
        incoming = Incoming(request.stream())
        asked = self._door.read(await incoming.head(), do)
        data = await self._turns.take(incoming, longest)
        if sha256(data).hexdigest() != asked.digest:
            raise Refusal("malformed")
        return asked, data


def _line(line: Line) -> dict[str, Any]:
    case = line.case
    return {
        "mailbox": case.mailbox,
        "state": case.state,
        "week": shown(case.week),
        "due": shown(case.due),
        "late": line.late,
        "reports": line.reports,
        "entries": line.entries,
        "answers": line.answers,
    }
