"""Pages of the roster's lists: each begins where the last one ended, whatever their length."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bot import people
from bot.conversation import BACK, Option, Screen, Turn
from bot.conversation.screen import MOST_OPTIONS
from bot.language import T, Text
from bot.members import roster
from bot.members.roster import Key
from bot.storage import Transaction

TO_BRANCH = Option(BACK, "branch/")
TO_ROSTER = Option(BACK, "roster/")


class Line(Protocol):
    """A line of a list, with what orders it."""

    @property
    def id(self) -> str: ...
    @property
    def key(self) -> Key: ...


L = TypeVar("L", bound=Line)


def page(
    turn: Turn,
    command: str,
    after: str,
    read: Callable[[Transaction, str, Key, int], Sequence[L]],
    option: Callable[[L], Option],
    full: Text,
    empty: Text,
    back: Option = TO_BRANCH,
) -> Screen:
    """One page over all branches of a secretary; `after` is the last line of the page before.

    `read` brings so many lines of one branch, in their order, from a key on.
    """
    begin = roster.place_of(turn.tx, after) if after else roster.START
    branches = people.units(turn, people.Role.SECRETARY)
    found = [each for unit in branches for each in read(turn.tx, unit, begin, MOST_OPTIONS + 1)]
    found.sort(key=lambda each: each.key)
    options = [option(each) for each in found]
    if after or len(found) > MOST_OPTIONS:
        options = options[: MOST_OPTIONS - 1]
        goes_on = len(found) > len(options)
        more = T("More") if goes_on else T("From the beginning")
        options.append(Option(more, f"{command}/{found[len(options) - 1].id if goes_on else ''}"))
    return Screen(
        (full if found else empty,),
        tuple(options),
        back=back,
        replace=True,
        again=f"{command}/{after}",
    )
