"""`load`: bring a county in, also while the bot is at work."""

import asyncio
import random
from pathlib import Path

from bot.app import ids, open_store
from bot.county import load_county, read_folder
from bot.language import T
from bot.operator.say import Say
from bot.settings import Settings


def load(settings: Settings, folder: Path, say: Say) -> None:
    """Load a county from its folder."""
    given = read_folder(folder)
    store = open_store(settings.database, beside=True)
    try:
        new_id = ids(random.SystemRandom())
        loaded = asyncio.run(store.turn(lambda tx: load_county(tx, given, new_id)))
    finally:
        store.close()
    say(
        T(
            "{county}: {added} units added, {changed} changed, {unchanged} as they were;"
            " {members} members on the branches' lists.",
            county=given.county.name,
            added=loaded.units.added,
            changed=loaded.units.changed,
            unchanged=loaded.units.unchanged,
            members=loaded.members,
        )
    )
