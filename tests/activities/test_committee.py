"""A committee sees what was held below it, by branch, and no persons."""

from bot import organization
from bot.activities.model import Kind, State
from bot.conversation import Tapped
from bot.organization import BranchKind, Unit, UnitKind
from bot.storage import Transaction
from tests.activities.meetings import TOMORROW, meeting, put
from tests.activities.test_check_in import begun
from tests.town import COUNTY, HOME, HOST, NOON, OTHER, Town


async def test_how_many_branches_have_held_what_the_rules_expect(town: Town) -> None:
    await begun(town)
    home = await town.unit_id(HOME)
    await put(town, meeting(home, id="off", starts_at=NOON, state=State.CANCELLED))
    await put(town, meeting(home, id="later", starts_at=TOMORROW))
    sun = town.phone("sun")
    await sun.says("下面支部开展的活动")
    assert "主题党日（本月）：3 个支部开了 1 个" in sun.screen
    assert "党员大会（本季度）：3 个支部开了 0 个" in sun.screen
    await sun.taps("还没开：主题党日")
    assert HOME in sun.screen
    assert OTHER in sun.screen
    assert HOST not in sun.screen
    await sun.taps(HOME)
    assert "还没有" in sun.screen


async def test_one_branch_by_kind(town: Town) -> None:
    activity = await begun(town)
    unit = activity.unit
    await put(town, meeting(unit, id="class", starts_at=NOON, kind=Kind.PARTY_CLASS))
    sun = town.phone("sun")
    await sun.gives(Tapped(f"heldin/{unit}"))
    assert "党课：1 次" in sun.screen
    assert "主题党日：1 次" in sun.screen


async def test_pages_go_on_where_the_last_one_ended(town: Town) -> None:
    def many(tx: Transaction) -> None:
        root = organization.by_name(tx, COUNTY)
        assert root is not None
        for number in range(20):
            branch = Unit(
                f"u{number}", f"支部{number:02}", UnitKind.BRANCH, BranchKind.VILLAGE, root.id
            )
            organization.add(tx, branch)

    await town.bot.store.turn(many)
    sun, seen = town.phone("sun"), set[str]()
    await sun.gives(Tapped("notyet/theme_day-"))
    for _ in range(4):
        seen |= {label for label, _ in sun.message.options if label != "更多"}
        if any(label == "更多" for label, _ in sun.message.options):
            await sun.taps("更多")
    assert len(seen) == 23
