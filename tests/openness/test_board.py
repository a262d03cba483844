"""The board as chats: anybody reads it, asks on it; what stands there is only added to."""

from datetime import date, timedelta

import pytest

from bot.conversation import Tapped, Unclear
from bot.openness import put_report_years, read_entries, store
from bot.openness.model import Addition, Approval, Change, by_year, read_amount, read_year
from bot.reports import ReportYear
from bot.resources import SAMPLE
from bot.storage import Transaction
from tests.care.story import last_id, night
from tests.openness.story import decision, draft, money, opens, poll, project, publishes
from tests.rights import hosted
from tests.town import COUNTY, HOST, Town


async def test_a_stranger_reads_without_registering(town: Town) -> None:
    await decision(town)
    stranger = town.phone("stranger")
    await stranger.says("公开栏")
    await stranger.taps(HOST)
    await stranger.taps("事务和决定")
    await stranger.taps("春节值班安排")
    assert "初一到初三书记值班" in stranger.screen and "2026年11月20日" in stranger.screen
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM person")) == 6


@pytest.mark.parametrize(
    "made_up",
    ["openat/{unit}-affairs-9", "openat/x", "openlist/{unit}", "openlist/{unit}-x", "openall/x"],
)
async def test_what_is_not_there_leads_to_the_menu(town: Town, made_up: str) -> None:
    unit = await town.unit_id(HOST)
    stranger = town.phone("stranger")
    assert "办不了" in await stranger.gives(Tapped(made_up.format(unit=unit)))


async def test_a_secretary_publishes_by_one_form(town: Town) -> None:
    wang, stranger = town.phone("wang"), town.phone("stranger")
    await wang.says("我们公开的内容")
    await wang.taps("公开一件事")
    await wang.says("项目")
    await wang.taps("重大项目")
    await wang.says("修水渠", "全长两公里", "4万", "2")
    assert "公开后不能撤下" in wang.screen
    await wang.taps("公开")
    assert "已公开" in wang.screen and "40,000 元" in wang.screen
    await stranger.says("公开栏")
    await stranger.taps(HOST)
    await stranger.taps("登记簿")
    assert "修水渠（已申报，等批）" in stranger.screen


async def test_what_was_published_is_only_added_to(town: Town) -> None:
    id = await project(town)
    wang = town.phone("wang")
    await opens(town, "wang", id)
    await wang.taps("补充或更正")
    await wang.says("2", "多写了一个零", "486000", "3")
    await wang.taps("公开")
    screen = await opens(town, "stranger", id)
    for shown in ("4,860,000", "更正：多写了一个零", "现为 486,000 元", "现在：已批准"):
        assert shown in screen


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET title = '别的'",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT id, unit, kind, '别的', words, made_on, year, amount,"
        " state, until, choices FROM entry",
        "UPDATE entry_addition SET words = '别的'",
        "DELETE FROM entry_addition",
        "INSERT OR REPLACE INTO entry_addition SELECT entry, number, made_on, change, '别的',"
        " amount, state FROM entry_addition",
        "UPDATE report_year SET open = 0",
        "DELETE FROM report_year",
        "INSERT OR REPLACE INTO report_year VALUES (2026, 1, 0, 0, 0)",
    ],
)
async def test_no_statement_changes_what_was_published(town: Town, change: str) -> None:
    id = await decision(town)
    added = Addition(made_on=date(2026, 11, 21), change=Change.CORRECTION, words="初二换人")
    years = [ReportYear(year=2026, whole=True, confirmed=5, not_confirmed=5, open=0)]
    await town.bot.store.turn(lambda tx: store.add(tx, id, added))
    await town.bot.store.turn(lambda tx: put_report_years(tx, years))
    with pytest.raises(Exception, match="stays"):
        await town.bot.store.turn(lambda tx: tx.change(change))


async def test_money_is_not_published_without_its_amount(town: Town) -> None:
    wang = town.phone("wang")
    await wang.gives(Tapped("putentry/"))
    await wang.taps("三公经费")
    await wang.says("公务接待费", "跳过", "2026", "跳过")
    await wang.taps("公开")
    assert "请写明金额" in wang.screen
    await wang.taps("改：金额")
    await wang.says("1.2万")
    await wang.taps("公开")
    assert "12,000 元" in wang.screen


