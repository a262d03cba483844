"""What falls due while a request waits: the branch is reminded, then the committee sees it."""

from bot import people
from bot.conversation import Option, Screen, Work
from bot.delivery import tell
from bot.language import T
from bot.members import store
from bot.members.model import WAITING
from bot.members.talk.words import member_name, unit_name
from bot.room import Handler

REMINDER = "remind_request"
LATE = "late_request"


def _remind(work: Work, id: str) -> None:
    placement = store.placement(work.tx, id)
    if placement is None or placement.state not in WAITING:
        return
    text = T("{name} still waits for your answer.", name=member_name(work, placement))
    look = Option(T("Look at it"), f"request/{id}")
    tell(
        work,
        people.responsible(work.tx, placement.host),
        Screen((text,), (look,)),
        subject=placement.person,
    )


def _late(work: Work, id: str) -> None:
    placement = store.placement(work.tx, id)
    if placement is None or placement.state not in WAITING:
        return
    text = T(
        "A request to register with {host} has waited for a week.",
        host=unit_name(work, placement.host),
    )
    look = Option(T("Look at it"), f"request/{id}")
    tell(
        work,
        people.committee_above(work.tx, placement.host),
        Screen((text,), (look,)),
        subject=placement.person,
    )


HANDLERS: dict[str, Handler] = {REMINDER: _remind, LATE: _late}
