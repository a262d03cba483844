"""The home branch's side: who is away, and confirming that they are looked after."""

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
    TextKind,
    Turn,
    one_line,
)
from bot.delivery import tell
from bot.language import T, Text
from bot.members import roster, store
from bot.members.details import details
from bot.members.model import CURRENT, Act, HomeWord, Placement, State
from bot.members.talk.saying import Side, said
from bot.members.talk.words import (
    HOME_WORDS,
    STATES,
    act,
    by_phone,
    member_name,
    settled,
    the_placement,
    told,
    unit_name,
)
from bot.storage import Transaction


def _home_of(tx: Transaction, id: str) -> str | None:
    placement = store.placement(tx, id)
    return placement.home if placement else None


home = people.answering_for(_home_of)


def stay_card(turn: Turn, id: str) -> Screen:
    placement = the_placement(turn, id)
    if not _may_read(turn, placement):
        raise settled(placement)
    host_name = unit_name(turn, placement.host)
    people.note(turn, placement.person, T("looked at your stay with {host}", host=host_name))
    own = people.is_secretary(turn, placement.home or "")
    lines, more = by_phone(turn, placement) if own else ([], [])
    return Screen(
        (*_card(turn, placement), *lines),
        (*(command.option(id) for command in _decisions(placement)), *more),
        back=Option(BACK, "away/" if own else "matters/"),
        replace=True,
        again=f"stay/{id}",
    )


def _may_read(turn: Turn, placement: Placement) -> bool:
    """Whether the card is still somebody's duty: a button may be older than the matter."""
    home = placement.home or ""
    if people.is_secretary(turn, home):
        return placement.state in CURRENT | {State.TO_BE_PLACED}
    if placement.state is State.TO_BE_PLACED:
        return not people.has_secretary(turn.tx, home)
    return placement.state is State.HOSTED and (
        placement.home_word is HomeWord.DISPUTED or not people.has_secretary(turn.tx, home)
    )


def _card(turn: Turn, placement: Placement) -> tuple[Text, ...]:
    person = people.person(turn.tx, placement.person)
    assert placement.home is not None
    name = person.name if person else ""
    lines: list[Text] = [
        T("Name: {name}", name=name),
        T("Telephone: {phone}", phone=(person and person.phone) or T("not given")),
        T("Lives now near: {host}", host=unit_name(turn, placement.host)),
        T("That branch: {state}", state=STATES[placement.state]),
        *said(details(turn.tx, placement.person), Side.HOME),
    ]
    if people.is_secretary(turn, placement.home):
        # Nobody else reads this: a match would tell who is a member.
        lines.append(_on_your_list(turn, placement.home, name))
    if placement.state is State.HOSTED:
        lines.append(T("Your branch {word}.", word=HOME_WORDS[placement.home_word]))
    if placement.home_word is HomeWord.DISPUTED:
        lines.append(T("The objection: {reason}", reason=placement.word))
    return tuple(lines)


def _on_your_list(turn: Turn, unit: str, name: str) -> Text:
    if roster.on_roster(turn.tx, unit, name):
        return T("This name is on your branch's list.")
    return T("This name is not on your branch's list; please ask before you confirm.")


def _decisions(placement: Placement) -> tuple[Command, ...]:
    if placement.state is not State.HOSTED or placement.home_word is HomeWord.CONFIRMED:
        return ()
    return (CONFIRM, OBJECT) if placement.home_word is HomeWord.AWAITED else (CONFIRM,)


def _confirm(turn: Turn, id: str) -> Screen:
    placement, now = act(turn, id, Act.CONFIRM)
    name = member_name(turn, placement)
    if now:
        assert placement.home is not None
        own = T("Your home branch {home} has confirmed.", home=unit_name(turn, placement.home))
        _tell(
            turn, placement, [placement.person], own, Option(T("My registration"), "registration/")
        )
        theirs = T(
            "{home} has confirmed that {name} is with you.",
            home=unit_name(turn, placement.home),
            name=name,
        )
        _tell(turn, placement, people.responsible(turn.tx, placement.host), theirs)
    return told(T("Confirmed. {name} stays a member of your branch.", name=name))


def _object(turn: Turn, id: str, answers: Answers) -> Screen:
    placement, now = act(turn, id, Act.OBJECT, answers["reason"])
    if now:
        assert placement.home is not None
        text = T(
            "{home} has an objection about {name}: {reason}",
            home=unit_name(turn, placement.home),
            name=member_name(turn, placement),
            reason=placement.word,
        )
        look = Option(T("Look at it"), f"request/{id}")
        _tell(turn, placement, people.responsible(turn.tx, placement.host), text, look)
        theirs = Option(T("Look at it"), f"stay/{id}")
        _tell(turn, placement, people.committee_above(turn.tx, placement.home), text, theirs)
    return told(T("The other branch and the committee see your objection."))


def _tell(
    turn: Turn, placement: Placement, persons: list[str], text: Text, *options: Option
) -> None:
    tell(turn, persons, Screen((text,), options), subject=placement.person)


STAY = Command("stay", T("Look at it"), home, stay_card)
CONFIRM = Command("confirm", T("Confirm"), home, _confirm)
OBJECT = Command(
    "object",
    T("Object"),
    home,
    Filling(
        Form(
            T("Object"),
            (
                Field(
                    "reason",
                    T("Reason"),
                    T("What is not right? The other branch and the committee read your words."),
                    TextKind(T("Your objection"), parse=one_line),
                ),
            ),
        ),
        _object,
    ),
)

COMMANDS = (STAY, CONFIRM, OBJECT)