async def test_whose_board_it_is_can_be_typed_also_of_a_committee(town: Town) -> None:
    await money(town)
    stranger = town.phone("stranger")
    await stranger.says("公开栏")
    await stranger.taps("查找支部")
    await stranger.says("县委")
    assert COUNTY in stranger.screen and "看的人" not in stranger.screen
    await stranger.taps(COUNTY)
    assert "三公经费" in stranger.screen


async def test_one_register_holds_the_entries_of_all(town: Town) -> None:
    await project(town)
    await publishes(town, COUNTY, kind="bidding", title="招标", state=Approval.DONE)
    stranger = town.phone("stranger")
    await stranger.says("公开栏")
    await stranger.taps("总登记簿")
    assert f"{HOST}：修路（已申报，等批）" in stranger.screen
    await stranger.taps(f"{COUNTY}：招标（已实施）")
    assert "审批：已实施" in stranger.screen


async def test_a_rise_of_the_three_public_funds_is_marked(town: Town) -> None:
    await money(town)
    stranger = town.phone("stranger")
    await stranger.says("公开栏")
    await stranger.taps(COUNTY)
    await stranger.taps("三公经费")
    assert "▲ 2026 年，公务接待费：84,000 元，+5 %，比上年多" in stranger.screen
    assert "2025 年，公务接待费：80,000 元，-20 %" in stranger.screen
    assert stranger.files[0].content.startswith(b"\x89PNG")


async def test_a_question_is_answered_below_the_entry(town: Town) -> None:
    id = await decision(town)
    stranger, wang = town.phone("stranger"), town.phone("wang")
    await opens(town, "stranger", id)
    await stranger.taps("提问")
    await stranger.says("1", "初四谁值班？", "赵大妈", "1")
    await stranger.taps("发送")
    assert "初四谁值班" not in await opens(town, "mei", id)
    await wang.looks()
    await wang.taps("看一看")
    await wang.taps("答复")
    await wang.says("副书记", "跳过")
    await wang.taps("发送")
    assert "有答复了" in await stranger.looks()
    screen = await opens(town, "mei", id)
    assert "初四谁值班？" in screen and "副书记" in screen and "赵大妈" not in screen


async def test_a_draft_is_open_for_opinions_until_its_day(town: Town) -> None:
    id = await draft(town)
    li, wang = town.phone("li"), town.phone("wang")
    await opens(town, "li", id)
    await li.taps("说说我的意见")
    await li.says("2", "留一块给老人晒太阳")
    await li.taps("发送")
    await night(town)
    await wang.gives(Tapped(f"answerask/{await last_id(town)}"))
    await wang.says("好，南边留出来", "跳过")
    await wang.taps("发送")
    await opens(town, "wang", id)
    await wang.taps("补充或更正")
    await wang.says("1", "改了：南边留给老人")
    await wang.taps("公开")
    town.clock.move(timedelta(days=30))
    screen = await opens(town, "stranger", id)
    for shown in ("留一块给老人晒太阳", "南边留出来", "改了：南边留给老人"):
        assert shown in screen
    assert "说说我的意见" not in screen
    await town.phone("stranger").gives(Tapped(f"opinion/{id}"))
    await town.phone("stranger").says("2", "晚了")
    assert "已经截止" in await town.phone("stranger").taps("发送")


async def test_what_was_said_of_a_draft_can_be_summed_up(town: Town) -> None:
    await hosted(town)
    wang, li = town.phone("wang"), town.phone("li")
    await wang.says("我们公开的内容")
    await wang.taps("公开一件事")
    await wang.taps("征求意见稿")
    await wang.says("晒谷坪改停车场", "大家说说", "11月25日", "1")
    await wang.taps("公开")
    await wang.taps("看一看")
    id = await town.bot.store.turn(lambda tx: str(tx.value("SELECT id FROM entry")))
    for words in ("留一块给老人", "别砍那棵树"):
        await li.gives(Tapped(f"opinion/{id}"))
        await li.says("2", words)
        await li.taps("发送")
    town.clock.move(timedelta(days=4, hours=12))
    await town.bot.tick()
    assert "2 条意见等着答复" in await wang.looks()
    await opens(town, "wang", id)
    await wang.taps("汇总答复")
    assert "有 2 条意见在等" in wang.screen and "才截止" not in wang.screen
    await wang.says("有人要留树，有人要留地方", "树留着，南边留给老人")
    assert "公开后不能撤下" in wang.screen
    await wang.taps("公开")
    assert "一并答复了 2 条" in wang.screen
    screen = await opens(town, "stranger", id)
    assert (
        "别砍那棵树" in screen and "意见汇总：有人要留树" in screen and "因此改了：树留着" in screen
    )
    # The same words are not read again below each opinion.
    assert screen.count("有人要留树") == 1 and screen.count("见上面") == 2
    assert "没有待办" in await wang.says("待办的求助和建议")


