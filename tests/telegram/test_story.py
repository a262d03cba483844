"""The first story on Telegram, by polling and by webhook, in both languages."""

from pathlib import Path

import pytest

from tests.telegram.office import PEOPLE, office
from tests.telegram.story import STORIES


@pytest.mark.parametrize("locale", STORIES)
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_the_whole_story(tmp_path: Path, webhook: bool, locale: str) -> None:
    language, steps, _ = STORIES[locale]
    async with office(tmp_path / "bot.db", webhook=webhook, locale=locale) as house:
        phones = {key: house.phone(key, language) for key in PEOPLE}
        for step in steps:
            await step.act(phones[step.who])
            await phones[step.who].sees(step.sees)
            for who, words in step.told:
                await phones[who].sees(words)
