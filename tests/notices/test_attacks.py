"""What somebody hostile, hurried or unlucky does to notices."""

from datetime import timedelta

import pytest

from bot import people
from bot.conversation import Document, Said, Tapped, Unclear, Unsupported
from bot.delivery.outbox import forget_arrived
from bot.notices.model import BETWEEN, read_choices
from bot.people import Office, Role
from tests.notices.story import HOSTED, hosted_li, notice_id, writes
from tests.rights import DENIED
from tests.town import HOST, OTHER, Phone, Town

WORDS = "周六下午三点开会"
AT_NIGHT = timedelta(hours=11)


@pytest.fixture
async def li(town: Town) -> Phone:
    await hosted_li(town)
    li = town.phone("li")
    await li.looks()
    return li


async def goes_on(town: Town, **time: float) -> None:
    town.clock.move(timedelta(**time))
    await town.bot.tick()


async def corrects(town: Town, words: str, by: str = "wang") -> None:
    phone = town.phone(by)
    await phone.gives(Tapped(f"mendnotice/{await notice_id(town)}"))
    await phone.says(words)
    await phone.taps("更正")


async def stops(town: Town, by: str = "wang") -> None:
    phone = town.phone(by)
    await phone.gives(Tapped(f"ournotice/{await notice_id(town)}"))
    await phone.taps("停止发送")
    await phone.taps("停止发送")


# What comes from elsewhere


async def test_a_forwarded_message_about_corruption_begins_a_notice_and_no_report(
    town: Town, li: Phone
) -> None:
    wang = town.phone("wang")
    await wang.gives(Said("关于严禁收红包、受贿的通知", forwarded=True))
    assert "要附图片或文件" in wang.screen


async def test_a_member_who_forwards_a_plea_is_led_to_the_report_box(town: Town, li: Phone) -> None:
    assert "12388" in await li.gives(Said("有人收红包", forwarded=True))


def test_no_answer_looks_like_another_one() -> None:
    assert read_choices("来\u202e不\u200b / 不来") == BETWEEN.join(("来不", "不来"))


def test_an_answer_that_cannot_be_seen_is_none() -> None:
    with pytest.raises(Unclear):
        read_choices("\u200b / \u200c / \u2060")


# Stopped, corrected, reminded


async def test_stopping_takes_nothing_from_whoever_has_it(town: Town, li: Phone) -> None:
    await writes(town, WORDS)
    await town.phone("wang").taps("发出去")
    await li.looks()
    await corrects(town, "改到四点")
    await town.phone("wang").gives(Tapped(f"stopnotice/{await notice_id(town)}"))
    await town.phone("wang").taps("停止发送")
    assert "改到四点" in await li.looks()


async def test_what_is_only_corrected_is_no_more_on_its_way(town: Town, li: Phone) -> None:
    for number in range(5):
        await town.appoint(f"hu{number}", f"胡{number}", Role.SECRETARY, OTHER)
    await writes(town, WORDS, "1", by="sun")
    await town.phone("sun").taps("发出去")
    for key in ("li", "wang", "chen", "zhou", *(f"hu{number}" for number in range(5))):
        await town.phone(key).looks()
    await corrects(town, "改到四点", by="sun")
    assert "人还没收到" not in town.phone("sun").screen


async def test_what_waits_for_the_morning_can_still_be_stopped(town: Town, li: Phone) -> None:
    town.clock.move(AT_NIGHT)
    await writes(town, WORDS)
    await town.phone("wang").taps("发出去")
    await stops(town)
    assert WORDS not in await li.looks()


async def test_a_reminder_that_waits_says_what_was_corrected(town: Town, li: Phone) -> None:
    await writes(town, WORDS)
    await town.phone("wang").taps("发出去")
    await li.looks()
    await goes_on(town, days=1)
    await corrects(town, "改到四点")
    said = await li.looks()
    assert "等您回答" in said and WORDS not in said


async def test_whoever_answers_is_spared_a_reminder_that_waits(town: Town, li: Phone) -> None:
    await writes(town, WORDS)
    await town.phone("wang").taps("发出去")
    await li.looks()
    await goes_on(town, days=1)
    await li.taps("我看过了")
    assert "等您回答" not in await li.looks()


async def test_a_stopped_notice_reminds_nobody(town: Town, li: Phone) -> None:
    await town.appoint("hu", "胡月", Role.SECRETARY, HOST)
    await writes(town, WORDS)
    await town.phone("wang").taps("发出去")
    await goes_on(town, days=1)
    await stops(town)
    assert WORDS not in await li.looks()


