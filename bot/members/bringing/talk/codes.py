"""One-time codes: who got one from the branch finds name, number and home branch filled in."""

from bot import people
from bot.conversation import (
    Answers,
    Command,
    Filling,
    Option,
    Refused,
    Screen,
    Turn,
)
from bot.language import T, plain
from bot.members import roster
from bot.members.bringing import store
from bot.members.bringing.model import CODE_LASTS
from bot.members.bringing.talk.branch import MENU, TO_LISTS
from bot.members.roster import Line
from bot.members.talk.form import REGISTRATION
from bot.members.talk.lines import keeper, the_line
from bot.members.talk.pages import page
from bot.members.talk.registration import start, submit
from bot.members.talk.words import secretary, told_apart, unit_name


def _codes(turn: Turn, after: str) -> Screen:
    return page(
        turn,
        "codes",
        after,
        roster.at_home,
        lambda each: Option(told_apart(each), f"code/{each.id}"),
        T("For whom? Whoever opens the link finds name, number and home branch filled in."),
        T("Nobody. Bring your list first."),
        TO_LISTS,
    )


def _code(turn: Turn, id: str) -> Screen:
    """Words to forward, with a new code; earlier ones of this line work as long as they said."""
    line, code = the_line(turn, id), turn.new_code()
    expires_at = turn.now + CODE_LASTS
    store.put_code(turn.tx, people.hash_code(code), line.id, expires_at)
    return Screen(
        (
            T(
                "Forward this to {name} and to nobody else. It works once, for 14 days:",
                name=line.name,
            ),
            T(
                "{name}, please report in to your branch {branch} here. Most is filled in already:",
                name=line.name,
                branch=unit_name(turn, line.unit),
            ),
            plain(turn.link(f"m-{code}")),
        ),
        back=Option(TO_LISTS.label, "codes/"),
        replace=True,
        again="codes/",
    )


def _line(turn: Turn, code: str) -> Line:
    """The line that a code is for. The draft holds the code; the store only its hash."""
    id = store.line_of_code(turn.tx, people.hash_code(code), turn.now)
    line = roster.line(turn.tx, id) if id else None
    if line is None:
        raise Refused(T("This code is used, expired or mistyped. Ask your branch for a new one."))
    return line


def _start(turn: Turn, code: str) -> Answers:
    line, known = _line(turn, code), start(turn, "")
    if known.get("name", line.name) != line.name:
        raise Refused(
            T(
                "This code is for somebody else. If you share a phone, first add that person to"
                " this account in the settings."
            )
        )
    filled = {"name": line.name, "home": line.unit, "home_name": ""}
    return {**({"phone": line.phone} if line.phone else {}), **known, **filled}


def _submit(turn: Turn, code: str, answers: Answers) -> Screen:
    line = _line(turn, code)
    screen = submit(turn, "", answers)
    store.use_codes(turn.tx, line.id)
    return screen


CODES = Command(
    "codes",
    T("One-time codes"),
    secretary,
    _codes,
    words=T("one-time codes|codes"),
    menu=7,
    under=MENU,
)

COMMANDS = (
    CODES,
    Command("code", T("One-time code"), keeper, _code),
    Command(
        "claim",
        REGISTRATION.title,
        people.anybody,
        Filling(REGISTRATION, _submit, _start),
        link="m",
    ),
)
