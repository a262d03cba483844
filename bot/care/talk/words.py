"""What the screens about asks share: who may see one, and how one is shown."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from bot import people
from bot.care import store
from bot.care.asking import helps, unit_name
from bot.care.kinds import Kind
from bot.care.model import STATES, STEPS, Ask, State, Step
from bot.conversation import TO_MENU, Option, Screen, Settled, Turn, day_text, shortened
from bot.language import DayOf, T, Text, plain
from bot.organization.wording import worded
from bot.people import Role
from bot.storage import Transaction

# Columns.
BRIEF = 40
LINES_SHOWN = 12


def unit_of(tx: Transaction, id: str) -> str | None:
    ask = store.ask(tx, id)
    return ask.unit if ask else None


def asker(turn: Turn, id: str) -> bool:
    """Whoever asked."""
    ask = store.ask(turn.tx, id) if turn.visitor.person else None
    return ask is not None and ask.asker == turn.visitor.person


def helper(turn: Turn, about: str) -> bool:
    """Whoever helps: those who hold an office where the ask is now, and nobody above them."""
    unit = unit_of(turn.tx, about.partition("-")[0])
    return unit is not None and helps(turn.tx, turn.visitor.person, unit)


# A committee sees that something waits below it; of what is secret, no more than that.
overseer = people.holding(Role.COMMITTEE, unit_of)


def giver(turn: Turn, id: str) -> bool:
    """An officer of the committee that gave a finding."""
    ask = store.ask(turn.tx, id)
    return ask is not None and ask.given_by in people.units(turn, Role.COMMITTEE)


def the_ask(turn: Turn, id: str) -> Ask:
    """The ask that a command is about; its right has looked already."""
    ask = store.ask(turn.tx, id)
    if ask is None:
        raise Settled(T("That is gone."))
    return ask


def settled(ask: Ask) -> Settled:
    return Settled(T("This is already settled: {state}.", state=STATES[ask.state]))


def label(turn: Turn, ask: Ask) -> Text:
    """One line for a list that only its asker and its helpers see."""
    return T(
        "No. {number}: {what} ({state})",
        number=ask.number,
        what=ask.is_a.label if ask.is_a.secret else _brief(turn, ask),
        state=STATES[ask.state],
    )


def _brief(turn: Turn, ask: Ask) -> Text:
    """What ships in several languages is settled: of what waits there may be thousands."""
    settled = ask.state is State.SETTLED
    return brief(turn, ask.words) if settled else plain(shortened(ask.words, BRIEF))


def brief(turn: Turn, words: str) -> Text:
    return plain(shortened(worded(turn, words), BRIEF))


def told(*texts: Text, options: tuple[Option, ...] = ()) -> Screen:
    """The answer to somebody who has acted; nothing of it names the thing."""
    return Screen(texts, options, back=TO_MENU, replace=True)


def body(turn: Turn, ask: Ask) -> Iterator[Text]:
    """What was asked, how it stands, and what was done."""
    yield T("No. {number}: {what}", number=ask.number, what=ask.is_a.label)
    if ask.for_other:
        yield T("It is for somebody else.")
    yield plain(worded(turn, ask.words))
    yield T(
        "Asked on {day}. It is with {unit}.",
        day=_day(ask, ask.asked_at),
        unit=unit_name(turn, ask.unit),
    )
    yield from history(turn, ask)
    yield T("How it stands: {state}", state=STATES[ask.state])
    if ask.expected_on and ask.unanswered:
        yield T("An answer is expected by {day}", day=day_text(ask.expected_on))
    yield from promise(ask)


def promise(ask: Ask) -> Iterator[Text]:
    if ask.promised_for:
        yield T("Promised for {day}", day=day_text(ask.promised_for))


def history(turn: Turn, ask: Ask, above: Collection[str] = ()) -> Iterator[Text]:
    """What was done; words that stand `above` already are not said again for each ask."""
    for line in store.lines(turn.tx, ask.id)[-LINES_SHOWN:]:
        day = _day(ask, line.at)
        step = STEPS[line.step]
        if line.words in above:
            if line.step is Step.ANSWER:
                yield T("{day}: answered together with others, see above", day=day)
        elif line.words:
            words = worded(turn, line.words)
            yield T("{day}, {step}: {words}", day=day, step=step, words=words)
        else:
            yield T("{day}: {step}", day=day, step=step)


def _day(ask: Ask, moment: datetime) -> date | DayOf:
    """Where the reader is; of what carries no name, the day by which it is kept."""
    return moment.date() if ask.unsigned else DayOf(moment)


def thing(ask: Ask) -> list[Option]:
    """Leads to what is published, where the ask is about that."""
    return [Option(T("What it is about"), f"openentry/{ask.about}")] if ask.about else []


def hotlines(kind: Kind) -> Iterator[Text]:
    if kind.hotlines:
        yield T("You can also call at once:")
    for each in kind.hotlines:
        yield T("{number}: {what}", number=each.number, what=each.what)
