"""How much may wait at once. Nothing is kept for it: only what waits already is counted."""

from bot.care import store, unsigned
from bot.care.kinds import GOVERNMENT, KINDS
from bot.conversation import Refused, Turn
from bot.language import TN, T, Text
from bot.members.whereabouts import ties

# Of one person, unanswered: of help and of the rest so much each.
MOST_OF_STRANGER, MOST_OF_MEMBER = 5, 20
# Of one unit, of help and of the rest so much each: above this no stranger's request would be read
# soon, and a flood of suggestions keeps nobody from help. Members are always let in.
MOST_AT_UNIT = 200
# Without a name until the night, at one unit: words of one sort, and answers to polls.
MOST_UNSIGNED, MOST_VOTES = 300, 20_000


def too_many(turn: Turn, kind: str) -> Text | None:
    """What to tell a person of whom so much of a sort waits that no more is taken."""
    person = turn.visitor.person
    if person is None:
        return None
    secret = KINDS[kind].secret
    asked = store.of_person(turn.tx, person)
    waiting = sum(each.unanswered and each.is_a.secret is secret for each in asked)
    if waiting < (MOST_OF_MEMBER if ties(turn.tx, person) else MOST_OF_STRANGER):
        return None
    return TN(
        "{count} thing that you asked still waits. Please add to it, or say that it is settled:"
        " “What I have asked”.",
        "{count} things that you asked still wait. Please add to one of them, or say that it is"
        " settled: “What I have asked”.",
        waiting,
    )


def admit(turn: Turn, kind: str, unit: str) -> None:
    """Raise `Refused` where no more is taken with a name."""
    if (text := too_many(turn, kind)) is not None:
        raise Refused(text)
    person = turn.visitor.person
    member = person is not None and ties(turn.tx, person)
    if not member and store.waiting_at(turn.tx, unit, _alike(kind)) >= MOST_AT_UNIT:
        numbers = [each.number for each in (*KINDS[kind].hotlines, GOVERNMENT)]
        raise Refused(
            T(
                "So much waits there that nobody would read this soon. Please choose the committee"
                " above or another branch, or call {numbers}.",
                numbers=" · ".join(dict.fromkeys(numbers)),
            )
        )


def _alike(kind: str) -> list[str]:
    """What is counted together with a kind: help, or all that is not."""
    return [each for each, a in KINDS.items() if a.secret is KINDS[kind].secret]


def admit_unsigned(turn: Turn, kind: str, unit: str) -> None:
    """Raise `Refused` where no more is taken without a name tonight."""
    most = MOST_UNSIGNED if kind in KINDS else MOST_VOTES
    if unsigned.count(turn.tx, unit, kind, most) >= most:
        raise Refused(
            T("So much has come there without a name today. Please send it again tomorrow.")
        )
