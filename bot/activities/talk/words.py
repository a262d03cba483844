"""What the screens about activities share: how one reads, and who may do what."""

from bot import organization, people
from bot.activities import attendance, audience, groups, store
from bot.activities.model import Activity, Audience, State, Word
from bot.conversation import Settled, Turn, Work
from bot.language import T, Text, plain
from bot.people import Role
from bot.storage import Transaction

AUDIENCES = {
    Audience.HOSTED: T("members hosted here"),
    Audience.HOME: T("our members at home"),
    Audience.AWAY: T("our members away"),
    Audience.GUESTS: T("guests from other branches"),
}
WORDS = {
    Word.COMING: T("I am coming"),
    Word.PERHAPS: T("Perhaps"),
    Word.CANNOT: T("I cannot come"),
}


def parts(about: str) -> tuple[str, str]:
    """The thing that a command is about, and what else: a page, a name."""
    id, _, rest = about.partition("-")
    return id, rest


def the_activity(turn: Turn, id: str) -> Activity:
    """The activity that a command is about; its right has looked already."""
    activity = store.activity(turn.tx, id)
    if activity is None:
        raise Settled(T("That activity is gone."))
    return activity


def unit_of(tx: Transaction, id: str) -> str | None:
    """The branch whose activity it is."""
    activity = store.activity(tx, id)
    return activity.unit if activity else None


# Who came and who is expected are the branch's own affair: no committee stands in for that.
organizer = people.holding(Role.SECRETARY, unit_of)
secretary = people.in_office(Role.SECRETARY)


def invited(turn: Turn, id: str) -> bool:
    """Whoever the activity is for, came to it, or holds it."""
    activity = store.activity(turn.tx, id)
    if activity is None or activity.state is State.DRAFT or turn.visitor.person is None:
        return False
    return (
        audience.is_invited(turn.tx, activity, turn.visitor.person)
        or attendance.is_present(turn.tx, id, turn.visitor.person, None)
        or organizer(turn, id)
    )


def unit_name(work: Work, unit: str) -> str:
    found = organization.unit(work.tx, unit)
    return found.name if found else ""


def brief(activity: Activity) -> Text:
    """One line of a list."""
    line = T("{when}: {what}", when=activity.starts_at, what=activity.headline)
    match activity.state:
        case State.DRAFT:
            return T("{line} (not published)", line=line)
        case State.CANCELLED:
            return T("{line} (cancelled)", line=line)
    return line


def described(work: Work, activity: Activity) -> tuple[Text, ...]:
    """An activity as those see it whom it is for."""
    lines: list[Text] = [
        activity.headline,
        T("Held by: {branch}", branch=unit_name(work, activity.unit)),
        T("When: {when}", when=activity.starts_at),
    ]
    if activity.place:
        lines.append(T("Where: {place}", place=activity.place))
    if activity.link:
        lines.append(T("To join from afar: {link}", link=activity.link))
    if activity.places is not None:
        lines.append(T("Places: {places}", places=activity.places))
    if activity.state is State.CANCELLED:
        lines.append(T("This activity was cancelled."))
    return tuple(lines)


def for_whom(work: Work, activity: Activity) -> Text:
    """The audience, in the order in which it is asked; the group where it is for one."""
    if activity.group and (group := groups.group(work.tx, activity.group)):
        return T("{first}, {second}", first=group.name, second=_everybody(activity))
    return _everybody(activity)


def _everybody(activity: Activity) -> Text:
    chosen = [AUDIENCES[each] for each in Audience if each in activity.audience]
    text = chosen[0] if chosen else plain("")
    for each in chosen[1:]:
        text = T("{first}, {second}", first=text, second=each)
    return text
