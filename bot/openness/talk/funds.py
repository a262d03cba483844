"""Money by years: each item and the sum, against the year before; a rise is marked."""

from collections.abc import Iterator

from bot.conversation import Document, Turn
from bot.language import T, Text, plain
from bot.openness import store
from bot.openness.model import KINDS, Entry, Year, by_year, latest, standing
from bot.openness.picture import bars
from bot.organization.wording import worded

# What was spent adds up; what is earned and what is spent do not.
SUMMED = "threepublic"
MONEY = (SUMMED, "collective")
SHOWN = 4


def money(turn: Turn, unit: str) -> tuple[list[Text], tuple[Document, ...]]:
    """The lines, and a picture of each sum or only item that has at least two years."""
    lines: list[Text] = []
    pictures = []
    for kind in MONEY:
        entries = [each for each in store.of_unit(turn.tx, unit, (kind,)) if each.year]
        titles = sorted({each.title for each in entries})
        if not entries:
            continue
        lines.append(KINDS[kind].label)
        if len(titles) > 1:
            lines += [line for title in titles for line in _item(turn, entries, title)]
        if len(titles) == 1 or kind == SUMMED:
            years = by_year(_amounts(turn, entries))
            lines += _lines(
                T("in all") if len(titles) > 1 else plain(worded(turn, titles[0])), years
            )
            if len(years) > 1:
                pictures.append(Document(f"{kind}.png", "image/png", bars(latest(years))))
    return lines, tuple(pictures)


def _item(turn: Turn, entries: list[Entry], title: str) -> Iterator[Text]:
    of_title = [each for each in entries if each.title == title]
    yield from _lines(plain(worded(turn, title)), by_year(_amounts(turn, of_title))[:2])


def _amounts(turn: Turn, entries: list[Entry]) -> Iterator[tuple[int, int]]:
    for each in entries:
        amount = standing(each, store.additions(turn.tx, each.id)).amount
        if each.year and amount is not None:
            yield each.year, amount


def _lines(what: Text, years: list[Year]) -> Iterator[Text]:
    for each in years[:SHOWN]:
        yield _line(what, each)


def _line(what: Text, year: Year) -> Text:
    amount = f"{year.amount:,}"
    if year.percent is None:
        return T("{year}, {what}: {amount} yuan", year=str(year.year), what=what, amount=amount)
    change = f"{year.percent:+d} %"
    if year.rose:
        return T(
            "▲ {year}, {what}: {amount} yuan, {change}: it rose",
            year=str(year.year),
            what=what,
            amount=amount,
            change=change,
        )
    return T(
        "{year}, {what}: {amount} yuan, {change}",
        year=str(year.year),
        what=what,
        amount=amount,
        change=change,
    )
