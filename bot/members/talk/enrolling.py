"""Registering somebody who has no phone, or who asked on the telephone; a code for their phone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot import people, phones
from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    SearchKind,
    Submenu,
    TextKind,
    Turn,
)
from bot.language import T
from bot.members import roster, store
from bot.members.details import put_details
from bot.members.model import CURRENT, Act, Details, HomeWord, Placement, State, after
from bot.members.talk.asking import plan_stay
from bot.members.talk.form import HOME_FIELDS, UNLISTED
from bot.members.talk.host import ask_home
from bot.members.talk.lines import keeper
from bot.members.talk.moving import end_stay
from bot.members.talk.requests import ask_host, put_request
from bot.members.talk.words import DAY_HINT, member_name, secretary, today, told, unit_name
from bot.people import Person, Purpose

# A code that is read out or written down must outlive a journey.
CODE_LASTS = timedelta(days=7)


def _start(turn: Turn, line_id: str) -> Answers:
    """What is known already: the branch where there is but one, and a line of its list."""
    if line_id and (line := roster.line(turn.tx, line_id)):
        return {"unit": line.unit, "name": line.name, "phone": line.phone or ""}
    units = people.units(turn, people.Role.SECRETARY)
    return {"unit": units[0]} if len(units) == 1 else {}


def _enrol(turn: Turn, about: str, answers: Answers) -> Screen:
    home, host = answers["home"], answers["unit"]
    if home == host:
        raise Refused(T("Whoever belongs to your branch is at home there."))
    person = _new_person(turn, answers)
    asked = Placement(
        turn.new_id(),
        person,
        None if home == UNLISTED else home,
        answers.get("home_name", ""),
        host,
        State.ASKED,
        HomeWord.AWAITED,
        "",
        turn.now,
    )
    stay = after(asked, Act.ACCEPT)
    store.put_placement(turn.tx, stay)
    host_name = unit_name(turn, host)
    people.note(
        turn, person, T("registered you with {host}, as you agreed on paper", host=host_name)
    )
    ask_home(turn, stay)
    plan_stay(turn, stay)
    return _enrolled(turn, stay, "request")


def _send_away(turn: Turn, line_id: str, answers: Answers) -> Screen:
    home, host = answers["unit"], answers["host"]
    if home == host:
        raise Refused(T("Whoever belongs to your branch is at home there."))
    person = _new_person(turn, answers)
    request = Placement(
        turn.new_id(), person, home, "", host, State.ASKED, HomeWord.AWAITED, "", turn.now
    )
    put_request(turn, request)
    host_name = unit_name(turn, host)
    people.note(
        turn, person, T("asked {host} to take you in, as you agreed on paper", host=host_name)
    )
    ask_host(turn, request)
    return _enrolled(turn, request, "stay")


def _enrolled(turn: Turn, placement: Placement, card: str) -> Screen:
    screen = told(T("{name} is registered.", name=member_name(turn, placement)))
    options = (JOIN_CODE.option(placement.id), Option(T("Look at it"), f"{card}/{placement.id}"))
    return Screen(screen.paragraphs, options, back=screen.back, replace=True)


def _new_person(turn: Turn, answers: Answers) -> str:
    """Somebody without a chat of their own yet; whoever is on these lists already is refused."""
    name, unit, paper = answers["name"], answers["unit"], _signed(turn, answers)
    present = store.present(turn.tx, unit, name, answers["phone"] or None)
    if present:
        raise Refused(T("{name} is registered already. Look under “Members”.", name=name))
    person = Person(
        turn.new_id(), name, answers["phone"] or None, turn.visitor.locale, turn.visitor.zone
    )
    people.put_person(turn.tx, person)
    signed_at = datetime.combine(paper, time(12), UTC)
    people.put_consent(turn.tx, person.id, Purpose.REGISTRATION, signed_at)
    put_details(turn.tx, person.id, Details(paper=paper, noted=today(turn)))
    return person.id


def _signed(turn: Turn, answers: Answers) -> date:
    day = date.fromisoformat(answers["paper"])
    if day > today(turn):
        raise Refused(T("That day has not come yet."))
    return day


def _may_register(turn: Turn, line_id: str) -> bool:
    """A line of a list, whose name and number are filled in, is its own branch's to see."""
    return keeper(turn, line_id) if line_id else secretary(turn, "")


