"""What a reporter reads in the chat."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.language import T, Text, plain
from bot.reports.box import Look
from bot.reports.desk.words import STATES
from bot.reports.directory import Directory
from bot.reports.receipt import Mailbox
from bot.reports.reporter import read_answers

HOTLINE = T("The official telephone and website for reports is 12388; it is always open.")

NOT_KEPT = T(
    "That sounds like something to report. I have not kept what you wrote; please delete it in"
    " the chat, too. It can be told so that you are protected:"
)
GONE = T(
    "What you told me in confidence was in my memory alone, and is gone: I was restarted, or it"
    " took long. Nothing of it was kept or sent."
)
DROPPED = T(
    "That looks like a receipt. I have not kept it; please delete the message. To see how it"
    " stands, choose “Report something” first."
)

_LEAVE_OUT = T("Leave out what only you could know. An honest error is not punished, invention is.")

REFUSALS: Mapping[str, Text] = MappingProxyType(
    {
        "unknown": T("No report belongs to this receipt, or it was closed long ago."),
        "body": T("That body takes no reports now. Choose another one, or call 12388."),
        "large": T("That is more than the box takes."),
        "busy": T("The box is busy. Try again in a while."),
    }
)


def page_way(address: str) -> tuple[Text, ...]:
    """Where the chat takes no reports: the page and 12388."""
    return (_page(address), HOTLINE, _LEAVE_OUT)


def ways(address: str) -> tuple[Text, ...]:
    """The two ways and 12388, on one screen."""
    return (
        _page(address),
        T(
            "Here in the chat, in confidence: the chat's platform knows your account and what you"
            " type, and our machine sees it until it is sealed. We keep only the sealed report,"
            " without your account, and then delete what we can of this conversation."
        ),
        HOTLINE,
        _LEAVE_OUT,
    )


def _page(address: str) -> Text:
    return T(
        "On the sealed page, without your name: open {address} in a browser. Your phone encrypts"
        " it; neither we nor a chat platform can read it. Whoever watches your network sees that"
        " you opened the page: use another network, or Tor.",
        address=address,
    )


def standing(look: Look, mailbox: Mailbox, directory: Directory) -> Iterator[Text]:
    """How a case stands, and what the body has answered."""
    body = directory.body(look.body)
    name = plain(body.name) if body else T("a body that is gone")
    yield T("At {body}: {state}", body=name, state=STATES[look.state])
    if look.back:
        yield T("They will come back to it in the week {week}.", week=look.back)
    if not look.answers:
        yield T("There is no answer yet.")
    for answered in read_answers(look.answers, mailbox, directory):
        if answered is None:
            yield T("An answer is here that cannot be believed. Ask 12388.")
        elif answered.text:
            yield T("They say: {text}", text=answered.text)
        else:
            yield T("Who reads it there has changed; what you add goes to them alone.")
