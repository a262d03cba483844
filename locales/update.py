"""Bring the texts of the code into the catalogues: `make catalogues`.

English is the code's own language, so its catalogue is filled by itself; what another one
lacks stays empty until somebody translates it, and `make check` says so.
"""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
CODE = HERE.parent / "bot"
KEYWORDS = {"T": (1,), "TN": (1, 2)}


def extracted() -> Catalog:
    """Every text of the code, without an entry for anything else."""
    found = Catalog()
    for _, _, message, _, _ in extract_from_dir(
        str(CODE), method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.add(message)
    return found


def update(path: Path, template: Catalog) -> None:
    locale = path.parent.parent.name
    with path.open("rb") as file:
        held = read_po(file, locale=locale)
    fresh = Catalog(locale=locale, fuzzy=False)
    for message in template:
        if message.id:
            known = held.get(message.id)
            own = message.id if locale == "en" else ""
            fresh.add(message.id, known.string if known and known.string else own)
    with path.open("wb") as file:
        write_po(file, fresh, width=100, sort_output=True, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {locale}\\n"\n"Plural-Forms: {fresh.plural_forms}\\n"\n\n'
    )
    path.write_text(header + path.read_text("utf-8"), "utf-8")


if __name__ == "__main__":
    template = extracted()
    for path in sorted(HERE.glob("*/LC_MESSAGES/bot.po")):
        update(path, template)
