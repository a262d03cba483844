"""Each purpose has a consent of its own: one is withdrawn, and the others stay."""

from datetime import timedelta

from bot import people
from bot.conversation import Tapped
from bot.people import Purpose
from bot.storage import Transaction
from tests.town import Phone, Town


async def register(li: Phone) -> None:
    await li.says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")


async def consents(town: Town) -> set[Purpose]:
    def work(tx: Transaction) -> set[Purpose]:
        id = tx.value("SELECT id FROM person WHERE name = '李明'")
        return set(people.consents(tx, str(id)))

    return await town.bot.store.turn(work)


async def test_nothing_but_the_registration_is_agreed_to_by_registering(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    assert await consents(town) == {Purpose.REGISTRATION}
    await li.says("我同意过什么")
    assert "在两边支部报到：2026年11月22日同意" in li.screen
    assert "学习内容和通知：没有同意" in li.screen
    assert "等待支部答复" in await li.says("我的报到")


async def test_one_is_withdrawn_and_another_kept(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("我同意过什么")
    await li.taps("同意：学习内容和通知")
    await li.taps("同意：政治生日和过节时的问候")
    await li.taps("收回同意：学习内容和通知")
    assert await consents(town) == {Purpose.REGISTRATION, Purpose.GREETINGS}
    assert "学习内容和通知：没有同意" in li.screen
    assert "等待支部答复" in await li.says("我的报到")


async def test_a_repeated_tap_changes_no_day(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("我同意过什么")
    agree = li.message.token("同意：学习内容和通知")
    await li.gives(Tapped(agree))
    town.clock.move(timedelta(days=2))
    await li.gives(Tapped(agree))
    assert "学习内容和通知：2026年11月22日同意" in li.screen


async def test_the_registrations_own_consent_ends_with_all_that_is_kept(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("我同意过什么")
    await li.taps("收回同意：在两边支部报到")
    assert "请删除您的数据" in li.screen
    assert Purpose.REGISTRATION in await consents(town)
    await li.taps("删除我的数据")
    await li.taps("全部删除")
    assert await consents(town) == set()
