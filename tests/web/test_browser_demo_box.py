"""The report box in the demo: a report goes in, is checked, verified by another, and answered."""

import pytest

from tests.web.conftest import Opens
from tests.web.house import DemoHouse

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_newcomer_sees_a_report_go_in_and_come_to_its_end(
    demo: DemoHouse, windows: Opens
) -> None:
    window = await windows(demo)
    await window.opens(phone="sun")
    page, he, luo = (window.inside(name) for name in ("report", "何正平", "罗秋"))
    await he.sees("何正平，望川县纪委监委", "没有案件")
    await page.taps("反映问题（举报）")
    await page.says("他把救灾款分给了亲戚", "石桥镇", "赵某")
    await page.taps("石桥镇纪委")
    await page.taps("那里的书记")
    await page.says("账本")
    await page.taps("没有照片")
    await page.sees("只有望川县纪委监委能看到")
    await page.taps("就这样")
    receipt = await page.root.get_by_test_id("receipt").inner_text()
    await page.taps("我抄好了")
    await page.says(receipt)
    await page.sees("放进举报信箱")
    await he.taps("刷新")
    async with he.answered():
        await he.screen.locator("button", has_text="已收到").click()
    await he.taps("开始查")
    await he.taps("记下查的结果")
    await he.taps("属实")
    await he.says("账对不上")
    await luo.taps("刷新")
    async with luo.answered():
        await luo.screen.locator("button", has_text="复核").click()
    await luo.taps("复核")
    await luo.taps("属实")
    await luo.says("我也看了账本")
    await luo.taps("办结")
    await luo.says("查实了，钱已退回。")
    await luo.taps("是")
    await luo.sees("已办结：属实")
    await page.taps("离开")
    await page.taps("我有回执")
    await page.says(receipt)
    await page.sees("已办结：属实", "答复：查实了，钱已退回。")
