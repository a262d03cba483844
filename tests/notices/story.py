"""What most stories about notices begin with."""

from tests.rights import hosted
from tests.town import Town

HOSTED, AT_HOME, AWAY = "1", "2", "3"


async def hosted_li(town: Town) -> None:
    """li is hosted at wang's branch; chen's branch is home."""
    await hosted(town)


async def writes(
    town: Town,
    words: str,
    *whom: str,
    by: str = "wang",
    asks: tuple[str, ...] = ("2",),
    when: tuple[str, ...] = ("1",),
) -> None:
    """Somebody writes a notice, for those hosted here unless said otherwise, up to its preview.

    By default it asks whether it was read, and goes out now.
    """
    phone = town.phone(by)
    await phone.says("给下面发的通知" if by == "sun" else "发通知")
    await phone.taps("写通知")
    await phone.says(words, "跳过")
    for each in whom or (HOSTED,):
        await phone.says(each)
    await phone.taps("就这些")
    await phone.says(*asks, *when)
    await phone.taps("先看看")


async def notice_id(town: Town) -> str:
    """The id of the one notice that there is."""
    id = await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM notice"))
    return str(id)
