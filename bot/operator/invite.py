"""`invite`: give an office to whoever gets the code, also while the bot is at work."""

import asyncio
import random

from bot import organization, people
from bot.app import new_code, open_store
from bot.clock import Clock
from bot.language import T, Trouble
from bot.operator.say import Say
from bot.people import Office, Role
from bot.settings import Settings
from bot.storage import Transaction


def invite(settings: Settings, role: Role, unit_name: str, say: Say) -> None:
    """Print a one-time code and link that give an office."""
    store = open_store(settings.database, beside=True)
    try:
        code = asyncio.run(store.turn(lambda tx: _invite(tx, role, unit_name)))
    finally:
        store.close()
    link = f"{settings.public_url}/chat?start=i-{code}"
    say(T("One-time link for {unit}, good for 7 days: {link}", unit=unit_name, link=link))
    say(T("Or type this code in the chat: {code}", code=f"i-{code}"))


def _invite(tx: Transaction, role: Role, unit_name: str) -> str:
    unit = organization.by_name(tx, unit_name)
    if unit is None:
        raise Trouble(
            T("No unit is called “{name}”. Load a county first, or check the name.", name=unit_name)
        )
    chance = random.SystemRandom()
    code, _ = people.invite(tx, Office(role, unit.id), Clock().now(), lambda: new_code(chance))
    return code
