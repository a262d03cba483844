"""People to contact: whom the branch should speak with, and a note that it has."""

from datetime import date, timedelta

from bot import people
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    SearchKind,
    Settled,
    TextKind,
    Turn,
    one_line,
)
from bot.language import T, Text
from bot.members import contacts, roster, store
from bot.members.contacts import Contact, ContactNote, Why
from bot.members.model import CURRENT, Placement
from bot.members.roster import Key
from bot.members.talk.lines import keeper, line_card, note_lines
from bot.members.talk.pages import page
from bot.members.talk.words import DAY_HINT, secretary, today
from bot.storage import Transaction

WHY = {
    Why.NO_HOST: T("away for long, and no branch where they live has them yet"),
    Why.OVERDUE: T("the day of coming back has passed"),
    Why.TO_BE_PLACED: T("the branch was closed, another one is to be chosen"),
    Why.PHONE: T("phone them"),
}


def _limit(turn: Turn) -> timedelta:
    return timedelta(days=turn.figures.report_in)


def _list(turn: Turn, after: str) -> Screen:
    def read(tx: Transaction, unit: str, begin: Key, most: int) -> list[Contact]:
        return contacts.to_contact(tx, unit, today(turn), _limit(turn), begin, most)

    return page(
        turn,
        "contacts",
        after,
        read,
        lambda each: Option(
            T("{name}: {what}", name=each.name, what=WHY[each.why]), f"contact/{each.id}"
        ),
        T("Please speak with them. They stand in the order of their names:"),
        T("Nobody has to be contacted now."),
    )


def _count(turn: Turn) -> int:
    return sum(
        contacts.count_to_contact(turn.tx, unit, today(turn), _limit(turn))
        for unit in people.units(turn, people.Role.SECRETARY)
    )


def _found(turn: Turn, id: str) -> tuple[str, Contact] | None:
    """The branch of the visitor that should contact somebody, and the one to contact."""
    for unit in people.units(turn, people.Role.SECRETARY):
        if contact := contacts.one_to_contact(turn.tx, unit, today(turn), _limit(turn), id):
            return unit, contact
    return None


def _to_contact(turn: Turn, id: str) -> bool:
    return bool(id) and _found(turn, id) is not None


def _card(turn: Turn, id: str) -> Screen:
    found = _found(turn, id)
    if found is None:
        raise Settled(T("They need not be contacted any more."))
    unit, contact = found
    placement = store.placement(turn.tx, id)
    if placement:
        people.note(turn, placement.person, T("looked up how to reach you"))
    lines: list[Text] = [
        T("Name: {name}", name=contact.name),
        T("Telephone: {phone}", phone=contact.phone or T("not given")),
        T("Why: {why}", why=WHY[contact.why]),
    ]
    more = _whole_card(unit, placement, id)
    return Screen(
        (*lines, *note_lines(turn, unit, placement.person if placement else id)),
        (CONTACTED.option(id), *([more] if more else [])),
        back=Option(BACK, "contacts/"),
        replace=True,
        again=f"contact/{id}",
    )


def _whole_card(unit: str, placement: Placement | None, id: str) -> Option | None:
    whole = T("All that is known here")
    if placement is None:
        return Option(whole, f"line/{id}")
    if placement.state not in CURRENT:
        return None
    return Option(whole, f"request/{id}" if placement.host == unit else f"stay/{id}")


def _start(turn: Turn, id: str) -> Answers:
    return {"day": today(turn).isoformat()}


def _note(turn: Turn, id: str, answers: Answers) -> Screen:
    line, found = roster.line(turn.tx, id), _found(turn, id)
    placement = store.placement(turn.tx, id)
    unit = line.unit if line else found[0] if found else None
    if unit is None:
        raise Settled(T("They need not be contacted any more."))
    note = ContactNote(
        turn.new_id(),
        unit,
        placement.person if placement else None,
        line.id if line else None,
        date.fromisoformat(answers["day"]),
        answers["words"],
    )
    contacts.put_note(turn.tx, note, turn.now)
    return (_card if found else line_card)(turn, id).noting(T("Noted."))


CONTACTS = Command(
    "contacts",
    T("People to contact"),
    secretary,
    _list,
    words=T("people to contact|contacts"),
    menu=2,
    under="branch",
    count=_count,
)
CONTACTED = Command(
    "contacted",
    T("Note a contact"),
    people.either(_to_contact, keeper),
    Filling(
        Form(
            T("Note a contact"),
            (
                Field("day", T("Day"), T("When did you speak?"), SearchKind("day", DAY_HINT)),
                Field(
                    "words",
                    T("Note"),
                    T(
                        "What should your branch remember of it, in one line? Only your branch"
                        " reads it, and after a year it is deleted. Nothing about illness, faith"
                        " or family, please."
                    ),
                    TextKind(T("One line"), longest=120, parse=one_line),
                ),
            ),
            send=T("Keep the note"),
        ),
        _note,
        _start,
    ),
)

COMMANDS = (CONTACTS, Command("contact", T("Look at it"), _to_contact, _card), CONTACTED)
