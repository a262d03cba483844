"""Catalogues: what the `.po` files hold, in every language."""

from collections.abc import Iterator
from datetime import date, datetime
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton

from bot.language.compiled import compiled
from bot.language.text import DayOf, Text, Value


class Catalogues:
    """Puts texts into words, in every language that has a folder under `locales/`."""

    def __init__(self, folder: Path, default: str) -> None:
        """Raise `ValueError` where `folder` holds no catalogue for `default`."""
        self._translations = dict(_read(folder))
        if default not in self._translations:
            raise ValueError(f"no catalogue for {default}")
        self.default = default

    @property
    def locales(self) -> tuple[str, ...]:
        return tuple(sorted(self._translations))

    def nearest(self, wanted: str | None) -> str:
        """The locale for a language tag such as `zh-Hans` or `en-GB`; else the default."""
        language = (wanted or "").replace("-", "_").split("_")[0].lower()
        same = [locale for locale in self.locales if locale.split("_")[0] == language]
        return same[0] if same else self.default

    def say(self, text: Text, locale: str, zone: str = "UTC") -> str:
        """`text` in words. Times are shown in `zone`; an unknown locale gets the default one."""
        if locale not in self._translations:
            locale = self.default
        words = self._translate(text, locale)
        values = {key: self._show(value, locale, zone) for key, value in text.values.items()}
        return words.format(**values) if values else words.replace("{{", "{").replace("}}", "}")

    def every(self, text: Text) -> set[str]:
        """`text` in every language: what people may type for it."""
        return {self.say(text, locale) for locale in self.locales}

    def _translate(self, text: Text, locale: str) -> str:
        translation = self._translations[locale]
        if text.plural is None:
            return translation.gettext(text.message)
        count = text.values["count"]
        assert isinstance(count, int)
        return translation.ngettext(text.message, text.plural, count)

    def _show(self, value: Value, locale: str, zone: str) -> str:
        if isinstance(value, Text):
            return self.say(value, locale, zone)
        if isinstance(value, DayOf):
            value = value.moment.astimezone(ZoneInfo(zone)).date()
        if isinstance(value, datetime):
            there = value.astimezone(ZoneInfo(zone))
            return f"{format_skeleton('MMMEd', there, locale=locale)} {there:%H:%M}"
        if isinstance(value, date):
            return format_date(value, "long", locale=locale)
        return str(value)


def _read(folder: Path) -> Iterator[tuple[str, GNUTranslations]]:
    for path in sorted(folder.glob("*/LC_MESSAGES/bot.po")):
        locale = path.parent.parent.name
        yield locale, GNUTranslations(BytesIO(compiled(path, locale)))