async def test_who_gave_a_name_hears_once_that_it_was_summed_up(town: Town) -> None:
    id = await draft(town)
    li, wang = town.phone("li"), town.phone("wang")
    for words in ("留一块给老人", "别砍那棵树"):
        await opens(town, "li", id)
        await li.taps("说说我的意见")
        await li.says("1", words)
        if "发送" not in li.screen:
            await li.says("1")
        await li.taps("发送")
    await li.looks()
    await opens(town, "wang", id)
    await wang.taps("汇总答复")
    assert "12月1日" in wang.screen and "另外答复" in wang.screen
    await wang.says("都记下了", "跳过")
    await wang.taps("公开")
    assert (await li.looks()).count("已汇总答复") == 1
    await opens(town, "li", id)
    assert "意见汇总：都记下了" in li.screen and "因此改了" not in li.screen
    await li.says("我提过的")
    assert li.screen.count("已办结") == 2
    await li.taps("别砍那棵树")
    assert "都记下了" in li.screen and "重新打开" in li.screen


async def test_an_opinion_waits_for_its_draft_and_nobody_is_nagged_before(town: Town) -> None:
    id = await draft(town)
    li, wang, sun = town.phone("li"), town.phone("wang"), town.phone("sun")
    await opens(town, "li", id)
    await li.taps("说说我的意见")
    await li.says("1", "留一块给老人", "1")
    await li.taps("发送")
    await wang.looks()
    town.clock.move(timedelta(days=9))
    await town.bot.tick()
    assert await wang.looks() == ""
    assert "意见" not in await sun.says("卡住的事")
    # The draft is open until the ninth day; a week later it is the committee's affair.
    town.clock.move(timedelta(days=8))
    await sun.says("卡住的事")
    await sun.taps("“晒谷坪改停车场”已截止")
    assert "晒谷坪改停车场" in sun.screen and "汇总答复" not in sun.screen
    await opens(town, "wang", id)
    await wang.taps("汇总答复")
    await wang.says("都记下了", "跳过")
    await wang.taps("公开")
    assert "意见" not in await sun.says("卡住的事")


async def test_what_is_asked_leads_to_what_it_is_about(town: Town) -> None:
    id = await decision(town)
    li, wang = town.phone("li"), town.phone("wang")
    await opens(town, "li", id)
    await li.taps("提问")
    await li.says("1", "初四谁值班？", "1")
    await li.taps("发送")
    for phone in (li, wang):
        await phone.looks()
        await phone.taps("看一看")
        assert "春节值班安排" in await phone.taps("看说的是哪一条")


async def test_a_draft_is_not_closed_before_it_is_published(town: Town) -> None:
    wang = town.phone("wang")
    await wang.gives(Tapped("putentry/"))
    await wang.taps("征求意见稿")
    await wang.says("晒谷坪改停车场", "跳过", "昨天", "1")
    assert "那天已经过了" in await wang.taps("公开")


async def test_a_summing_up_ties_no_opinion_to_a_person(town: Town) -> None:
    """What a summing up writes is alike for all that carry no name, whoever they are of."""
    id = await draft(town)
    for key in ("li", "mei", "stranger"):
        await opens(town, key, id)
        await town.phone(key).taps("说说我的意见")
        await town.phone(key).says("2", f"心里话{key}")
        await town.phone(key).taps("发送")
    await night(town)
    wang = town.phone("wang")
    await opens(town, "wang", id)
    await wang.taps("汇总答复")
    await wang.says("都有道理", "改了")
    await wang.taps("公开")
    await town.bot.tick()

    def written(tx: Transaction) -> tuple[set[tuple[object, ...]], set[str], set[str]]:
        rows = tx.all("SELECT asker, given_by, state, asked_at, changed_at, about FROM ask")
        lines = tx.all("SELECT at, by, step, words FROM ask_line ORDER BY ask, number")
        tables = tx.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
        holding = {
            row["name"]
            for row in tables
            if any("心里话" in str([*each]) for each in tx.all(f"SELECT * FROM {row['name']}"))
        }
        return {tuple(each) for each in rows}, {each["by"] for each in lines}, holding

    rows, by, holding = await town.bot.store.turn(written)
    ((asker, given_by, _, asked_at, changed_at, _),) = rows
    assert (
        asker is given_by is None
        and int(str(asked_at)) % 86400 == 0 == int(str(changed_at)) % 86400
    )
    assert by == {"wang"} and holding == {"ask"}
    content = b"".join(each.read_bytes() for each in town.path.parent.glob("bot.db*"))
    for key in ("li", "mei", "stranger"):
        assert content.count(f"心里话{key}".encode()) == 1
        assert "汇总" not in await town.phone(key).looks()


