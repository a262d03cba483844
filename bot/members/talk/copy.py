"""What this room knows of a person, for the copy of their data."""

from collections.abc import Iterator

from bot.conversation import Turn
from bot.language import DayOf, T, Text
from bot.members import contacts, store
from bot.members.details import details
from bot.members.model import Details, Placement, State
from bot.members.talk.saying import said
from bot.members.talk.words import HOME_WORDS, STATES, home_name, unit_name
from bot.room import Part


def copy(turn: Turn, person: str) -> Iterator[Part]:
    for placement in store.every(turn.tx, person):
        yield Part(T("Your registration"), tuple(_placement(turn, placement)))
    yield Part(T("About being away"), tuple(_details(details(turn.tx, person))))
    notes = contacts.notes_about(turn.tx, person)
    spoken = [
        T("{day}, {unit}: {what}", day=each.day, unit=unit_name(turn, each.unit), what=each.words)
        for each in notes
    ]
    yield Part(T("That a branch spoke with you"), tuple(spoken))


def _placement(turn: Turn, placement: Placement) -> Iterator[Text]:
    yield T("Asked on {day}", day=DayOf(placement.asked_at))
    yield T("Branch where you live now: {host}", host=unit_name(turn, placement.host))
    yield T("Home branch: {home}", home=home_name(turn, placement))
    yield T("Its answer: {state}", state=STATES[placement.state])
    if placement.state is State.HOSTED:
        yield T("The home branch {word}.", word=HOME_WORDS[placement.home_word])
    if placement.word:
        yield T("In their words: {words}", words=placement.word)


def _details(known: Details) -> Iterator[Text]:
    yield from said(known)
    days = (
        (T("Noted here on"), known.noted),
        (T("You last reported home on"), known.reported),
        (T("Consent on paper of"), known.paper),
    )
    for label, day in days:
        if day:
            yield T("{label}: {answer}", label=label, answer=day)
