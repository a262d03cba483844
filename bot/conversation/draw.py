"""The screens of a form: a question, the review, and the last word before dropping it."""

from collections.abc import Iterator, Sequence

from bot.conversation.form import Choice, Field, ManyKind
from bot.conversation.screen import BACK, MOST_OPTIONS, Option, Screen, page_of
from bot.conversation.session import State
from bot.conversation.standing import REVIEW, Standing
from bot.language import T, Text

KEEP = T("Keep it")
SKIP = T("Skip")
DONE = T("That is all")
ALL = T("All of them")
CANCEL = T("Cancel")
# Of so many choices somebody may want all.
SEVERAL = 3
PICK = T("Which one is it? If it is not here, type other words.")
PICK_ONE = T("Is it this one? If not, type other words.")


def draw(standing: Standing) -> Screen:
    """The screen of the present question."""
    if standing.session.state is State.LEAVING:
        return _leaving(standing)
    if standing.field is None:
        return _review(standing)
    return _question(standing, standing.field)


def _question(standing: Standing, field: Field) -> Screen:
    now = _present(standing, field)
    controls = [_control(standing, KEEP, "keep")] if now else []
    if not field.required:
        controls.append(_control(standing, SKIP, "skip"))
    options = _options(standing, field)
    picking = len(standing.session.found or ()) if options else 0
    pick = PICK_ONE if picking == 1 else PICK
    return Screen(
        tuple(_prompt(standing, field, now, pick if picking else field.prompt)),
        options,
        (*controls, _control(standing, CANCEL, "cancel")),
        _control(standing, BACK, "back"),
        field.kind.entry,
    )


def _prompt(standing: Standing, field: Field, now: Text | None, prompt: Text) -> Iterator[Text]:
    if standing.lapsed(field):
        yield T("What you chose before can no longer be chosen.")
    yield prompt
    if now is not None:
        yield T("Now: {answer}", answer=now)


def _options(standing: Standing, field: Field) -> tuple[Option, ...]:
    def options(choices: Sequence[Choice]) -> list[Option]:
        return [Option(each.label, _token(standing, field.key, each.value)) for each in choices]

    others = options(standing.otherwise(field))
    if isinstance(field.kind, ManyKind):
        others = [Option(DONE, _token(standing, field.key, "!done"))]
        if SEVERAL <= len(field.kind.choices) <= MOST_OPTIONS - 2:
            others.insert(0, Option(ALL, _token(standing, field.key, "!all")))
    more = _token(standing, field.key, "!page:")
    most = MOST_OPTIONS - len(others)
    found = page_of(options(standing.choices(field)), standing.session.page, more, most)
    return (*found, *others)


def _review(standing: Standing) -> Screen:
    shown = [field for field in standing.fields if field.review]
    lines = [
        T("{label}: {answer}", label=each.label, answer=_present(standing, each) or T("none"))
        for each in shown
    ]
    send = Option(standing.form.send, _token(standing, REVIEW, "!send"))
    changes = [
        Option(
            T("Change: {label}", label=each.label), _token(standing, REVIEW, f"!edit:{each.key}")
        )
        for each in shown
    ]
    return Screen(
        (standing.form.review, *lines),
        page_of([send, *changes], standing.session.page, _token(standing, REVIEW, "!page:")),
        (_control(standing, CANCEL, "cancel"),),
        _control(standing, BACK, "back"),
    )


def _leaving(standing: Standing) -> Screen:
    resume = _token(standing, REVIEW, "!resume")
    return Screen(
        (T("Drop what you have filled in? It cannot be brought back."),),
        (
            Option(T("Drop it"), _token(standing, REVIEW, "!drop")),
            Option(T("Go on filling in"), resume),
        ),
        back=Option(BACK, resume),
    )


def _present(standing: Standing, field: Field) -> Text | None:
    answer = standing.session.answers.get(field.key)
    return standing.label(field, answer) if answer else None


def _control(standing: Standing, label: Text, word: str) -> Option:
    return Option(label, _token(standing, standing.key, f"!{word}"))


def _token(standing: Standing, key: str, value: str) -> str:
    return f"f/{standing.session.id}/{key}/{value}"
