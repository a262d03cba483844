"""Hostile words in a notice: on paper, in a list, in a reminder, on a phone that takes little."""

import html
import re

import pytest

from bot import people
from bot.channels.telegram.render import LONGEST as MESSAGE
from bot.channels.telegram.render import Renderer
from bot.conversation import Document, Tapped, Unsupported
from bot.delivery import message
from bot.notices.model import LONGEST
from bot.people import Office, Person, Role
from bot.storage import Transaction
from tests.notices.story import HOSTED, hosted_li, notice_id, writes
from tests.town import CATALOGUES, HOST, Phone, Town

SCRIPT = "<script>alert(1)</script>"
WORDS = f"{SCRIPT} {{0}} {{count}} %s %(name)s =1+1 *粗* [链](http://x) &lt;"
SIX = " / ".join(f"{number}{'&' * 29}" for number in range(6))


@pytest.fixture
async def li(town: Town) -> Phone:
    await hosted_li(town)
    li = town.phone("li")
    await li.looks()
    return li


async def test_words_stay_words_wherever_they_stand(town: Town, li: Phone) -> None:
    await writes(town, WORDS, asks=("4", f"{SCRIPT[:8]} {{0}} / 不去"))
    wang = town.phone("wang")
    assert WORDS in wang.screen
    await wang.taps("发出去")
    assert WORDS in await li.looks()
    assert "{0}" in await li.taps("{0}")
    assert WORDS[:20] in await wang.says("发通知")
    assert WORDS in await li.gives(Tapped(f"readnews/{await notice_id(town)}"))


async def test_the_page_to_print_runs_nothing(town: Town, li: Phone) -> None:
    evil = {"name": SCRIPT}
    await town.bot.store.turn(
        lambda tx: tx.change("UPDATE person SET name = :name WHERE name = '李明'", evil)
    )
    await writes(town, WORDS, asks=("4", "<script> / 不去"))
    wang = town.phone("wang")
    await wang.taps("发出去")
    await li.looks()
    await li.taps("<script>")
    await wang.gives(Tapped(f"printnotice/{await notice_id(town)}"))
    page = wang.files[0].content.decode()
    assert "<script" not in page and page.count("&lt;script&gt;") == 3


@pytest.mark.parametrize("letter", ["字", "&", "😀", '"', "a\n"])
async def test_the_longest_notice_with_six_answers_fits_the_smallest_messages(
    town: Town, li: Phone, letter: str
) -> None:
    words = (letter * LONGEST)[:LONGEST]
    await writes(town, words, asks=("4", SIX))
    await town.phone("wang").taps("发出去")
    screen = await town.bot.store.turn(
        lambda tx: message(tx, str(tx.value("SELECT message FROM notice")))
    )
    assert screen
    drawn = Renderer(CATALOGUES).draw(screen, "zh_CN", "Asia/Shanghai", keys_up=False)
    texts = [html.unescape(each.text) for each in drawn]
    assert all(0 < len(each.encode("utf-16-le")) // 2 <= MESSAGE for each in texts)
    assert "".join(re.sub(r"\s", "", each) for each in texts).count(letter[0]) == words.count(
        letter[0]
    )
    assert [each.keyboard is not None for each in drawn] == [*[False] * (len(drawn) - 1), True]


async def test_of_an_album_the_first_picture_goes_along_and_the_others_are_named(
    town: Town, li: Phone
) -> None:
    wang = town.phone("wang")
    await wang.says("发通知")
    await wang.taps("写通知")
    await wang.gives(Document("photo.jpg", "image/jpeg", b"one", "看照片"))
    await wang.gives(Unsupported("file"))
    assert "没有保存" in wang.screen and "发给谁" in wang.screen
    await wang.says(HOSTED)
    await wang.taps("就这些")
    await wang.says("1", "1")
    await wang.taps("先看看")
    assert [each.content for each in wang.files] == [b"one"]


async def test_each_seat_of_a_shared_phone_answers_for_itself(town: Town, li: Phone) -> None:
    host = await town.unit_id(HOST)

    def shares(tx: Transaction) -> None:
        people.put_person(tx, Person("da", "李大山", None, "zh_CN", "Asia/Shanghai"))
        people.put_address(tx, li.chat, "da")
        people.put_office(tx, "da", Office(Role.SECRETARY, host))

    await town.bot.store.turn(shares)
    await writes(town, "开会", "1", "2", asks=("3",))
    await town.phone("wang").taps("发出去")
    said = await li.looks()
    assert said.count("开会") == 2 and said.count("李大山") == said.count("李明") == 1
    for each, label in zip(li.notices[-2:], ("我来", "来不了"), strict=True):
        await li.gives(Tapped(each.token(label)))
    await town.phone("wang").gives(Tapped(f"whoanswered/{await notice_id(town)}"))
    answers = re.findall("李.+", town.phone("wang").screen)
    assert len(answers) == 2 and len({each.split("：")[1] for each in answers}) == 2


async def test_of_many_pictures_sent_one_after_another_only_the_last_is_kept(
    town: Town, li: Phone
) -> None:
    wang = town.phone("wang")
    await wang.says("发通知")
    await wang.taps("写通知")
    for number in range(5):
        await wang.gives(Document("photo.jpg", "image/jpeg", str(number).encode()))
    kept = await town.bot.store.turn(lambda tx: tx.all("SELECT content FROM document"))
    assert [row["content"] for row in kept] == [b"4"]
    await wang.says("看照片", "1")
    await wang.taps("就这些")
    await wang.says("1", "1")
    await wang.taps("先看看")
    assert [each.content for each in wang.files] == [b"4"]
