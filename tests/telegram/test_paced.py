"""Waiting for one's turn: a chat that is talked in holds up no other one."""

import asyncio

from bot.channels.telegram.calls import Calls
from bot.conversation import Chat
from bot.delivery import Pace
from bot.delivery.pace import BURST
from tests.telegram.office import IDS, Office
from tests.telegram.watch import Watch

LI, WANG, MEI = (Chat("telegram", name) for name in ("li", "wang", "mei"))


async def test_who_talks_much_while_their_notice_waits_holds_up_nobody_elses() -> None:
    watch, pace, gone = Watch(), Pace(30), list[Chat]()
    calls = Calls(pace, watch.sleep, watch.now)

    async def goes(chat: Chat) -> None:
        await calls.paced(chat, asked=False)
        gone.append(chat)

    await goes(MEI)
    watch.stop()
    waiting = [asyncio.create_task(goes(chat)) for chat in (LI, WANG)]
    await watch.asked.wait()
    for _ in range(BURST):
        pace.note(LI, watch.now(), asked=True)
    watch.go()
    await asyncio.gather(*waiting)
    assert gone == [MEI, WANG, LI]


async def test_what_many_answers_stand_before_waits_in_the_outbox(house: Office) -> None:
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")
    await house.settled()
    hang = house.server.faults.hangs("sendMessage", chat_id=IDS["wang"])
    for number in range(9):
        wang.person.says(f"第{number}句")
    await hang.reached.wait()
    await house.server.confirmed()
    await house.tells("wang", "通知")
    await house.becomes("waiting, later")
    hang.release()
    await house.settled()
    house.passes(10)
    await house.becomes("sent")
