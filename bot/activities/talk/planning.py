"""The secretary's side before an activity: plan, look at it, publish, change, cancel."""

from dataclasses import replace

from bot import people
from bot.activities import groups, store
from bot.activities.audience import invited
from bot.activities.checkin import closes_at
from bot.activities.model import KINDS, Activity, State
from bot.activities.recurrence import ONCE
from bot.activities.talk.form import PLAN_FORM, answers_of, planned, usual_answers
from bot.activities.talk.series import forget_end, plan_end, put_published
from bot.activities.talk.telling import plan_reminders, tell_all
from bot.activities.talk.words import (
    described,
    for_whom,
    organizer,
    secretary,
    the_activity,
)
from bot.conversation import (
    BACK,
    Answers,
    Choice,
    ChoiceKind,
    Command,
    Field,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    Settled,
    Turn,
)
from bot.language import T, Text
from bot.people import Role

MENU = "activities"


def _start(turn: Turn, about: str) -> Answers:
    units = people.units(turn, Role.SECRETARY)
    usual = usual_answers(turn, units[0] if len(units) == 1 else None)
    return usual | ({"kind": about} if about in KINDS else {})


def make_draft(turn: Turn, about: str, answers: Answers) -> Screen:
    """Write down what was planned, and show it as those will see it whom it is for."""
    activity = planned(turn, turn.new_id(), answers, turn.visitor.zone)
    _check(turn, activity)
    store.put_activity(turn.tx, activity)
    return preview(turn, activity.id)


def _check(turn: Turn, activity: Activity) -> None:
    if activity.starts_at <= turn.now:
        raise Refused(T("That time is past. Please change the day or the time."))
    if not (activity.place or activity.link):
        raise Refused(T("Please say where you meet, or how people join from afar."))
    group = groups.group(turn.tx, activity.group) if activity.group else None
    if group and group.unit != activity.unit:
        raise Refused(T("That group is of another branch. Please change one of the two."))


def preview(turn: Turn, id: str) -> Screen:
    """A draft as it will be seen, and how many will be told of it."""
    activity = the_activity(turn, id)
    if activity.state is not State.DRAFT:
        raise Settled(T("That is published already. See “Our activities”."))
    count = len(invited(turn.tx, activity))
    return Screen(
        (
            T("This is what people will see:"),
            *described(turn, activity),
            T("For: {audience}", audience=for_whom(turn, activity)),
            T("Told as soon as you publish it: {count} people.", count=count),
        ),
        (PUBLISH.option(id), CHANGE.option(id), DROP.option(id)),
        back=Option(BACK, "planned/"),
        replace=True,
        again=f"preview/{id}",
    )


def _publish(turn: Turn, id: str) -> Screen:
    activity = the_activity(turn, id)
    if activity.state is State.DRAFT:
        _check(turn, activity)
        activity = replace(activity, state=State.PUBLISHED)
        put_published(turn.tx, activity, turn.now)
        tell_all(turn, activity, T("You are invited:"))
    return _told(T("It is published, and everybody concerned is told."), id)


def _start_change(turn: Turn, id: str) -> Answers:
    return answers_of(_changeable(turn, id))


def _changeable(turn: Turn, id: str) -> Activity:
    activity = the_activity(turn, id)
    if activity.state is State.CANCELLED:
        raise Settled(T("This activity was cancelled."))
    if activity.state is State.PUBLISHED and turn.now > closes_at(activity):
        raise Settled(T("That activity is over."))
    return activity


