"""Conversations: forms, screens and commands; knows no channel and no capability."""

from bot.conversation.command import (
    Command,
    Filling,
    Refused,
    Right,
    Settled,
    Submenu,
    Turn,
    Visitor,
    Work,
)
from bot.conversation.conversation import Conversation, Reply
from bot.conversation.form import (
    Answer,
    Answers,
    Choice,
    ChoiceKind,
    Field,
    Form,
    PhoneKind,
    Place,
    SearchKind,
    Source,
    TextKind,
    Unclear,
    one_line,
)
from bot.conversation.input import Chat, Contact, Event, Input, Opened, Said, Tapped, Unsupported
from bot.conversation.lists import listed
from bot.conversation.repertoire import Repertoire
from bot.conversation.screen import BACK, TO_MENU, Entry, Option, Screen, page_of
from bot.conversation.store import SCHEMA, forget

__all__ = [
    "BACK",
    "SCHEMA",
    "TO_MENU",
    "Answer",
    "Answers",
    "Chat",
    "Choice",
    "ChoiceKind",
    "Command",
    "Contact",
    "Conversation",
    "Entry",
    "Event",
    "Field",
    "Filling",
    "Form",
    "Input",
    "Opened",
    "Option",
    "PhoneKind",
    "Place",
    "Refused",
    "Repertoire",
    "Reply",
    "Right",
    "Said",
    "Screen",
    "SearchKind",
    "Settled",
    "Source",
    "Submenu",
    "Tapped",
    "TextKind",
    "Turn",
    "Unclear",
    "Unsupported",
    "Visitor",
    "Work",
    "forget",
    "listed",
    "one_line",
    "page_of",
]
