"""The reader's side: pieces, read at leisure; how often they come; one's own year."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot import organization, people
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    TextKind,
    Turn,
    Work,
    listed,
)
from bot.delivery import plan, tell, unplan
from bot.language import T, Text, plain
from bot.members.whereabouts import ties
from bot.people import Purpose, Role
from bot.room import Handler
from bot.storage import Transaction
from bot.study import store
from bot.study.model import (
    HOURS,
    PACES,
    Pace,
    Piece,
    Readers,
    first_of_year,
    next_evening,
    read_hours,
)

NEXT = "study_next"
TO_STUDY = Option(BACK, "study/")


def pieces_for(tx: Transaction, person: str) -> list[Piece]:
    """What is there for somebody: the county's, and that of their branches and of those above."""
    units = {tie.unit for tie in ties(tx, person)}
    above = {each.id for unit in units for each in organization.above(tx, unit)}
    return store.pieces(tx, units | above, _readers(tx, person))


def _readers(tx: Transaction, person: str) -> tuple[Readers, ...]:
    offices = {office.role for office in people.offices(tx, person)}
    return tuple(Readers) if Role.SECRETARY in offices else (Readers.MEMBERS,)


def may_read(turn: Turn, id: str) -> bool:
    person = turn.visitor.person
    return person is not None and any(each.id == id for each in pieces_for(turn.tx, person))


def _study(turn: Turn, page: str) -> Screen:
    known = store.readings(turn.tx, turn.person)
    found = pieces_for(turn.tx, turn.person)
    found.sort(key=lambda each: known.get(each.id) is not None)
    also = [YEAR.option(), PACE.option()]
    if any(people.units(turn, role) for role in Role):
        also.append(Option(T("Pieces we have written"), "ourpieces/"))
    options = [_line(turn, each, known) for each in found]
    text = T("Short pieces, a few minutes each. Nobody sees what you read.")
    return listed("study", page, options, text, text, Option(BACK, "reading/"), also)


def _line(turn: Turn, piece: Piece, known: Mapping[str, date | None]) -> Option:
    title = piece.worded(turn.visitor.locale).title
    read = known.get(piece.id) is not None
    return Option(T("✓ {label}", label=title) if read else plain(title), f"piece/{piece.id}")


def _piece(turn: Turn, id: str) -> Screen:
    piece = store.piece(turn.tx, id)
    assert piece is not None
    return Screen(
        tuple(words_of(piece, turn.visitor.locale)),
        (READ.option(id), TO_STUDY_LIST),
        back=TO_STUDY,
        replace=True,
        again=f"piece/{id}",
    )


def words_of(piece: Piece, locale: str) -> Iterator[Text]:
    """A piece as its reader sees it."""
    wording = piece.worded(locale)
    yield T("{title} (about {minutes} minutes)", title=wording.title, minutes=piece.minutes)
    yield from (plain(each.strip()) for each in wording.text.split("\n\n"))
    if wording.questions:
        yield T("To think about, for yourself:")
        yield from (plain(each) for each in wording.questions)


def _read(turn: Turn, id: str) -> Screen:
    today = turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()
    store.put_read(turn.tx, turn.person, id, today)
    return _year(turn, "").noting(T("Good. It counts for your own year."))


def _year(turn: Turn, about: str) -> Screen:
    minutes = store.minutes_since(turn.tx, turn.person, first_of_year(turn.now, turn.visitor.zone))
    hours = HOURS[_readers(turn.tx, turn.person)[-1]]
    return Screen(
        (
            T(
                "This year you have studied {hours} h {minutes} min; the rules say {all} hours.",
                hours=minutes // 60,
                minutes=minutes % 60,
                all=hours,
            ),
            T("Only you see this. Meetings and classes count too: note them yourself."),
        ),
        (NOTE.option(), TO_STUDY_LIST),
        back=TO_STUDY,
        replace=True,
        again="studyyear/",
    )


