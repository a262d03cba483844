"""Writing down what was held without having been planned here: nobody is told or counted."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from bot import people
from bot.activities import store
from bot.activities.model import KINDS, Activity, State
from bot.activities.talk.form import planned, usual_answers
from bot.activities.talk.looked_after import plan_words_home
from bot.activities.talk.words import brief, secretary
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
    Turn,
)
from bot.language import T
from bot.people import Role


def _start(turn: Turn, kind: str) -> Answers:
    units = people.units(turn, Role.SECRETARY)
    unit = {"unit": units[0]} if len(units) == 1 else {}
    return unit | ({"kind": kind} if kind in KINDS else {})


def _record(turn: Turn, about: str, answers: Answers) -> Screen:
    rest = usual_answers(turn, answers["unit"]) | {"place": ""}
    activity = planned(turn, turn.new_id(), rest | {**answers}, turn.visitor.zone)
    if activity.ends_at > turn.now:
        raise Refused(T("It is not over yet at that time. Please change the day or the time."))
    activity = replace(activity, state=State.PUBLISHED)
    store.put_activity(turn.tx, activity)
    if _month(activity) == _month(replace(activity, starts_at=turn.now)):
        plan_words_home(turn, activity)
    return Screen(
        (
            T("Written down as held: {what}.", what=brief(activity)),
            T("Nobody was told. The minutes can be added."),
        ),
        (Option(T("Look at it"), f"manage/{activity.id}"),),
        back=Option(BACK, "planned/"),
        replace=True,
    )


def _month(activity: Activity) -> tuple[int, int]:
    there = activity.starts_at.astimezone(ZoneInfo(activity.zone))
    return there.year, there.month


RECORD = Command(
    "recordheld",
    T("Write down what was held"),
    secretary,
    Filling(
        Form(
            T("Write down what was held"),
            (
                Field(
                    "unit",
                    T("Branch"),
                    T("Which branch held it?"),
                    SearchKind("mybranch", T("Part of the name"), offers=True),
                ),
                Field(
                    "kind",
                    T("Kind"),
                    T("What was it?"),
                    SearchKind("activitykind", T("Part of the name"), offers=True),
                ),
                Field(
                    "day",
                    T("Day"),
                    T("On which day was it? For example: yesterday, last Saturday, 11-20."),
                    SearchKind("day", T("Day")),
                ),
                Field(
                    "time",
                    T("Time"),
                    T("When did it begin? For example: 19:30."),
                    SearchKind("time", T("Time"), offers=True),
                ),
            ),
            send=T("Write it down"),
            review=T("Please look it over. Nobody is told anything of it."),
        ),
        _record,
        _start,
    ),
    words=T("write down what was held"),
)

COMMANDS = (RECORD,)
