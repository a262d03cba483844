"""Writing a notice: by form, looked at as it will be, sent to oneself first, then to everybody."""

from dataclasses import replace

from bot import people
from bot.conversation import (
    BACK,
    TO_MENU,
    Answers,
    Command,
    Document,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    Settled,
    Turn,
)
from bot.delivery import change_message, drop_message, message, put_message, unplan
from bot.language import TN, T, Text, plain
from bot.notices import store
from bot.notices.audience import is_below, persons
from bot.notices.going import OUT, look_at, plan_out, reply_options
from bot.notices.model import BETWEEN, Asks, Audience, Notice, State, may
from bot.notices.talk.form import KEPT_FILE, answers_of, notice_form, when_of
from bot.notices.talk.words import (
    for_whom,
    sender,
    the_notice,
    unit_name,
)
from bot.people import Role

_OF_BRANCH = (Audience.HOSTED, Audience.HOME, Audience.AWAY)
_OF_COMMITTEE = (Audience.BELOW, Audience.SECRETARIES)


def _start(turn: Turn, role: Role, id: str) -> Answers:
    if not id:
        units = people.units(turn, role)
        return {"unit": units[0]} if len(units) == 1 else {}
    notice = the_notice(turn, id)
    if not may("change", notice):
        raise Settled(T("It has gone out already. You can correct it instead."))
    return {**answers_of(turn, notice), "unit": notice.unit}


def _compose(turn: Turn, id: str, answers: Answers) -> Screen:
    due_at, rhythm = when_of(turn, answers)
    old = the_notice(turn, id) if id else None
    if old and not may("change", old):
        raise Settled(T("It has gone out already. You can correct it instead."))
    notice = Notice(
        id=id or turn.new_id(),
        unit=answers["unit"],
        author=turn.person,
        message=old.message if old else "",
        audience=frozenset(map(Audience, answers["whom"].split(","))),
        asks=Asks(answers["asks"]),
        choices=tuple(filter(None, answers.get("choices", "").split(BETWEEN))),
        state=State.DRAFT,
        due_at=due_at,
        rhythm=rhythm,
        zone=turn.visitor.zone,
        made_at=turn.now,
    )
    _put(turn, notice, answers["words"], _files(turn, old, answers.get("file", "")))
    unplan(turn.tx, OUT, notice.id)
    preview = _preview(turn, notice.id)
    if old and old.state is State.PLANNED:
        return preview.noting(T("Changed. It goes out only if you say so once more."))
    return preview


def _files(turn: Turn, old: Notice | None, answer: str) -> tuple[Document, ...]:
    if not answer:
        return ()
    if old and answer.startswith(f"{KEPT_FILE} "):
        screen = message(turn.tx, old.message)
        return screen.attachments if screen else ()
    return (turn.document(answer),)


def _put(turn: Turn, notice: Notice, words: str, files: tuple[Document, ...]) -> None:
    screen = Screen(
        (T("From {unit}:", unit=unit_name(turn, notice.unit)), plain(words)),
        reply_options(notice),
        attachments=files,
    )
    if notice.message:
        change_message(turn.tx, notice.message, screen)
    else:
        notice = replace(notice, message=put_message(turn, screen, kept=True))
    store.put_notice(turn.tx, notice)


def _preview(turn: Turn, id: str) -> Screen:
    """The notice as it will be, and how many it reaches."""
    notice = the_notice(turn, id)
    if notice.state is not State.DRAFT:
        raise Settled(T("That is done already. See “Our notices”."))
    screen = message(turn.tx, notice.message)
    assert screen is not None
    found = list(persons(turn.tx, notice))
    lines: list[Text] = [
        T("This is how it will look:"),
        *screen.paragraphs,
        *(T("[{answer}]", answer=label) for _, label in notice.answers),
        T("Goes to: {audience}", audience=for_whom(notice)),
        TN("It goes to {count} person.", "It goes to {count} people.", len(found)),
    ]
    # Who cannot be reached a committee does not learn, and of few people a number tells it.
    of_branch = [] if is_below(notice) else found
    if without := [each for each in of_branch if not people.chats(turn.tx, each)]:
        lines.append(
            TN(
                "{count} of them cannot be reached here: please phone.",
                "{count} of them cannot be reached here: please phone.",
                len(without),
            )
        )
    lines.append(_goes_out(notice))
    change = COMPOSE_BELOW if is_below(notice) else COMPOSE
    return Screen(
        tuple(lines),
        (
            SEND.option(
                _as_shown(notice), T("Send it") if notice.due_at is None else T("Have it sent then")
            ),
            TRY.option(id),
            change.option(id, T("Change it")),
            DROP.option(id),
        ),
        back=Option(BACK, "noticesbelow/" if is_below(notice) else "ournotices/"),
        replace=True,
        again=f"draftnotice/{id}",
        attachments=screen.attachments,
    )


