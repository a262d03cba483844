"""What is remembered of a chat, and which updates were answered."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.conversation.document import Document, Kept
from bot.conversation.input import Chat
from bot.conversation.session import Session
from bot.storage import Transaction

_WHOSE = "channel = :channel AND address = :address AND person = :person"


@dataclass(slots=True)
class ChatState:
    """`offered` are the tokens behind the digits of the last screen, the one of 0 first.

    `unanswered` marks the last reply until it has surely arrived. `person` is whom all this
    was for, None where it was nobody known. `waiting` are the files of drafts that this turn
    put aside. `is_new`: nothing is kept of the chat yet.
    """

    locale: str | None
    session: Session | None
    offered: tuple[str, ...]
    again: str
    unanswered: str | None = None
    person: str | None = None
    is_new: bool = False
    waiting: frozenset[str] = frozenset()

    @property
    def documents(self) -> frozenset[str]:
        """The files that are kept for the session."""
        return frozenset(self.session.documents if self.session else ())

    def choose_locale(self, locale: str) -> None:
        self.locale = locale


def first_time(tx: Transaction, update: str, generation: int) -> bool:
    """Enter an update in the ledger; False when it stands there already."""
    return (
        tx.change(
            "INSERT INTO ledger VALUES (:update, :generation) ON CONFLICT DO NOTHING",
            {"update": update, "generation": generation},
        )
        == 1
    )


def generation_of(tx: Transaction, day: int) -> int:
    """The ledger's generation on a day; what came before the day before is forgotten."""
    last: int | None = tx.value("SELECT day FROM ledger_day")
    # A clock that is set back over midnight begins no new day.
    if last is not None and last - 1 <= day <= last:
        return last % 2
    kept = last % 2 if last is not None and day == last + 1 else None
    tx.change("DELETE FROM ledger WHERE generation IS NOT :kept", {"kept": kept})
    tx.change("DELETE FROM ledger_day")
    tx.change("INSERT INTO ledger_day VALUES (:day)", {"day": day})
    return day % 2


def load(tx: Transaction, chat: Chat) -> ChatState:
    row = tx.one(
        "SELECT locale, session, offered, again, unanswered, person FROM chat"
        " WHERE channel = :channel AND address = :address",
        {"channel": chat.channel, "address": chat.address},
    )
    if row is None:
        return ChatState(None, None, (), "menu/", is_new=True)
    session = Session.from_json(row["session"]) if row["session"] else None
    offered = tuple(json.loads(row["offered"]))
    return ChatState(
        row["locale"], session, offered, row["again"], row["unanswered"], row["person"]
    )


def save(tx: Transaction, chat: Chat, state: ChatState) -> None:
    tx.change(
        "INSERT INTO chat VALUES"
        " (:channel, :address, :locale, :session, :offered, :again, :unanswered, :person)"
        " ON CONFLICT DO UPDATE SET locale = excluded.locale, session = excluded.session,"
        " offered = excluded.offered, again = excluded.again, unanswered = excluded.unanswered,"
        " person = excluded.person",
        {
            "channel": chat.channel,
            "address": chat.address,
            "locale": state.locale,
            "session": state.session.to_json() if state.session else None,
            "offered": json.dumps(state.offered),
            "again": state.again,
            "unanswered": state.unanswered,
            "person": state.person,
        },
    )


def put_document(tx: Transaction, chat: Chat, kept: Kept) -> None:
    tx.change(
        "INSERT INTO document VALUES (:id, :channel, :address, :name, :media, :content)",
        {
            "id": kept.id,
            "channel": chat.channel,
            "address": chat.address,
            "name": kept.document.name,
            "media": kept.document.media,
            "content": kept.document.content,
        },
    )


def document(tx: Transaction, id: str) -> Document | None:
    row = tx.one("SELECT name, media, content FROM document WHERE id = :id", {"id": id})
    return Document(row["name"], row["media"], row["content"]) if row else None


def drop_documents(tx: Transaction, ids: Iterable[str]) -> None:
    tx.change_many("DELETE FROM document WHERE id = :id", [{"id": id} for id in ids])


def change_person(
    tx: Transaction, chat: Chat, state: ChatState, person: str | None, today: int
) -> None:
    """A chat goes on for another person: one's draft waits, the other's comes back.

    What somebody not known yet has begun is nobody's, and dropped.
    """
    if state.person and state.session:
        tx.change(
            "INSERT INTO aside VALUES (:channel, :address, :person, :session, :day)",
            {**_key(chat, state.person), "session": state.session.to_json(), "day": today},
        )
        state.waiting |= state.documents
    state.person = person
    state.session = _take_aside(tx, chat, person) if person else None
    state.offered, state.again = (), "menu/"


def _take_aside(tx: Transaction, chat: Chat, person: str) -> Session | None:
    draft = _aside(tx, chat, person)
    tx.change(f"DELETE FROM aside WHERE {_WHOSE}", _key(chat, person))
    return draft


def _aside(tx: Transaction, chat: Chat, person: str) -> Session | None:
    """A person's draft that waits while the chat goes on for somebody else."""
    written = tx.value(f"SELECT session FROM aside WHERE {_WHOSE}", _key(chat, person))
    return Session.from_json(written) if written else None


def drop_draft(tx: Transaction, chat: Chat, person: str) -> None:
    """End what a person has begun to fill in at a chat, with its files."""
    state = load(tx, chat)
    if state.person == person and state.session:
        drop_documents(tx, state.documents)
        state.session = None
        save(tx, chat, state)
    if draft := _take_aside(tx, chat, person):
        drop_documents(tx, draft.documents)


def typed(tx: Transaction, chat: Chat, person: str) -> list[str]:
    """What a person has answered in forms that are not sent yet."""
    state = load(tx, chat)
    sessions = [state.session] if state.person == person else []
    written = _aside(tx, chat, person)
    return [
        answer
        for session in (*sessions, written)
        if session
        for answer in session.answers.values()
        if answer
    ]


def forget(tx: Transaction, chat: Chat, person: str) -> None:
    """Forget a person in a chat: their draft with its files, what was shown to them last."""
    state = load(tx, chat)
    if state.person in (None, person):
        drop_documents(tx, state.documents)
        tx.change(
            "DELETE FROM chat WHERE channel = :channel AND address = :address",
            {"channel": chat.channel, "address": chat.address},
        )
    if draft := _take_aside(tx, chat, person):
        drop_documents(tx, draft.documents)


def _key(chat: Chat, person: str) -> dict[str, str]:
    return {"channel": chat.channel, "address": chat.address, "person": person}


def set_unanswered(tx: Transaction, chat: Chat, mark: str, to: str | None) -> None:
    """Change the mark of a chat's reply, unless a later turn has set another one."""
    tx.change(
        "UPDATE chat SET unanswered = :to"
        " WHERE channel = :channel AND address = :address AND unanswered = :mark",
        {"to": to, "channel": chat.channel, "address": chat.address, "mark": mark},
    )