def _looks_after(turn: Turn, id: str) -> bool:
    """Whether a present placement is one of the visitor's own branches'."""
    placement = store.placement(turn.tx, id) if id else None
    return (
        placement is not None
        and placement.state in CURRENT
        and any(people.is_secretary(turn, unit or "") for unit in (placement.host, placement.home))
    )


def _join_code(turn: Turn, id: str) -> Screen:
    placement = store.placement(turn.tx, id)
    assert placement is not None
    name = member_name(turn, placement)
    if people.chats(turn.tx, placement.person):
        raise Refused(T("{name} uses the bot on a phone of their own already.", name=name))
    people.note(turn, placement.person, T("made a code that opens your card on a phone"))
    start = phones.code_for(turn, placement.person, CODE_LASTS)
    return Screen(
        (
            T("Give this code to {name} alone: {code}", name=name, code=start),
            T("On their own phone they write it to the bot, or open {link}", link=turn.link(start)),
            T("It works once, for seven days. Then what is known here is in their own hands."),
        ),
        back=Option(BACK, "branch/"),
        replace=True,
        again="branch/",
    )


def _may_bring_home(turn: Turn, id: str) -> bool:
    """Only whoever can be asked by telephone alone is brought home by somebody else."""
    placement = store.placement(turn.tx, id) if id else None
    return (
        placement is not None
        and placement.state is State.HOSTED
        and _looks_after(turn, id)
        and not people.chats(turn.tx, placement.person)
    )


def _bring_home(turn: Turn, id: str, answers: Answers) -> Screen:
    placement = store.placement(turn.tx, id)
    assert placement is not None
    name = member_name(turn, placement)
    people.note(turn, placement.person, T("wrote down that you have returned home"))
    end_stay(turn, placement.person)
    return told(T("{name} is at home again. Both branches were told.", name=name))


_UNIT = Field(
    "unit",
    T("Your branch"),
    T("For which of your branches?"),
    SearchKind("mybranch", T("Name of the branch"), offers=True),
)
_PERSON = (
    Field(
        "paper",
        T("Consent on paper"),
        T(
            "Has the member agreed on paper that their name, telephone number and the two branches"
            " are kept here and seen by both secretaries? On which day did they sign? Your branch"
            " keeps the paper."
        ),
        SearchKind("day", DAY_HINT),
    ),
    Field(
        "name",
        T("Name"),
        T("What is the member's name?"),
        TextKind(T("Their name"), parse=people.tidy_name),
    ),
    Field(
        "phone",
        T("Telephone"),
        T("At which number can they be called? You may skip this."),
        TextKind(T("Telephone number"), parse=people.tidy_phone),
        required=False,
    ),
)
_HOME = replace(
    HOME_FIELDS[0],
    prompt=T("Which branch holds their membership at home? Type a part of its name or place."),
)
_HOST = Field(
    "host",
    T("Branch where they live now"),
    T("Where do they live now? Type the place or the branch's name."),
    SearchKind("branch", T("Place or name, for example 深圳 or sz")),
)

JOIN_CODE = Command("joincode", T("A code for their own phone"), _looks_after, _join_code)
COMMANDS = (
    Command(
        "without",
        T("Somebody without a phone"),
        secretary,
        Submenu(T("For whom would you like to fill in?")),
        words=T("somebody without a phone|without a phone"),
        menu=4,
        under="branch",
    ),
    Command(
        "enrol",
        T("A member of another branch who lives here"),
        _may_register,
        Filling(
            Form(
                T("A member of another branch who lives here"),
                (_UNIT, *_PERSON, _HOME, *HOME_FIELDS[1:]),
                send=T("Register them"),
            ),
            _enrol,
            _start,
        ),
        menu=1,
        under="without",
    ),
    Command(
        "sendaway",
        T("A member of ours who lives elsewhere"),
        _may_register,
        Filling(
            Form(
                T("A member of ours who lives elsewhere"),
                (_UNIT, *_PERSON, _HOST),
                send=T("Register them"),
            ),
            _send_away,
            _start,
        ),
        menu=2,
        under="without",
    ),
    JOIN_CODE,
    Command(
        "bringhome",
        T("They have returned home"),
        _may_bring_home,
        Filling(
            Form(
                T("They have returned home"),
                (),
                send=T("Yes, they are home"),
                review=T(
                    "Have you spoken with them? Their stay with the branch where they lived ends,"
                    " and the home branch looks after them again. Both are told."
                ),
            ),
            _bring_home,
        ),
    ),
)
