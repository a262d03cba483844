"""What a machine needs to try: words people may type, and forms that change."""

from collections.abc import Callable

from hypothesis import strategies as st

from bot.conversation import (
    Answers,
    Choice,
    ChoiceKind,
    Field,
    Form,
    Said,
    Screen,
    SearchKind,
    Tapped,
    TextKind,
)
from bot.conversation.form import Kind, always
from bot.language import T, plain
from tests.conversation.sheet import PHONE, digits_only, field

KEYS = ("alpha", "beta", "gamma", "delta", "epsilon")
VALUES = ("red", "green", "blue", "none", "9", "six", "seven", "eight")

SPOKEN = (
    *("0", "1", "2", "3", "8", "9", "２", "②", "2.", "138 0013", "13800138000"),
    *("back", "skip", "cancel", "keep", "go on", "返回", "跳过", "取消", "不改", "继续", "/back"),
    *("cards", "/cards", "move away", "leave a word", "help", "ring", "kick", "office", "closed"),
    *("red", "None", "Drop it", "Send", "Elsewhere", "Branch", "Branch 1", "Branch 33", "m-c7"),
    *("", " ", "李明", "{name}", "refuse", "explode", "hello", "x" * 4000, "\u200b", "\ud800a"),
)
said = st.one_of(st.sampled_from(SPOKEN), st.text(max_size=12))

# Tokens that nobody was given; `ID` stands for the present draft's.
ODD = (
    *("", "f", "f//x", "f/ID/x", "f/ID//", "f/x/review/!drop", "new//word/", "menu/7", "card/c1"),
    *("f/ID/review/!send", "f/ID/review/!drop", "f/ID/review/!resume", "f/ID/review/!edit:beta"),
    *(f"f/ID/{key}/{value}" for key in KEYS[:3] for value in ("red", "b7", "!skip", "!page:3")),
    *("x" * 70, "f/ID/alpha/李", "accept/c3", "new/ID/card/c1", "list/" + "9" * 59),
)
odd_tokens = st.sampled_from(ODD)


def _choices(values: list[str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, plain(value.capitalize())) for value in values)


kinds: st.SearchStrategy[Kind] = st.one_of(
    st.sampled_from([3, 500]).map(lambda longest: TextKind(longest=longest)),
    st.just(TextKind(parse=digits_only)),
    st.just(PHONE),
    st.lists(st.sampled_from(VALUES), min_size=1, max_size=8, unique=True).map(
        lambda values: ChoiceKind(_choices(values))
    ),
    st.booleans().map(
        lambda more: SearchKind(
            "branch", T("Name"), _choices(["elsewhere"] if more else []), place=more
        )
    ),
)


def _answered(key: str) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers.get(key))


conditions = st.one_of(*[st.just(always)] * 3, st.sampled_from(KEYS).map(_answered))


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Some of the keys in some order, each with some kind."""
    names = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
    return Form(T("Moving away"), tuple(_field(draw, name) for name in names))


def _field(draw: st.DrawFn, key: str) -> Field:
    when = draw(conditions)
    return field(key, draw(kinds), required=draw(st.booleans()), when=when)


# Which branches are closed now.
closings = st.sets(st.integers(1, 40).map(lambda number: f"b{number}"), max_size=3)


def sensible(screen: Screen) -> Said | Tapped:
    """What somebody does who wants to get on with the form."""
    if screen.options and screen.options[0].token.startswith("f/"):
        # Where it is asked whether to drop the form, the second answer goes on with it.
        first, *others = screen.options
        return Tapped(others[0].token if first.token.endswith("!drop") else first.token)
    return Said("138" if asked_on(screen) else "move away")


def asked_on(screen: Screen) -> str | None:
    """The key of the question on a form's screen, by its button to go back; else None."""
    parts = screen.back.token.split("/") if screen.back else []
    is_question = len(parts) == 4 and parts[0] == "f" and parts[3] == "!back"
    return parts[2] if is_question else None


def buttons_of(screen: Screen) -> list[str]:
    """The tokens of a screen, in the order in which they are seen."""
    back = [screen.back] if screen.back else []
    return [option.token for option in (*screen.options, *back, *screen.controls)]
