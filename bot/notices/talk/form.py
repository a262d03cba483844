"""What is asked to write a notice: what it says, for whom, what it asks, and when."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.conversation import (
    Answers,
    Choice,
    ChoiceKind,
    Document,
    DocumentKind,
    Field,
    Form,
    ManyKind,
    Place,
    Refused,
    SearchKind,
    Source,
    TextKind,
    Turn,
    Unclear,
    many_lines,
)
from bot.delivery import message
from bot.language import T, Text
from bot.notices.model import AUDIENCES, BETWEEN, LONGEST, Asks, Audience, Notice, read_choices
from bot.notices.rhythm import Rhythm, read_rhythms
from bot.notices.talk.words import said

NOW, LATER, REGULARLY = "now", "later", "regularly"
# The file that a notice has already, when it is changed.
KEPT_FILE = "kept"


def a_file(document: Document) -> Document:
    """A picture or file as it was sent; an empty one says nothing."""
    if not document.content:
        raise Unclear(T("That file is empty."))
    return document


def _asks_choice(answers: Answers) -> bool:
    return answers.get("asks") == Asks.CHOICE


def _later(answers: Answers) -> bool:
    return answers.get("when") == LATER


def _regularly(answers: Answers) -> bool:
    return answers.get("when") == REGULARLY


def notice_form(source: str, audiences: tuple[Audience, ...]) -> Form:
    """The form of an office; `source` has the units that its holder writes for."""
    return Form(
        T("Write a notice"),
        (
            Field(
                "unit",
                T("From"),
                T("Which of your units is it from?"),
                SearchKind(source, T("Name"), offers=True),
                review=False,
            ),
            Field(
                "words",
                T("Words"),
                T("What do you want to say? You may forward a message here instead."),
                TextKind(T("The notice"), longest=LONGEST, parse=many_lines),
            ),
            Field(
                "file",
                T("Picture or file"),
                T("Send one picture or one file that goes with it, or skip this."),
                DocumentKind(T("Picture or file"), a_file, caption="words"),
                required=False,
            ),
            Field(
                "whom",
                T("For"),
                T("For whom is it? Choose one or more, then “That is all”."),
                ManyKind(tuple(Choice(each, AUDIENCES[each]) for each in audiences)),
            ),
            Field(
                "asks",
                T("Asks"),
                T("Do you need an answer? Only then are answers kept."),
                ChoiceKind(
                    (
                        Choice(Asks.NOTHING, T("no answer is needed")),
                        Choice(Asks.READ, T("whether it was read")),
                        Choice(Asks.COMING, T("whether they come")),
                        Choice(Asks.CHOICE, T("one of my own answers")),
                    )
                ),
            ),
            Field(
                "choices",
                T("Answers"),
                T("Which answers can they choose? A line each, or with a slash between."),
                TextKind(T("For example: train / bus / none"), parse=read_choices),
                when=_asks_choice,
            ),
            Field(
                "when",
                T("When"),
                T("When shall it go out?"),
                ChoiceKind(
                    (
                        Choice(NOW, T("now")),
                        Choice(LATER, T("at a time that I choose")),
                        Choice(REGULARLY, T("again and again")),
                    )
                ),
            ),
            Field(
                "day",
                T("Day"),
                T("On which day?"),
                SearchKind("day", T("For example 12月5日, 下周六, tomorrow"), offers=True),
                when=_later,
            ),
            Field(
                "time",
                T("Time"),
                T("At what time, by your clock?"),
                SearchKind("time", T("For example 19:30, 晚上八点"), offers=True),
                when=_later,
            ),
            Field(
                "rhythm",
                T("Again and again"),
                T("How often? For example: every Monday at 8; the last workday of the month."),
                SearchKind("rhythm", T("For example 每周一早上八点, every day at 9")),
                when=_regularly,
            ),
        ),
        send=T("See how it looks"),
    )


class Rhythms:
    """The source of the field that says how often."""

    def __init__(self, turn: Turn) -> None:
        """Every source gets the turn; this one needs nothing of it."""

    def search(self, words: str) -> list[Choice]:
        return [Choice(str(each), each.text) for each in read_rhythms(words)]

    def near(self, place: Place) -> list[Choice]:
        return []

    def label(self, value: str) -> Text | None:
        try:
            return Rhythm.parse(value).text
        except ValueError:
            return None


SOURCES: dict[str, Callable[[Turn], Source]] = {"rhythm": Rhythms}


def answers_of(turn: Turn, notice: Notice) -> Answers:
    """What was answered for a notice, so that nothing is typed twice."""
    screen = message(turn.tx, notice.message)
    files = screen.attachments if screen else ()
    there = notice.due_at and notice.due_at.astimezone(ZoneInfo(turn.visitor.zone))
    when = REGULARLY if notice.rhythm else LATER if there else NOW
    return {
        "words": said(turn, notice),
        "file": f"{KEPT_FILE} {files[0].name}" if files else "",
        "whom": ",".join(each for each in Audience if each in notice.audience),
        "asks": notice.asks,
        "choices": BETWEEN.join(notice.choices),
        "when": when,
        "day": there.date().isoformat() if there else "",
        "time": f"{there:%H:%M}" if there else "",
        "rhythm": str(notice.rhythm) if notice.rhythm else "",
    }


def when_of(turn: Turn, answers: Answers) -> tuple[datetime | None, Rhythm | None]:
    """When a notice goes out, None for at once; and how often."""
    zone = turn.visitor.zone
    match answers["when"]:
        case "later":
            day = date.fromisoformat(answers["day"])
            at = time.fromisoformat(answers["time"])
            due_at = datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)
            if due_at <= turn.now:
                raise Refused(T("That time is over. Please choose a later one."))
            return due_at, None
        case "regularly":
            rhythm = Rhythm.parse(answers["rhythm"])
            return rhythm.after(turn.now, zone), rhythm
    return None, None
