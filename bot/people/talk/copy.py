"""What this room knows of a person, for the copy of their data."""

from collections.abc import Iterator

from bot import organization
from bot.conversation import Turn, typed
from bot.language import T, Text, plain
from bot.people import store
from bot.people.model import ROLE_LABELS, Address, Office
from bot.people.talk.consents import consent_line
from bot.people.talk.data import trail_line
from bot.people.talk.settings import LANGUAGES, quiet_label
from bot.room import Part


def copy(turn: Turn, person: str) -> Iterator[Part]:
    yield Part(T("About you"), tuple(_about(turn, person)))
    addresses = store.addresses(turn.tx, person)
    yield Part(T("Your accounts"), tuple(_account(turn, person, each) for each in addresses))
    given = store.consents(turn.tx, person)
    yield Part(T("What you agreed to"), tuple(consent_line(each, given) for each in given))
    offices = store.offices(turn.tx, person)
    yield Part(T("Your offices"), tuple(_office(turn, each) for each in offices))
    trail = store.trail(turn.tx, person)
    yield Part(T("Who looked at your data"), tuple(trail_line(entry) for entry in trail))
    begun = [plain(words) for each in addresses for words in typed(turn.tx, each.chat, person)]
    yield Part(T("What you have begun to fill in"), tuple(begun))


def _about(turn: Turn, person: str) -> Iterator[Text]:
    known = store.person(turn.tx, person)
    if known is None:
        return
    yield T("Name: {name}", name=known.name)
    if known.phone:
        yield T("Telephone: {phone}", phone=known.phone)
    yield T("Language: {answer}", answer=LANGUAGES.get(known.locale, plain(known.locale)))
    yield T("Time zone: {answer}", answer=known.zone)
    yield T("Quiet hours: {answer}", answer=quiet_label(known.quiet))
    neutral = T("What pops up: neutral words")
    yield neutral if known.discreet else T("What pops up: the message itself")


def _account(turn: Turn, person: str, address: Address) -> Text:
    chat = address.chat
    line = T("{channel}: {address}", channel=chat.channel, address=chat.address)
    if not address.open:
        line = T("{line} (closed)", line=line)
    elif address.first:
        line = T("{line} (written to first)", line=line)
    seats = store.seats(turn.tx, chat)
    helped = any(each.person.id == person and each.helper for each in seats)
    return T("{line}; somebody fills in for you there", line=line) if helped else line


def _office(turn: Turn, office: Office) -> Text:
    unit = organization.unit(turn.tx, office.unit)
    return T("{role} of {unit}", role=ROLE_LABELS[office.role], unit=unit.name if unit else "")
