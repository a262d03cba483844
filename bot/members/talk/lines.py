"""A line of the branch's own list: somebody whom the bot need not know at all."""

from dataclasses import replace
from datetime import date

from bot import people
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    SearchKind,
    Settled,
    Turn,
)
from bot.language import T, Text
from bot.members import contacts, roster
from bot.members.model import Standing
from bot.members.roster import Line
from bot.members.talk.words import DAY_HINT, STANDINGS, today
from bot.storage import Transaction


def _unit_of(tx: Transaction, id: str) -> str | None:
    line = roster.line(tx, id)
    return line.unit if line else None


keeper = people.holding(people.Role.SECRETARY, _unit_of)


def the_line(turn: Turn, id: str) -> Line:
    """The line that a command is about; its right has looked already."""
    line = roster.line(turn.tx, id)
    if line is None:
        raise Settled(T("That line is not on the list any more."))
    return line


def line_card(turn: Turn, id: str) -> Screen:
    line = the_line(turn, id)
    where = BACK_HOME if line.away_since else GONE
    register = Option(T("They live elsewhere: register them"), f"sendaway/{id}")
    return Screen(
        (*line_words(line), *note_lines(turn, line.unit, id)),
        (register, where.option(id), Option(T("Note a contact"), f"contacted/{id}")),
        back=Option(BACK, "athome/"),
        replace=True,
        again=f"line/{id}",
    )


def note_lines(turn: Turn, unit: str, whom: str) -> list[Text]:
    """What a branch noted of its contacts with somebody."""
    return [
        T("{day}: {words}", day=note.day, words=note.words)
        for note in contacts.notes(turn.tx, unit, whom)
    ]


def line_words(line: Line) -> tuple[Text, ...]:
    standing = Standing.PROBATIONARY if line.probationary else Standing.FULL
    lines: list[Text] = [
        T("Name: {name}", name=line.name),
        T("Telephone: {phone}", phone=line.phone or T("not given")),
        T("On your list: {standing}", standing=STANDINGS[standing]),
    ]
    if line.away_since:
        lines.append(T("Away since: {day}", day=line.away_since))
    return tuple(lines)


def _gone(turn: Turn, id: str, answers: Answers) -> Screen:
    day = date.fromisoformat(answers["since"])
    if day > today(turn):
        raise Refused(T("That day has not come yet."))
    roster.put_line(turn.tx, replace(the_line(turn, id), away_since=day))
    return line_card(turn, id).noting(T("Noted."))


def _back_home(turn: Turn, id: str) -> Screen:
    roster.put_line(turn.tx, replace(the_line(turn, id), away_since=None))
    return line_card(turn, id).noting(T("Noted."))


GONE = Command(
    "gone",
    T("They are away since …"),
    keeper,
    Filling(
        Form(
            T("Away since"),
            (
                Field(
                    "since",
                    T("Away since"),
                    T("Since when are they away?"),
                    SearchKind("day", DAY_HINT),
                ),
            ),
            at_once=True,
        ),
        _gone,
    ),
)
BACK_HOME = Command("athomeagain", T("They are home again"), keeper, _back_home)

COMMANDS = (
    Command("line", T("Look at it"), keeper, line_card),
    GONE,
    BACK_HOME,
)
