"""What most stories about study begin with."""

from bot import study
from bot.resources import SAMPLE
from tests.rights import hosted
from tests.town import Town


async def shipped(town: Town) -> None:
    """li is hosted at wang's branch, and the sample's pieces are there."""
    await hosted(town)
    pieces = study.read_pieces(SAMPLE)
    await town.bot.store.turn(lambda tx: study.put_shipped(tx, pieces))


async def piece_of_wang(town: Town) -> str:
    """Wang's branch has written a piece of its own; its id."""
    await hosted(town)
    wang = town.phone("wang")
    await wang.says("写小课")
    await wang.taps("写一课")
    await wang.says("租房要看什么", "看合同\n看水电", "跳过", "1", "1")
    await wang.taps("保存")
    id = await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM piece WHERE unit NOT NULL"))
    return str(id)
