"""The whole story, with a kill -9 and a new start before every single step of it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot_api import BotApiServer, Phone
from tests.delivery.post import STANDING, STATE
from tests.telegram.killing import asleep, town_hall
from tests.telegram.office import PEOPLE, TOKEN
from tests.telegram.story import STORIES, Step


def rows(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "bot.db")) as connection:
        return connection.execute(statement).fetchall()


async def takes(step: Step, phone: Phone, interrupted: str) -> None:
    """Somebody does a step; once more if the bot was killed before it knew what they had seen."""
    shown = phone.person.chat.heard
    await step.act(phone)
    await phone.person.chat.bell.until(lambda: phone.person.chat.heard > shown, 5)
    last = [each.text for each in phone.messages if each.from_bot][-1]
    if last.startswith(interrupted):
        await step.act(phone)
    await phone.sees(step.sees)


@pytest.mark.parametrize(
    ("webhook", "locale"),
    [
        pytest.param(False, "zh_CN", id="polling-zh_CN"),
        pytest.param(True, "en", id="webhook-en"),
        pytest.param(False, "en", id="polling-en", marks=pytest.mark.slow),
        pytest.param(True, "zh_CN", id="webhook-zh_CN", marks=pytest.mark.slow),
    ],
)
async def test_the_whole_story_killed_before_every_step(
    tmp_path: Path, webhook: bool, locale: str
) -> None:
    language, steps, interrupted = STORIES[locale]
    sent: list[str] = []
    async with BotApiServer(TOKEN) as server, town_hall(tmp_path, server, locale) as house:
        server.on_sent(
            lambda each: sent.append(each.message["text"]) if each.method == "sendMessage" else None
        )
        phones = {key: house.phone(key, language) for key in PEOPLE}
        with asleep(tmp_path, server, webhook=webhook) as bot:
            for step in steps:
                bot.starts()
                await takes(step, phones[step.who], interrupted)
                for who, words in step.told:
                    await phones[who].sees(words)
                await bot.is_killed()
        assert server.complaints == []
    told = [words for step in steps for _, words in step.told]
    for words in told:
        assert sum(words in text for text in sent) == 1, words
    assert rows(tmp_path, "SELECT state, home_word FROM placement") == [("hosted", "confirmed")]
    assert rows(tmp_path, "SELECT count(*) FROM person WHERE phone = '13800138000'") == [(1,)]
    # Killed between the call and its answer, a delivery is uncertain for good.
    states = [state for (state,) in rows(tmp_path, f"SELECT {STATE} FROM {STANDING}")]
    assert len(states) == len(told)
    assert set(states) <= {"sent", "calling", "uncertain"}
