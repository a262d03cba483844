"""A list that was read and waits for the secretary's yes: what was understood, and what was not."""

from collections.abc import Sequence

from bot import people
from bot.conversation import (
    Answers,
    Command,
    Filling,
    Form,
    Option,
    Screen,
    Settled,
    Turn,
    Unwritten,
)
from bot.language import TN, T, Text, plain
from bot.members.bringing import store
from bot.members.bringing.model import Change, change
from bot.members.bringing.talk.branch import MENU, TO_LISTS, own, own_units
from bot.members.lists import Brought, Doubt, spreadsheet

SHOWN_MEMBERS = 5
SHOWN_NOTES = 3

keeper = people.holding(people.Role.SECRETARY, store.unit_of)


def _waiting(turn: Turn, id: str) -> tuple[str, Brought]:
    unit, found = store.unit_of(turn.tx, id), store.brought(turn.tx, id)
    if unit is None or found is None:
        raise Settled(T("This list waits no more. Please send it once more."))
    return unit, found


def preview(turn: Turn, id: str) -> Screen:
    """What was understood, compared with the present list; nothing has changed yet."""
    unit, found = _waiting(turn, id)
    present = store.present(turn.tx, unit)
    compared = change(present, found.rows, whole=True)
    lines = [*_members(found), *_compared(compared, len(present)), *_notes(found)]
    return Screen(
        tuple(lines),
        _choices(id, found, compared, bool(present)),
        back=TO_LISTS,
        replace=True,
        again=f"brought/{id}",
        unwritten=(_reasons(turn, found.notes),) if _more_than_shown(found) else (),
    )


def _members(found: Brought) -> list[Text]:
    rows, shown = found.rows, found.rows[:SHOWN_MEMBERS]
    lines: list[Text] = [
        TN("{count} member was understood.", "{count} members were understood.", len(rows))
    ]
    if rows:
        phones = sum(row.phone is not None for row in rows)
        stages = sum(row.probationary for row in rows)
        lines.append(
            T("With a number: {phones}. Probationary: {stages}.", phones=phones, stages=stages)
        )
    lines += [plain(f"{row.name} {row.phone or ''}".strip()) for row in shown]
    if more := len(rows) - len(shown):
        lines.append(TN("… and {count} more", "… and {count} more", more))
    return lines


def _compared(compared: Change, present: int) -> list[Text]:
    if not present:
        return []
    text = T(
        "Compared with the present list: {added} new, {changed} changed, {same} as before;"
        " {gone} of it are not in this one.",
        added=len(compared.added),
        changed=len(compared.changed),
        same=compared.same,
        gone=len(compared.gone),
    )
    return [text]


def _notes(found: Brought) -> list[Text]:
    doubtful, left_out, passed = map(len, (found.doubtful, found.left_out, found.passed))
    lines: list[Text] = []
    if doubtful:
        lines.append(
            TN("{count} is taken, please check:", "{count} are taken, please check:", doubtful)
        )
        lines += _shown(found.doubtful)
    if left_out:
        lines.append(TN("{count} line was not taken:", "{count} lines were not taken:", left_out))
        lines += _shown(found.left_out)
    if passed:
        lines.append(
            TN(
                "{count} line is no member: a title, a sum or a repeat.",
                "{count} lines are no members: titles, sums or repeats.",
                passed,
            )
        )
    if count := found.id_numbers:
        lines.append(
            TN("{count} ID number was thrown away.", "{count} ID numbers were thrown away.", count)
        )
    if _more_than_shown(found):
        lines.append(T("The attached file has every such line, with the reason."))
    return lines


def _shown(notes: Sequence[Doubt]) -> list[Text]:
    """The first ones, and how many more there are."""
    lines = [_note(each) for each in notes[:SHOWN_NOTES]]
    if more := len(notes) - len(lines):
        lines.append(TN("… and {count} more line", "… and {count} more lines", more))
    return lines


