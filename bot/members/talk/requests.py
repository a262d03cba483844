"""A request to register: written down, brought before the branch, and planned for reminders."""

from dataclasses import replace

from bot import people
from bot.conversation import Option, Screen, Turn
from bot.delivery import plan, tell
from bot.language import T, Text
from bot.members import store
from bot.members.details import details, put_details
from bot.members.model import REMIND_AFTER, Placement
from bot.members.talk.reminders import LATE, REMINDER
from bot.members.talk.words import home_name, member_name, today, unit_name
from bot.room import COMMITTEE_SEES_AFTER


def put_request(turn: Turn, placement: Placement) -> None:
    """Write a request down, and have it brought up again while nobody answers."""
    store.put_placement(turn.tx, placement)
    note_away(turn, placement.person)
    plan(turn.tx, REMINDER, placement.id, turn.now + REMIND_AFTER)
    plan(turn.tx, LATE, placement.id, turn.now + COMMITTEE_SEES_AFTER)


def note_away(turn: Turn, person: str) -> None:
    """Remember since when the bot knows that somebody is away."""
    known = details(turn.tx, person)
    if known.noted is None:
        put_details(turn.tx, person, replace(known, noted=today(turn)))


def ask_host(turn: Turn, placement: Placement) -> None:
    """Bring a request before whoever answers for the host branch."""
    lines: list[Text] = [
        T(
            "{name} lives near {host} now and asks to register there.",
            name=member_name(turn, placement),
            host=unit_name(turn, placement.host),
        ),
        T("Home branch: {home}", home=home_name(turn, placement)),
    ]
    if placement.word:
        lines.append(T("Answer to the question: {answer}", answer=placement.word))
    screen = Screen(
        tuple(lines),
        (
            Option(T("Accept"), f"accept/{placement.id}"),
            Option(T("Look at it"), f"request/{placement.id}"),
        ),
    )
    tell(turn, people.responsible(turn.tx, placement.host), screen, subject=placement.person)
