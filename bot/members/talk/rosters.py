"""The roster of a secretary: hosted here, away from here, at home, and finding one of them."""

from collections.abc import Callable

from bot import people
from bot.conversation import (
    Answers,
    Choice,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Place,
    Screen,
    SearchKind,
    Submenu,
    Turn,
)
from bot.language import T, Text
from bot.members import roster
from bot.members.roster import Listed
from bot.members.talk.home import stay_card
from bot.members.talk.host import request_card
from bot.members.talk.lines import line_card
from bot.members.talk.pages import TO_ROSTER, page
from bot.members.talk.words import secretary, told_apart

# More than two pages are not looked through; other words find sooner.
MOST_FOUND = 14


def _hosted(turn: Turn, after: str) -> Screen:
    return page(
        turn,
        "hosted",
        after,
        roster.hosted_here,
        lambda each: Option(_from(each), f"request/{each.id}"),
        T("Members of other branches who live here now:"),
        T("Nobody is registered here yet."),
        TO_ROSTER,
    )


def _away(turn: Turn, after: str) -> Screen:
    return page(
        turn,
        "away",
        after,
        roster.away_from,
        lambda each: Option(_at(each), f"stay/{each.id}"),
        T("Your members who live elsewhere:"),
        T("Nobody has reported in yet."),
        TO_ROSTER,
    )


def _at_home(turn: Turn, after: str) -> Screen:
    return page(
        turn,
        "athome",
        after,
        roster.at_home,
        lambda each: Option(told_apart(each), f"line/{each.id}"),
        T("On your branch's list, and not away as far as is known here:"),
        T("Nobody. Your branch has brought no list yet, or all on it are away."),
        TO_ROSTER,
    )


def _from(each: Listed) -> Text:
    return T("{name}, from {home}", name=each.name, home=each.place or T("not in the list"))


def _at(each: Listed) -> Text:
    return T("{name}, at {host}", name=each.name, host=each.place)


class Members:
    """The source of the field that finds somebody of the visitor's own branches."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn

    def search(self, words: str) -> list[Choice]:
        found = [
            (name, each)
            for unit in self._units
            for name, each in roster.find(self._turn.tx, unit, words, MOST_FOUND)
        ]
        found.sort(key=lambda pair: pair[1].key)
        return [
            Choice(f"{name}-{each.id}", _LINES[name](each)) for name, each in found[:MOST_FOUND]
        ]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        name, _, id = value.partition("-")
        if name not in _LINES:
            return None
        found = [roster.listed(self._turn.tx, unit, name, id) for unit in self._units]
        return next((_LINES[name](each) for each in found if each), None)

    @property
    def _units(self) -> list[str]:
        return people.units(self._turn, people.Role.SECRETARY)


_LINES: dict[str, Callable[[Listed], Text]] = {
    roster.HERE: _from,
    roster.AWAY: _at,
    roster.HOME: lambda each: T("{name}, at home", name=told_apart(each)),
}
_CARDS = {roster.HERE: request_card, roster.AWAY: stay_card, roster.HOME: line_card}


def _found(turn: Turn, about: str, answers: Answers) -> Screen:
    name, _, id = answers["who"].partition("-")
    return _CARDS[name](turn, id)


BRANCH = Command(
    "branch",
    T("My branch"),
    secretary,
    Submenu(T("Your branch:")),
    words=T("my branch|branch"),
    menu=1,
)
ROSTER = Command(
    "roster",
    T("Members"),
    secretary,
    Submenu(T("Whom would you like to see?")),
    words=T("members|roster"),
    menu=3,
    under="branch",
)
HOSTED = Command(
    "hosted",
    T("Hosted here"),
    secretary,
    _hosted,
    words=T("hosted|hosted here"),
    menu=1,
    under="roster",
)
AWAY = Command(
    "away",
    T("Away from here"),
    secretary,
    _away,
    words=T("away|away from here"),
    menu=2,
    under="roster",
)
AT_HOME = Command(
    "athome",
    T("At home"),
    secretary,
    _at_home,
    words=T("at home"),
    menu=3,
    under="roster",
)
FIND = Command(
    "find",
    T("Find somebody"),
    secretary,
    Filling(
        Form(
            T("Find somebody"),
            (
                Field(
                    "who",
                    T("Who"),
                    T("Whom are you looking for? A part of the name or of the number is enough."),
                    SearchKind("member", T("Name, pinyin or telephone number")),
                ),
            ),
            at_once=True,
        ),
        _found,
    ),
    words=T("find somebody|find|search"),
    menu=4,
    under="roster",
)

COMMANDS = (BRANCH, ROSTER, HOSTED, AWAY, AT_HOME, FIND)
