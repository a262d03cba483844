"""The committee's officer sees the branches below, opens one, closes and merges them."""

from datetime import timedelta

from bot.conversation import Tapped
from tests.rights import asked, hosted
from tests.town import COUNTY, HOME, HOST, OTHER, Phone, Town

NEW = "深圳市龙华区流动党支部"


async def page(sun: Phone, name: str) -> str:
    return await sun.gives(Tapped(f"unit/{await sun.town.unit_id(name)}"))


async def close(sun: Phone, name: str) -> str:
    await page(sun, name)
    await sun.taps("撤销")
    return await sun.taps("对，撤销")


async def merge(sun: Phone, name: str, into: str) -> str:
    await page(sun, name)
    await sun.taps("并入别的支部")
    await sun.says(into, "1")
    return await sun.taps("对，合并")


async def test_the_list_counts_matters_and_names_no_person(town: Town) -> None:
    await asked(town)
    town.clock.move(timedelta(days=8))
    sun = town.phone("sun")
    await sun.says("下面的支部")
    assert f"{HOST}：待答复1，超时1" in sun.screen
    assert COUNTY in sun.screen
    assert "李明" not in sun.screen
    await sun.taps(HOST)
    assert "支部书记：王芳" in sun.screen
    assert "流动党支部，深圳市宝安区" in sun.screen
    assert "待答复1，超时1" in sun.screen
    assert "李明" not in sun.screen
    await sun.taps("这里卡住的事")
    assert "8天没有答复" in sun.screen
    await page(sun, COUNTY)
    assert "待答复2，超时2" in sun.screen, "a committee's page counts what stands below it"


async def test_a_branch_is_found_by_words_and_pinyin(town: Town) -> None:
    sun = town.phone("sun")
    for words in ("河湾", "hewan"):
        await sun.says("查找支部", words, "1")
        assert HOME in sun.screen
        assert "老家" not in sun.screen


async def test_a_branch_that_was_opened_is_found_at_once(town: Town) -> None:
    sun, li = town.phone("sun"), town.phone("li")
    await sun.says("成立支部", NEW)
    await sun.taps("流动党支部")
    await sun.says("深圳龙华", "22.65， 114.03")
    assert "上级组织：青石县委" in sun.screen
    await sun.taps("成立")
    assert "没有书记" in sun.screen
    await li.says("报到", "1", "李明", "跳过", "河湾", "1")
    await li.shares_place(22.65, 114.03)
    assert NEW in li.screen
    await li.says("龙华")
    await li.taps(NEW)
    await li.says("1")
    assert "已发送" in li.screen
    assert "李明" in await sun.looks(), "the committee stands in for the secretary"
    await sun.says("卡住的事")
    assert NEW in sun.screen
    await page(sun, NEW)
    assert "由党委代管" in sun.screen
    await sun.taps("变动记录")
    assert "孙立成立了它" in sun.screen


async def test_a_name_that_is_taken_is_refused_and_changed(town: Town) -> None:
    sun = town.phone("sun")
    await sun.says("成立支部", HOST, "1", "跳过", "跳过", "1")
    assert "已有同名" in sun.screen
    await sun.taps("改：支部名称")
    await sun.says(NEW, "1")
    assert "已成立" in sun.screen


async def test_closing_says_first_what_becomes_of_whom(town: Town) -> None:
    await hosted(town)
    sun = town.phone("sun")
    await page(sun, HOST)
    await sun.taps("撤销")
    for words in (f"要撤销{HOST}吗", "外来党员：1 人", "等待答复的报到：0 件", "自己另选支部"):
        assert words in sun.screen
    await sun.says("返回")
    assert "撤销" in sun.screen
    assert "李明" in await town.phone("wang").says("在这里报到的党员")


async def test_a_hosts_members_are_told_and_choose(town: Town) -> None:
    await hosted(town)
    li, wang, chen, zhou, sun = (town.phone(key) for key in ("li", "wang", "chen", "zhou", "sun"))
    for phone in (li, wang, chen, zhou):
        await phone.looks()
    await close(sun, HOST)
    assert "已撤销" in sun.screen

    assert "职务随之结束" in await wang.looks()
    assert "这里办不了" in await wang.says("在这里报到的党员")
    assert "请保持联系" in await chen.looks()
    await chen.says("在外地的党员")
    await chen.taps("李明")
    assert "要另选一个" in chen.screen
    assert f"{HOME}：待安置1" in await sun.says("下面的支部")

    assert f"{HOST}已由党委撤销" in await li.looks()
    await li.taps("换一个支部")
    await li.says("1", "东莞", "1", "1")
    await zhou.looks()
    await zhou.taps("同意")
    assert OTHER in await chen.says("在外地的党员")
    assert HOST not in chen.screen
    assert "待安置" not in await sun.says("下面的支部")


async def test_a_closed_host_is_found_no_more_and_may_have_been_home_again(town: Town) -> None:
    await hosted(town)
    li, chen = town.phone("li"), town.phone("chen")
    await chen.looks()
    await close(town.phone("sun"), HOST)
    await li.looks()
    await chen.looks()
    await li.says("我的报到")
    assert "支部已撤销" in li.screen
    await li.taps("我回老家了")
    await li.taps("对，我回来了")
    assert "李明回老家了" in await chen.looks()
    assert "李明" not in await chen.says("在外地的党员")
    await li.says("报到", "1", "宝安")
    assert HOST not in li.screen


