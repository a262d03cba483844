"""An office ends: its rights, and with them all that came to the person because of it."""

from bot import delivery, members, people
from bot.committee import store
from bot.conversation import Work, drop_draft
from bot.people import Office


def leave_office(work: Work, person: str, office: Office) -> None:
    """End an office. What was said to the person about its members is taken back.

    Nothing is sent on to a successor: what waits stands in the lists of whoever answers now.
    """
    people.drop_office(work.tx, person, office)
    for invite in people.invites(work.tx, office.unit, work.now):
        if store.handed_over_by(work.tx, invite.code_hash) == person:
            people.use_invite(work.tx, invite.code_hash)
    for subject in delivery.subjects(work.tx, person):
        if not _answers_for(work, person, subject):
            delivery.take_back(work.tx, person, subject)
    # A draft may hold words about a member; whose it is cannot be told from outside.
    for address in people.addresses(work.tx, person):
        drop_draft(work.tx, address.chat, person)


def _answers_for(work: Work, person: str, member: str) -> bool:
    units = members.units_of(work.tx, member)
    return any(people.answers_for(work.tx, person, unit) for unit in units)
