"""Words of the desk: states, what the box refuses, what a reporter said."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.language import T, Text
from bot.reports.box import Refusal
from bot.reports.envelope import Message
from bot.reports.model import Act, State

STATES: Mapping[State, Text] = MappingProxyType(
    {
        State.RECEIVED: T("received"),
        State.CHECKING: T("being looked into"),
        State.VERIFYING: T("being verified by somebody else"),
        State.TRANSFERRED: T("handed to another office"),
        State.HELD: T("put aside until a date"),
        State.CONFIRMED: T("closed: confirmed"),
        State.NOT_CONFIRMED: T("closed: not confirmed"),
    }
)

ACTS: Mapping[Act, Text] = MappingProxyType(
    {
        Act.OPEN: T("taken up"),
        Act.CHECK: T("checked"),
        Act.VERIFY: T("verified"),
        Act.AGAIN: T("sent back to be checked again"),
        Act.CLOSE: T("closed"),
        Act.HOLD: T("put aside"),
        Act.TRANSFER: T("handed to another office"),
        Act.PASS_ON: T("handed to the body above"),
        Act.ANSWER: T("answered"),
        Act.KEEP: T("kept longer"),
        Act.GRANT: T("opened to a colleague"),
        Act.WITHDRAW: T("closed to a colleague"),
    }
)

OUTCOMES: Mapping[bool, Text] = MappingProxyType(
    {True: T("It is so"), False: T("It could not be confirmed")}
)

QUESTIONS: Mapping[str, Text] = MappingProxyType(
    {
        "what": T("What happened"),
        "where": T("Where and when"),
        "who": T("Who is concerned"),
        "check": T("What could be checked"),
    }
)

_REFUSALS: Mapping[str, Text] = MappingProxyType(
    {
        "unknown": T("The box does not know you, or does not have this case for you."),
        "refused": T("The rules of a case do not allow this step now."),
        "number": T("Somebody else has written meanwhile. Open the case again."),
        "body": T("There is no body above that could take it. 12388 is left."),
        "large": T("That is more than the box takes."),
        "busy": T("The box is busy. Try again in a while."),
    }
)


def words_for(refusal: Refusal) -> Text:
    return _REFUSALS.get(refusal.word, T("The box did not understand this desk."))


def saying(message: Message) -> Iterator[Text]:
    """What a reporter said in one message."""
    match message.said:
        case {"kind": "report", "answers": dict(answers)}:
            for key, question in QUESTIONS.items():
                if answer := str(answers.get(key, "")):
                    yield T("{label}: {answer}", label=question, answer=answer)
        case {"kind": "more", "text": str(text)}:
            yield T("The reporter adds: {text}", text=text)
        case {"kind": "withdrawn"}:
            yield T("The reporter asks to let the matter rest.")
