"""What anybody may say about an entry: a question, an opinion, a comment, an answer to a poll."""

from collections.abc import Iterator

from bot import care, organization
from bot.conversation import (
    Answers,
    Command,
    Filling,
    Form,
    Option,
    Screen,
    Settled,
    Traceless,
    Turn,
    Work,
)
from bot.language import T, Text
from bot.members.whereabouts import ties
from bot.openness import store
from bot.openness.model import DRAFT, POLL, WORK_REPORT, Entry, is_open
from bot.openness.talk.words import published, the_entry, today
from bot.organization.wording import worded
from bot.people import Role, holders

COUNT = "poll_count"


def steps(turn: Turn, entry: Entry) -> Iterator[Option]:
    """What the visitor may say about an entry now."""
    if entry.kind == POLL:
        if is_open(entry, today(turn)):
            for number, choice in enumerate(entry.choices):
                text = T("My answer: {choice}", choice=worded(turn, choice))
                yield Option(text, f"vote/{entry.id}-{number}")
    elif entry.kind == DRAFT and is_open(entry, today(turn)):
        yield OPINION.option(entry.id)
    elif entry.kind == WORK_REPORT:
        if may_comment(turn, entry.id):
            yield COMMENT.option(entry.id)
    else:
        yield QUESTION.option(entry.id)


def _question(turn: Turn, id: str, answers: Answers) -> Screen | Traceless:
    return care.put(turn, "question", the_entry(turn, id).unit, id, answers)


def _opinion(turn: Turn, id: str, answers: Answers) -> Screen | Traceless:
    entry = the_entry(turn, id)
    _still_open(turn, entry)
    return care.put(turn, care.OPINION, entry.unit, id, answers)


def _still_open(turn: Turn, entry: Entry) -> None:
    if not is_open(entry, today(turn)):
        raise Settled(T("It is closed; nothing is taken any more."))


# Comments on the secretary's work report


def may_comment(turn: Turn, id: str) -> bool:
    """The branch's own members, wherever they are now; not those who are answered for."""
    entry = store.entry(turn.tx, id)
    person = turn.visitor.person
    if entry is None or entry.kind != WORK_REPORT or person is None:
        return False
    secretary = person in holders(turn.tx, entry.unit, Role.SECRETARY)
    return not secretary and entry.unit in {each.unit for each in ties(turn.tx, person)}


def _comment(turn: Turn, id: str, answers: Answers) -> Traceless:
    entry = the_entry(turn, id)
    above = [unit.id for unit in organization.above(turn.tx, entry.unit)]
    committee = next((each for each in above if holders(turn.tx, each, Role.COMMITTEE)), None)
    if committee is None:
        raise Settled(T("No committee above the branch reads here yet."))
    return care.keep_unsigned(
        turn,
        "comment",
        committee,
        id,
        answers["words"],
        T("Kept, without your name. The committee gets it at night, with others, in no order."),
    )


# Polls


def _is_choice(turn: Turn, about: str) -> bool:
    id, _, number = about.rpartition("-")
    entry = store.entry(turn.tx, id)
    return (
        entry is not None
        and entry.kind == POLL
        and number.isdecimal()
        and int(number) < len(entry.choices)
    )


def _vote(turn: Turn, about: str) -> Traceless:
    id, _, number = about.rpartition("-")
    entry = the_entry(turn, id)
    _still_open(turn, entry)
    counted = T("Counted in at night. Who answered what is not kept.")
    about = f"{id}-{int(number)}"
    return care.keep_unsigned(turn, "vote", entry.unit, about, "", counted, due=COUNT)


def poll_lines(turn: Turn, entry: Entry) -> Iterator[Text]:
    if entry.kind != POLL:
        return
    yield T(
        "An informal poll. It decides nothing and is never about persons. Nobody is noted, so"
        " somebody can answer more than once."
    )
    counts = store.answers(turn.tx, entry.id)
    for number, choice in enumerate(entry.choices):
        yield T("{answer}: {count}", answer=worded(turn, choice), count=counts.get(number, 0))


def count(work: Work, about: str) -> None:
    for _, answered, _ in care.unsigned.take(work.tx, "vote"):
        id, _, number = answered.rpartition("-")
        store.count_answer(work.tx, id, int(number))


QUESTION = Command(
    "askentry",
    T("Ask about it"),
    published,
    Filling(
        Form(
            T("Ask about it"),
            (
                care.HOW,
                care.words_field(
                    T(
                        "What do you want to know? Who published it reads it; the answer stands"
                        " below, for anybody."
                    )
                ),
                care.NAME,
                care.CONSENT,
            ),
        ),
        _question,
        care.start,
    ),
)


def _is_draft(turn: Turn, id: str) -> bool:
    entry = store.entry(turn.tx, id)
    return entry is not None and entry.kind == DRAFT


OPINION = Command(
    "opinion",
    T("Say what I think of it"),
    _is_draft,
    Filling(
        Form(
            T("Say what I think of it"),
            (
                care.HOW,
                care.words_field(
                    T(
                        "What should be otherwise? Who wrote it reads it; each opinion is answered"
                        " or summed up below."
                    )
                ),
                care.NAME,
                care.CONSENT,
            ),
        ),
        _opinion,
        care.start,
    ),
)
COMMENT = Command(
    "comment",
    T("Comment on it, without my name"),
    may_comment,
    Filling(
        Form(
            T("Comment on it, without my name"),
            (
                care.words_field(
                    T(
                        "What do you want to tell the committee? Leave out what only you can know."
                        " Your chat app still knows your account."
                    )
                ),
            ),
        ),
        _comment,
    ),
)
VOTE = Command("vote", T("My answer"), _is_choice, _vote)

COMMANDS = (QUESTION, OPINION, COMMENT, VOTE)
