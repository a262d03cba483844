"""What a member may say besides the registration: one question each, never forced."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from bot import people
from bot.conversation import (
    Answers,
    Choice,
    ChoiceKind,
    Command,
    Field,
    Filling,
    Form,
    Refused,
    Screen,
    SearchKind,
    Turn,
)
from bot.conversation.form import Kind
from bot.delivery import tell
from bot.language import T, Text
from bot.members import store
from bot.members.details import details, put_details
from bot.members.model import Details, Placement, Reason, Standing
from bot.members.talk.asking import plan_return
from bot.members.talk.words import DAY_HINT, STANDINGS, today

REASONS = {
    Reason.WORK: T("work"),
    Reason.BUSINESS: T("business"),
    Reason.STUDY: T("study"),
    Reason.FAMILY: T("living with family"),
    Reason.VETERAN: T("veteran awaiting placement"),
    Reason.ABROAD: T("abroad"),
}
YES, NO, NOTHING = "yes", "no", "none"
RATHER_NOT = Choice(NOTHING, T("I would rather not say"))


class Side(Enum):
    """Whose duty needs to know something: that of the home branch, or of the host."""

    HOME = "home"
    HOST = "host"


BOTH = frozenset(Side)


@dataclass(frozen=True, slots=True)
class Saying:
    """A line of the card. `told` are the sides that read it, and hear when it changes."""

    command: str
    label: Text
    prompt: Text
    kind: Kind
    told: frozenset[Side]
    change: Callable[[Details, str, date], Details]
    shown: Callable[[Details], Text | date | None]
    required: bool = True


def _day(answer: str) -> date:
    return date.fromisoformat(answer)


def _since(known: Details, answer: str, now: date) -> Details:
    if _day(answer) > now:
        raise Refused(T("That day has not come yet."))
    return replace(known, since=_day(answer))


def _until(known: Details, answer: str, now: date) -> Details:
    if answer and _day(answer) < now:
        raise Refused(T("That day has passed already. When will it be?"))
    return replace(known, until=_day(answer) if answer else None)


def _certificate(known: Details) -> Text | None:
    if known.certificate is None:
        return None
    return T("I have it") if known.certificate else T("I do not have it")


SAYINGS = (
    Saying(
        "mystanding",
        T("Full or probationary"),
        T("Are you a full member or a probationary one?"),
        ChoiceKind(
            (*(Choice(each, label) for each, label in STANDINGS.items()), RATHER_NOT),
        ),
        BOTH,
        lambda known, answer, now: replace(
            known, standing=None if answer == NOTHING else Standing(answer)
        ),
        lambda known: STANDINGS[known.standing] if known.standing else None,
    ),
    Saying(
        "myreason",
        T("Reason for being away"),
        T("Why are you away from home?"),
        ChoiceKind((*(Choice(each, label) for each, label in REASONS.items()), RATHER_NOT)),
        frozenset({Side.HOME}),
        lambda known, answer, now: replace(
            known, reason=None if answer == NOTHING else Reason(answer)
        ),
        lambda known: REASONS[known.reason] if known.reason else None,
    ),
    Saying(
        "mysince",
        T("Away since"),
        T("Since when are you away from home? The day need not be exact."),
        SearchKind("day", DAY_HINT),
        frozenset({Side.HOME}),
        _since,
        lambda known: known.since,
    ),
    Saying(
        "myuntil",
        T("Back home on"),
        T("When will you probably be back home? Skip it if you do not know."),
        SearchKind("day", T("For example: 1 November, in 6 months, 2027-06-01")),
        BOTH,
        _until,
        lambda known: known.until,
        required=False,
    ),
    Saying(
        "mycertif",
        T("Activity certificate"),
        T(
            "Do you have the Mobile Party Member Activity Certificate? Only yes or no is kept,"
            " no number."
        ),
        ChoiceKind((Choice(YES, T("I have it")), Choice(NO, T("I do not have it")), RATHER_NOT)),
        frozenset({Side.HOST}),
        lambda known, answer, now: replace(
            known, certificate=None if answer == NOTHING else answer == YES
        ),
        _certificate,
    ),
)


def said(known: Details, side: Side | None = None) -> list[Text]:
    """What the member has said, as far as a side needs it; all of it for the member."""
    lines = [
        (each.label, each.shown(known)) for each in SAYINGS if side is None or side in each.told
    ]
    return [T("{label}: {answer}", label=label, answer=answer) for label, answer in lines if answer]


def stays(turn: Turn) -> list[Placement]:
    """The stay of the visitor and the request that waits, where there are such."""
    person = turn.visitor.person
    found = (store.hosted(turn.tx, person), store.waiting(turn.tx, person)) if person else ()
    return [each for each in found if each]


def away(turn: Turn, about: str) -> bool:
    """Whoever is registered away from home, or has asked to be."""
    return bool(stays(turn))


def tell_branches(turn: Turn, person: str, sides: frozenset[Side], text: Text) -> None:
    """Let whoever answers for the member's branches know of a change, each once."""
    units = [
        unit
        for stay in stays(turn)
        for side, unit in ((Side.HOST, stay.host), (Side.HOME, stay.home))
        if unit and side in sides
    ]
    told = {each: None for unit in units for each in people.responsible(turn.tx, unit)}
    tell(turn, list(told), Screen((text,)), subject=person)


def _submit(saying: Saying, after: Callable[[Turn], Screen]) -> Callable[..., Screen]:
    def submit(turn: Turn, about: str, answers: Answers) -> Screen:
        known = details(turn.tx, turn.person)
        changed = saying.change(known, answers["answer"], today(turn))
        if changed != known:
            _keep(turn, saying, changed)
        return after(turn).noting(T("Noted."))

    return submit


def _keep(turn: Turn, saying: Saying, changed: Details) -> None:
    put_details(turn.tx, turn.person, changed)
    plan_return(turn, turn.person, changed)
    text = T(
        "{name} has changed the card. {label}: {answer}",
        name=turn.visitor.name or "",
        label=saying.label,
        answer=saying.shown(changed) or T("not given"),
    )
    tell_branches(turn, turn.person, saying.told, text)


def commands(after: Callable[[Turn], Screen]) -> tuple[Command, ...]:
    """A command for each saying; `after` draws what the member sees then."""
    return tuple(
        Command(
            each.command,
            each.label,
            away,
            Filling(
                Form(
                    each.label,
                    (Field("answer", each.label, each.prompt, each.kind, each.required),),
                    at_once=True,
                ),
                _submit(each, after),
            ),
        )
        for each in SAYINGS
    )
