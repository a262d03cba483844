"""The receiver's side: answering, and reading what one's branches have said."""

from datetime import timedelta

from bot import organization, people
from bot.conversation import BACK, TO_MENU, Command, Option, Screen, Submenu, Turn, listed
from bot.delivery import message, spare
from bot.language import T
from bot.members.whereabouts import ties
from bot.notices import store
from bot.notices.audience import is_of, persons_at
from bot.notices.model import Notice, State
from bot.notices.talk.words import brief, the_notice

SHOWN = timedelta(days=60)
_OUT = frozenset({State.GOING, State.SENT})


def _is_for(turn: Turn, notice: Notice) -> bool:
    person = turn.visitor.person
    if person is None or notice.state not in (*_OUT, State.STOPPED):
        return False
    units = {tie.unit for tie in ties(turn.tx, person)}
    return any(
        is_of(turn.tx, notice, unit) and person in persons_at(turn.tx, notice, unit)
        for unit in units
    )


def receiver(turn: Turn, about: str) -> bool:
    """Whether a notice, with or without one of its answers, is for the visitor."""
    id, _, code = about.partition("-")
    notice = store.notice(turn.tx, id) if id else None
    if notice is None or not _is_for(turn, notice):
        return False
    return not code or code in dict(notice.answers)


def _may_answer(turn: Turn, about: str) -> bool:
    return bool(about.partition("-")[2]) and receiver(turn, about)


def _reply(turn: Turn, about: str) -> Screen:
    id, _, code = about.partition("-")
    notice = the_notice(turn, id)
    label = dict(notice.answers)[code]
    store.put_answer(turn.tx, id, turn.person, code)
    for reminder in store.reminders(turn.tx, id):
        spare(turn.tx, turn.person, reminder)
    return Screen(
        (T("Noted: {answer}. You can change it at any time.", answer=label),),
        (Option(T("Read it again"), f"readnews/{id}"),),
        back=TO_MENU,
    )


def _news(turn: Turn, page: str) -> Screen:
    units = {tie.unit for tie in ties(turn.tx, turn.person)}
    above = {each.id for unit in units for each in organization.above(turn.tx, unit)}
    found = [
        each
        for each in store.of_units(turn.tx, units | above, _OUT, turn.now - SHOWN)
        if each.rhythm is None and _is_for(turn, each)
    ]
    return listed(
        "news",
        page,
        [Option(brief(turn, each), f"readnews/{each.id}") for each in found],
        T("What your branch has told its people, the latest first:"),
        T("Nothing yet. New notices come to you by themselves."),
        Option(BACK, "reading/"),
    )


def _read(turn: Turn, id: str) -> Screen:
    notice = the_notice(turn, id)
    screen = message(turn.tx, notice.message)
    assert screen is not None
    answer = store.answer_of(turn.tx, id, turn.person)
    labels = dict(notice.answers)
    lines = screen.paragraphs
    if answer in labels:
        lines = (*lines, T("Your answer: {answer}", answer=labels[answer]))
    return Screen(
        lines,
        screen.options,
        back=Option(BACK, "news/"),
        replace=True,
        again=f"readnews/{id}",
        attachments=screen.attachments,
    )


REPLY = Command("reply", T("Answer"), _may_answer, _reply)
NEWS = Command(
    "news",
    T("What my branch says"),
    people.known,
    _news,
    words=T("what my branch says|news"),
    menu=1,
    under="reading",
    common=True,
)
READING = Command(
    "reading",
    T("Notices and study"),
    people.known,
    Submenu(T("What would you like to read?")),
    menu=14,
    common=True,
)
READ = Command("readnews", T("Read it"), receiver, _read)

COMMANDS = (REPLY, READING, NEWS, READ)
