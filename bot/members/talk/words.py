"""What the screens about placements share: names, states in words, one way to act."""

from datetime import date
from zoneinfo import ZoneInfo

from bot import organization, people
from bot.conversation import TO_MENU, Option, Screen, Settled, Turn, Work
from bot.language import T, Text, plain
from bot.members import store
from bot.members.model import Act, HomeWord, NotNow, Placement, Standing, State, after, done
from bot.members.roster import Listed

STATES = {
    State.ASKED: T("waiting for the branch to answer"),
    State.ASKED_BACK: T("the branch has a question"),
    State.WITHDRAWN: T("withdrawn"),
    State.DECLINED: T("not accepted"),
    State.HOSTED: T("accepted"),
    State.TO_BE_PLACED: T("the branch was closed, another one is to be chosen"),
    State.ENDED: T("ended"),
}
HOME_WORDS = {
    HomeWord.AWAITED: T("has not confirmed yet"),
    HomeWord.CONFIRMED: T("has confirmed"),
    HomeWord.DISPUTED: T("has an objection"),
}


STANDINGS = {
    Standing.FULL: T("full member"),
    Standing.PROBATIONARY: T("probationary member"),
}
DAY_HINT = T("For example: 1 November, yesterday, 2026-11-01")

secretary = people.in_office(people.Role.SECRETARY)


def today(turn: Turn) -> date:
    """The day where the visitor is."""
    return turn.now.astimezone(ZoneInfo(turn.visitor.zone)).date()


def told_apart(each: Listed) -> Text:
    """The name of a line, with the end of the number where the name alone says too little."""
    if not each.ending:
        return plain(each.name)
    return T("{name} (…{ending})", name=each.name, ending=each.ending)


def unit_name(work: Work, unit: str) -> Text:
    found = organization.unit(work.tx, unit)
    return plain(found.name) if found else T("a branch that is gone")


def home_name(work: Work, placement: Placement) -> Text:
    """The home branch, in the member's own words where it is not listed."""
    if placement.home is not None:
        return unit_name(work, placement.home)
    if placement.home_name:
        return T("{name} (not in the list)", name=placement.home_name)
    return T("not in the list")


def member_name(work: Work, placement: Placement) -> str:
    person = people.person(work.tx, placement.person)
    return person.name if person else ""


def by_phone(turn: Turn, placement: Placement) -> tuple[list[Text], list[Option]]:
    """What a card says of somebody whom no message reaches, for whatever reason.

    Whether they closed the chat or never had one makes no difference here.
    """
    if people.chats(turn.tx, placement.person):
        return [], []
    options = [Option(T("A code for their own phone"), f"joincode/{placement.id}")]
    if placement.state is State.HOSTED:
        options.append(Option(T("They have returned home"), f"bringhome/{placement.id}"))
    return [T("No message reaches them now: please phone them.")], options


def the_placement(turn: Turn, id: str) -> Placement:
    """The placement that a command is about; its right has looked already."""
    placement = store.placement(turn.tx, id)
    if placement is None:
        raise Settled(T("That registration is gone."))
    return placement


def settled(placement: Placement) -> Settled:
    return Settled(T("This is already settled: {state}.", state=STATES[placement.state]))


def act(turn: Turn, id: str, what: Act, word: str = "") -> tuple[Placement, bool]:
    """Do `what`; the placement, and whether it was done just now and not before."""
    placement = the_placement(turn, id)
    # Other words are no repeat: to say "sent" would lose them.
    if done(placement, what) and word in ("", placement.word):
        return placement, False
    try:
        changed = after(placement, what, word)
    except NotNow:
        raise settled(placement) from None
    store.put_placement(turn.tx, changed)
    return changed, True


def told(text: Text, *more: Text) -> Screen:
    """The answer to somebody who has acted."""
    return Screen((text, *more), back=TO_MENU, replace=True)
