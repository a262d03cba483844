"""The board, for anybody: whose, which part of it, which entry, and what was asked about it."""

from collections.abc import Iterator
from dataclasses import replace

from bot import care, organization, people
from bot.care.asking import unit_name
from bot.care.talk.bodies import Bodies
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
    Turn,
    listed,
)
from bot.language import T, Text, plain
from bot.members.whereabouts import ties
from bot.openness import store
from bot.openness.model import DRAFT, SECTIONS, Entry, section_of
from bot.openness.talk import asking
from bot.openness.talk.adding import ADD
from bot.openness.talk.drafts import SUM_UP
from bot.openness.talk.funds import money
from bot.openness.talk.words import label, published, publisher, shown, the_entry
from bot.organization import UnitKind

# Of what was asked about an entry, the latest.
ASKED_SHOWN = 10


def _units(turn: Turn) -> list[organization.Unit]:
    """The units that publish, one's own branches and what is above them first."""
    own: list[str] = []
    if turn.visitor.person:
        own = [each.unit for each in ties(turn.tx, turn.visitor.person)]
        own += [above.id for each in tuple(own) for above in organization.above(turn.tx, each)]
    known = (organization.unit(turn.tx, each) for each in store.units(turn.tx))
    publishing = [unit for unit in known if unit]
    publishing.sort(key=lambda unit: (unit.kind is UnitKind.BRANCH, unit.name))
    first = [unit for each in own for unit in publishing if unit.id == each]
    return list({unit.id: unit for unit in (*first, *publishing)}.values())


def _front(turn: Turn, page: str) -> Screen:
    screen = listed(
        "openness",
        page,
        [Option(plain(unit.name), f"openat/{unit.id}") for unit in _units(turn)],
        T("The openness board, for anybody. Whose?"),
        T("Nothing is published yet."),
    )
    controls = (
        FIND.option(),
        Option(T("The register of all"), "openall/register"),
        Option(T("Open for opinions"), "openall/drafts"),
        Option(T("Reports, in yearly figures"), "openreports/"),
    )
    return replace(screen, controls=controls)


def _is_unit(turn: Turn, id: str) -> bool:
    return organization.unit(turn.tx, id) is not None


def _is_section(turn: Turn, about: str) -> bool:
    unit, _, rest = about.partition("-")
    return rest.partition("-")[0] in SECTIONS and _is_unit(turn, unit)


def _at(turn: Turn, id: str) -> Screen:
    unit = organization.unit(turn.tx, id)
    assert unit is not None
    counts = store.counts(turn.tx, id)
    options = []
    for name, section in SECTIONS.items():
        if count := sum(counts.get(kind, 0) for kind in section.kinds):
            text = T("{label} ({count})", label=section.label, count=count)
            options.append(Option(text, f"openlist/{id}-{name}"))
    head = T("Published by {unit}:", unit=unit.name)
    none = T("{unit} has published nothing yet.", unit=unit.name)
    return Screen(
        (head if options else none,),
        tuple(options),
        back=Option(BACK, "openness/"),
        replace=True,
        again=f"openat/{id}",
    )


def _list(turn: Turn, about: str) -> Screen:
    unit, _, rest = about.partition("-")
    name, _, page = rest.partition("-")
    section = SECTIONS[name]
    entries = store.of_unit(turn.tx, unit, section.kinds)
    options = [Option(label(turn, each), f"openentry/{each.id}") for each in entries]
    head, back = section.label, Option(BACK, f"openat/{unit}")
    screen = listed("openlist", page, options, head, head, back, of=f"{unit}-{name}")
    return _with_money(turn, unit, screen) if name == "funds" else screen


def _with_money(turn: Turn, unit: str, screen: Screen) -> Screen:
    lines, pictures = money(turn, unit)
    paragraphs = (*screen.paragraphs, *lines)
    return replace(screen, paragraphs=paragraphs, attachments=pictures, replace=not pictures)


def _is_for_all(turn: Turn, about: str) -> bool:
    return about.partition("-")[0] in SECTIONS


def _all(turn: Turn, about: str) -> Screen:
    """One part of the board, of all units together."""
    name, _, page = about.partition("-")
    entries = store.of_all(turn.tx, SECTIONS[name].kinds)
    options = [
        Option(
            T("{unit}: {what}", unit=unit_name(turn, each.unit), what=label(turn, each)),
            f"openentry/{each.id}",
        )
        for each in entries
    ]
    head, back = SECTIONS[name].label, Option(BACK, "openness/")
    return listed("openall", page, options, head, T("Nothing is published yet."), back, of=name)


def _one(turn: Turn, id: str) -> Screen:
    entry = the_entry(turn, id)
    lines = [*shown(turn, entry), *asking.poll_lines(turn, entry), *_asked(turn, entry)]
    return Screen(
        tuple(lines),
        tuple(_steps(turn, entry)),
        back=Option(BACK, f"openlist/{entry.unit}-{section_of(entry.kind)}"),
        replace=True,
        again=f"openentry/{id}",
    )


def _asked(turn: Turn, entry: Entry) -> Iterator[Text]:
    """What was asked or thought about it, once there is an answer."""
    answered = [ask for ask in care.about(turn.tx, entry.id) if care.is_public(ask)]
    above = {each.words for each in store.additions(turn.tx, entry.id)}
    if len(answered) > ASKED_SHOWN:
        yield T("{count} were answered. The latest of them:", count=len(answered))
    for ask in answered[-ASKED_SHOWN:]:
        yield from care.shown(turn, ask, above)


def _steps(turn: Turn, entry: Entry) -> Iterator[Option]:
    yield from asking.steps(turn, entry)
    if publisher(turn, entry.id):
        yield ADD.option(entry.id)
        if entry.kind == DRAFT:
            yield SUM_UP.option(entry.id)


def _find(turn: Turn, about: str, answers: Answers) -> Screen:
    unit = organization.unit(turn.tx, answers["unit"])
    if unit is None:
        raise Settled(T("That unit is gone."))
    return _at(turn, unit.id)


class Publishers(Bodies):
    """The source of the field that says whose board it shall be."""

    def _label(self, unit: organization.Unit) -> Text | None:
        return plain(unit.name)


FIND = Command(
    "openfind",
    T("Find a branch"),
    people.anybody,
    Filling(
        Form(
            T("Find a branch"),
            (
                Field(
                    "unit",
                    T("Branch"),
                    T("Which one? Type a part of its name or place."),
                    SearchKind("openbody", T("Name or place, for example 河湾 or hw"), offers=True),
                ),
            ),
            at_once=True,
        ),
        _find,
    ),
)


SOURCES = {"openbody": Publishers}
COMMANDS = (
    Command(
        "openness",
        T("Openness board"),
        people.anybody,
        _front,
        words=T("openness board|openness"),
        menu=32,
        common=True,
    ),
    FIND,
    Command("openat", T("Look at it"), _is_unit, _at),
    Command("openlist", T("Look at it"), _is_section, _list),
    Command("openall", T("Look at it"), _is_for_all, _all),
    Command("openentry", T("Look at it"), published, _one),
)
