"""A small tree of units that the tests plant."""

from collections.abc import Iterable

from bot.organization import BranchKind, Unit, UnitKind, add
from bot.storage import Transaction

COMMITTEE, GENERAL, BRANCH = UnitKind.COMMITTEE, UnitKind.GENERAL_BRANCH, UnitKind.BRANCH

COUNTY = Unit("county", "中共望川县委员会", COMMITTEE)
TOWN = Unit("town", "中共石桥镇委员会", COMMITTEE, above="county")
AWAY = Unit("away", "望川县驻外流动党员党总支", GENERAL, above="county")
HEWAN = Unit(
    "hewan", "石桥镇河湾村党支部", BRANCH, BranchKind.VILLAGE, "town", "望川石桥镇", 27.619, 113.88
)
SHENZHEN = Unit(
    "shenzhen", "望川县驻深圳流动党支部", BRANCH, BranchKind.MOBILE, "away", "深圳", 22.556, 113.885
)
CHONGQING = Unit(
    "chongqing", "驻重庆长坪园党支部", BRANCH, BranchKind.MOBILE, "away", "重庆", 29.533, 106.505
)
ONLINE = Unit("online", "望川县网上党支部", BRANCH, BranchKind.ONLINE, "county", "网上")
TREE = (COUNTY, TOWN, AWAY, HEWAN, SHENZHEN, CHONGQING, ONLINE)


def plant(tx: Transaction, units: Iterable[Unit] = TREE) -> None:
    for unit in units:
        add(tx, unit)
