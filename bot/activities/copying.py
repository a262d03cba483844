"""What this room knows of a person, for the copy of their data."""

from collections.abc import Iterator

from bot.activities import groups, store
from bot.activities.model import Word
from bot.activities.talk.words import WORDS, brief
from bot.conversation import Turn
from bot.language import T, Text, plain
from bot.room import Part


def copy(turn: Turn, person: str) -> Iterator[Part]:
    said = turn.tx.all(
        "SELECT activity, word FROM activity_answer WHERE person = :person", {"person": person}
    )
    answers = [
        T(
            "{what}: {answer}",
            what=_activity(turn, row["activity"]),
            answer=WORDS[Word(row["word"])],
        )
        for row in said
    ]
    yield Part(T("What you answered to invitations"), tuple(answers))
    names = groups.of_person(turn.tx, person)
    yield Part(T("Groups of a branch that you are in"), tuple(plain(name) for name in names))
    came = turn.tx.all("SELECT activity FROM attendance WHERE person = :person", {"person": person})
    lines = tuple(_activity(turn, row["activity"]) for row in came)
    yield Part(T("Where the minutes say that you came"), lines)


def _activity(turn: Turn, id: str) -> Text:
    activity = store.activity(turn.tx, id)
    return brief(activity) if activity else T("an activity that is gone")
