"""The secretary's groups: named once, then put together by tapping names."""

from bot import people
from bot.activities import groups
from bot.activities.groups import Group
from bot.activities.sheet import LINE, PERSON, branch_names
from bot.activities.talk.words import parts
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
    listed,
    one_line,
)
from bot.language import T, plain
from bot.people import Role
from bot.storage import Transaction


def _unit_of(tx: Transaction, about: str) -> str | None:
    found = groups.group(tx, parts(about)[0])
    return found.unit if found else None


_secretary = people.in_office(Role.SECRETARY)
_own = people.holding(Role.SECRETARY, _unit_of)


def _groups(turn: Turn, page: str) -> Screen:
    units = people.units(turn, Role.SECRETARY)
    found = [each for unit in units for each in groups.groups(turn.tx, unit)]
    return listed(
        "groups",
        page,
        [Option(plain(each.name), f"group/{each.id}-0") for each in found],
        T("Groups of your branch. Tap one to say who is in it."),
        T("Your branch has no groups yet."),
        Option(BACK, "activities/"),
        also=(NEW.option(),),
    )


def _start(turn: Turn, about: str) -> Answers:
    units = people.units(turn, Role.SECRETARY)
    return {"unit": units[0]} if len(units) == 1 else {}


def _new(turn: Turn, about: str, answers: Answers) -> Screen:
    group = Group(turn.new_id(), answers["unit"], answers["name"])
    groups.put_group(turn.tx, group)
    return _groups(turn, "").noting(T("{group} is there now.", group=group.name))


def _group(turn: Turn, about: str) -> Screen:
    """All names of the branch; a tap puts one in, and takes out whoever has ✓."""
    found = _the_group(turn, about)
    persons = {PERSON + each for each in groups.persons_in(turn.tx, found.id)}
    lines = {LINE + each for each in groups.lines_in(turn.tx, found.id)}
    options = [
        Option(T("✓ {label}", label=plain(each.name)), f"outofgroup/{found.id}-{each.key}")
        if each.here
        else Option(plain(each.name), f"intogroup/{found.id}-{each.key}")
        for each in branch_names(turn.tx, found.unit, persons | lines)
    ]
    return listed(
        "group",
        parts(about)[1],
        options,
        T("{group}: tap a name to put it in. Those with ✓ are in it.", group=found.name),
        T("Nobody is on the list."),
        Option(BACK, "groups/"),
        of=found.id,
    )


def _the_group(turn: Turn, about: str) -> Group:
    found = groups.group(turn.tx, parts(about)[0])
    if found is None:
        raise Settled(T("That group is gone."))
    return found


def _into(turn: Turn, about: str) -> Screen:
    return _moved(turn, about, put_in=True)


def _out_of(turn: Turn, about: str) -> Screen:
    return _moved(turn, about, put_in=False)


def _moved(turn: Turn, about: str, *, put_in: bool) -> Screen:
    found, (_, key) = _the_group(turn, about), parts(about)
    keys = [each.key for each in branch_names(turn.tx, found.unit, ())]
    if key not in keys:
        raise Settled(T("That name is no longer on the list."))
    person = key[1:] if key[0] == PERSON else None
    line = key[1:] if key[0] == LINE else None
    change = groups.put_in if put_in else groups.take_out
    change(turn.tx, found.id, person=person, line=line)
    page = keys.index(key) // 7 if len(keys) > 8 else 0
    return _group(turn, f"{found.id}-{page}")


GROUPS = Command(
    "groups",
    T("Groups"),
    _secretary,
    _groups,
    words=T("groups"),
    menu=9,
    under="activities",
)
NEW = Command(
    "newgroup",
    T("A new group"),
    _secretary,
    Filling(
        Form(
            T("A new group"),
            (
                Field(
                    "unit",
                    T("Branch"),
                    T("For which branch?"),
                    SearchKind("mybranch", T("Part of the name"), offers=True),
                ),
                Field(
                    "name",
                    T("Name of the group"),
                    T("What is the group called?"),
                    TextKind(T("Name of the group"), longest=40, parse=one_line),
                ),
            ),
            at_once=True,
        ),
        _new,
        _start,
    ),
)
GROUP = Command("group", T("Who is in it"), _own, _group)
INTO = Command("intogroup", T("Put in"), _own, _into)
OUT_OF = Command("outofgroup", T("Take out"), _own, _out_of)

COMMANDS = (GROUPS, NEW, GROUP, INTO, OUT_OF)