# What lasts


async def test_what_comes_again_and_again_is_found_and_dropped_after_months(
    town: Town, li: Phone
) -> None:
    await writes(town, WORDS, when=("3", "每周一早上八点", "1"))
    wang = town.phone("wang")
    await wang.taps("到时候发")
    await goes_on(town, days=200)
    await wang.says("发通知")
    pages = [wang.screen]
    for _ in range(5):
        if "更多" in wang.screen:
            pages.append(await wang.taps("更多"))
    assert "等时间到" in "".join(pages)


# Who learns what


async def test_of_few_a_committee_is_told_one_number_whoever_can_be_reached(
    town: Town, li: Phone
) -> None:
    for key in ("zhou", "chen"):
        await town.bot.reach(town.phone(key).chat, False)
    await writes(town, WORDS, "2", by="sun")
    sun = town.phone("sun")
    assert "发给 3 人" in sun.screen
    await sun.taps("发出去")
    assert "发给 3 人" in await sun.taps("看一看")
    assert "发给 1 人" not in await sun.looks()


async def test_of_many_a_committee_learns_not_how_many_cannot_be_reached(
    town: Town, li: Phone
) -> None:
    for number in range(5):
        await town.appoint(f"hu{number}", f"胡{number}", Role.SECRETARY, OTHER)
    await writes(town, WORDS, "2", by="sun")
    sun = town.phone("sun")
    await sun.taps("发出去")
    everybody = await sun.taps("看一看")
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM notice"))
    await town.bot.reach(town.phone("hu1").chat, False)
    await writes(town, WORDS, "2", by="sun")
    await sun.taps("发出去")
    assert await sun.taps("看一看") == everybody


# The night


async def test_a_trial_comes_at_once_also_at_night(town: Town, li: Phone) -> None:
    town.clock.move(AT_NIGHT)
    await writes(town, WORDS)
    wang = town.phone("wang")
    await wang.taps("先只发给我")
    due = await town.bot.store.turn(lambda tx: tx.value("SELECT max(due_at) FROM outbox"))
    assert "试发" in wang.screen or (due or 0) <= town.clock.now().timestamp()


async def test_no_progress_waits_for_a_morning_when_it_is_old(town: Town, li: Phone) -> None:
    town.clock.move(AT_NIGHT)
    await writes(town, WORDS)
    wang = town.phone("wang")
    await wang.taps("发出去")
    for _ in range(4):
        await goes_on(town, hours=1)
    assert "您的通知" not in await wang.looks()


# Made-up buttons


@pytest.mark.parametrize(
    "value",
    ["week 0 9 08:00", "nth 9 0 08:00", "monthday 0 0 08:00", "nth -1 0 08:00", "week 0 -9 08:00"],
)
async def test_a_made_up_rhythm_is_none(town: Town, li: Phone, value: str) -> None:
    wang = town.phone("wang")
    await wang.says("发通知")
    await wang.taps("写通知")
    await wang.says("早", "跳过", HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "3", "每天早上八点")
    session = wang.message.options[0][1].rpartition("/")[0]
    assert "不能选" in await wang.gives(Tapped(f"{session}/{value}"))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_a_made_up_day_is_refused(town: Town, li: Phone, day: str) -> None:
    wang = town.phone("wang")
    await wang.says("发通知")
    await wang.taps("写通知")
    await wang.says("早", "跳过", HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "2")
    session = wang.message.options[0][1].rpartition("/")[0]
    assert "不能选" in await wang.gives(Tapped(f"{session}/{day}"))