def _change(turn: Turn, id: str, answers: Answers) -> Screen:
    """Where and when it was, and how its codes are made, stays with the activity."""
    old = _changeable(turn, id)
    new = replace(
        planned(turn, id, answers, old.zone),
        state=old.state,
        version=old.version,
        secret=old.secret,
        wall=old.wall,
        venue=old.venue,
    )
    if new.unit != old.unit:
        raise Refused(T("An activity stays with its branch. Please change that back."))
    if old.state is State.PUBLISHED and new.recurrence.every is old.recurrence.every:
        # One that is moved for once does not move the fixed day.
        new = replace(new, recurrence=old.recurrence)
    if new == old:
        return _told(T("Nothing was changed."), id)
    if new.starts_at != old.starts_at:
        _check(turn, new)
    if old.state is State.DRAFT:
        store.put_activity(turn.tx, new)
        return preview(turn, id)
    new = replace(new, version=old.version + 1)
    put_published(turn.tx, new, turn.now)
    tell_all(turn, new, _what_changed(old, new))
    return _told(T("It is changed, and everybody concerned is told."), id)


def _what_changed(old: Activity, new: Activity) -> Text:
    if new.starts_at != old.starts_at:
        return T("The time has changed. It was {when} before.", when=old.starts_at)
    if new.place != old.place:
        return T("The place has changed.")
    return T("Something has changed:")


def _drop(turn: Turn, id: str) -> Screen:
    """A draft that was dropped already is no trouble, one that is out is."""
    if the_activity(turn, id).state is not State.DRAFT:
        raise Settled(T("That is published already. See “Our activities”."))
    store.drop_activity(turn.tx, id)
    return Screen(
        (T("Dropped. Nothing of it was kept."),), back=Option(BACK, f"{MENU}/"), replace=True
    )


def _start_cancel(turn: Turn, id: str) -> Answers:
    activity = _changeable(turn, id)
    return {} if activity.recurrence != ONCE else {"which": "one"}


def _cancel(turn: Turn, id: str, answers: Answers) -> Screen:
    activity = _changeable(turn, id)
    if activity.state is State.DRAFT:
        return _drop(turn, id)
    if answers["which"] == "one" and activity.recurrence != ONCE:
        plan_end(turn.tx, activity)
    else:
        forget_end(turn.tx, activity)
    cancelled = replace(activity, state=State.CANCELLED, version=activity.version + 1)
    store.put_activity(turn.tx, cancelled)
    plan_reminders(turn.tx, cancelled, turn.now)
    tell_all(turn, cancelled, T("An activity was cancelled:"))
    return _told(T("It is cancelled, and everybody concerned is told."), id)


def _told(text: Text, id: str) -> Screen:
    look = Option(T("Look at it"), f"manage/{id}")
    return Screen((text,), (look,), back=Option(BACK, "planned/"), replace=True)


_CHANGE_FORM = replace(
    PLAN_FORM,
    title=T("Change it"),
    send=T("Change it"),
    review=T("Please look it over. Where it is published, everybody concerned will be told."),
)
PLAN = Command(
    "plan",
    T("Plan an activity"),
    secretary,
    Filling(PLAN_FORM, make_draft, _start),
    words=T("plan an activity|plan"),
    menu=5,
    under=MENU,
)
PREVIEW = Command("preview", T("Look at the preview"), organizer, preview)
PUBLISH = Command("publish", T("Publish"), organizer, _publish)
CHANGE = Command(
    "change",
    T("Change it"),
    organizer,
    Filling(_CHANGE_FORM, _change, _start_change),
)
DROP = Command("dropdraft", T("Drop it"), organizer, _drop)
CANCEL = Command(
    "callitoff",
    T("Cancel the activity"),
    organizer,
    Filling(
        Form(
            T("Cancel the activity"),
            (
                Field(
                    "which",
                    T("Which"),
                    T("It comes again and again. What is to be cancelled?"),
                    ChoiceKind(
                        (
                            Choice("one", T("only this one")),
                            Choice("all", T("this one and all that follow")),
                        )
                    ),
                    review=False,
                ),
            ),
            send=T("Yes, cancel it"),
            review=T("Everybody whom it is for will be told. It cannot be published again."),
        ),
        _cancel,
        _start_cancel,
    ),
)

COMMANDS = (PLAN, PREVIEW, PUBLISH, CHANGE, DROP, CANCEL)
