"""Bringing the people: a poster with a code to scan, and words for a group on the phone."""

import segno
from markupsafe import Markup

from bot import organization
from bot.conversation import Answers, Command, Filling, Option, Screen, Turn, Unwritten
from bot.language import T, Text, plain
from bot.members.bringing.talk.branch import MENU, TO_LISTS, for_branch, own
from bot.members.talk.form import REGISTRATION
from bot.members.talk.registration import start, submit
from bot.members.talk.words import unit_name
from bot.paper import paper
from bot.people import anybody

STEPS = (
    T("Scan the code with WeChat or your phone's camera."),
    T("Answer a few short questions. It takes two minutes."),
    T("The branch answers you right there."),
)


def _poster(turn: Turn, unit: str) -> Screen:
    files = (
        _file(turn, unit, T("Poster for people from elsewhere"), f"b-{unit}", _HERE),
        _file(turn, unit, T("Poster for our members who are away"), f"h-{unit}", _AWAY),
    )
    return Screen(
        (
            T("Two posters, each one page of A4. Open the file and print it."),
            T("The first is for people from elsewhere who live near you: hang it where they pass."),
            T("The second is for your own members who live elsewhere: hang it up before holidays."),
            *_only_here(turn),
        ),
        (GROUP_TEXT.option(unit),),
        back=TO_LISTS,
        replace=True,
        again=f"{MENU}/",
        unwritten=files,
    )


_HERE = T("Party member from elsewhere? You have a home here.")
_AWAY = T("Away from home? You still have a home.")


def _file(turn: Turn, unit: str, title: Text, link: str, headline: Text) -> Unwritten:
    address = turn.link(link)
    return paper(
        turn,
        "poster",
        title,
        headline=headline,
        branch=unit_name(turn, unit),
        steps=STEPS,
        without_camera=T("No camera? Type this address:"),
        address=address,
        code=Markup(drawn(address)),
        promise=T(
            "It costs nothing, and nobody will ask you for money, a password or an ID number."
            " You can delete your data at any time."
        ),
    )


def drawn(address: str) -> str:
    """A QR code as an SVG picture; a quarter of it may be dirty and it can still be read."""
    return segno.make(address, error="q", micro=False).svg_inline(border=2, omitsize=True)


def _only_here(turn: Turn) -> tuple[Text, ...]:
    if not turn.address.startswith(("http://localhost", "http://127.0.0.1")):
        return ()
    text = T(
        "Careful: {address} opens on this computer only. Ask whoever runs the bot to set its"
        " public address first.",
        address=turn.address,
    )
    return (text,)


def _group_text(turn: Turn, unit: str) -> Screen:
    """Nothing but the words themselves, so that the whole message can be copied."""
    lines = (
        T("To all members of {branch} who live elsewhere:", branch=unit_name(turn, unit)),
        T("Please report in here, it takes two minutes. The branch near you then looks after you:"),
        plain(turn.link(f"h-{unit}")),
        T("The address asks for no password, no money and no ID number."),
    )
    other = Option(T("For people from elsewhere"), f"guesttext/{unit}")
    return _to_copy("grouptext", unit, lines, other)


def _guest_text(turn: Turn, unit: str) -> Screen:
    lines = (
        T(
            "To all Party members from elsewhere who live near {branch}:",
            branch=unit_name(turn, unit),
        ),
        T("You have a home here. Please report in, it takes two minutes:"),
        plain(turn.link(f"b-{unit}")),
        T("The address asks for no password, no money and no ID number."),
    )
    return _to_copy("guesttext", unit, lines, GROUP_TEXT.option(unit))


def _to_copy(name: str, unit: str, lines: tuple[Text, ...], other: Option) -> Screen:
    return Screen(lines, (other,), back=TO_LISTS, replace=True, again=f"{name}/{unit}")


def _start_from_home(turn: Turn, unit: str) -> Answers:
    """The link of a branch for its own members: it fills in where they are at home."""
    answers, home = start(turn, ""), organization.unit(turn.tx, unit)
    return {**answers, "home": unit, "home_name": ""} if home and home.takes_members else answers


GROUP_TEXT = Command(
    "grouptext",
    T("Words for a group chat"),
    own,
    for_branch("grouptext", _group_text),
    words=T("words for a group"),
    menu=6,
    under=MENU,
)

COMMANDS = (
    Command(
        "poster",
        T("Poster"),
        own,
        for_branch("poster", _poster),
        words=T("poster"),
        menu=5,
        under=MENU,
    ),
    GROUP_TEXT,
    Command("guesttext", T("For people from elsewhere"), own, for_branch("guesttext", _guest_text)),
    Command(
        "fromhome",
        REGISTRATION.title,
        anybody,
        Filling(REGISTRATION, submit, _start_from_home),
        link="h",
    ),
)
