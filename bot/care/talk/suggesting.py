"""Suggestions: with a name or without, and the board that shows what became of them."""

from collections.abc import Collection

from bot import people
from bot.care import asking, limits, store
from bot.care.asking import unit_name
from bot.care.kinds import SUGGESTION
from bot.care.model import Ask
from bot.care.talk.form import CONSENT, HOW, NAME, PUBLIC, TO, YES, start, the_asker, with_name
from bot.care.talk.form import words as words_field
from bot.care.talk.requests import MENU, TO_CARE
from bot.care.talk.words import brief, history, promise, told
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Filling,
    Form,
    Option,
    Screen,
    Settled,
    Traceless,
    Turn,
    listed,
)
from bot.language import T, Text, plain
from bot.organization.wording import worded


def put(turn: Turn, kind: str, unit: str, about: str, answers: Answers) -> Screen | Traceless:
    """Put what may be sent with a name or without one."""
    words = answers["words"]
    if not with_name(answers):
        return put_unsigned(turn, kind, unit, about, words)
    limits.admit(turn, kind, unit)
    on_board = answers.get("public", YES) == YES
    person = the_asker(turn, answers)
    ask = asking.put(turn, kind, unit, words, asker=person, about=about, on_board=on_board)
    return told(
        T("Sent. Its number is {number}.", number=ask.number),
        T("{unit} answers it here.", unit=unit_name(turn, unit)),
        options=(Option(T("Look at it"), f"myask/{ask.id}"),),
    )


def put_unsigned(turn: Turn, kind: str, unit: str, about: str, words: str) -> Traceless:
    below = T("The answer will stand below what it is about. Who sent it is noted nowhere here.")
    board = T("The answer will stand on the board. Who sent it is noted nowhere here.")
    return keep_unsigned(
        turn,
        kind,
        unit,
        about,
        words,
        T("Kept, without your name. It is handed over at night."),
        below if about else board,
    )


def keep_unsigned(
    turn: Turn,
    kind: str,
    unit: str,
    about: str,
    words: str,
    *said: Text,
    due: str = asking.HAND_OVER,
) -> Traceless:
    """Keep what carries no name; the chat remembers nothing of it."""
    if turn.visitor.helper:
        raise Settled(
            T(
                "Somebody fills in for you here, and your data say so. Without a name, please send"
                " it from a chat of your own."
            )
        )
    limits.admit_unsigned(turn, kind, unit)
    asking.put_unsigned(turn, kind, unit, about, words, due=due)
    return Traceless(said)


def _suggest(turn: Turn, about: str, answers: Answers) -> Screen | Traceless:
    return put(turn, SUGGESTION, answers["to"], "", answers)


def _board(turn: Turn, page: str) -> Screen:
    options = [
        Option(board_label(turn, each), f"onboard/{each.id}")
        for each in store.board(turn.tx, SUGGESTION)
    ]
    return listed(
        "board",
        page,
        options,
        T("Suggestions that were answered, the latest first:"),
        T("No suggestion was answered yet."),
        TO_CARE,
    )


def board_label(turn: Turn, ask: Ask) -> Text:
    what = brief(turn, ask.words) if ask.on_board else T("its words are not shown")
    return T("No. {number}: {what}", number=ask.number, what=what)


def on_board(turn: Turn, id: str) -> bool:
    """Whether anybody may read it: it was answered, and its asker agreed or gave no name."""
    ask = store.ask(turn.tx, id)
    return ask is not None and is_public(ask)


def is_public(ask: Ask) -> bool:
    if ask.is_a.secret or not ask.is_a.on_board or ask.state not in store.ANSWERED:
        return False
    return ask.unsigned or ask.on_board


def shown(turn: Turn, ask: Ask, above: Collection[str] = ()) -> list[Text]:
    """An answered ask as anybody may read it, never by whom it is; `above` as in `history`."""
    words = plain(worded(turn, ask.words)) if ask.on_board else T("its words are not shown")
    head = T("No. {number}: {what}", number=ask.number, what=words)
    return [head, *history(turn, ask, above), *promise(ask)]


def _one(turn: Turn, id: str) -> Screen:
    ask = store.ask(turn.tx, id)
    assert ask is not None
    return Screen(
        (*shown(turn, ask), T("With {unit}.", unit=unit_name(turn, ask.unit))),
        back=Option(BACK, "board/"),
        replace=True,
        again=f"onboard/{id}",
    )


SUGGEST = Command(
    "suggest",
    T("Make a suggestion"),
    people.anybody,
    Filling(
        Form(
            T("Make a suggestion"),
            (
                HOW,
                words_field(T("What do you suggest? At most 300 characters.")),
                TO,
                NAME,
                CONSENT,
                PUBLIC,
            ),
        ),
        _suggest,
        start,
    ),
    words=T("make a suggestion|suggest|suggestion"),
    menu=2,
    under=MENU,
)
BOARD = Command(
    "board",
    T("What became of suggestions"),
    people.anybody,
    _board,
    words=T("what became of suggestions|suggestions"),
    menu=4,
    under=MENU,
)
ON_BOARD = Command("onboard", T("Look at it"), on_board, _one)

COMMANDS = (SUGGEST, BOARD, ON_BOARD)
