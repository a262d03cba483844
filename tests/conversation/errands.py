"""What can be done at the counter: two forms, a list with cards, and things that go wrong."""

import json
from functools import partial

from bot.conversation import (
    BACK,
    TO_MENU,
    Answers,
    AskAgain,
    Command,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    Settled,
    Submenu,
    Traceless,
    Turn,
    page_of,
)
from bot.language import T, plain
from bot.storage import Schema
from tests.conversation.sheet import FORM, TEXT, field

ERRANDS = Schema(
    "errands",
    (
        """
        CREATE TABLE sent (command TEXT, address TEXT, about TEXT, answers TEXT) STRICT;
        CREATE TABLE looked (card TEXT, address TEXT) STRICT;
        CREATE TABLE accepted (card TEXT PRIMARY KEY) STRICT;
        """,
    ),
)
CARDS = {f"c{number}": f"Card {number}" for number in range(1, 21)}


def anybody(turn: Turn, about: str) -> bool:
    return True


def known(turn: Turn, about: str) -> bool:
    return turn.visitor.person is not None


def may_see(turn: Turn, card: str) -> bool:
    return known(turn, card) and card in CARDS


def sends(name: str, turn: Turn, about: str, answers: Answers) -> Screen | AskAgain | Traceless:
    turn.tx.change(
        "INSERT INTO sent VALUES (:name, :address, :about, :answers)",
        {
            "name": name,
            "address": turn.chat.address,
            "about": about,
            "answers": json.dumps(answers, ensure_ascii=False),
        },
    )
    turn.told.append(turn.chat)
    if "refuse" in answers.values():
        raise Refused(T("That is not taken."))
    if "settle" in answers.values():
        raise Settled(T("That is settled already."))
    if "wrong" in answers.values():
        return AskAgain(T("That is not it."))
    if "vanish" in answers.values():
        return Traceless((T("Sent, and forgotten."),))
    if "explode" in answers.values():
        raise RuntimeError("it went wrong")
    return Screen((T("Sent."),), back=TO_MENU)


def shows_list(turn: Turn, page: str) -> Screen:
    options = [Option(plain(name), f"card/{card}") for card, name in CARDS.items()]
    shown = page_of(options, int(page) if page.isdecimal() else 0, "list/")
    head = (T("All cards:"),)
    return Screen(head, shown, back=TO_MENU, replace=True, again=f"list/{page}")


def shows_card(turn: Turn, card: str) -> Screen:
    turn.tx.change(
        "INSERT INTO looked VALUES (:card, :address)",
        {"card": card, "address": turn.chat.address},
    )
    return Screen(
        (plain(CARDS[card]),),
        (ACCEPT.option(card), WORD.option(card)),
        back=Option(BACK, "list/"),
        replace=True,
        again=f"card/{card}",
    )


def accepts(turn: Turn, card: str) -> Screen:
    turn.tx.change("INSERT INTO accepted VALUES (:card) ON CONFLICT DO NOTHING", {"card": card})
    return Screen((T("Accepted."),), back=TO_MENU, replace=True)


def refuses(turn: Turn, about: str) -> Screen:
    accepts(turn, "c20")
    turn.told.append(turn.chat)
    raise Refused(T("Nobody is here now."))


def explodes(turn: Turn, about: str) -> Screen:
    accepts(turn, "c19")
    raise RuntimeError("it went wrong")


def starts_closed(turn: Turn, about: str) -> Answers:
    accepts(turn, "c18")
    raise Refused(T("This counter is closed."))


def speaks(turn: Turn, locale: str) -> Screen:
    if locale:
        turn.choose_locale(locale)
    options = (Option(plain("English"), "speak/en"), Option(plain("中文"), "speak/zh_CN"))
    return Screen((T("Which language do you read?"),), options, back=TO_MENU, again="speak/")


def moving(form: Form) -> Command:
    """The command that fills in `form`."""
    return Command(
        "move",
        T("Moving away"),
        anybody,
        Filling(form, partial(sends, "move")),
        words=T("move away|moving"),
        link="m",
        menu=10,
    )


MOVE = moving(FORM)
WORD = Command(
    "word",
    T("Leave a word"),
    anybody,
    Filling(
        Form(T("Leave a word"), (field("words", TEXT), field("more", TEXT, required=False))),
        partial(sends, "word"),
    ),
    words=T("leave a word"),
    menu=20,
)
LIST = Command("list", T("All cards"), anybody, shows_list, words=T("cards"), menu=30)
CARD = Command("card", T("Look at it"), may_see, shows_card)
ACCEPT = Command("accept", T("Accept"), may_see, accepts)
REFUSE = Command("refuse", T("Ring the bell"), anybody, refuses, words=T("ring"), menu=40)
EXPLODE = Command("explode", T("Kick the door"), anybody, explodes, words=T("kick"))
SPEAK = Command("speak", T("语言 / Language"), anybody, speaks, menu=90, under="settings")
SETTINGS = Command("settings", T("Settings"), anybody, Submenu(T("Set what?")), menu=80)
CLOSED = Command(
    "closed",
    T("Closed"),
    anybody,
    Filling(FORM, partial(sends, "closed"), starts_closed),
    words=T("closed"),
)
OFFICE = Command(
    "office",
    T("Office"),
    known,
    Filling(
        Form(T("Office"), (field("words", TEXT),)),
        partial(sends, "office"),
    ),
    words=T("office"),
    menu=50,
    under="backroom",
)
BACK_ROOM = Command("backroom", T("Back room"), anybody, Submenu(T("In the back:")), menu=60)

FORMS = (MOVE, WORD, CLOSED, OFFICE)
MENUS = (SETTINGS, BACK_ROOM)
COMMANDS = (*FORMS, *MENUS, LIST, CARD, ACCEPT, REFUSE, EXPLODE, SPEAK)