async def test_a_request_at_a_closed_branch_ends_too(town: Town) -> None:
    await asked(town)
    li, sun = town.phone("li"), town.phone("sun")
    await close(sun, HOST)
    assert "已由党委撤销" in await li.looks()
    await li.taps("换一个支部")
    await li.says("1")
    assert "请输入" in li.screen or "现在住在哪里" in li.screen


async def test_a_move_that_asked_a_closed_branch_leaves_the_old_stay(town: Town) -> None:
    await hosted(town)
    li, sun = town.phone("li"), town.phone("sun")
    await li.says("我搬家了", "东莞", "1", "1")
    await close(sun, OTHER)
    await li.says("我的报到")
    assert HOST in li.screen
    assert OTHER not in li.screen
    assert "李明" in await town.phone("wang").says("在这里报到的党员")


async def test_a_merged_hosts_members_are_offered_the_other_one_filled_in(town: Town) -> None:
    await hosted(town)
    li, zhou, sun = town.phone("li"), town.phone("zhou"), town.phone("sun")
    await li.looks()
    await page(sun, HOST)
    await sun.taps("并入别的支部")
    await sun.says("东莞", "1")
    assert f"{OTHER}排在最前" in sun.screen
    await sun.taps("对，合并")
    assert "已并入" in sun.screen
    assert f"{HOST}已并入{OTHER}" in await li.looks()
    await li.taps(f"到{OTHER}报到")
    await li.says("1")
    assert "李明" in li.screen
    assert OTHER in li.screen
    await li.says("1")
    assert "李明" in await zhou.looks()


async def test_a_closed_home_leaves_the_stay_with_a_home_that_is_not_listed(town: Town) -> None:
    await hosted(town)
    li, wang, sun = town.phone("li"), town.phone("wang"), town.phone("sun")
    await li.looks()
    await close(sun, HOME)
    assert "原来是您的老家支部" in await li.looks()
    await li.says("我的报到")
    assert f"{HOME}（不在名单里）" in li.screen
    assert "李明" in await wang.says("在这里报到的党员")
    await page(sun, HOME)
    await sun.taps("恢复")
    assert "不在名单里" not in await li.says("我的报到")


async def test_a_merged_homes_members_belong_to_the_other_one(town: Town) -> None:
    await hosted(town)
    li, wang, zhou, sun = (town.phone(key) for key in ("li", "wang", "zhou", "sun"))
    await li.looks()
    await merge(sun, HOME, "东莞")
    assert f"{HOME}已并入{OTHER}" in await li.looks()
    assert "现在归您这里：" in await zhou.looks()
    assert "李明" in await zhou.says("在外地的党员")
    assert "李明" in await wang.says("在这里报到的党员")


async def test_whoever_lives_where_the_home_branch_goes_is_at_home_there(town: Town) -> None:
    await hosted(town)
    li, wang, sun = town.phone("li"), town.phone("wang"), town.phone("sun")
    await li.looks()
    await merge(sun, HOME, "宝安")
    assert "您就住在那里" in await li.looks()
    assert "李明" not in await wang.says("在这里报到的党员")


async def test_a_branch_that_is_opened_again_tells_whoever_has_not_chosen(town: Town) -> None:
    await hosted(town)
    li, mei, sun = town.phone("li"), town.phone("mei"), town.phone("sun")
    await close(sun, HOST)
    await li.looks()
    await mei.looks()
    await page(sun, HOST)
    await sun.taps("恢复")
    assert "职务现在空缺" in sun.screen
    assert f"{HOST}已恢复" in await li.looks()
    assert await mei.looks() == ""
    await li.taps(f"到{HOST}报到")
    await li.says("1", "1")
    assert "李明" in await sun.looks()


async def test_a_second_tap_closes_nothing_twice(town: Town) -> None:
    await hosted(town)
    li, sun = town.phone("li"), town.phone("sun")
    id = await town.unit_id(HOST)
    await li.looks()
    for _ in range(2):
        assert "已撤销" in await sun.gives(Tapped(f"closenow/{id}"))
    assert (await li.looks()).count("已由党委撤销") == 1
    await page(sun, HOST)
    assert (await sun.taps("变动记录")).count("撤销了它") == 1


async def test_what_has_open_units_below_is_not_closed_nor_is_ones_own(town: Town) -> None:
    sun = town.phone("sun")
    county = await town.unit_id(COUNTY)
    for token in (f"close/{county}", f"closenow/{county}"):
        assert "这里办不了" in await sun.gives(Tapped(token))


async def test_nobody_merges_into_what_is_not_theirs(town: Town) -> None:
    sun, id = town.phone("sun"), await town.unit_id(HOST)
    for into in ("nothing", "", id, await town.unit_id(COUNTY)):
        await sun.gives(Tapped(f"mergenow/{id}-{into}"))
        await page(sun, HOST)
        assert "已撤销" not in sun.screen
