"""What the page itself says, in the language of whoever opened it."""

from collections.abc import Iterable
from typing import Any

from bot.language import Catalogues, T, Text
from bot.people import ROLE_LABELS, Role

TITLE = T("Home for mobile Party members")

WORDS: dict[str, Text] = {
    "bot_says": T("Answer"),
}
LANGUAGES = (("zh_CN", "中文"), ("en", "English"))


def page_data(catalogues: Catalogues, locale: str, *, start: str) -> dict[str, Any]:
    """The template's values for one person's chat; `start` came with the link."""
    return _data(catalogues, locale, {"phones": [{"phone": "", "name": ""}], "start": start})


def demo_data(
    catalogues: Catalogues,
    locale: str,
    *,
    phones: Iterable[tuple[str, str, Role | None, str]],
    clock: str,
) -> dict[str, Any]:
    """The template's values for the demo; phones are key, name, role and unit."""

    def role(role: Role | None, unit: str) -> str:
        if role is None:
            return catalogues.say(T("member, lives away from home"), locale)
        label = T("{role}, {unit}", role=ROLE_LABELS[role], unit=unit)
        return catalogues.say(label, locale)

    return _data(
        catalogues,
        locale,
        {
            "phones": [
                {"phone": key, "name": name, "role": role(held, unit)}
                for key, name, held, unit in phones
            ],
            "start": "",
            "demo": True,
            "clock": clock,
            "language": locale,
            "languages": [{"code": code, "label": label} for code, label in LANGUAGES],
        },
    )


def _data(catalogues: Catalogues, locale: str, more: dict[str, Any]) -> dict[str, Any]:
    words = {key: catalogues.say(text, locale) for key, text in WORDS.items()}
    return {
        "lang": locale.replace("_", "-"),
        "title": catalogues.say(TITLE, locale),
        "words": words,
        "data": {"words": words, "demo": False, **more},
    }