async def test_an_informal_poll_says_so_and_keeps_only_sums(town: Town) -> None:
    id = await poll(town)
    for key in ("li", "mei", "stranger"):
        screen = await opens(town, key, id)
        assert "不算表决" in screen and "周日：0" in screen
        await town.phone(key).taps("我选：周日" if key != "mei" else "我选：周六")
    tables = await town.bot.store.turn(
        lambda tx: [tuple(row) for row in tx.all("SELECT * FROM chat")]
    )
    assert not any(f"{id}-" in str(row) for row in tables)
    await night(town)
    screen = await opens(town, "li", id)
    assert "周日：2" in screen and "周六：1" in screen
    assert await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM unsigned")) == 0


async def test_the_years_of_reports_are_there_for_anybody_and_stay(town: Town) -> None:
    stranger = town.phone("stranger")
    await stranger.says("公开栏")
    await stranger.taps("举报的年度数字")
    assert "没有公布举报的数字" in stranger.screen
    years = [ReportYear(2025, True, 10, 25, 0), ReportYear(2024, False, 5, 0, 5)]
    await town.bot.store.turn(lambda tx: put_report_years(tx, years))
    other = [ReportYear(2025, True, 15, 25, 0), ReportYear(2023, True, 5, 5, 5)]
    await town.bot.store.turn(lambda tx: put_report_years(tx, other))
    shown = await stranger.gives(Tapped("openreports/"))
    in_order = ("2025年", "查实：约 10 件", "没有查实：约 25 件", "不到 5 件", "2024年（不是全年）")
    assert [shown.find(each) for each in in_order] == sorted(shown.find(each) for each in in_order)
    assert all(each in shown for each in in_order) and "15" not in shown
    foreigner = town.phone("foreigner")
    foreigner.language = "en"
    assert "closed, confirmed: about 10" in await foreigner.gives(Tapped("openreports/"))


# Rules


@pytest.mark.parametrize(
    ("amounts", "percents"),
    [
        ([(2025, 100), (2026, 80)], [-20, None]),
        ([(2025, 1000), (2026, 1001)], [1, None]),
        ([(2025, 1000), (2026, 999)], [-1, None]),
        ([(2025, 100), (2026, 100)], [0, None]),
        ([(2024, 100), (2026, 100)], [None, None]),
        ([(2025, 0), (2026, 100)], [None, None]),
        ([(2025, 50), (2025, 50), (2026, 200)], [100, None]),
    ],
)
def test_a_year_stands_against_the_year_before(
    amounts: list[tuple[int, int]], percents: list[int | None]
) -> None:
    assert [each.percent for each in by_year(amounts)] == percents


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("12000", "12000"),
        ("12,000元", "12000"),
        ("1.2万", "12000"),
        ("1.5亿元", "150000000"),
        ("１２，０００．００元", "12000"),
        ("￥3万元", "30000"),
        ("0", "0"),
    ],
)
def test_amounts_are_read_as_people_write_them(words: str, amount: str) -> None:
    assert read_amount(words) == amount


@pytest.mark.parametrize(
    "words", ["", "很多", "-5", "1e9", "万", "2000000000000", "1万亿", "10001亿"]
)
def test_what_is_no_amount_is_said_so(words: str) -> None:
    with pytest.raises(Unclear):
        read_amount(words)


def test_a_year_is_read_with_its_sign() -> None:
    assert read_year("2026年") == "2026"
    with pytest.raises(Unclear):
        read_year("26")


def test_the_sample_has_something_of_every_part() -> None:
    kinds = {each.entry.kind for each in read_entries(SAMPLE)}
    assert kinds >= {
        *("affair", "promise", "minutes", "rules", "threepublic", "collective", "project"),
        *("draft", "poll", "report"),
    }
