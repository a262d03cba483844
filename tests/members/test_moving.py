"""Moving on without a day between, and coming home."""

from tests.town import HOST, OTHER, Phone, Town


async def hosted(town: Town) -> Phone:
    li, wang = town.phone("li"), town.phone("wang")
    await li.says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")
    await wang.looks()
    await wang.taps("同意")
    await li.looks()
    return li


async def move(li: Phone) -> None:
    await li.says("我的报到")
    await li.taps("我搬家了")
    await li.says("东莞", "1", "1")


async def test_moving_on_leaves_no_day_without_a_host(town: Town) -> None:
    li, wang, zhou = await hosted(town), town.phone("wang"), town.phone("zhou")
    await move(li)
    assert OTHER in li.screen
    assert "您还在" in li.screen
    assert "李明" in await wang.says("在这里报到的党员")
    await li.says("我的报到")
    assert HOST in li.screen
    assert OTHER in li.screen

    assert "李明" in await zhou.looks()
    await zhou.taps("同意")
    assert "搬走" in await wang.looks()
    assert "李明" not in await wang.says("在这里报到的党员")
    assert "李明" in await zhou.says("在这里报到的党员")
    await li.says("我的报到")
    assert HOST not in li.screen


async def test_the_card_of_whoever_was_accepted_says_where_they_are_registered(town: Town) -> None:
    await hosted(town)
    wang = town.phone("wang")
    await wang.says("在这里报到的党员", "1")
    assert f"在{HOST}报到：" in wang.screen
    assert "想报到" not in wang.screen


async def test_a_move_that_is_declined_changes_nothing(town: Town) -> None:
    li, wang, zhou = await hosted(town), town.phone("wang"), town.phone("zhou")
    await move(li)
    await zhou.looks()
    await zhou.taps("看一看")
    await zhou.taps("不同意")
    await zhou.says("人满了", "1")
    assert "人满了" in await li.looks()
    assert "李明" in await wang.says("在这里报到的党员")
    assert "已同意" in await li.says("我的报到")


async def test_one_moves_to_another_place_only(town: Town) -> None:
    li = await hosted(town)
    await li.says("我搬家了", "宝安", "1", "1")
    assert "换一个" in li.screen


async def test_returning_home_tells_both_branches_and_can_be_thought_over(town: Town) -> None:
    li, wang, chen = await hosted(town), town.phone("wang"), town.phone("chen")
    await chen.looks()
    await li.says("我的报到")
    await li.taps("我回老家了")
    assert "两边" in li.screen
    await li.says("取消")
    assert "李明" in await wang.says("在这里报到的党员")
    await li.says("我回老家了")
    await li.taps("对，我回来了")
    assert "欢迎回家" in li.screen
    assert "李明回老家了" in await wang.looks()
    assert "李明回老家了" in await chen.looks()
    assert "李明" not in await wang.says("在这里报到的党员")
    assert "李明" not in await chen.says("在外地的党员")


async def test_returning_while_a_move_waits_withdraws_it(town: Town) -> None:
    li, zhou = await hosted(town), town.phone("zhou")
    await move(li)
    await zhou.looks()
    await li.says("我回老家了", "1")
    assert "撤回" in await zhou.looks()
    await zhou.taps("同意")
    assert "已经办过了" in zhou.screen


async def test_whoever_has_returned_can_go_away_again_without_typing_twice(town: Town) -> None:
    li = await hosted(town)
    await li.says("我回老家了", "1", "报到", "1", "东莞", "1")
    assert "李明" in li.screen
    assert OTHER in li.screen


async def test_only_whoever_is_hosted_moves_or_returns(town: Town) -> None:
    for words in ("我搬家了", "我回老家了"):
        assert "这里办不了" in await town.phone("mei").says(words)