def _note(turn: Turn, about: str, answers: Answers) -> Screen:
    minutes = round(float(answers["hours"] or 0) * 60)
    today = turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()
    id = turn.new_id()
    store.put_elsewhere(turn.tx, id, turn.person, today, minutes)
    noted = _year(turn, "").noting(T("Noted."))
    return replace(noted, options=(UNNOTE.option(id), *noted.options))


def _noted(turn: Turn, id: str) -> bool:
    person = turn.visitor.person
    return person is not None and store.has_elsewhere(turn.tx, id, person)


def _unnote(turn: Turn, id: str) -> Screen:
    store.drop_elsewhere(turn.tx, id)
    return _year(turn, "").noting(T("Taken back."))


# How often


def _pace(turn: Turn, pace: str) -> Screen:
    if pace:
        _set_pace(turn, Pace(pace))
    now = PACES[_pace_of(turn.tx, turn.person)]
    return Screen(
        (
            T("How often shall a piece come by itself? You can pause at any time."),
            T("Now: {answer}", answer=now),
        ),
        tuple(Option(label, f"studypace/{each}") for each, label in PACES.items()),
        back=TO_STUDY,
        replace=True,
        again="studypace/",
    )


def _pace_of(tx: Transaction, person: str) -> Pace:
    """How often pieces really come: none to whoever has taken their consent back."""
    agreed = Purpose.NOTICES in people.consents(tx, person)
    return store.pace(tx, person) if agreed else Pace.PAUSED


def _may_set(turn: Turn, pace: str) -> bool:
    return people.known(turn, "") and pace in ("", *Pace)


def _set_pace(turn: Turn, pace: Pace) -> None:
    store.put_pace(turn.tx, turn.person, pace)
    unplan(turn.tx, NEXT, turn.person)
    if pace is not Pace.PAUSED:
        # Asking for pieces is agreeing to them; withdrawing that ends them, see `_come`.
        people.put_consent(turn.tx, turn.person, Purpose.NOTICES, turn.now)
    _plan_next(turn, turn.person, pace)


def _plan_next(work: Work, person: str, pace: Pace) -> None:
    known = people.person(work.tx, person)
    at = known and next_evening(pace, work.now, known.zone)
    if at:
        plan(work.tx, NEXT, person, at)


def _come(work: Work, person: str) -> None:
    """Send somebody the next piece that has not come yet, while they want pieces."""
    pace = _pace_of(work.tx, person)
    known = people.person(work.tx, person)
    if known is None or pace is Pace.PAUSED:
        return
    came = store.readings(work.tx, person)
    fresh = [each for each in pieces_for(work.tx, person) if each.id not in came]
    if fresh:
        store.put_came(work.tx, person, fresh[0].id)
        options = (READ.option(fresh[0].id), PACE.option(Pace.PAUSED, T("Pause")))
        tell(work, [person], Screen(tuple(words_of(fresh[0], known.locale)), options))
    _plan_next(work, person, pace)


HANDLERS: dict[str, Handler] = {NEXT: _come}

STUDY = Command(
    "study",
    T("Study"),
    people.known,
    _study,
    words=T("study|learn"),
    menu=2,
    under="reading",
    common=True,
)
PIECE = Command("piece", T("Read it"), may_read, _piece)
READ = Command("readpiece", T("I have read it"), may_read, _read)
YEAR = Command("studyyear", T("My hours this year"), people.known, _year)
PACE = Command("studypace", T("How often"), _may_set, _pace)
NOTE = Command(
    "studynote",
    T("Note study elsewhere"),
    people.known,
    Filling(
        Form(
            T("Study elsewhere"),
            (
                Field(
                    "hours",
                    T("Hours"),
                    T("How many hours did you study elsewhere? A meeting or a class counts."),
                    TextKind(T("For example 1.5"), longest=12, parse=read_hours),
                ),
            ),
            send=T("Note it"),
        ),
        _note,
    ),
)
UNNOTE = Command("studyunnote", T("Take it back"), _noted, _unnote)
TO_STUDY_LIST = Option(T("All pieces"), "study/")

COMMANDS = (STUDY, PIECE, READ, YEAR, PACE, NOTE, UNNOTE)
