"""Several persons use one account: each screen says whose it is, and no button acts for another."""

from bot.conversation import Tapped
from bot.delivery import waiting
from tests.town import Phone, Town

LI = "这是李明的："
LAN = "这是梅兰的："


async def register(li: Phone) -> None:
    await li.says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")


async def shares(li: Phone) -> None:
    """Li's wife uses his phone too."""
    await register(li)
    await li.says("换人")
    await li.taps("再加一个人")
    await li.taps("他自己用这部手机填")
    await li.taps("同意")
    await li.says("梅兰")
    await li.taps("加上这个人")


async def test_nothing_changes_for_a_phone_of_ones_own(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    assert "这是" not in li.screen
    assert "换人" not in await li.says("菜单")
    assert "李明" in await li.says("换人")


async def test_each_screen_says_whose_it_is(town: Town) -> None:
    li = town.phone("li")
    await shares(li)
    assert li.screen.startswith(LAN)
    for words in ("菜单", "设置", "我的报到", "报到", "1", "取消", "乱说"):
        assert (await li.says(words)).startswith(LAN), words
    await li.says("菜单")
    await li.taps("换人")
    assert (await li.taps("李明")).startswith(LI)
    assert (await li.says("我的报到")).startswith(LI)
    assert "等待支部答复" in li.screen


async def test_one_can_change_by_name_digit_or_button(town: Town) -> None:
    li = town.phone("li")
    await shares(li)
    assert (await li.says("换人", "李明")).startswith(LI)
    assert (await li.says("换人", "2")).startswith(LAN)
    await li.says("换人")
    assert (await li.taps("李明")).startswith(LI)


async def test_each_registers_for_themselves(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await shares(li)
    await li.taps("报到")
    await li.says("1", "跳过", "河湾", "1", "东莞", "1", "1")
    assert "梅兰" not in await wang.looks()
    assert "东莞" in await li.says("我的报到")
    assert "宝安" in await li.says("换人", "李明", "我的报到")


async def test_a_message_says_whose_it_is_whoever_is_there(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await shares(li)
    await wang.looks()
    await wang.taps("同意")
    news = await li.looks()
    assert news.startswith(LI)
    assert (await li.says("菜单")).startswith(LAN)


async def test_a_button_of_a_message_acts_for_whom_it_was_said_to(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await shares(li)
    await wang.looks()
    await wang.taps("看一看")
    await wang.taps("问一问")
    await wang.says("哪里人？", "1")
    assert (await li.looks()).startswith(LI)
    await li.taps("回答")
    assert li.screen.startswith(LI)
    await li.says("湖南人", "1")
    assert "湖南人" in await wang.looks()


async def test_an_old_button_acts_for_whom_it_was_shown_to(town: Town) -> None:
    li = town.phone("li")
    await shares(li)
    lans = (await li.says("菜单"), li.message)[1]
    await li.says("换人", "李明")
    await li.gives(Tapped(lans.token("报到")))
    assert li.screen.startswith(LAN)
    assert "同意" in li.screen


async def test_a_draft_is_never_sent_as_somebody_else(town: Town) -> None:
    li = town.phone("li")
    await shares(li)
    await li.says("报到", "1", "跳过", "河湾", "1", "东莞", "1")
    send = li.message.token("发送")
    await li.says("换人", "李明")
    assert "继续：" not in li.screen
    assert "继续：" not in await li.says("菜单")
    await li.says("继续", "1")
    await li.gives(Tapped(send))
    assert li.screen.startswith(LAN)
    assert "东莞" in await li.says("我的报到")
    assert "宝安" in await li.says("换人", "李明", "我的报到")


async def test_everybody_finds_their_own_draft_again(town: Town) -> None:
    li = town.phone("li")
    await shares(li)
    await li.says("报到", "1", "13900139000")
    await li.says("/whose")
    await li.says("李明", "语言")
    await li.says("换人", "梅兰")
    await li.taps("继续：")
    await li.says("河湾", "1", "东莞", "1")
    assert "13900139000" in li.screen


async def test_deleting_takes_only_ones_own(town: Town) -> None:
    li = town.phone("li")
    await shares(li)
    await li.says("换人", "李明", "删除我的数据", "1")
    assert "其他人不受影响" in li.screen
    assert "梅兰" in await li.says("菜单")
    assert "这是" not in li.screen
    names = await town.bot.store.turn(lambda tx: tx.all("SELECT name FROM person"))
    assert "李明" not in [row["name"] for row in names]


async def test_buttons_of_somebody_who_left_do_nothing_and_say_so(town: Town) -> None:
    li = town.phone("li")
    await shares(li)
    await li.says("换人", "李明", "菜单")
    old = li.message.token("我的报到")
    await li.says("删除我的数据", "1")
    assert "已经不用这个账号" in await li.gives(Tapped(old))


async def test_only_so_many_fit(town: Town) -> None:
    li = town.phone("li")
    await register(li)
    for name in "甲乙丙丁戊己":
        await li.says("代填", "1", "1", f"王{name}", "1")
    assert "加满" in await li.says("代填")
    assert "王己" in await li.says("换人")
    assert "加满" in await li.taps("再加一个人")


async def test_whoever_fills_in_for_another_says_that_they_agreed_and_stands_in_their_trail(
    town: Town,
) -> None:
    li = town.phone("li")
    await register(li)
    await li.says("代填")
    await li.taps("我来代填")
    assert "请先问过本人" in li.screen
    await li.taps("本人同意了")
    await li.says("李大山", "1")
    await li.taps("报到")
    await li.says("1", "跳过", "河湾", "1", "东莞", "1", "1")
    assert "李大山" in await town.phone("zhou").looks()
    await li.says("谁看过我")
    assert "李明开始替您代填，说您本人同意了" in li.screen
    assert "李明替您填了：报到" in li.screen
    assert "还没有人看过" in await li.says("换人", "李明", "谁看过我")


async def test_a_shared_account_on_the_web_says_whose_a_discreet_message_is(town: Town) -> None:
    li, wang = town.phone("li", "web"), town.phone("wang")
    await shares(li)
    await li.says("换人", "李明", "设置")
    await li.taps("弹出的内容")
    await li.taps("只说有消息")
    await li.says("换人", "梅兰")
    await wang.looks()
    await wang.taps("同意")
    store = town.bot.store
    async with store.reading() as reader:
        (message,) = await waiting(reader, li.chat)
    shown = town.message(message.pops_up, "zh_CN", "Asia/Shanghai")
    assert shown.text.startswith(LI)
    assert "报到" not in shown.text
    li.notices.append(shown)
    await li.taps("打开看")
    assert li.screen.startswith(LI)
    assert "报到" in li.screen


async def test_the_name_of_somebody_who_is_gone_leaves_other_peoples_trails(town: Town) -> None:
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.looks()
    await wang.taps("看一看")
    assert "王芳查看了" in await li.says("谁看过我")
    await wang.says("删除我的数据", "1")
    assert "王芳" not in await li.says("谁看过我")
    assert "已经不在这里的人查看了" in li.screen


async def test_the_trail_says_who_of_a_shared_account_looked(town: Town) -> None:
    """A secretary's phone that her son uses too: only she looks at cards."""
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.says("代填", "1", "1", "王小宝", "1")
    await wang.looks()
    await wang.taps("看一看")
    assert wang.screen.startswith("这是王芳的：")
    assert "王芳查看了" in await li.says("谁看过我")
    await wang.says("换人", "王小宝")
    request = await town.bot.store.turn(lambda tx: tx.value("SELECT id FROM placement"))
    assert "办不了" in await wang.gives(Tapped(f"2:request/{request}"))