async def test_only_the_giver_of_a_file_can_name_it(town: Town, li: Phone) -> None:
    """Another's kept file, named in words, in a file's own name or in a made-up button."""
    chen, wang = town.phone("chen"), town.phone("wang")
    await chen.says("发通知")
    await chen.taps("写通知")
    await chen.says("早")
    await chen.gives(Document("秘密.txt", "text/plain", b"secret"))
    kept = str(await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM document")))
    await wang.says("发通知")
    await wang.taps("写通知")
    await wang.says("早")
    skip = wang.message.token("跳过").rpartition("/")[0]
    await wang.gives(Tapped(f"{skip}/{kept}"))
    await wang.says(f"{kept} 秘密.txt")
    await wang.gives(Document(f"kept {kept} 秘密.txt", "text/plain", b"mine"))
    await wang.says(HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "1")
    await wang.taps("先看看")
    assert [each.content for each in wang.files] == [b"mine"]


async def test_a_draft_of_a_branch_left_meanwhile_is_sent_for_none(town: Town, li: Phone) -> None:
    other = await town.unit_id(OTHER)
    await town.bot.store.turn(
        lambda tx: people.put_office(tx, "wang", Office(Role.SECRETARY, other))
    )
    wang = town.phone("wang")
    await wang.says("发通知")
    await wang.taps("写通知")
    await wang.taps(HOST)
    await wang.says("早", "跳过", HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "1")
    host = {"unit": await town.unit_id(HOST)}
    await town.bot.store.turn(
        lambda tx: tx.change("DELETE FROM office WHERE person = 'wang' AND unit = :unit", host)
    )
    await wang.taps("先看看")
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM notice")) == 0


async def test_whoever_was_dismissed_can_do_nothing_with_the_notice(town: Town, li: Phone) -> None:
    await writes(town, WORDS)
    id, wang = await notice_id(town), town.phone("wang")
    await town.bot.store.turn(lambda tx: tx.change("DELETE FROM office WHERE person = 'wang'"))
    for command in (
        *("sendnotice", "trynotice", "draftnotice", "dropnotice", "compose", "ournotice"),
        *("stopnotice", "mendnotice", "resendnotice", "whoanswered", "phonenotice"),
        *("copynotice", "printnotice"),
    ):
        assert DENIED in await wang.gives(Tapped(f"{command}/{id}")), command
    assert "没看懂" in await wang.gives(Said("上级通知：周六开会", forwarded=True))


async def test_whoever_moved_on_reads_and_answers_no_more(town: Town, li: Phone) -> None:
    await writes(town, WORDS)
    await town.phone("wang").taps("发出去")
    await li.looks()
    moved = {"to": await town.unit_id(OTHER)}
    await town.bot.store.turn(lambda tx: tx.change("UPDATE placement SET host = :to", moved))
    assert DENIED in await li.taps("我看过了")
    assert DENIED in await li.gives(Tapped(f"readnews/{await notice_id(town)}"))


async def test_a_closed_branch_says_nothing_again_and_again(town: Town, li: Phone) -> None:
    await writes(town, WORDS, when=("3", "每天早上八点", "1"))
    await town.phone("wang").taps("到时候发")
    host = await town.unit_id(HOST)
    await town.phone("sun").gives(Tapped(f"closenow/{host}"))
    for _ in range(3):
        await goes_on(town, days=1)
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM notice")) == 1
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT state FROM notice")) == "draft"


# What a tired secretary stumbles over


async def test_what_is_forwarded_into_something_unfinished_is_not_lost_in_silence(
    town: Town, li: Phone
) -> None:
    wang = town.phone("wang")
    await wang.gives(Said("上级通知：周六开会", forwarded=True))
    await wang.says("菜单")
    assert "再转发" in await wang.gives(Said("上级通知：周日开会", forwarded=True))
    assert "要附图片或文件" in wang.screen


async def test_what_is_forwarded_fills_a_notice_without_words(town: Town, li: Phone) -> None:
    wang = town.phone("wang")
    await wang.says("发通知")
    await wang.taps("写通知")
    await wang.gives(Tapped("menu/"))
    await wang.gives(Said("上级通知：周日开会", forwarded=True))
    assert "要附图片或文件" in wang.screen and "再转发" not in wang.screen


def forwarded(caption: str = "", name: str = "会议.png") -> Document:
    return Document(name, "image/png", b"picture", caption, forwarded=True)


async def files(town: Town) -> list[str]:
    rows = await town.bot.store.turn(lambda tx: tx.all("SELECT name FROM document ORDER BY name"))
    return [str(name) for (name,) in rows]


async def test_a_forwarded_picture_fills_a_notice_that_has_nothing_yet(town: Town) -> None:
    wang = town.phone("wang")
    await wang.says("发通知")
    await wang.taps("写通知")
    await wang.gives(Tapped("menu/"))
    await wang.gives(forwarded("周日开会"))
    assert "发给谁" in wang.screen and "再转发" not in wang.screen


@pytest.mark.parametrize("first", [Said("周六开会", forwarded=True), forwarded()])
@pytest.mark.parametrize("second", [Said("周日开会", forwarded=True), forwarded(name="别的.png")])
async def test_what_is_forwarded_takes_the_place_of_nothing(
    town: Town, first: Said | Document, second: Said | Document
) -> None:
    wang = town.phone("wang")
    asked = await wang.gives(first)
    before = await files(town)
    await wang.gives(Tapped("menu/"))
    assert "再转发" in await wang.gives(second)
    assert asked.splitlines()[-2] in wang.screen
    assert await files(town) == before


async def test_a_picture_that_is_forwarded_beside_something_unfinished_is_not_kept(
    town: Town, li: Phone
) -> None:
    wang = town.phone("wang")
    await writes(town, WORDS)
    await wang.taps("修改")
    await wang.taps("改：内容")
    await wang.says("周五开会", "菜单")
    await wang.gives(forwarded("周日开会"))
    assert "再转发" in wang.screen and "没填完" in wang.screen
    assert await files(town) == []
    assert "周五开会" in await wang.taps("继续")


async def test_the_same_forwarded_picture_delivered_twice_begins_one_notice(town: Town) -> None:
    wang = town.phone("wang")
    for _ in range(2):
        assert "要通知什么" in await wang.gives(forwarded(), "test:twice")
    assert await files(town) == ["会议.png"]


async def test_a_second_picture_of_an_album_leaves_what_the_first_began(town: Town) -> None:
    wang = town.phone("wang")
    await wang.gives(forwarded("周日开会"))
    assert "发给谁" in await wang.gives(forwarded(name="别的.png"))
    assert await files(town) == ["会议.png"]


async def test_of_an_album_without_words_one_picture_goes_along(town: Town) -> None:
    wang = town.phone("wang")
    for name in ("一.png", "二.png", "三.png"):
        assert "要通知什么" in await wang.gives(forwarded(name=name))
    assert await files(town) == ["三.png"]
    await wang.says("周六在这里集合")
    assert "发给谁" in wang.screen


async def test_a_forwarded_picture_that_is_dropped_leaves_nothing(town: Town) -> None:
    wang = town.phone("wang")
    await wang.gives(forwarded("周日开会"))
    await wang.says("取消")
    await wang.taps("放弃")
    assert await files(town) == []


async def test_a_picture_out_of_place_says_how_it_is_sent_on(town: Town, li: Phone) -> None:
    assert "先点“写通知”" in await town.phone("wang").gives(Unsupported("file"))
    assert "写通知" not in await li.gives(Unsupported("file"))


async def test_a_correction_begins_with_what_it_says_now(town: Town, li: Phone) -> None:
    await writes(town, WORDS)
    await town.phone("wang").taps("发出去")
    assert WORDS in await town.phone("wang").gives(Tapped(f"mendnotice/{await notice_id(town)}"))


async def test_a_planned_notice_that_was_changed_says_that_it_waits_for_a_word(
    town: Town, li: Phone
) -> None:
    await writes(town, WORDS, when=("2", "明天", "1", "19:30"))
    wang = town.phone("wang")
    await wang.taps("到时候发")
    await wang.taps("看一看")
    await wang.taps("修改")
    assert "再点一次才会发" in await wang.taps("先看看")


async def test_a_list_tells_those_apart_that_say_the_same(town: Town, li: Phone) -> None:
    await writes(town, WORDS, when=("3", "每天早上八点", "1"))
    await town.phone("wang").taps("到时候发")
    for _ in range(2):
        await goes_on(town, days=1)
    await town.phone("wang").says("发通知")
    labels = [label for label, _ in town.phone("wang").message.options]
    assert len(labels) == len(set(labels)) == 4


async def test_back_from_the_first_question_asks_nothing_that_is_settled(
    town: Town, li: Phone
) -> None:
    wang = town.phone("wang")
    await wang.says("发通知")
    await wang.taps("写通知")
    assert "是这一个吗" not in await wang.says("返回")
    assert "填好的内容" not in wang.screen and "继续：" not in wang.screen


async def test_a_month_later_it_has_not_gone_to_nobody(town: Town, li: Phone) -> None:
    await writes(town, WORDS)
    await town.phone("wang").taps("发出去")
    await li.looks()
    await goes_on(town, days=40)
    await town.bot.store.turn(lambda tx: forget_arrived(tx, town.clock.now() - timedelta(days=30)))
    assert "发给 1 人" in await town.phone("wang").gives(
        Tapped(f"ournotice/{await notice_id(town)}")
    )


async def test_an_old_preview_sends_nothing_that_it_does_not_show(town: Town, li: Phone) -> None:
    await writes(town, WORDS)
    wang = town.phone("wang")
    old = wang.message.token("发出去")
    town.clock.move(timedelta(minutes=1))
    await wang.taps("修改")
    await wang.taps("改：内容")
    await wang.says("改到周日")
    await wang.taps("先看看")
    assert "请再看一遍" in await wang.gives(Tapped(old)) and "改到周日" in wang.screen
    assert "改到周日" not in await li.looks()
    await wang.taps("发出去")
    assert "改到周日" in await li.looks()
