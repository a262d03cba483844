"""Finding a branch by what somebody typed."""

import subprocess
import sys

import pytest

from bot.organization import BranchKind, Unit, UnitKind, change, close, search
from bot.organization.model import ranked
from bot.organization.spelling import LONGEST_QUERY, core, index_words, query_words
from bot.storage import Store
from tests.organization.trees import HEWAN, SHENZHEN, plant


async def found(store: Store, query: str, limit: int = 8) -> list[str]:
    units = await store.turn(lambda tx: search(tx, query, limit))
    return [unit.id for unit in units]


@pytest.mark.parametrize(
    "query",
    [
        "石桥镇河湾村党支部",
        "河湾村支部",
        "河湾支部",
        "河湾",
        "河湾村党总支",
        "石桥",
        "石桥河湾",
        "湾",
        "shiqiao",
        "hewan",
        "hewancun",
        "hewancundangzhibu",
        "hewancun zhibu",
        "HeWan",
        "hwc",
        "hwcdzb",
        "sqz",
        "sqzhwc",
        "he wan cun",
        "shi'qiao",
        "hewa",
    ],
)
async def test_each_way_to_write_the_village_finds_it(tree: Store, query: str) -> None:
    assert (await found(tree, query))[:1] == ["hewan"]


@pytest.mark.parametrize(
    "query",
    [
        " 河 湾 村 ",
        "河湾村！！",
        "（河湾村）",
        "ｈｅｗａｎ",
        "我是石桥镇河湾村的党员",
        "老家 河湾村党支部 谢谢",
        "河湾村，石桥镇",
        "“河湾村”",
        "hewan!!",
        "河湾村\n",
        'hewan" OR "x',
        "河湾村*",
    ],
)
async def test_noise_does_no_harm(tree: Store, query: str) -> None:
    assert (await found(tree, query))[:1] == ["hewan"]


@pytest.mark.parametrize("query", ["", " ", "？！", "党支部", "zzz", "北京", '"', "*", "-", "😀"])
async def test_nothing_is_found_for_nothing(tree: Store, query: str) -> None:
    assert await found(tree, query) == []


@pytest.mark.parametrize("query", ["深圳", "shenzhen", "sz", "liudong", "驻深圳"])
async def test_the_place_finds_a_branch(tree: Store, query: str) -> None:
    assert "shenzhen" in await found(tree, query)


@pytest.mark.parametrize("query", ["重庆", "chongqing", "cq", "changping", "zhangping", "cp", "zp"])
async def test_characters_with_two_readings_are_found_by_either(tree: Store, query: str) -> None:
    assert await found(tree, query) == ["chongqing"]


@pytest.mark.parametrize(
    ("place", "pinyin"),
    [
        ("重庆", "chongqing"),
        ("厦门", "xiamen"),
        ("六安", "luan"),
        ("东莞", "dongguan"),
        ("番禺", "panyu"),
        ("蚌埠", "bengbu"),
        ("长沙", "changsha"),
        ("台州", "taizhou"),
        ("丽水", "lishui"),
        ("亳州", "bozhou"),
        ("黄埔", "huangpu"),
        ("吕梁", "lvliang"),
        ("朝阳村", "chaoyang"),
        ("长塘村", "changtang"),
        ("曾家湾村", "zengjiawan"),
        ("重阳坪村", "chongyangping"),
        ("翟庄", "zhaizhuang"),
        ("查家村", "zhajia"),
        ("三都镇", "sandu"),
    ],
)
def test_places_are_read_as_people_read_them(place: str, pinyin: str) -> None:
    assert any(word.startswith(pinyin) for word in index_words(place, "").split())


def test_letters_and_numbers_in_a_name_are_spelled_along() -> None:
    words = index_words("5G产业园A座党支部", "").split()
    assert {"5gchanyeyuanazuo", "azuo", "cyyaz"} <= set(words)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("石桥镇河湾村党支部", "石桥镇河湾村"),
        ("石桥镇 河湾村支部", "石桥镇河湾村"),
        ("中共望川县委员会", "望川县"),
        ("驻外流动党员党总支", "驻外流动党员"),
        ("鸿运公司党总支第二党支部", "鸿运公司第二"),
        ("A座（东）", "a座东"),
        ("党支部", "党支部"),
        ("", ""),
    ],
)
def test_the_core_of_a_name(text: str, kept: str) -> None:
    assert core(text) == kept


def test_a_pasted_page_makes_a_short_query() -> None:
    assert len(query_words("河湾村委会的通知 " * 1000)) <= LONGEST_QUERY


def test_what_is_alike_comes_before_what_only_shares_something() -> None:
    names = ["新河湾", "湾头村", "河湾村", "河湾"]
    units = [Unit(name, f"{name}党支部", UnitKind.BRANCH) for name in names]
    assert [unit.id for unit in ranked(units, "河湾支部")] == ["河湾", "河湾村", "新河湾", "湾头村"]


async def test_the_exact_name_is_first_among_many(store: Store) -> None:
    names = [f"{town}河湾{kind}" for town in "东西南北上下新老" for kind in ("村", "社区", "小学")]
    units = [
        Unit(f"u{at}", f"{name}党支部", UnitKind.BRANCH, BranchKind.VILLAGE)
        for at, name in enumerate([*names, "河湾村", "河湾"])
    ]
    await store.turn(lambda tx: plant(tx, units))
    assert (await found(store, "河湾村支部", 3))[0] == f"u{len(names)}"
    assert (await found(store, "河湾", 2)) == [f"u{len(names) + 1}", f"u{len(names)}"]
    assert len(await found(store, "河湾", 3)) == 3


async def test_committees_and_general_branches_are_not_offered(tree: Store) -> None:
    assert await found(tree, "石桥镇委员会") == ["hewan"]
    assert "away" not in await found(tree, "望川县驻外流动党员党总支")


async def test_a_closed_branch_is_not_found_and_comes_back_when_it_opens(tree: Store) -> None:
    assert await tree.turn(lambda tx: close(tx, "hewan"))
    assert await found(tree, "河湾") == []
    assert not await tree.turn(lambda tx: close(tx, "hewan"))
    await tree.turn(lambda tx: change(tx, HEWAN))
    assert await found(tree, "河湾") == ["hewan"]


async def test_a_new_name_replaces_the_old_one(tree: Store) -> None:
    renamed = Unit("shenzhen", "海棠党支部", UnitKind.BRANCH, SHENZHEN.branch_kind, "away", "东莞")
    await tree.turn(lambda tx: change(tx, renamed))
    assert await found(tree, "深圳") == []
    assert await found(tree, "haitang") == await found(tree, "东莞") == ["shenzhen"]


def test_importing_and_searching_do_not_load_the_dictionary() -> None:
    code = (
        "import sys; import bot.organization; from bot.organization.spelling import query_words;"
        "query_words('河湾 hewan'); sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
