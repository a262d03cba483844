"""What the page itself says, in the language of whoever opened it."""

from collections.abc import Iterable
from typing import Any

from bot.language import Catalogues, T, Text
from bot.people import ROLE_LABELS, Role

TITLE = T("Home for mobile Party members")

# What stands on the page itself; the page fills in `{…}` by itself.
WORDS: dict[str, Text] = {
    "type_here": T("Write here"),
    "your_message": T("Your message"),
    "send": T("Send"),
    "conversation": T("Conversation"),
    "bot_says": T("Reply:"),
    "you_said": T("You:"),
    "loading": T("Opening…"),
    "working": T("One moment…"),
    "waiting": T("Waiting to be sent"),
    "sent": T("Sent"),
    "not_sent": T("Not sent"),
    "new_message": T("New message"),
    "offline": T("No network. It will be sent by itself."),
    "share_place": T("Share my position"),
    "finding_place": T("Looking for your position…"),
    "my_place": T("My position"),
    "choose_file": T("Choose a file"),
    "open_file": T("Open {name}"),
    "place_denied": T("Your phone did not allow it. You can write the name of the place."),
    "place_failed": T("Your position was not found. Try again, or write the name of the place."),
    "too_long": T("At most {most} characters, {over} too many. Please send it in parts."),
    "failed": T("That did not work. Please try again."),
    "reload": T("Reload"),
    "close": T("Close"),
    "no_script": T("This page needs JavaScript."),
}
DEMO_WORDS: dict[str, Text] = {
    "demo_hint": T(
        "On Li's phone, write “report in”. Then “Accept” on Wang's phone, and “Confirm” on Chen's."
    ),
    "demo_box_hint": T(
        "Further right: report something on the report page, then check and verify it at the two"
        " desks beside it."
    ),
    "demo_tools": T("Clock, language, start over"),
    "clock": T("Clock of the demo"),
    "ahead_hour": T("+1 hour"),
    "ahead_day": T("+1 day"),
    "ahead_month": T("+1 month"),
    "language": T("Language"),
    "start_over": T("Start over"),
    "start_over_question": T("Start over? Everything on all phones will be cleared."),
    "cancel": T("Cancel"),
    "phones": T("Phones"),
    "open_alone": T("Open the phone of {name} alone"),
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
    windows: Iterable[tuple[str, Text, str]],
    clock: str,
) -> dict[str, Any]:
    """The template's values for the demo.

    `phones` are key, name, role and unit; `windows` are key, label and address.
    """

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
            "windows": [
                {"phone": key, "name": catalogues.say(label, locale), "address": address}
                for key, label, address in windows
            ],
            "start": "",
            "demo": True,
            "clock": clock,
            "language": locale,
            "languages": [{"code": code, "label": label} for code, label in LANGUAGES],
        },
    )


def _data(catalogues: Catalogues, locale: str, more: dict[str, Any]) -> dict[str, Any]:
    texts = {**WORDS, **DEMO_WORDS} if more.get("demo") else WORDS
    words = {key: catalogues.say(text, locale) for key, text in texts.items()}
    return {
        "lang": locale.replace("_", "-"),
        "title": catalogues.say(TITLE, locale),
        "words": words,
        "data": {"words": words, "demo": False, **more},
    }
