"""What most stories about asks begin with."""

from datetime import timedelta

from tests.rights import hosted
from tests.town import Phone, Town

FOR_ME, FOR_OTHER = "1", "2"
WAGES = "工地欠了我三个月工资"
LAW = "法律、欠薪"


async def asks_help(town: Town, key: str = "li", words: str = WAGES) -> str:
    """Somebody who is hosted at wang's branch asks it for help; the ask's id."""
    phone = town.phone(key)
    await phone.says("求助")
    await phone.taps(LAW)
    await phone.taps("请支部帮忙")
    await phone.says(FOR_ME, words)
    await phone.taps("宝安")
    await phone.says("1")
    await phone.taps("发送")
    return await last_id(town)


async def last_id(town: Town) -> str:
    id = await town.bot.store.turn(
        lambda tx: tx.value("SELECT id FROM ask ORDER BY number DESC LIMIT 1")
    )
    return str(id)


async def asked_for_help(town: Town) -> str:
    await hosted(town)
    return await asks_help(town)


async def suggests(phone: Phone, words: str, *, signed: bool = False) -> None:
    """Somebody suggests something to the branch in Bao'an."""
    await phone.says("提建议", "1" if signed else "2", words, "宝安", "1")
    if not signed:
        await phone.taps("发送")


async def night(town: Town) -> None:
    town.clock.move(timedelta(days=1))
    await town.bot.tick()
