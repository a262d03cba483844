"""What is asked in confidence, in at most six questions; nothing about whoever answers."""

from collections.abc import Callable, Mapping, Sequence

from bot.conversation import (
    Choice,
    ChoiceKind,
    DocumentKind,
    Field,
    Form,
    Place,
    SearchKind,
    TextKind,
    Unclear,
)
from bot.language import T, Text, plain
from bot.reports.directory import Concern, Directory
from bot.reports.pictures import only_the_picture
from bot.reports.receipt import SlipOfThePen, read_receipt

BODIES = "bodies"
LONGEST = 3500

CONCERNS: Mapping[Concern, Text] = {
    Concern.OTHER: T("Somebody else"),
    Concern.HOLDER: T("Somebody who works on reports there"),
    Concern.SECRETARY: T("A Party secretary of that place"),
    Concern.HEAD: T("The head of that body"),
}

_WRITE = T("Write here")
_PHOTO = DocumentKind(T("Send a photo here"), only_the_picture)


class Bodies:
    """The bodies that take reports, as a form looks for them."""

    def __init__(self, directory: Directory) -> None:
        self._bodies = directory.bodies

    def search(self, words: str) -> Sequence[Choice]:
        return [
            Choice(each.id, plain(each.name))
            for each in self._bodies.values()
            if words.strip() in each.name
        ]

    def near(self, place: Place) -> Sequence[Choice]:
        return ()

    def label(self, value: str) -> Text | None:
        body = self._bodies.get(value)
        return plain(body.name) if body else None


def report_form() -> Form:
    return Form(
        T("A report in confidence"),
        (
            Field(
                "body",
                T("To"),
                T("Which body shall look into it? The next one up sees that it does."),
                SearchKind(BODIES, T("Type part of its name"), offers=True),
            ),
            Field(
                "concern",
                T("It is about"),
                T(
                    "Whom is it about? This decides who can read it: what concerns that body itself"
                    " goes to the next one up, and nobody there learns of it."
                ),
                ChoiceKind(tuple(Choice(each, label) for each, label in CONCERNS.items())),
            ),
            _text("what", T("What happened"), T("What happened, and who did it?")),
            _text("where", T("Where and when"), T("Where and when? About is enough.")),
            _text(
                "check",
                T("What could be checked"),
                T("What could be looked at to see it: books, places, other people?"),
                required=False,
            ),
            Field(
                "photo",
                T("Photo"),
                T("A photo, if you have one. Only the picture is kept; more can follow later."),
                _PHOTO,
                required=False,
            ),
        ),
        send=T("Go on to the receipt"),
        review=T(
            "Please look it over. Is there something in it that only you could know? Leave it out:"
            " those concerned could tell by it who you are."
        ),
    )


def more_form() -> Form:
    return Form(
        T("Something more"),
        (
            _text("text", T("More"), T("What would you like to add?")),
            Field("photo", T("Photo"), T("A photo, if you have one."), _PHOTO, required=False),
        ),
    )


def typed_back_form(is_right: Callable[[str], bool]) -> Form:
    def parse(words: str) -> str:
        if not is_right(words):
            raise Unclear(T("That is not the same number. Look at your paper, and type it again."))
        return words

    return _number_form(T("Your receipt"), T("Now type it from your paper, all 24 digits."), parse)


def receipt_form() -> Form:
    def parse(words: str) -> str:
        try:
            return read_receipt(words).digits
        except SlipOfThePen:
            raise Unclear(T("A digit is wrong. Look at your paper, and type it again.")) from None

    return _number_form(T("Your receipt"), T("Type your receipt, all 24 digits."), parse)


def _number_form(title: Text, prompt: Text, parse: Callable[[str], str]) -> Form:
    kind = TextKind(T("24 digits"), longest=60, parse=parse)
    return Form(title, (Field("receipt", title, prompt, kind),), at_once=True)


def _text(key: str, label: Text, prompt: Text, *, required: bool = True) -> Field:
    return Field(key, label, prompt, TextKind(_WRITE, longest=LONGEST), required=required)
