"""Which of the visitor's own branches something is about: most have one, and choose nothing."""

from collections.abc import Callable

from bot import people
from bot.conversation import BACK, Command, Option, Screen, Submenu, Turn, listed
from bot.language import T
from bot.members.talk.words import secretary, unit_name

MENU = "lists"
TO_LISTS = Option(BACK, f"{MENU}/")


def own_units(turn: Turn) -> list[str]:
    return people.units(turn, people.Role.SECRETARY)


def own(turn: Turn, about: str) -> bool:
    """A secretary, about a branch of theirs; about nothing, where they have any."""
    units = own_units(turn)
    return about in units if about else bool(units)


def for_branch(name: str, does: Callable[[Turn, str], Screen]) -> Callable[[Turn, str], Screen]:
    """What a command does about one branch; whoever has several is asked about which."""

    def act(turn: Turn, about: str) -> Screen:
        units = own_units(turn)
        if about or len(units) == 1:
            return does(turn, about or units[0])
        options = [Option(unit_name(turn, unit), f"{name}/{unit}") for unit in units]
        return listed(name, "", options, T("For which branch?"), T("You have none."), TO_LISTS)

    return act


LISTS = Command(
    MENU,
    T("List and poster"),
    secretary,
    Submenu(T("The branch's list, and bringing its people:")),
    words=T("list and poster|lists"),
    menu=4,
    under="branch",
)
