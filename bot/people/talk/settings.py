"""One's own settings: language, time zone, quiet hours, and what pops up on the phone."""

from dataclasses import replace

from bot.conversation import (
    BACK,
    Answers,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Screen,
    SearchKind,
    Submenu,
    Turn,
)
from bot.language import T, Text, plain
from bot.people import store
from bot.people.model import Person
from bot.people.quiet import QuietHours
from bot.people.rights import anybody, known

MENU = "settings"
TO_SETTINGS = Option(BACK, f"{MENU}/")

# Each language in its own words: whoever needs it cannot read the other one.
LANGUAGES = {"zh_CN": T("简体中文"), "en": T("English")}

# Written without colons, as a token is.
QUIET = {
    "2200-0700": T("from 22:00 to 7:00"),
    "2100-0800": T("from 21:00 to 8:00"),
    "2300-0600": T("from 23:00 to 6:00"),
    "0000-0000": T("never: I may be woken"),
}


def myself(turn: Turn) -> Person:
    """The visitor; the commands that ask are for known people."""
    person = store.person(turn.tx, turn.person)
    assert person is not None
    return person


def _language(turn: Turn, locale: str) -> Screen:
    if locale in LANGUAGES:
        turn.choose_locale(locale)
        if turn.visitor.person:
            store.put_person(turn.tx, replace(myself(turn), locale=locale))
    options = tuple(Option(label, f"language/{code}") for code, label in LANGUAGES.items())
    question = T("Which language do you read?")
    return Screen((question,), options, back=TO_SETTINGS, replace=True, again="language/")


def quiet_label(quiet: QuietHours) -> Text:
    """Quiet hours as the answers call them."""
    return QUIET.get(str(quiet).replace(":", ""), plain(str(quiet)))


def _quiet(turn: Turn, hours: str) -> Screen:
    if hours in QUIET:
        quiet = QuietHours.parse(f"{hours[:2]}:{hours[2:7]}:{hours[7:]}")
        store.put_person(turn.tx, replace(myself(turn), quiet=quiet))
    now = T("Now: {answer}", answer=quiet_label(myself(turn).quiet))
    options = tuple(Option(label, f"quiet/{code}") for code, label in QUIET.items())
    question = T("When should messages wait? They come in the morning then.")
    return Screen((question, now), options, back=TO_SETTINGS, replace=True, again="quiet/")


def _discreet(turn: Turn, answer: str) -> Screen:
    if answer in ("on", "off"):
        store.put_person(turn.tx, replace(myself(turn), discreet=answer == "on"))
    now: Text = T("neutral words") if myself(turn).discreet else T("the message itself")
    return Screen(
        (
            T("What may pop up on your phone when there is news?"),
            T("Now: {answer}", answer=now),
        ),
        (
            Option(T("The message itself"), "discreet/off"),
            Option(T("Neutral words; I open it myself"), "discreet/on"),
        ),
        back=TO_SETTINGS,
        replace=True,
        again="discreet/",
    )


def _choose_zone(turn: Turn, about: str, answers: Answers) -> Screen:
    person = replace(myself(turn), zone=answers["zone"])
    store.put_person(turn.tx, person)
    now = T("Times are shown as they are there. Now it is {now}.", now=turn.now)
    return Screen((now,), back=TO_SETTINGS, replace=True, again=f"{MENU}/")


_ZONE = Form(
    T("Time zone"),
    (
        Field(
            "zone",
            T("Time zone"),
            T("In which city or country do your clocks go as where you live?"),
            SearchKind("zone", T("For example Shanghai, Tokyo, London")),
        ),
    ),
    send=T("Use it"),
)

COMMANDS = (
    Command(
        MENU,
        T("Settings"),
        anybody,
        Submenu(T("What would you like to set?")),
        words=T("settings|my settings"),
        menu=80,
        common=True,
    ),
    Command(
        "language",
        T("语言 / Language"),
        anybody,
        _language,
        words=T("language|english|chinese"),
        menu=1,
        under=MENU,
    ),
    Command("zone", T("Time zone"), known, Filling(_ZONE, _choose_zone), menu=2, under=MENU),
    Command("quiet", T("Quiet hours"), known, _quiet, menu=3, under=MENU),
    Command("discreet", T("What pops up"), known, _discreet, menu=4, under=MENU),
)