def _goes_out(notice: Notice) -> Text:
    if notice.rhythm:
        return T("It goes out {rhythm}.", rhythm=notice.rhythm.text)
    if notice.due_at:
        return T("It goes out on {at}.", at=notice.due_at)
    return T("It goes out as soon as you send it; phones at rest show it in their morning.")


def _as_shown(notice: Notice) -> str:
    """A notice as a preview shows it: what is sent is what was looked at."""
    return f"{notice.id}-{int(notice.made_at.timestamp())}"


def _may_send(turn: Turn, about: str) -> bool:
    return sender(turn, about.partition("-")[0])


def _send(turn: Turn, about: str) -> Screen:
    id, _, shown = about.partition("-")
    notice = the_notice(turn, id)
    if may("send", notice) and shown and about != _as_shown(notice):
        return _preview(turn, id).noting(T("It was changed meanwhile. Please look at it again."))
    if may("send", notice):
        if notice.due_at and notice.due_at <= turn.now:
            raise Refused(T("That time is over. Please choose a later one."))
        notice = plan_out(turn, notice)
    if notice.state is State.PLANNED:
        text = T("It waits for its time. Until then you can change or drop it.")
    elif notice.progress:
        text = T("It is on its way. You are shown how far it is.")
    else:
        text = T("It is on its way. Phones at rest show it in their morning.")
    return Screen((text,), (look_at(notice),), back=TO_MENU, replace=True)


def _try(turn: Turn, id: str) -> Screen:
    notice = the_notice(turn, id)
    screen = message(turn.tx, notice.message)
    assert screen is not None
    # Whoever tries something at night is awake: it does not wait in the outbox.
    return Screen(
        screen.noting(T("A trial, to you alone:")).paragraphs,
        (Option(T("Go on"), f"draftnotice/{id}"),),
        again=f"trynotice/{id}",
        attachments=screen.attachments,
    )


def _drop(turn: Turn, id: str, answers: Answers) -> Screen:
    notice = the_notice(turn, id)
    if not may("drop", notice):
        raise Settled(T("It has gone out already. You can correct it instead."))
    unplan(turn.tx, OUT, id)
    drop_message(turn.tx, notice.message)
    return Screen((T("Dropped. Nobody was told anything."),), back=TO_MENU, replace=True)


def _command(name: str, role: Role, source: str, audiences: tuple[Audience, ...]) -> Command:
    def right(turn: Turn, id: str) -> bool:
        return sender(turn, id) if id else people.in_office(role)(turn, id)

    def start(turn: Turn, id: str) -> Answers:
        return _start(turn, role, id)

    form = notice_form(source, audiences)
    filling = Filling(form, _compose, start)
    return Command(name, T("Write a notice"), right, filling, forwarded="words")


COMPOSE = _command("compose", Role.SECRETARY, "mybranch", _OF_BRANCH)
COMPOSE_BELOW = _command("composebelow", Role.COMMITTEE, "mycommittee", _OF_COMMITTEE)
PREVIEW = Command("draftnotice", T("Look at it"), sender, _preview)
SEND = Command("sendnotice", T("Send it"), _may_send, _send)
TRY = Command("trynotice", T("To me alone first"), sender, _try)
DROP = Command(
    "dropnotice",
    T("Drop it"),
    sender,
    Filling(
        Form(
            T("Drop the notice"),
            (),
            send=T("Drop it"),
            review=T("The notice is deleted, and nobody is told anything. Drop it?"),
        ),
        _drop,
    ),
)

COMMANDS = (COMPOSE, COMPOSE_BELOW, PREVIEW, SEND, TRY, DROP)
