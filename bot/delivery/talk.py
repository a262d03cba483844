"""Opening a message whose words did not pop up."""

from dataclasses import replace

from bot.conversation import TO_MENU, Command, Screen, Settled, Turn
from bot.delivery.outbox import own
from bot.language import T


def _mine(turn: Turn, id: str) -> bool:
    person = turn.visitor.person
    return person is not None and own(turn.tx, person, id) is not None


def _notice(turn: Turn, id: str) -> Screen:
    screen = own(turn.tx, turn.person, id)
    if screen is None:
        raise Settled(T("That message is gone."))
    # It may stand among others of a digest, whose buttons are still needed.
    return replace(screen, back=TO_MENU, again=f"notice/{id}")


COMMANDS = (Command("notice", T("Show it"), _mine, _notice),)
