"""Link codes: what the other phone types, once and soon."""

import hashlib
import re
import unicodedata
from datetime import timedelta

from bot.conversation import Chat, Unclear
from bot.language import T, Text, plain
from bot.people import CODE_LETTERS

# About 40 bits: too many to guess in the minutes that a code lives, few enough to type. One that
# lives for days has about 60: browsers without number can guess at many of those together.
LENGTH, LONG = 8, 12
LASTS = timedelta(minutes=10)
# So many wrong codes from one chat, then a pause as long as a code lives.
MOST_TRIES = 5
MOST_PHONES = 6
# What a start parameter of this kind begins with.
LINK = "p"

_CODE = re.compile(rf"(?:{LINK}-)?([{CODE_LETTERS}]{{{LENGTH}}}|[{CODE_LETTERS}]{{{LONG}}})")
_CHANNELS = {"telegram": plain("Telegram"), "web": T("Web page")}


def tidy_code(words: str) -> str:
    """A code as it was typed, alone or with its beginning; raise `Unclear` for what is none."""
    typed = "".join(unicodedata.normalize("NFKC", words).casefold().split())
    if (found := _CODE.fullmatch(typed)) is None:
        raise Unclear(T("A code has 8 letters and digits, or 12 where a branch gave it."))
    return found[1]


def hash_code(code: str) -> str:
    """What is stored of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def key(chat: Chat) -> str:
    """What a button calls a phone: of its address it tells nothing."""
    return hashlib.sha256(f"{chat.channel}:{chat.address}".encode()).hexdigest()[:12]


def channel_name(channel: str) -> Text:
    return _CHANNELS.get(channel) or plain(channel)
