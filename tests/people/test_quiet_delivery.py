"""At night nothing rings, and what pops up says no more than its receiver wants."""

from datetime import timedelta

from bot.conversation import Chat, Input, Screen, Tapped, Work
from bot.delivery import Delivery, tell
from bot.delivery.claims import claim
from bot.language import plain
from bot.storage import Transaction
from tests.town import Town

WORDS = "您的报到已同意"


async def say(town: Town) -> None:
    def work(tx: Transaction) -> None:
        now, new_id = town.clock.now(), town.bot.new_id
        tell(Work(tx=tx, now=now, new_id=new_id), ["wang"], Screen((plain(WORDS),)))

    await town.bot.store.turn(work)


async def due(town: Town) -> list[Delivery]:
    return await town.bot.store.turn(lambda tx: claim(tx, "test", town.clock.now(), 9))


async def test_at_night_it_waits_for_the_morning_and_is_not_lost(town: Town) -> None:
    town.clock.move(timedelta(hours=11))  # eleven at night in Shanghai
    await say(town)
    assert await due(town) == []
    town.clock.move(timedelta(hours=8))
    assert [each.chat for each in await due(town)] == [Chat("test", "wang")]


async def test_by_day_it_goes_out_at_once(town: Town) -> None:
    await say(town)
    assert len(await due(town)) == 1


async def test_a_page_that_is_open_shows_it_at_night_too(town: Town) -> None:
    town.clock.move(timedelta(hours=11))
    await say(town)
    assert WORDS in await town.phone("wang").looks()


async def test_a_discreet_persons_phone_shows_neutral_words_until_they_open_it(
    town: Town,
) -> None:
    wang = town.phone("wang")
    await wang.says("设置")
    await wang.taps("弹出的内容")
    await wang.taps("只说有消息")
    await wang.says("菜单")
    await say(town)
    (delivery,) = await due(town)
    shown = town.message(delivery.pops_up, "zh_CN", "Asia/Shanghai")
    assert WORDS not in str(shown)
    wang.notices.append(shown)
    assert WORDS in await wang.taps("打开看")


async def test_nobody_else_opens_it(town: Town) -> None:
    await say(town)
    (delivery,) = await due(town)
    assert WORDS not in await town.phone("zhou").gives(Tapped(f"notice/{delivery.id}"))


async def test_what_was_said_long_ago_is_forgotten(town: Town) -> None:
    await say(town)
    await town.phone("wang").looks()
    await town.bot.tick()
    town.clock.move(timedelta(days=31))
    await town.bot.tick()
    rows = await town.bot.store.turn(lambda tx: tx.all("SELECT id FROM outbox"))
    assert rows == []


async def test_opening_one_message_leaves_the_buttons_of_the_others(town: Town) -> None:
    """In a digest it stands among others, and these must not go when one is opened."""
    await say(town)
    (delivery,) = await due(town)
    tap = Tapped(f"notice/{delivery.id}")
    given = Input(town.phone("wang").chat, town.new_update(), tap, "zh-CN")
    assert not (await town.bot.answer(given)).replaces
