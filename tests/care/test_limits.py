"""How much may wait at once: who floods a branch is stopped kindly, who needs help is not."""

from datetime import timedelta

from bot.care import unsigned
from bot.care.asking import put
from bot.care.limits import MOST_AT_UNIT, MOST_OF_STRANGER, MOST_UNSIGNED
from bot.conversation import Tapped, Work
from bot.storage import Transaction
from tests.care.story import suggests
from tests.rights import hosted
from tests.town import HOST, Phone, Town


async def signs(phone: Phone, words: str) -> None:
    """A suggestion with a name, by somebody who has given theirs already."""
    await suggests(phone, words, signed=True)
    await phone.says("1")
    await phone.taps("发送")


async def test_a_stranger_has_so_much_waiting_and_may_go_on_once_it_is_answered(town: Town) -> None:
    stranger, wang = town.phone("stranger"), town.phone("wang")
    await suggests(stranger, "第1条", signed=True)
    await stranger.says("赵大妈", "1", "1")
    await stranger.taps("发送")
    for number in range(2, MOST_OF_STRANGER + 1):
        await signs(stranger, f"第{number}条")
        assert f"编号 {number}" in stranger.screen
    await signs(stranger, "再来一条")
    assert "还有 5 件在等答复" in stranger.screen and "再来一条" in stranger.screen
    id = await town.bot.store.turn(lambda tx: str(tx.value("SELECT id FROM ask LIMIT 1")))
    await wang.gives(Tapped(f"answerask/{id}"))
    await wang.says("好", "跳过")
    await wang.taps("发送")
    await stranger.taps("发送")
    assert "编号 6" in stranger.screen


async def test_what_may_not_be_signed_any_more_can_go_without_a_name(town: Town) -> None:
    stranger = town.phone("stranger")
    await suggests(stranger, "第1条", signed=True)
    await stranger.says("赵大妈", "1", "1")
    await stranger.taps("发送")
    for number in range(2, MOST_OF_STRANGER + 2):
        await signs(stranger, f"第{number}条")
    await stranger.taps("改：署名")
    await stranger.says("2")
    assert "没有记您的名字" in await stranger.taps("发送")


async def test_the_public_numbers_are_shown_whatever_waits(town: Town) -> None:
    unit = await town.unit_id(HOST)
    await hosted(town)
    stranger = town.phone("stranger")
    await suggests(stranger, "第1条", signed=True)
    await stranger.says("赵大妈", "1", "1")
    await stranger.taps("发送")

    def fill(tx: Transaction) -> None:
        work = Work(tx=tx, now=town.clock.now(), new_id=town.bot.new_id)
        person = str(tx.value("SELECT id FROM person WHERE name = '赵大妈'"))
        for _ in range(MOST_OF_STRANGER):
            put(work, "law", unit, "欠薪", asker=person)

    await town.bot.store.turn(fill)
    await stranger.says("求助")
    await stranger.taps("欠薪")
    for shown in ("12333", "12348", "120", "还有 5 件在等答复", "我提过的"):
        assert shown in stranger.screen
    assert "请支部帮忙" not in stranger.screen
    # Suggestions are counted apart from help.
    await signs(stranger, "第2条")
    assert "编号" in stranger.screen


async def test_where_too_much_waits_a_stranger_is_sent_elsewhere_and_a_member_is_not(
    town: Town,
) -> None:
    await hosted(town)
    unit = await town.unit_id(HOST)

    def fill(tx: Transaction) -> None:
        work = Work(tx=tx, now=town.clock.now(), new_id=town.bot.new_id)
        for _ in range(MOST_AT_UNIT):
            put(work, "suggestion", unit, "灌水", asker="zhou")

    await town.bot.store.turn(fill)
    stranger, li = town.phone("stranger"), town.phone("li")
    await suggests(stranger, "修路灯", signed=True)
    await stranger.says("赵大妈", "1", "1")
    assert "请改选上级党委" in await stranger.taps("发送") and "12345" in stranger.screen
    # A flood of one sort keeps nobody from help, which is counted apart.
    await stranger.says("取消")
    assert await town.bot.store.turn(
        lambda tx: tx.value("SELECT count(*) FROM person WHERE name = '赵大妈'") == 0
    )
    await suggests(li, "修路灯", signed=True)
    await li.says("1", "1")
    assert "编号" in await li.taps("发送")


async def test_so_much_without_a_name_fits_into_a_night_and_the_next_is_empty_again(
    town: Town,
) -> None:
    unit = await town.unit_id(HOST)

    def fill(tx: Transaction) -> None:
        for _ in range(MOST_UNSIGNED):
            unsigned.put(tx, town.bot.new_id(), "suggestion", unit, "", "灌水")

    await town.bot.store.turn(fill)
    stranger = town.phone("stranger")
    await suggests(stranger, "修路灯")
    assert "请明天再发" in stranger.screen
    await town.bot.store.turn(lambda tx: unsigned.take(tx, "suggestion"))
    town.clock.move(timedelta(days=1))
    assert "没有记您的名字" in await stranger.taps("发送")
