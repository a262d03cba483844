"""The sender's side: our notices, how far each is, who answered, whom to phone."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from bot import people
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    Settled,
    Submit,
    TextKind,
    Turn,
    listed,
    many_lines,
)
from bot.delivery import (
    correct,
    message,
    progress,
    send_uncertain_again,
    stop,
)
from bot.language import TN, T, Text, plain
from bot.notices import store
from bot.notices.audience import is_below
from bot.notices.going import standing
from bot.notices.model import LONGEST, STATES, STOPPABLE, Asks, Notice, State, may
from bot.notices.spreading import reminding
from bot.notices.talk.compose import COMPOSE, COMPOSE_BELOW, DROP, PREVIEW
from bot.notices.talk.persons import PHONE, WHO
from bot.notices.talk.sheet import sheet
from bot.notices.talk.words import brief, for_whom, said, sender, the_notice
from bot.people import Role

LISTED = timedelta(days=120)


def _ours(turn: Turn, page: str) -> Screen:
    return _list(turn, page, Role.SECRETARY, OURS.name, COMPOSE)


def _below(turn: Turn, page: str) -> Screen:
    return _list(turn, page, Role.COMMITTEE, BELOW.name, COMPOSE_BELOW)


def _list(turn: Turn, page: str, role: Role, name: str, write: Command) -> Screen:
    since, units = turn.now - LISTED, people.units(turn, role)
    found = [
        each
        for each in store.of_units(turn.tx, units, frozenset(State), since)
        if is_below(each) == (role is Role.COMMITTEE)
    ]
    found.sort(key=lambda each: each.state is not State.PLANNED)
    return listed(
        name,
        page,
        [Option(brief(turn, each), f"{_screen_of(each)}/{each.id}") for each in found],
        T("Our notices: those that still wait, then the latest:"),
        T("Nothing was written yet."),
        _menu_of(role),
        also=(write.option(),),
    )


def _menu_of(role: Role) -> Option:
    return Option(BACK, "branch/" if role is Role.SECRETARY else "committee/")


def _screen_of(notice: Notice) -> str:
    return PREVIEW.name if notice.state is State.DRAFT else OURS_ONE.name


def _one(turn: Turn, id: str) -> Screen:
    notice = the_notice(turn, id)
    lines: list[Text] = [
        plain(said(turn, notice)),
        T("Goes to: {audience}", audience=for_whom(notice)),
        T("How it stands: {state}", state=STATES[notice.state]),
    ]
    if notice.state is State.PLANNED and notice.due_at:
        lines.append(T("It goes out on {at}.", at=notice.due_at))
    if notice.rhythm:
        lines.append(T("It goes out {rhythm}.", rhythm=notice.rhythm.text))
    if notice.state not in (State.DRAFT, State.PLANNED):
        lines += standing(turn, notice)
    if notice.asks is not Asks.NOTHING:
        lines += _counts(turn, notice)
    return Screen(
        tuple(lines),
        tuple(_steps(turn, notice)),
        back=Option(BACK, f"{BELOW.name if is_below(notice) else OURS.name}/"),
        replace=True,
        again=f"{OURS_ONE.name}/{id}",
    )


def _counts(turn: Turn, notice: Notice) -> list[Text]:
    count = Counter(code for _, _, code in store.answers(turn.tx, notice.id))
    return [
        T("{answer}: {count}", answer=label, count=count[code]) for code, label in notice.answers
    ]


def _steps(turn: Turn, notice: Notice) -> list[Option]:
    steps = []
    if may("change", notice):
        change = COMPOSE_BELOW if is_below(notice) else COMPOSE
        steps += [change.option(notice.id, T("Change it")), DROP.option(notice.id)]
    if may("stop", notice) and _lately(turn, notice):
        steps.append(STOP.option(notice.id))
    if may("correct", notice):
        steps.append(CORRECT.option(notice.id))
        if progress(turn.tx, notice.message).uncertain:
            steps.append(RESEND.option(notice.id))
        if not is_below(notice):
            steps.append(PHONE.option(notice.id))
            if notice.asks is not Asks.NOTHING:
                steps.append(WHO.option(notice.id))
        steps += [COPY.option(notice.id), PRINT.option(notice.id)]
    return steps


def _lately(turn: Turn, notice: Notice) -> bool:
    """Whether somebody may still wait for it; of few people it is not told whether they do."""
    return notice.due_at is not None and turn.now - notice.due_at < STOPPABLE


def _stop(turn: Turn, id: str, answers: Answers) -> Screen:
    notice = the_notice(turn, id)
    if may("stop", notice):
        store.put_notice(turn.tx, replace(notice, state=State.STOPPED))
        for each in (notice.message, *store.reminders(turn.tx, id)):
            stop(turn.tx, each)
        return _one(turn, id).noting(T("Stopped. Nobody else is told."))
    return _one(turn, id)


def _correct(turn: Turn, id: str, answers: Answers) -> Screen:
    notice = the_notice(turn, id)
    screen = message(turn.tx, notice.message)
    if screen is None or not may("correct", notice):
        raise Settled(T("That notice is gone."))
    head = screen.paragraphs[0]
    fresh = replace(screen, paragraphs=(head, plain(answers["words"]), _MARK))
    correct(turn, notice.message, fresh)
    for reminder in store.reminders(turn.tx, id):
        correct(turn, reminder, reminding(fresh))
    return _one(turn, id).noting(T("Corrected, also on the phones that can."))


_MARK = T("(Corrected.)")


def _as_it_is(turn: Turn, id: str) -> tuple[Text, ...]:
    """Its words, to be copied and put right: who writes on a phone types no notice twice."""
    return (T("It says now:"), plain(said(turn, the_notice(turn, id))))


def _resend(turn: Turn, id: str, answers: Answers) -> Screen:
    count = send_uncertain_again(turn.tx, the_notice(turn, id).message)
    return _one(turn, id).noting(TN("{count} is sent again.", "{count} are sent again.", count))


def _copy(turn: Turn, id: str) -> Screen:
    """The words alone, so that they can be copied whole into another group."""
    notice = the_notice(turn, id)
    words = plain(said(turn, notice))
    return Screen((words,), back=Option(BACK, f"ournotice/{id}"), again=f"{COPY.name}/{id}")


def _print(turn: Turn, id: str) -> Screen:
    notice = the_notice(turn, id)
    return replace(_one(turn, id), attachments=(), unwritten=(sheet(turn, notice),), replace=False)


def _sure(name: str, label: Text, sure: Text, act: Submit) -> Command:
    form = Form(label, (), send=label, review=sure)
    return Command(name, label, sender, Filling(form, act))


OURS = Command(
    "ournotices",
    T("Notices"),
    people.in_office(Role.SECRETARY),
    _ours,
    words=T("our notices|notice|notices"),
    menu=4,
    under="branch",
)
BELOW = Command(
    "noticesbelow",
    T("Notices to all below"),
    people.in_office(Role.COMMITTEE),
    _below,
    words=T("notices to all below|notices below"),
    menu=3,
    under="committee",
)
OURS_ONE = Command("ournotice", T("Look at it"), sender, _one)
STOP = _sure(
    "stopnotice",
    T("Stop it"),
    T("Whoever has it keeps it; nobody else gets it, and nobody is reminded. Stop it?"),
    _stop,
)
RESEND = _sure(
    "resendnotice",
    T("Send it again to the uncertain"),
    T("Some of them may have it already and will get it twice. Send it again?"),
    _resend,
)
CORRECT = Command(
    "mendnotice",
    T("Correct it"),
    sender,
    Filling(
        Form(
            T("Correct the notice"),
            (
                Field(
                    "words",
                    T("Words"),
                    T("What should it say? On phones that can, it is changed in its place."),
                    TextKind(T("The notice"), longest=LONGEST, parse=many_lines),
                ),
            ),
            send=T("Correct it"),
        ),
        _correct,
        opening=_as_it_is,
    ),
)
COPY = Command("copynotice", T("A text to copy"), sender, _copy)
PRINT = Command("printnotice", T("A page to print"), sender, _print)

COMMANDS = (OURS, BELOW, OURS_ONE, STOP, RESEND, CORRECT, COPY, PRINT)
