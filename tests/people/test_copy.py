"""A copy of one's data is a file with all that is held of the person, and of nobody else."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

from bot import organization
from bot.conversation import Screen, Work
from bot.delivery import put_message
from bot.language import plain
from bot.members import details
from bot.members.contacts import ContactNote, put_note
from bot.members.model import Details, Reason, Standing
from bot.people import Office, Purpose, Role
from bot.people import store as people
from bot.storage import Transaction
from tests.town import HOME, HOST, OTHER, Phone, Town

# How a column that names a person's data reads in the copy; None: it says nothing of them.
Reading = Callable[[Any], str] | None

WORDS: dict[str, str] = {
    "cannot": "来不了",
    "c1": "领两本",
    "registration": "在两边支部报到",
    "notices": "学习内容和通知",
    "secretary": "支部书记",
    "zh_CN": "简体中文",
    "22:00-07:00": "22:00 到 7:00",
    "hosted": "已同意",
    "disputed": "有异议",
    "work": "务工",
    "weekly": "一周一课",
    "full": "正式党员",
}


def as_it_is(value: Any) -> str:
    return str(value)


def worded(value: Any) -> str:
    return WORDS[str(value)]


def on_day(value: Any) -> str:
    day = value if isinstance(value, str) else datetime.fromtimestamp(value, UTC).date().isoformat()
    month, number = (int(part) for part in day.split("-")[1:])
    return f"{month}月{number}日"


# A table or a column that is new must be put into the copy, or here with the reason why not.
SHOWN: dict[str, dict[str, Reading]] = {
    "person": {
        "name": as_it_is,
        "phone": as_it_is,
        "locale": worded,
        "zone": as_it_is,
        "quiet": worded,
        "discreet": None,  # said in words, looked for below
    },
    "office": {"role": worded, "unit": None},  # the unit's name is looked for below
    "consent": {"purpose": worded, "given_at": on_day},
    "trail": {"at": on_day, "by": as_it_is, "what": None, "doer": None},  # words: looked for below
    "address": {
        "channel": as_it_is,
        "address": as_it_is,
        "seat": None,  # the number of a button
        "current": None,  # what a chat shows just now
        "helper": None,  # somebody else's id
        "open": None,
        "first": None,
    },
    "outbox": {
        "message": None,  # its words are looked for below
        "channel": as_it_is,
        "address": as_it_is,
        "made_at": on_day,
        # How far the sending is, and what the message is called.
        **dict.fromkeys(("to_many", "state", "attempts", "due_at", "reason")),
        **dict.fromkeys(("arrived_as", "former_id")),
    },
    # What a branch was told of the person: the registration itself is in the copy.
    "message": dict.fromkeys(("subject", "screen", "files", "kept")),
    "in_group": {"party_group": None, "line": None},  # the group's name is looked for below
    "activity_answer": {"activity": None, "word": worded},  # its title is looked for below
    "attendance": {
        "activity": None,
        # For the count of the meeting; the branch's name is among the registrations.
        **dict.fromkeys(("line", "name", "branch", "standing", "way")),
    },
    # A branch's list of other people, while it waits to be looked over.
    "brought": dict.fromkeys(("unit", "content", "brought_at")),
    "notice_answer": {"notice": None, "answer": worded},  # its words are looked for below
    "study_pace": {"pace": worded},
    "reading": {"piece": None, "read_on": on_day},  # its title is looked for below
    "studied_elsewhere": {"on_day": on_day, "minutes": as_it_is},
    "wrong_code": {"activity": None, "at": None},  # a count against guessing
    "handover": {"code_hash": None},  # of an invite that the person made
    "link_code": {"code_hash": None, "expires_at": None},  # of a code that lives ten minutes
    "placement": {
        "home": None,  # names of units are looked for below
        "home_name": as_it_is,
        "host": None,
        "state": worded,
        "home_word": worded,
        "word": as_it_is,
        "asked_at": on_day,
        "spelled": None,  # the name in other letters, for order
    },
    "details": {
        "reason": worded,
        "since": on_day,
        "until": on_day,
        "standing": worded,
        "certificate": None,  # said in words, looked for below
        "noted": on_day,
        "reported": on_day,
        "paper": on_day,
    },
    "ask": {
        "number": as_it_is,
        "words": as_it_is,
        "asked_at": on_day,
        "asker": None,
        # Said in words; where it is, what it is about, how it stands: tests/care/test_help.py.
        **dict.fromkeys(("kind", "unit", "given_by", "for_other", "about", "state")),
        **dict.fromkeys(("on_board", "changed_at", "due_on")),
        "expected_on": None,  # of findings, which nobody asks as a person
    },
    "pair": {"contact": None, "state": None},  # the other one's name is looked for below
    "joining_day": {"day": as_it_is},
    "contact_note": {
        "unit": None,
        "line": None,  # a person's note is of no line
        "day": on_day,
        "words": as_it_is,
        "made_at": None,  # when the note was typed
    },
}


async def known_well(town: Town) -> Phone:
    """Li, of whom the store holds something in every table."""
    li, wang, chen = town.phone("li"), town.phone("wang"), town.phone("chen")
    await li.says("报到", "1", "李明", "13800138000", "河湾", "1", "宝安", "1", "1")
    await wang.looks()
    await wang.taps("看一看")
    await wang.taps("同意")
    await chen.looks()
    await chen.taps("看一看")
    await chen.taps("有异议")
    await chen.says("哪年<b>走的</b>？", "1")
    await li.looks()
    await li.says("绑定手机", "我同意过什么")
    await li.taps("同意：学习内容和通知")
    await town.bot.store.turn(_more)
    await li.says("语言")
    return li


def _more(tx: Transaction) -> None:
    li = tx.value("SELECT id FROM person WHERE name = '李明'")
    unit = organization.by_name(tx, OTHER)
    assert unit
    assert isinstance(li, str)
    people.put_office(tx, li, Office(Role.SECRETARY, unit.id))
    day = date(2026, 3, 5)
    known = Details(Reason.WORK, day, date(2027, 4, 6), Standing.FULL, True, day, day, day)
    details.put_details(tx, li, known)
    _put_activity(tx, li, unit.id)
    _put_notice(tx, li, unit.id)
    _put_study(tx, li)
    note = ContactNote("note", unit.id, li, None, date(2026, 7, 8), "电话里说一切都好")
    put_note(tx, note, datetime(2026, 7, 8, tzinfo=UTC))
    _put_care(tx, li, unit.id)


def _put_activity(tx: Transaction, person: str, unit: str) -> None:
    at = int(datetime(2026, 9, 9, tzinfo=UTC).timestamp())
    given = {"person": person, "unit": unit, "at": at}
    for statement in (
        "INSERT INTO activity VALUES ('a', :unit, 'party_class', '秋季党课', :at, :at, 'UTC', '',"
        " '', 'hosted', NULL, 'once 0 0', 0, NULL, NULL, 'published', 1, '', 'w', NULL)",
        "INSERT INTO activity_answer VALUES ('a', :person, 'cannot')",
        "INSERT INTO attendance VALUES ('c', 'a', :person, NULL, NULL, NULL, 'full', 'code')",
        "INSERT INTO party_group VALUES ('g', :unit, '外出小组')",
        "INSERT INTO in_group VALUES ('g', :person, NULL)",
        "INSERT INTO brought VALUES ('b', :unit, :person, '', :at)",
        "INSERT INTO wrong_code VALUES ('a', :person, :at)",
        "INSERT INTO invite (code_hash, role, unit, expires_at)"
        " VALUES ('h', 'secretary', :unit, :at)",
        "INSERT INTO handover VALUES ('h', :person)",
    ):
        tx.change(statement, given)


def _put_care(tx: Transaction, person: str, unit: str) -> None:
    given = {"person": person, "unit": unit}
    for statement in (
        "INSERT INTO ask VALUES ('k', 77, 'money', :unit, :person, NULL, 0, '', '屋顶漏雨',"
        " 'open', 0, 1788912000, 1788912000, NULL, NULL)",
        "INSERT INTO pair VALUES ('p', :person, 'zhou', 'paired')",
        "INSERT INTO joining_day VALUES (:person, '07-01')",
    ):
        tx.change(statement, given)


def _put_study(tx: Transaction, person: str) -> None:
    for statement in (
        "INSERT INTO piece VALUES ('wages', NULL, 'members', 6,"
        ' \'{"zh_CN": {"title": "欠薪找谁", "text": "", "questions": []}}\', 0, 0)',
        "INSERT INTO study_pace VALUES (:person, 'weekly')",
        "INSERT INTO reading VALUES (:person, 'wages', '2026-09-13')",
        "INSERT INTO studied_elsewhere VALUES ('e', :person, '2026-09-14', 95)",
    ):
        tx.change(statement, {"person": person})


def _put_notice(tx: Transaction, person: str, unit: str) -> None:
    work = Work(tx=tx, now=datetime(2026, 9, 9, tzinfo=UTC), new_id=lambda: "note")
    message = put_message(work, Screen((plain("河湾"), plain("学习本怎么领"))))
    tx.change(
        "INSERT INTO notice VALUES ('n', :unit, NULL, :message, 'home', 'choice',"
        " '[\"领一本\", \"领两本\"]', 'sent', NULL, NULL, 0, '', NULL, 'Asia/Shanghai')",
        {"unit": unit, "message": message},
    )
    tx.change("INSERT INTO notice_answer VALUES ('n', :person, 'c1')", {"person": person})


async def copy_of(phone: Phone) -> str:
    await phone.says("我的数据副本")
    (page,) = phone.files
    assert page.media == "text/html"
    assert page.name.partition(" ")[0] in ("我的数据", "My")
    return page.content.decode()


def _tables(tx: Transaction) -> dict[str, str]:
    """The tables that hold something of a person, and the column that says of whom."""
    names = tx.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
    found = {"person": "id"}
    for row in names:
        for key in tx.all(f"PRAGMA foreign_key_list({row['name']})"):
            if key["table"] == "person" and key["from"] in ("person", "subject", "asker"):
                found[row["name"]] = key["from"]
    return found


async def test_it_holds_all_that_the_store_holds(town: Town) -> None:
    li = await known_well(town)
    page = unescape(await copy_of(li))
    tables = await town.bot.store.turn(_tables)
    assert set(tables) == set(SHOWN), "a table about people: give it to the copy, or say why not"
    for table, whose in tables.items():
        rows = await town.bot.store.turn(
            lambda tx, table=table, whose=whose: tx.all(  # type: ignore[misc]
                f"SELECT * FROM {table} WHERE {whose} = (SELECT id FROM person WHERE name = '李明')"
            )
        )
        assert rows, f"let known_well put a row into {table}"
        for row in rows:
            assert {*row.keys()} - {"id", "person"} == SHOWN[table].keys() - {"id"}, table
            for column, reading in SHOWN[table].items():
                if reading and row[column] is not None:
                    assert reading(row[column]) in page, (table, column)
    for words in (
        HOME,
        HOST,
        OTHER,
        "活动证：有",
        "弹出的内容：消息本身",
        "秋季党课",
        "外出小组",
        "欠薪找谁",
        "学习本怎么领",
        "查看了您",
        "周敏",
        "哪年<b>走的</b>",
    ):
        assert words in page, words


async def test_it_is_a_page_that_runs_nothing_that_others_wrote(town: Town) -> None:
    page = await copy_of(await known_well(town))
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert page.startswith("<!DOCTYPE html>")
    assert 'lang="zh-CN"' in page
    assert "<script" not in page


async def test_it_holds_nothing_of_anybody_else(town: Town) -> None:
    li, wang = await known_well(town), town.phone("wang")
    await li.says("代填", "1", "1", "梅兰", "1", "报到", "1", "13900139000", "跳过")
    hers = await copy_of(li)
    for words in ("李明", "13800138000", HOST, "一切都好"):
        assert words not in hers, words
    assert "13900139000" in hers
    assert "13900139000" not in await (await li.says("换人", "李明"), copy_of(li))[1]
    secretarys = await copy_of(wang)
    assert "李明" not in secretarys
    assert "一条关于别人的消息" in secretarys


async def test_it_is_in_ones_own_language(town: Town) -> None:
    li = await known_well(town)
    await li.says("语言")
    await li.taps("English")
    page = await copy_of(li)
    assert "Your registration" in page
    assert 'lang="en"' in page


async def test_a_consent_is_in_it_with_its_day(town: Town) -> None:
    li = await known_well(town)
    assert "学习内容和通知：2026年11月22日同意" in await copy_of(li)
    given = await town.bot.store.turn(
        lambda tx: people.consents(tx, tx.value("SELECT id FROM person WHERE name = '李明'"))  # type: ignore[arg-type]
    )
    assert set(given) == {Purpose.REGISTRATION, Purpose.NOTICES}
