"""Days as people type them, in Chinese or English, read against the day that it is there."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

# Far enough for any stay, near enough that a slip of the finger finds nothing.
YEARS = range(1920, 2100)

_RELATIVE = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "今天": 0,
    "明天": 1,
    "后天": 2,
    "大后天": 3,
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_CHINESE_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_WEEKDAYS = {name.lower()[:3]: number for number, name in enumerate(calendar.day_name)}
_MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if name}
_DIGITS = {letter: str(number) for number, letter in enumerate("零一二三四五六七八九")}
_DIGITS["两"] = "2"

_WHOLE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})[日号]?")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_DAY = re.compile(r"(\d{1,2})[日号]?")
_WEEKDAY = re.compile(r"(上|这|本|下)?个?(?:周|星期|礼拜)([一二三四五六日天])")
_AWAY = re.compile(r"(\d{1,3})个?(天|周|星期|月|年)(后|前)")
_END_OF_MONTH = re.compile(r"(这个?|本|下个?)?月底|(next )?month end")
_ENGLISH_WEEKDAY = re.compile(r"(next |last )?([a-z]{3,9})")
_ENGLISH_DAY = re.compile(r"(?:(\d{1,2}) )?([a-z]{3,9})(?: (\d{1,2}))?(?:,? (\d{4}))?")
_ENGLISH_AWAY = re.compile(r"in (\d{1,3}) (day|week|month|year)s?")


def read_days(words: str, today: date) -> list[date]:
    """The days that words can mean, the nearest to `today` first; none where they mean none."""
    said = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
    said = said if said in _RELATIVE else arabic(said)
    found = {day for day in _readings(said, today) if day.year in YEARS}
    return sorted(found, key=lambda day: (abs(day - today), day))


def _readings(said: str, today: date) -> Iterator[date]:
    if said in _RELATIVE:
        yield today + timedelta(days=_RELATIVE[said])
    elif match := (_WHOLE.fullmatch(said) or _COMPACT.fullmatch(said)):
        yield from _day(*map(int, match.groups()))
    elif match := _MONTH_DAY.fullmatch(said):
        yield from _around(today, int(match[1]), int(match[2]))
    elif match := _YEAR_MONTH.fullmatch(said):
        yield from _ends_of_month(int(match[1]), int(match[2]))
    elif match := _DAY.fullmatch(said):
        for months in (-1, 0, 1):
            yield from _day(*_months_from(today, months), int(match[1]))
    elif match := _WEEKDAY.fullmatch(said):
        yield from _weekday(today, match[1] or "", _CHINESE_WEEKDAYS[match[2]])
    elif match := _AWAY.fullmatch(said):
        sign = 1 if match[3] == "后" else -1
        yield from _away(today, sign * int(match[1]), match[2])
    elif match := _END_OF_MONTH.fullmatch(said):
        later = bool(match[2] or (match[1] or "").startswith("下"))
        year, month = _months_from(today, int(later))
        yield date(year, month, calendar.monthrange(year, month)[1])
    else:
        yield from _english(said, today)


def _english(said: str, today: date) -> Iterator[date]:
    if match := _ENGLISH_AWAY.fullmatch(said):
        yield from _away(today, int(match[1]), match[2])
    elif (match := _ENGLISH_WEEKDAY.fullmatch(said)) and match[2][:3] in _WEEKDAYS:
        which = {"next ": "下", "last ": "上"}.get(match[1] or "", "")
        yield from _weekday(today, which, _WEEKDAYS[match[2][:3]])
    elif (match := _ENGLISH_DAY.fullmatch(said)) and match[2][:3] in _MONTHS:
        day, month = match[1] or match[3], _MONTHS[match[2][:3]]
        if day and match[4]:
            yield from _day(int(match[4]), month, int(day))
        elif day:
            yield from _around(today, month, int(day))


def _weekday(today: date, which: str, weekday: int) -> Iterator[date]:
    """In this week, the next or the last one; where none is named, the coming day or the last."""
    monday = today - timedelta(days=today.weekday())
    this = monday + timedelta(days=weekday)
    if which:
        yield this + timedelta(weeks={"上": -1, "下": 1}.get(which, 0))
    else:
        yield from (this + timedelta(weeks=weeks) for weeks in (-1, 0, 1))


def _away(today: date, count: int, unit: str) -> Iterator[date]:
    match unit:
        case "天" | "day":
            yield today + timedelta(days=count)
        case "周" | "星期" | "week":
            yield today + timedelta(weeks=count)
        case _:
            months = count * (12 if unit in ("年", "year") else 1)
            year, month = _months_from(today, months)
            if year in YEARS:
                last = calendar.monthrange(year, month)[1]
                yield date(year, month, min(today.day, last))


def _around(today: date, month: int, day: int) -> Iterator[date]:
    for year in (today.year - 1, today.year, today.year + 1):
        yield from _day(year, month, day)


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _ends_of_month(year: int, month: int) -> Iterator[date]:
    if year in YEARS and 1 <= month <= 12:
        yield date(year, month, 1)
        yield date(year, month, calendar.monthrange(year, month)[1])


def _months_from(today: date, months: int) -> tuple[int, int]:
    whole = today.year * 12 + today.month - 1 + months
    return whole // 12, whole % 12 + 1


def arabic(said: str) -> str:
    """Chinese numbers up to 99 as digits; what names a day of the week stays."""
    if _WEEKDAY.fullmatch(said):
        return said
    said = said.replace("半年", "6个月")
    said = re.sub(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)", _tens, said)
    return "".join(_DIGITS.get(letter, letter) for letter in said)


def _tens(match: re.Match[str]) -> str:
    return _DIGITS.get(match[1], "1") + _DIGITS.get(match[2], "0")
