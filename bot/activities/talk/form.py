"""What a secretary is asked to plan an activity: four questions, the rest is filled in."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot import organization
from bot.activities import store
from bot.activities.model import Activity, Audience, Kind, usual_audience
from bot.activities.quorum import WITH_QUORUM
from bot.activities.recurrence import Every, Recurrence
from bot.activities.talk.words import AUDIENCES
from bot.conversation import (
    Answers,
    Choice,
    ChoiceKind,
    Field,
    Form,
    ManyKind,
    SearchKind,
    TextKind,
    Turn,
    Unclear,
    one_line,
)
from bot.language import T, Text

_HOURS = {"60": T("1 hour"), "90": T("1½ hours"), "120": T("2 hours"), "180": T("3 hours")}
LASTS = _HOURS | {"240": T("half a day"), "480": T("a whole day")}
REPEATS = {
    Every.ONCE: T("once"),
    Every.WEEK: T("every week"),
    Every.MONTH_WEEKDAY: T("each month on the same weekday, such as the second Saturday"),
    Every.MONTH_DAY: T("each month on the same date"),
}
USUAL_LENGTH = "120"
_LINK = re.compile(r"https?://[^\s<>\"]{3,300}|[0-9 -]{6,20}")


def _link(words: str) -> str:
    link = one_line(words)
    if not _LINK.fullmatch(link):
        raise Unclear(T("Please type the meeting's number, or an address such as https://…"))
    return link


def _places(words: str) -> str:
    if not (words.isascii() and words.isdecimal() and 0 < int(words) < 100_000):
        raise Unclear(T("Please type a number, for example 30."))
    return str(int(words))


def _of_a_group(answers: Answers) -> bool:
    return answers.get("kind") == Kind.GROUP_MEETING


def _has_quorum(answers: Answers) -> bool:
    return answers.get("kind") in WITH_QUORUM


def _choices(labels: dict[str, Text] | dict[Every, Text]) -> ChoiceKind:
    return ChoiceKind(tuple(Choice(value, label) for value, label in labels.items()))


PLAN_FORM = Form(
    T("Plan an activity"),
    (
        Field(
            "unit",
            T("Branch"),
            T("For which branch?"),
            SearchKind("mybranch", T("Part of the name"), offers=True),
        ),
        Field(
            "kind",
            T("Kind"),
            T("What will it be?"),
            SearchKind("activitykind", T("Part of the name"), offers=True),
        ),
        Field(
            "title",
            T("Title"),
            T("What shall it be called? You may skip this: the kind says enough."),
            TextKind(T("Title"), longest=60, parse=one_line),
            required=False,
        ),
        Field(
            "day",
            T("Day"),
            T("On which day? For example: tomorrow, Saturday, 12-20."),
            SearchKind("day", T("Day"), offers=True),
        ),
        Field(
            "time",
            T("Time"),
            T("When does it begin? For example: 19:30."),
            SearchKind("time", T("Time"), offers=True),
        ),
        Field("lasts", T("Length"), T("How long will it take?"), _choices(LASTS)),
        Field(
            "place",
            T("Place"),
            T("Where do you meet? Skip this if it is only on the net."),
            TextKind(T("Place"), longest=120, parse=one_line),
            required=False,
        ),
        Field(
            "link",
            T("To join from afar"),
            T("At which address or meeting number can people join from afar? You may skip this."),
            TextKind(T("Address or number"), longest=320, parse=_link),
            required=False,
        ),
        Field(
            "audience",
            T("For whom"),
            T("Whom is it for? Choose one or several."),
            ManyKind(tuple(Choice(each, label) for each, label in AUDIENCES.items())),
        ),
        Field(
            "group",
            T("Group"),
            T("Of which group? Skip this if it is for all. Groups are made under “Groups”."),
            SearchKind("branchgroup", T("Part of the name"), offers=True),
            required=False,
            when=_of_a_group,
        ),
        Field(
            "places",
            T("Places"),
            T("How many people fit in? Skip this if there is room for all."),
            TextKind(T("Number"), longest=6, parse=_places),
            required=False,
        ),
        Field("repeats", T("Again"), T("Does it come again?"), _choices(REPEATS)),
        Field(
            "election",
            T("Election"),
            T("Will there be an election? Then four fifths must be there."),
            ChoiceKind((Choice("no", T("no")), Choice("yes", T("yes")))),
            when=_has_quorum,
        ),
    ),
    send=T("Look at the preview"),
    review=T("Please look it over. Nobody is told anything yet."),
)


def usual_answers(turn: Turn, unit: str | None) -> dict[str, str]:
    """What need not be asked; the review shows it and can change it."""
    known = organization.unit(turn.tx, unit) if unit else None
    audience = usual_audience(known.branch_kind if known else None)
    answers = {
        "title": "",
        "lasts": USUAL_LENGTH,
        "link": "",
        "audience": _joined(audience),
        "places": "",
        "repeats": Every.ONCE,
        "election": "no",
    }
    if unit and (place := store.last_place(turn.tx, unit)):
        answers["place"] = place
    return {"unit": unit, **answers} if unit else answers


def answers_of(activity: Activity) -> dict[str, str]:
    """The form as it was filled in for an activity."""
    there = activity.starts_at.astimezone(ZoneInfo(activity.zone))
    return {
        "unit": activity.unit,
        "kind": activity.kind,
        "title": activity.title,
        "day": there.date().isoformat(),
        "time": f"{there:%H:%M}",
        "lasts": str(int(activity.lasts.total_seconds()) // 60),
        "place": activity.place,
        "link": activity.link,
        "audience": _joined(activity.audience),
        "group": activity.group or "",
        "places": "" if activity.places is None else str(activity.places),
        "repeats": activity.recurrence.every,
        "election": "yes" if activity.election else "no",
    }


def planned(turn: Turn, id: str, answers: Answers, zone: str) -> Activity:
    """A new activity of what was answered, in a zone; its codes are new too."""
    starts_at = datetime.fromisoformat(f"{answers['day']}T{answers['time']}")
    starts_at = starts_at.replace(tzinfo=ZoneInfo(zone))
    places = answers["places"]
    return Activity(
        id=id,
        unit=answers["unit"],
        kind=Kind(answers["kind"]),
        title=answers["title"],
        starts_at=starts_at,
        lasts=timedelta(minutes=int(answers["lasts"] or USUAL_LENGTH)),
        zone=zone,
        place=answers["place"],
        link=answers["link"],
        audience=frozenset(map(Audience, answers["audience"].split(","))),
        group=answers.get("group") or None,
        places=int(places) if places else None,
        recurrence=Recurrence.on(Every(answers["repeats"]), starts_at.date()),
        election=answers.get("election") == "yes",
        secret=turn.new_id() + turn.new_id(),
        wall=turn.new_id() + turn.new_id(),
    )


def _joined(audience: frozenset[Audience]) -> str:
    return ",".join(each for each in Audience if each in audience)
