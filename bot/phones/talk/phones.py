"""My phones: where messages come, which comes first, and taking one off."""

from bot import people
from bot.conversation import (
    BACK,
    TO_MENU,
    Answers,
    Command,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    Settled,
    Turn,
    forget,
    listed,
)
from bot.delivery import redirect
from bot.language import T, Text
from bot.people import Address
from bot.phones.model import channel_name, key

TO_PHONES = Option(BACK, "phones/")


def _phone(turn: Turn, about: str) -> Address | None:
    """The visitor's phone that a button names."""
    if turn.visitor.person is None:
        return None
    mine = people.addresses(turn.tx, turn.visitor.person)
    return next((each for each in mine if key(each.chat) == about), None)


def _own(turn: Turn, about: str) -> bool:
    return _phone(turn, about) is not None


def _the_phone(turn: Turn, about: str) -> Address:
    phone = _phone(turn, about)
    if phone is None:
        raise Settled(T("This phone is taken off already."))
    return phone


def _name(turn: Turn, phone: Address) -> Text:
    name = channel_name(phone.chat.channel)
    return T("{channel} (this one)", channel=name) if phone.chat == turn.chat else name


def _phones(turn: Turn, page: str) -> Screen:
    mine = people.addresses(turn.tx, turn.person)
    options = [Option(_name(turn, each), f"phone/{key(each.chat)}") for each in mine]
    first = next((each for each in mine if each.open), None)
    nowhere = T("Nothing reaches you: each of your phones has closed the chat with me.")
    now = T("Messages come to: {phone}", phone=_name(turn, first)) if first else nowhere
    link, back = Option(T("Link another phone"), "linkphone/"), Option(BACK, "settings/")
    return listed("phones", page, options, now, now, back, also=(link,)).noting(
        T("Here you open your account. A message comes to one phone: the first that works.")
    )


def _one(turn: Turn, about: str) -> Screen:
    phone = _the_phone(turn, about)
    first = Option(T("Write to me here first"), f"phonefirst/{about}")
    return Screen(
        (
            _name(turn, phone),
            T("The chat with me is open.")
            if phone.open
            else T("The chat with me is closed there; nothing comes to it."),
        ),
        (*([] if phone.first else [first]), TAKE_OFF.option(about)),
        back=TO_PHONES,
        replace=True,
        again=f"phone/{about}",
    )


def _put_first(turn: Turn, about: str) -> Screen:
    people.set_first(turn.tx, _the_phone(turn, about).chat, turn.person)
    return _phones(turn, "")


def _start_taking_off(turn: Turn, about: str) -> Answers:
    if len(people.addresses(turn.tx, turn.person)) == 1:
        raise Refused(
            T("This is your only phone here. Link another one first, or delete your data.")
        )
    return {}


def _take_off(turn: Turn, about: str, answers: Answers) -> Screen:
    _start_taking_off(turn, about)
    person, chat = turn.person, _the_phone(turn, about).chat
    forget(turn.tx, chat, person)
    people.drop_address(turn.tx, chat, person)
    turn.told.extend(redirect(turn.tx, chat, person))
    return Screen((T("This phone is taken off."),), back=TO_MENU, replace=True)


TAKE_OFF = Command(
    "phoneoff",
    T("Take this phone off"),
    _own,
    Filling(
        Form(
            T("Take this phone off"),
            (),
            send=T("Take it off"),
            review=T(
                "Your messages come there no more, and your account cannot be opened there. What"
                " was shown before stays on its screen."
            ),
        ),
        _take_off,
        _start_taking_off,
    ),
)

COMMANDS = (
    Command(
        "phones",
        T("My phones"),
        people.known,
        _phones,
        words=T("my phones|phones"),
        menu=6,
        under="settings",
    ),
    Command("phone", T("One phone"), _own, _one),
    Command("phonefirst", T("Write to me here first"), _own, _put_first),
    TAKE_OFF,
)
