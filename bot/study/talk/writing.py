"""The writer's side: a branch or a committee adds pieces of its own."""

from bot import people
from bot.conversation import (
    BACK,
    Answers,
    Choice,
    ChoiceKind,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    SearchKind,
    TextKind,
    Turn,
    listed,
    many_lines,
    one_line,
)
from bot.language import T, Text, plain
from bot.people import Role
from bot.storage import Transaction
from bot.study import store
from bot.study.model import LONGEST, LONGEST_TITLE, MINUTES, Piece, Readers, Wording
from bot.study.talk.reading import words_of

_ROLES = (Role.SECRETARY, Role.COMMITTEE)
in_office = people.either(*(people.in_office(role) for role in _ROLES))


def _unit_of(tx: Transaction, id: str) -> str | None:
    piece = store.piece(tx, id)
    return piece.unit if piece else None


def _new(turn: Turn, id: str) -> bool:
    """Whoever writes, for a piece that is not there yet: what is there has its own command."""
    return not id and in_office(turn, "")


def writer(turn: Turn, id: str) -> bool:
    """Whoever writes for the very unit that a piece is of."""
    unit = _unit_of(turn.tx, id)
    return unit is not None and unit in _units(turn)


def _units(turn: Turn) -> list[str]:
    return [unit for role in _ROLES for unit in people.units(turn, role)]


def _ours(turn: Turn, page: str) -> Screen:
    found = [each for unit in _units(turn) for each in store.of_unit(turn.tx, unit)]
    return listed(
        "ourpieces",
        page,
        [Option(plain(_title(turn, each)), f"ourpiece/{each.id}") for each in found],
        T("Pieces that your units have written:"),
        T("Your units wrote none yet."),
        Option(BACK, "study/"),
        also=(WRITE.option(),),
    )


def _title(turn: Turn, piece: Piece) -> str:
    return piece.worded(turn.visitor.locale).title


def _one(turn: Turn, id: str) -> Screen:
    piece = store.piece(turn.tx, id)
    assert piece is not None
    return Screen(
        (
            *words_of(piece, turn.visitor.locale),
            T("It is for: {readers}", readers=READERS[piece.readers]),
        ),
        (CHANGE.option(id), DROP.option(id)),
        back=Option(BACK, "ourpieces/"),
        replace=True,
        again=f"ourpiece/{id}",
    )


READERS: dict[Readers, Text] = {
    Readers.MEMBERS: T("all members"),
    Readers.SECRETARIES: T("secretaries"),
}


def _start(turn: Turn, id: str) -> Answers:
    if not id:
        units = _units(turn)
        return {"unit": units[0]} if len(units) == 1 else {}
    piece = store.piece(turn.tx, id)
    assert piece is not None
    wording = piece.worded(turn.visitor.locale)
    return {
        "unit": piece.unit or "",
        "title": wording.title,
        "text": wording.text,
        "questions": "\n".join(wording.questions),
        "minutes": str(piece.minutes),
        "readers": piece.readers,
    }


def _write(turn: Turn, id: str, answers: Answers) -> Screen:
    unit = answers["unit"]
    assert unit is not None
    wording = Wording(
        answers["title"],
        answers["text"],
        tuple(answers["questions"].splitlines()),
    )
    piece = Piece(
        id or turn.new_id(),
        unit,
        Readers(answers["readers"]),
        int(answers["minutes"] or 0),
        {turn.visitor.locale: wording},
    )
    store.put_piece(turn.tx, piece, int(turn.now.timestamp()))
    return _one(turn, piece.id).noting(
        T("Kept. It comes to its readers in their own rhythm, after what they have not had yet.")
    )


def _drop(turn: Turn, id: str, answers: Answers) -> Screen:
    store.retire_piece(turn.tx, id)
    return _ours(turn, "").noting(T("Taken back."))


_FORM = Form(
    T("A piece to study"),
    (
        Field(
            "unit",
            T("From"),
            T("Which of your units is it from?"),
            SearchKind("myunit", T("Name"), offers=True),
            review=False,
        ),
        Field(
            "title",
            T("Title"),
            T("What is it called?"),
            TextKind(T("A few words"), longest=LONGEST_TITLE, parse=one_line),
        ),
        Field(
            "text",
            T("Text"),
            T("What should people know? Short and useful; a link may stand in it."),
            TextKind(T("The text"), longest=LONGEST, parse=many_lines),
        ),
        Field(
            "questions",
            T("Questions for oneself"),
            T("One or two questions to think about, a line each, or skip this."),
            TextKind(T("Questions"), longest=300, parse=many_lines),
            required=False,
        ),
        Field(
            "minutes",
            T("Minutes"),
            T("About how long does it take to read?"),
            ChoiceKind(
                tuple(Choice(str(each), T("{minutes} minutes", minutes=each)) for each in MINUTES)
            ),
        ),
        Field(
            "readers",
            T("For"),
            T("For whom is it?"),
            ChoiceKind(tuple(Choice(each, label) for each, label in READERS.items())),
        ),
    ),
    send=T("Keep the piece"),
)

OURS = Command("ourpieces", T("Pieces we have written"), in_office, _ours, words=T("our pieces"))
ONE = Command("ourpiece", T("Look at it"), writer, _one)
WRITE = Command("writepiece", T("Write a piece"), _new, Filling(_FORM, _write, _start))
CHANGE = Command("changepiece", T("Change it"), writer, Filling(_FORM, _write, _start))
DROP = Command(
    "droppiece",
    T("Take it back"),
    writer,
    Filling(
        Form(
            T("Take the piece back"),
            (),
            send=T("Take it back"),
            review=T("Nobody gets it any more; whoever has read it keeps the hours. Take it back?"),
        ),
        _drop,
    ),
)

COMMANDS = (OURS, ONE, WRITE, CHANGE, DROP)