def _note(note: Doubt) -> Text:
    return T("Line {line}, {words}: {why}", line=note.line, words=note.words, why=note.why)


def _more_than_shown(found: Brought) -> bool:
    """Whether a line has its reason in the file alone; the names of the columns need none."""
    most = max(len(found.doubtful), len(found.left_out))
    return most > SHOWN_NOTES or len(found.passed) > 1


def _reasons(turn: Turn, notes: Sequence[Doubt]) -> Unwritten:
    """A sheet of all that is doubtful or was not taken."""
    say = turn.say
    title = say(T("What to check in the list"))
    header = [say(T("Line")), say(T("What it begins with")), say(T("Taken")), say(T("Why"))]
    yes, no = say(T("yes")), say(T("no"))
    rows = [
        [str(note.line), note.words, yes if note.taken else no, say(note.why)] for note in notes
    ]
    return spreadsheet(f"{title}.xlsx", title, header, rows)


def _choices(id: str, found: Brought, compared: Change, present: bool) -> tuple[Option, ...]:
    take = [TAKE] if found.rows else []
    add = [ADD] if found.rows and present and compared.gone else []
    return tuple(command.option(id) for command in (*take, *add, DROP))


def _take(turn: Turn, id: str) -> Screen:
    return _apply(turn, id, whole=True)


def _add(turn: Turn, id: str) -> Screen:
    return _apply(turn, id, whole=False)


def _apply(turn: Turn, id: str, *, whole: bool) -> Screen:
    unit, found = _waiting(turn, id)
    compared = change(store.present(turn.tx, unit), found.rows, whole=whole)
    store.apply(turn.tx, unit, compared, turn.new_id, turn.now)
    store.drop_brought(turn.tx, id)
    return _done(turn, unit)


def _done(turn: Turn, unit: str) -> Screen:
    count = store.size(turn.tx, unit)
    return Screen(
        (
            TN(
                "Done: {count} member is on your list now.",
                "Done: {count} members are on your list now.",
                count,
            ),
            T("For a day you can undo this; the list is then exactly what it was."),
        ),
        (Option(T("Now bring the people"), "poster/"), UNDO.option(unit)),
        back=TO_LISTS,
        replace=True,
        again=f"{MENU}/",
    )


def _drop(turn: Turn, id: str) -> Screen:
    store.drop_brought(turn.tx, id)
    text = T("The new list was thrown away. Yours is as it was.")
    return Screen((text,), back=TO_LISTS, replace=True, again=f"{MENU}/")


def _may_undo(turn: Turn, about: str) -> bool:
    return own(turn, about) and bool(_undoable(turn, about))


def _undoable(turn: Turn, about: str) -> list[str]:
    units = [about] if about else own_units(turn)
    return [unit for unit in units if store.can_undo(turn.tx, unit, turn.now)]


def _undo(turn: Turn, about: str, answers: Answers) -> Screen:
    for unit in _undoable(turn, about)[:1]:
        store.undo(turn.tx, unit)
    text = T("The list is what it was before.")
    return Screen((text,), back=TO_LISTS, replace=True, again=f"{MENU}/")


TAKE = Command("takelist", T("Yes, this is our list now"), keeper, _take)
ADD = Command("addlist", T("Only add; take nobody off"), keeper, _add)
DROP = Command("droplist", T("Throw it away"), keeper, _drop)
UNDO = Command(
    "undolist",
    T("Undo the last list"),
    _may_undo,
    Filling(
        Form(
            T("Undo the last list"),
            (),
            send=T("Yes, undo it"),
            review=T(
                "Your branch's list becomes exactly what it was before the last one was brought."
            ),
        ),
        _undo,
    ),
    words=T("undo the list"),
    menu=2,
    under=MENU,
)

COMMANDS = (Command("brought", T("Look at it"), keeper, preview), TAKE, ADD, DROP, UNDO)
