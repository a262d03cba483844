"""Bringing the branch's list: a file, or names that are pasted into the chat."""

from bot.conversation import (
    Answers,
    Command,
    Document,
    DocumentKind,
    Field,
    Filling,
    Form,
    Screen,
    SearchKind,
    Turn,
    Unclear,
)
from bot.language import T
from bot.members.bringing import store
from bot.members.bringing.talk.branch import MENU, own_units
from bot.members.bringing.talk.brought import preview
from bot.members.lists import (
    MOST_BYTES,
    Brought,
    ListTrouble,
    brought,
    read_apart,
    read_list,
)
from bot.members.talk.words import secretary


def _read(document: Document) -> Document:
    """The list in a file; what was typed is short enough to be read where it came."""
    typed = not document.name and document.media == "text/plain"
    try:
        if typed:
            read = brought(read_list(document.content, "")).to_json().encode()
        else:
            read = read_apart(document.content, document.name)
    except ListTrouble as trouble:
        raise Unclear(trouble.text) from None
    return Document("list.json", "application/json", read)


def _start(turn: Turn, about: str) -> Answers:
    units = own_units(turn)
    return {"branch": units[0]} if len(units) == 1 else {}


def _submit(turn: Turn, about: str, answers: Answers) -> Screen:
    id, unit = turn.new_id(), answers["branch"]
    found = Brought.from_json(turn.document(answers["list"]).content)
    store.put_brought(turn.tx, id, unit, turn.person, found, turn.now)
    return preview(turn, id)


BRING = Command(
    "bring",
    T("Bring the list"),
    secretary,
    Filling(
        Form(
            T("Bring the list"),
            (
                Field(
                    "branch",
                    T("Branch"),
                    T("For which branch?"),
                    SearchKind("mybranch", T("Name of the branch"), offers=True),
                ),
                Field(
                    "list",
                    T("List"),
                    T(
                        "Send your list of members: an Excel or CSV file, or paste the names here,"
                        " one on each line. You see what was understood before anything changes."
                        " ID numbers are thrown away at once."
                    ),
                    DocumentKind(
                        T("Names, one on each line"), _read, longest=MOST_BYTES, words=True
                    ),
                ),
            ),
            at_once=True,
        ),
        _submit,
        _start,
    ),
    words=T("bring the list|import the list|list|import"),
    menu=1,
    under=MENU,
)

COMMANDS = (BRING,)
