"""The whole story, with a kill -9 and a new start before every single step of it."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.bot_api import BotApiServer, Phone
from tests.telegram.killing import nursery, town_hall
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


@pytest.mark.parametrize("locale", STORIES)
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_the_whole_story_killed_before_every_step(
    tmp_path: Path, webhook: bool, locale: str
) -> None:
    language, steps, interrupted = STORIES[locale]
    async with BotApiServer(TOKEN) as server, town_hall(tmp_path, server, locale) as house:
        phones = {key: house.phone(key, language) for key in PEOPLE}
        async with nursery(tmp_path, server, webhook=webhook) as bot:
            for step in steps:
                await bot.starts()
                await takes(step, phones[step.who], interrupted)
                for who, words in step.told:
                    await phones[who].sees(words)
                await bot.is_killed()
        assert server.complaints == []
        assert rows(tmp_path, "SELECT state, home_word FROM placement") == [("hosted", "confirmed")]
        told = Counter(words for step in steps for _, words in step.told)
        for words in told:
            seen = [each.text for phone in phones.values() for each in phone.messages]
            assert sum(words in text for text in seen) == 1, words
    assert Counter(rows(tmp_path, "SELECT state FROM outbox")) <= Counter(
        {("sent",): sum(told.values()), ("uncertain",): sum(told.values())}
    )
    json.dumps(told)
