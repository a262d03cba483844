"""A booth: one conversation in confidence. Everything in it ends with it, or with the process."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import (
    Answers,
    Command,
    Document,
    Filling,
    Form,
    Option,
    Refused,
    Screen,
    Settled,
    Turn,
)
from bot.language import T, Text, plain
from bot.reports.box import Look, Refusal
from bot.reports.deposit import Deposit
from bot.reports.directory import Body, Concern
from bot.reports.envelope import File, TooLarge
from bot.reports.receipt import (
    Mailbox,
    Receipt,
    SlipOfThePen,
    mailbox_of,
    new_receipt,
    read_receipt,
)
from bot.reports.reporter import (
    read_answers,
    seal_more,
    seal_report,
    seal_withdrawal,
    still_reading,
)
from bot.reports.talk.entry import everybody
from bot.reports.talk.forms import more_form, receipt_form, report_form, typed_back_form
from bot.reports.talk.words import REFUSALS, standing, ways


@dataclass(frozen=True, slots=True)
class Written:
    """A report that was written and waits for its receipt to be typed back."""

    body: Body
    concern: Concern
    answers: Mapping[str, str]
    files: tuple[File, ...]
    receipt: Receipt


class Underived(Exception):
    """What follows from a receipt is not known yet: derive it, then take the turn once more."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__()
        self.receipt = receipt


