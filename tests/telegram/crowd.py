"""A county with thousands of members on Telegram, and a notice of its committee to all of them."""

from datetime import datetime, time
from pathlib import Path

from bot import people
from bot.app import open_store
from bot.conversation import Chat, Screen, Work
from bot.delivery import plan, put_message
from bot.language import plain
from bot.notices.going import OUT
from bot.notices.model import Asks, Audience, Notice, State
from bot.notices.store import put_notice
from bot.organization import BranchKind, Unit, UnitKind, add
from bot.people import Office, Person, QuietHours, Role
from bot.storage import Transaction

COUNTY, NOTICE, WORDS = "county", "notice", "周六下午三点在党群服务中心开会，请带上学习笔记。"
ZONE = "Asia/Shanghai"
# What was measured would else depend on the time of the day.
NEVER = QuietHours(time(0), time(0))
A_BRANCH = 50
# The chat of the first member; the others follow. The officer's is before it.
FIRST = 1_000_000
OFFICER = FIRST - 1


async def settle(path: Path, members: int, due_at: datetime | None = None) -> None:
    """Fill a new store with so many members, fifty to a branch; plan the notice if told when."""

    def work(tx: Transaction) -> None:
        add(tx, Unit(COUNTY, "青石县委", UnitKind.COMMITTEE))
        for number in range(-(-members // A_BRANCH)):
            add(tx, _branch(number))
        _put_members(tx, members)
        _put_officer(tx)
        if due_at:
            plan_notice(tx, due_at)

    store = open_store(path)
    try:
        await store.turn(work)
    finally:
        store.close()


def plan_notice(tx: Transaction, due_at: datetime) -> None:
    """Have the committee's notice to all members below go out at a time."""
    made = Work(tx=tx, now=due_at, new_id=lambda: NOTICE)
    message = put_message(made, Screen((plain(WORDS),)), kept=True)
    put_notice(tx, _notice(message, due_at))
    plan(tx, OUT, NOTICE, due_at)


def _notice(message: str, due_at: datetime) -> Notice:
    return Notice(
        id=NOTICE,
        unit=COUNTY,
        author="officer",
        message=message,
        audience=frozenset({Audience.BELOW}),
        asks=Asks.NOTHING,
        choices=(),
        state=State.PLANNED,
        due_at=due_at,
        rhythm=None,
        zone=ZONE,
        made_at=due_at,
    )


def _branch(number: int) -> Unit:
    name = f"青石镇第{number}村党支部"
    return Unit(f"b{number}", name, UnitKind.BRANCH, BranchKind.VILLAGE, COUNTY, "青石县")


def _put_members(tx: Transaction, members: int) -> None:
    rows = [
        {"id": f"m{number:06}", "name": f"李{number}", "chat": str(FIRST + number)}
        | {"branch": f"b{number // A_BRANCH}", "zone": ZONE, "quiet": str(NEVER)}
        for number in range(members)
    ]
    for statement in (
        "INSERT INTO person VALUES (:id, :name, NULL, 'zh_CN', :zone, :quiet, 0)",
        "INSERT INTO address (channel, address, person, seat, current)"
        " VALUES ('telegram', :chat, :id, 1, 1)",
        "INSERT INTO placement"
        " (id, person, home, home_name, host, state, home_word, word, asked_at, spelled)"
        " VALUES (:id, :id, NULL, '', :branch, 'hosted', 'awaited', '', 0, :name)",
    ):
        tx.change_many(statement, rows)


def _put_officer(tx: Transaction) -> None:
    people.put_person(tx, Person("officer", "孙丽", None, "zh_CN", ZONE, NEVER))
    people.put_address(tx, Chat("telegram", str(OFFICER)), "officer")
    people.put_office(tx, "officer", Office(Role.COMMITTEE, COUNTY))
