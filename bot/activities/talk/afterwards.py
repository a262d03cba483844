"""After an activity: the quorum, the minutes, the sheets, and the member's own year."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath
from zoneinfo import ZoneInfo

from bot import people
from bot.activities import attendance, records
from bot.activities.audience import invited
from bot.activities.model import Activity, State
from bot.activities.own_year import own_year
from bot.activities.quorum import WITH_QUORUM, Quorum
from bot.activities.records import Numbers
from bot.activities.talk import words
from bot.activities.talk.words import brief, organizer, the_activity
from bot.conversation import (
    BACK,
    Answers,
    Choice,
    ChoiceKind,
    Command,
    Document,
    DocumentKind,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    Settled,
    TextKind,
    Turn,
    Unclear,
    listed,
)
from bot.delivery import tell
from bot.language import T, Text, plain

# Longer minutes are read better as a file.
_SHOWN = 2000
_MEDIA = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".txt": "text/plain",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


def quorum_line(quorum: Quorum) -> Text:
    if not quorum.counted:
        return T("How many have a vote is not known: “Quorum” asks for it.")
    return T(
        "Have a vote: {entitled}, needed: {needed}, here: {present}. {enough}",
        entitled=quorum.counted,
        needed=quorum.needed,
        present=quorum.present,
        enough=T("Enough.") if quorum.reached else T("Not enough."),
    )


def _start_quorum(turn: Turn, id: str) -> Answers:
    if the_activity(turn, id).kind not in WITH_QUORUM:
        raise Settled(T("The rules ask for no quorum here."))
    return {}


def _quorum(turn: Turn, id: str, answers: Answers) -> Screen:
    activity = the_activity(turn, id)
    entitled, out = answers["entitled"], answers.get("left_out")
    put = Numbers(int(entitled) if entitled else None, int(out) if out else 0)
    records.put_numbers(turn.tx, id, put)
    quorum = records.quorum(turn.tx, activity)
    assert quorum is not None
    if quorum.left_out and quorum.present > quorum.counted:
        raise Refused(T("More are here than would be counted. Only absent members are left out."))
    return Screen((quorum_line(quorum),), back=Option(BACK, f"manage/{id}"), replace=True)


def _number(typed: str) -> str:
    if not (typed.isascii() and typed.isdecimal() and int(typed) < 100_000):
        raise Unclear(T("Please type a number, for example 30."))
    return str(int(typed))


def _by_the_rule(answers: Answers) -> bool:
    return answers.get("rule") == "yes"


def _read_minutes(document: Document) -> Document:
    """Words as they are; of files those kinds that everybody can open."""
    if not document.name:
        return Document("minutes.txt", "text/plain", document.content)
    media = _MEDIA.get(PurePath(document.name.lower()).suffix)
    if media is None:
        raise Unclear(T("Please send the minutes as a PDF, a Word file, a picture, or as text."))
    return replace(document, media=media)


def _start_minutes(turn: Turn, id: str) -> Answers:
    activity = the_activity(turn, id)
    if activity.state is not State.PUBLISHED or turn.now < activity.starts_at:
        raise Settled(T("There can be no minutes before it has begun."))
    return {}


def _write_minutes(turn: Turn, id: str, answers: Answers) -> Screen:
    activity = the_activity(turn, id)
    again = records.has_minutes(turn.tx, id)
    records.put_minutes(turn.tx, id, turn.document(answers["minutes"]))
    if not again:
        text = T("The minutes are there: {what}.", what=brief(activity))
        read = Screen((text,), (MINUTES.option(id),))
        tell(turn, invited(turn.tx, activity), read)
    return Screen(
        (T("The minutes are kept. Everybody who was invited can read them."),),
        (MINUTES.option(id),),
        back=Option(BACK, f"manage/{id}"),
        replace=True,
    )


def _minutes(turn: Turn, id: str) -> Screen:
    activity, kept = the_activity(turn, id), records.minutes(turn.tx, id)
    if kept is None:
        raise Settled(T("There are no minutes yet."))
    screen = Screen(
        (T("The minutes of {what}:", what=brief(activity)),),
        back=Option(BACK, f"activity/{id}"),
        replace=True,
        again=f"minutes/{id}",
    )
    if kept.media == "text/plain" and len(kept.content) <= _SHOWN:
        written = plain(kept.content.decode(errors="replace"))
        return replace(screen, paragraphs=(*screen.paragraphs, written))
    return replace(screen, attachments=(kept,))


def _own_year(turn: Turn, page: str) -> Screen:
    zone = ZoneInfo(turn.visitor.zone)
    year = turn.now.astimezone(zone).year
    since, until = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    found = own_year(turn.tx, turn.person, since.astimezone(UTC), until.astimezone(UTC))
    return listed(
        "myyear",
        page,
        [Option(brief(each), f"activity/{each.id}") for each in found],
        T("You came to these in {year}. Only you see this list.", year=str(year)),
        T("Nothing yet in {year}. Only you see this list.", year=str(year)),
        Option(BACK, "activities/"),
    )


def steps(activity: Activity) -> list[Option]:
    """What a secretary does once it has begun."""
    options = [WRITE_MINUTES.option(activity.id)]
    if activity.kind in WITH_QUORUM:
        options.insert(0, QUORUM.option(activity.id))
    return options


def count_line(turn: Turn, activity: Activity) -> list[Text]:
    """How many came, and whether they were enough; nothing before anybody has."""
    came = attendance.count(turn.tx, activity.id)
    quorum = records.quorum(turn.tx, activity)
    lines = [T("Checked in so far: {count}.", count=came)] if came else []
    return [*lines, quorum_line(quorum)] if quorum and came else lines


_NUMBER = TextKind(T("Number"), longest=6, parse=_number)
QUORUM = Command(
    "quorum",
    T("Quorum"),
    organizer,
    Filling(
        Form(
            T("Quorum"),
            (
                Field(
                    "entitled",
                    T("Have a vote"),
                    T(
                        "How many have a vote here? Hosted and probationary members do not. Skip"
                        " this to take the full members on your list."
                    ),
                    _NUMBER,
                    required=False,
                ),
                Field(
                    "rule",
                    T("Absent members left out of the count"),
                    T(
                        "Are absent members left out of the count? That needs the consent of the"
                        " higher body and the vote of this meeting, both of them."
                    ),
                    ChoiceKind(
                        (
                            Choice("no", T("nobody is left out")),
                            Choice("yes", T("yes, both are there")),
                        )
                    ),
                ),
                Field(
                    "left_out",
                    T("How many"),
                    T("How many are left out? Only the number is kept, no names."),
                    _NUMBER,
                    when=_by_the_rule,
                ),
            ),
        ),
        _quorum,
        _start_quorum,
    ),
)
WRITE_MINUTES = Command(
    "writeminutes",
    T("Write the minutes"),
    organizer,
    Filling(
        Form(
            T("Write the minutes"),
            (
                Field(
                    "minutes",
                    T("Minutes"),
                    T("Type the minutes here, or send them as a file or a picture."),
                    DocumentKind(T("Minutes"), _read_minutes, words=True),
                ),
            ),
            review=T("Everybody who was invited will be able to read this."),
        ),
        _write_minutes,
        _start_minutes,
    ),
)
MINUTES = Command("minutes", T("Read the minutes"), words.invited, _minutes)
MY_YEAR = Command(
    "myyear",
    T("My year"),
    people.known,
    _own_year,
    words=T("my year|my activities"),
    menu=3,
    under="activities",
    common=True,
)

COMMANDS = (QUORUM, WRITE_MINUTES, MINUTES, MY_YEAR)
