"""What is asked to put an ask: one form's parts, from which each kind takes what it needs."""

from bot import people
from bot.care.model import LONGEST, LONGEST_UNSIGNED
from bot.conversation import (
    Answers,
    Choice,
    ChoiceKind,
    Field,
    SearchKind,
    TextKind,
    Turn,
    many_lines,
)
from bot.language import T, Text
from bot.people import Purpose

SIGNED, UNSIGNED = "signed", "unsigned"
YES, NO = "yes", "no"
OTHER = "other"


def with_name(answers: Answers) -> bool:
    return answers.get("signed") != UNSIGNED


HOW = Field(
    "signed",
    T("With your name"),
    T(
        "With your name, or without? Without it, nobody can ask you back, and the answer stands on"
        " the board. It is handed over at night, together with others and in no order. Your chat"
        " app still knows your account."
    ),
    ChoiceKind((Choice(SIGNED, T("with my name")), Choice(UNSIGNED, T("without my name")))),
)
NAME = Field(
    "name",
    T("Name"),
    T("What is your name? Whoever helps needs it to answer you."),
    TextKind(T("Full name"), longest=60, parse=people.tidy_name),
    when=with_name,
)
CONSENT = Field(
    "consent",
    T("Consent"),
    T(
        "May your name and what you ask be kept here, so that you can be answered? You can withdraw"
        " this at any time, and all of it is deleted."
    ),
    ChoiceKind((Choice(YES, T("yes, for this")),)),
    when=with_name,
)
TO = Field(
    "to",
    T("Goes to"),
    T("Which branch or committee shall read it? Type a part of its name or place."),
    SearchKind("askbody", T("Name or place, for example 河湾 or hw"), place=True, offers=True),
)
FOR = Field(
    "who",
    T("Who needs it"),
    T("Who needs the help?"),
    ChoiceKind((Choice("me", T("I do")), Choice(OTHER, T("a neighbour or somebody else I know")))),
)
PUBLIC = Field(
    "public",
    T("On the board"),
    T("May it stand on the board with its answer, without your name?"),
    ChoiceKind((Choice(YES, T("yes, it may")), Choice(NO, T("no, please not")))),
    when=with_name,
)


def words(prompt: Text, longest: int = LONGEST_UNSIGNED) -> Field:
    return Field("words", T("Words"), prompt, TextKind(longest=longest, parse=many_lines))


HELP_WORDS = words(
    T("What do you need? Tell only what is needed; no numbers of identity cards."), LONGEST
)


def start(turn: Turn, about: str) -> Answers:
    """Nothing is asked again that is known."""
    if turn.visitor.person is None:
        return {}
    answers = {"name": turn.visitor.name or ""}
    if Purpose.HELP in people.consents(turn.tx, turn.visitor.person):
        answers["consent"] = YES
    return answers


def the_asker(turn: Turn, answers: Answers) -> str:
    """The person who asks, known from now on by name, and by what they agreed to."""
    person = turn.visitor.person or people.become_known(turn, answers["name"], None)
    people.put_consent(turn.tx, person, Purpose.HELP, turn.now)
    return person