class Booth:
    """`left` once the person has gone back to the menu, `over` once all is done."""

    def __init__(self, deposit: Deposit, address: str, chance: random.Random) -> None:
        self._deposit = deposit
        self._address = address
        self._chance = chance
        self._written: Written | None = None
        self._mailbox: Mailbox | None = None
        self._derived: tuple[Receipt, Mailbox] | None = None
        self.left = False
        self.over = False

    def welcome(self, turn: Turn) -> tuple[Text, ...]:
        return ways(self._address)

    async def derive(self, receipt: Receipt) -> None:
        """Outside of turns: it takes a good part of a second, and would hold up every booth."""
        self._derived = receipt, await mailbox_of(receipt)

    def _opened_by(self, receipt: Receipt) -> Mailbox:
        if self._derived is None or self._derived[0] != receipt:
            raise Underived(receipt)
        return self._derived[1]

    @property
    def busy(self) -> bool:
        """Whether something would be lost with it."""
        return self._written is not None and not self.over

    @property
    def commands(self) -> tuple[Command, ...]:
        tell, known = Filling(report_form(), self._take), Filling(receipt_form(), self._open)
        typed = Filling(typed_back_form(self._is_right), self._send)
        more = Filling(more_form(), self._add)
        withdraw = Filling(_WITHDRAWAL, self._withdraw)
        return (
            Command("tell", T("Report here, in confidence"), everybody, tell, menu=1),
            Command("known", T("I have a receipt"), everybody, known, menu=2),
            Command("typed", T("I have written it down"), self._has_written, typed),
            Command("more", T("Add something"), self._is_open, more),
            Command("takeback", T("Take it back"), self._is_open, withdraw),
            Command("leave", T("Back to the menu"), everybody, self._leave, menu=3),
        )

    def _has_written(self, turn: Turn, about: str) -> bool:
        return self._written is not None

    def _is_open(self, turn: Turn, about: str) -> bool:
        return self._mailbox is not None

    def _leave(self, turn: Turn, about: str) -> Screen:
        self.left = True
        return Screen((T("Back to the menu"),))

    # A new report

    def _take(self, turn: Turn, about: str, answers: Answers) -> Screen:
        concern = Concern(answers["concern"])
        body = self._deposit.directory.route(answers["body"], concern)
        if body is None:
            raise Settled(
                T("There is no body above that one here. What concerns it goes to 12388 alone.")
            )
        told = {key: answer for key, answer in answers.items() if answer}
        receipt = new_receipt(self._chance)
        self._written = Written(body, concern, told, _files(turn, answers), receipt)
        return Screen(
            (
                T("Nothing is sent yet. First write this number on paper, not into the phone:"),
                plain(receipt.groups),
                T(
                    "With it you can see how it stands, read the answers and add something. Whoever"
                    " finds it reads the answers, never your report. Nobody can make it again."
                ),
            ),
            (Option(T("I have written it down"), "typed/"),),
        )

    def _is_right(self, words: str) -> bool:
        try:
            return self._written is not None and read_receipt(words) == self._written.receipt
        except SlipOfThePen:
            return False

    def _send(self, turn: Turn, about: str, answers: Answers) -> Screen:
        written = self._written
        if written is None:
            raise Settled(T("This is settled already."))
        mailbox = self._opened_by(written.receipt)
        try:
            sealed = seal_report(
                mailbox, written.body, written.concern, written.answers, written.files
            )
            self._deposit.send(mailbox, written.body, 1, sealed)
        except (Refusal, TooLarge) as error:
            raise Refused(_words(error)) from None
        return self._end(
            T(
                "It is in the box, sealed. I delete what I can of this conversation; please delete"
                " the rest. I shall never speak to you about it by myself: to see how it stands,"
                " choose “Report something” and type your receipt."
            )
        )

    # With a receipt

    def _open(self, turn: Turn, about: str, answers: Answers) -> Screen:
        mailbox = self._opened_by(read_receipt(answers["receipt"]))
        look = self._look(mailbox)
        self._mailbox = mailbox
        said = standing(look, mailbox, self._deposit.directory)
        options = [Option(T("Add something"), "more/"), Option(T("Take it back"), "takeback/")]
        return Screen((*said,), (*options, Option(T("Back to the menu"), "leave/")))

    def _add(self, turn: Turn, about: str, answers: Answers) -> Screen:
        mailbox, look, body = self._present()
        try:
            text, files = answers["text"], _files(turn, answers)
            sealed = seal_more(mailbox, body, look.next, text, files)
            self._deposit.send(mailbox, body, look.next, sealed)
        except (Refusal, TooLarge) as error:
            raise Refused(_words(error)) from None
        return self._end(T("It was added, sealed. I delete what I can of this conversation."))

    def _withdraw(self, turn: Turn, about: str, answers: Answers) -> Screen:
        mailbox, look, body = self._present()
        try:
            if not look.begun:
                self._deposit.withdraw(mailbox)
                return self._end(T("It is wholly deleted. Nobody had read it."))
            sealed = seal_withdrawal(mailbox, body, look.next)
            self._deposit.send(mailbox, body, look.next, sealed)
        except Refusal as refusal:
            raise Refused(_words(refusal)) from None
        return self._end(
            T("They are looking into it already, and now know that you would let it rest.")
        )

    def _present(self) -> tuple[Mailbox, Look, Body]:
        """The body has those holders alone who may read what is added."""
        if self._mailbox is None:
            raise Settled(T("Type your receipt first."))
        look, directory = self._look(self._mailbox), self._deposit.directory
        body = directory.body(look.body)
        answers = read_answers(look.answers, self._mailbox, directory)
        readers = still_reading(body, answers) if body else None
        if readers is None:
            raise Settled(REFUSALS["body"])
        return self._mailbox, look, readers

    def _look(self, mailbox: Mailbox) -> Look:
        try:
            return self._deposit.look(mailbox)
        except Refusal as refusal:
            raise Settled(_words(refusal)) from None

    def _end(self, words: Text) -> Screen:
        self._written = self._mailbox = self._derived = None
        self.over = True
        return Screen((words,), (Option(T("Back to the menu"), "menu/"),))


_WITHDRAWAL = Form(
    T("Take it back"),
    (),
    send=T("Yes, take it back"),
    review=T(
        "Take your report back? Where nobody has begun, it is deleted; where somebody has, they are"
        " told that you would let it rest."
    ),
)


def _files(turn: Turn, answers: Answers) -> tuple[File, ...]:
    photo = answers.get("photo")
    document: Document | None = turn.document(photo) if photo else None
    return (File(document.media, document.content),) if document else ()


def _words(error: Refusal | TooLarge) -> Text:
    word = error.word if isinstance(error, Refusal) else "large"
    return REFUSALS.get(word, REFUSALS["busy"])
