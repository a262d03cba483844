"""A list of 10 000 members is brought: how long it takes, and other people's turns meanwhile.

    python -m bench.lists

Eight other phones give a turn each 20 ms all the time; the 99th percentile of their turns while
something is done is compared with the one of the same run while nothing is done.
"""

import asyncio
import platform
import random
import resource
import time
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from openpyxl import Workbook

from bench import machine
from bot.conversation import Document
from bot.members.lists import brought, read_list
from tests.town import Phone, Town

ROWS = 10_000
OTHERS = 8
PAUSE = 0.02
IDLE = 4.0
ROUNDS = 3
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛超秀霞平刚桂英华玉萍红玲芬燕彬斌"


def a_list() -> bytes:
    """As a county's office would send it, with columns that are not wanted."""
    chance = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["流动党员名册"])
    sheet.append(["序号", "姓名", "性别", "身份证号", "手机", "党员类别", "备注"])
    for number in range(ROWS):
        name = chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN)
        identity = f"11010119900101{number:04}"
        sheet.append(
            [number + 1, name, "男", identity, 13_000_000_000 + number, "正式党员", "务工"]
        )
    content = BytesIO()
    book.save(content)
    return content.getvalue()


class Others:
    """Other people who use the bot all the time."""

    def __init__(self, town: Town) -> None:
        self._phones = [town.phone(f"other:{number}") for number in range(OTHERS)]
        self._took: list[float] = []
        self._going = True

    async def during(self, work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
        """How long `work` took, and the 99th percentile of the others' turns meanwhile."""
        self._took, self._going = [], True
        tasks = [asyncio.create_task(self._talk(phone)) for phone in self._phones]
        start = time.perf_counter()
        await work()
        took = time.perf_counter() - start
        self._going = False
        await asyncio.gather(*tasks)
        return took, quantiles(self._took, n=100)[98]

    async def _talk(self, phone: Phone) -> None:
        while self._going:
            start = time.perf_counter()
            await phone.says("菜单")
            self._took.append(time.perf_counter() - start)
            await asyncio.sleep(PAUSE)


async def a_round(folder: Path, content: bytes) -> dict[str, tuple[float, float]]:
    town = Town(folder / "bench.db", "FULL")
    await town.settle()
    others, chen = Others(town), town.phone("chen")
    file = Document("a.xlsx", XLSX, content)

    def in_a_thread() -> Awaitable[object]:
        return asyncio.to_thread(lambda: brought(read_list(content, "a.xlsx")))

    async def bring() -> None:
        await chen.says("导入名单")
        await chen.gives(file)
        await chen.taps("用作")

    try:
        return {
            "nothing": await others.during(lambda: asyncio.sleep(IDLE)),
            "bring it: read, look, take": await others.during(bring),
            "export it": await others.during(lambda: chen.says("导出党员表")),
            "only read it, in a thread": await others.during(in_a_thread),
        }
    finally:
        size = await town.bot.store.turn(lambda tx: tx.value("SELECT count(*) FROM roster"))
        assert size and size > ROWS * 0.9, f"{size} of {ROWS} came in"
        town.bot.store.close()


def main() -> None:
    content, rounds = a_list(), []
    before = peak(resource.RUSAGE_SELF)
    for _ in range(ROUNDS):
        with TemporaryDirectory() as folder:
            rounds.append(asyncio.run(a_round(Path(folder), content)))
    print(f"python -m bench.lists   {ROWS} rows, {OTHERS} others, medians of {ROUNDS}")
    print(f"Python {platform.python_version()}, {machine()}")
    print(f"{'':30}{'seconds':>9}{'p99 ms':>9}{'× idle':>9}")
    for name in rounds[0]:
        took, p99 = (median(each[name][part] for each in rounds) for part in (0, 1))
        ratio = median(each[name][1] / each["nothing"][1] for each in rounds)
        print(f"{name:30}{took:9.2f}{p99 * 1000:9.1f}{ratio:9.1f}")
    print(
        f"peak memory: the bot {peak(resource.RUSAGE_SELF)} MB ({before} before),"
        f" the reading process {peak(resource.RUSAGE_CHILDREN)} MB"
    )


def peak(who: int) -> int:
    return resource.getrusage(who).ru_maxrss // 1024


if __name__ == "__main__":
    main()
