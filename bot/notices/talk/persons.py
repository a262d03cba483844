"""The persons of a branch's own notice: who has answered, and whom to phone."""

from bot import people
from bot.conversation import BACK, Command, Option, Screen, Settled, Turn
from bot.delivery import receivers
from bot.language import T
from bot.notices import store
from bot.notices.audience import is_below, persons
from bot.notices.model import Notice
from bot.notices.talk.words import sender, the_notice

# A person reads no longer list of names on a phone; the printed sheet has all.
NAMED = 30


def _who(turn: Turn, id: str) -> Screen:
    """Who answered what, in the branch's own notices; nobody is listed for not answering."""
    notice = the_notice(turn, id)
    if is_below(notice):
        raise Settled(T("A committee sees numbers, and no names."))
    labels = dict(notice.answers)
    found = store.answers(turn.tx, id)
    lines = [
        T("{name}: {answer}", name=name, answer=labels[answer])
        for _, name, answer in found[:NAMED]
        if answer in labels
    ]
    if len(found) > NAMED:
        lines.append(T("And {count} more; the printed sheet has all.", count=len(found) - NAMED))
    head = T("Who has answered:") if found else T("Nobody has answered yet.")
    return Screen((head, *lines), back=Option(BACK, f"ournotice/{id}"), again=f"{WHO.name}/{id}")


def unreached(turn: Turn, notice: Notice) -> list[people.Person]:
    """Whom a notice cannot reach here, whatever the reason: blocked, refused, never joined."""
    lost = set(receivers(turn.tx, notice.message, "dead"))
    found = [
        people.person(turn.tx, each)
        for each in persons(turn.tx, notice)
        if each in lost or not people.chats(turn.tx, each)
    ]
    return sorted((each for each in found if each), key=lambda each: (each.name, each.id))


def _phone(turn: Turn, id: str) -> Screen:
    notice = the_notice(turn, id)
    if is_below(notice):
        raise Settled(T("A committee sees numbers, and no names."))
    found = unreached(turn, notice)
    for person in found:
        people.note(turn, person.id, T("looked at your number to phone you about a notice"))
    lines = [
        T("{name}: {phone}", name=each.name, phone=each.phone or T("no number is known"))
        for each in found
    ]
    head = T("Please phone them:") if found else T("Everybody can be reached here.")
    return Screen((head, *lines), back=Option(BACK, f"ournotice/{id}"), again=f"{PHONE.name}/{id}")


WHO = Command("whoanswered", T("Who has answered"), sender, _who)
PHONE = Command("phonenotice", T("Phone them"), sender, _phone)

COMMANDS = (WHO, PHONE)
