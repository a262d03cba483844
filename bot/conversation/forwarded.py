"""What was forwarded: the words or the file that a form begins with."""

from dataclasses import replace

from bot.conversation.document import Kept
from bot.conversation.draft import Draft
from bot.conversation.form import Form, Unclear
from bot.conversation.input import Said
from bot.conversation.session import Session
from bot.language import T, Text


def is_wanting(draft: Draft, key: str) -> bool:
    """Whether neither the question with this key nor that for its file has an answer."""
    file = draft.filling.form.filed_at(key)
    keys = (key, file.key) if file else (key,)
    return not any(draft.session.answers.get(each) for each in keys)


def begin_with(
    given: Said | Kept, form: Form, key: str, session: Session
) -> tuple[Session, tuple[Text, ...]]:
    """A session with what was forwarded, and what is said of it; `key` is the words' question."""
    if isinstance(given, Said):
        return _with_words(given.words, form, key, session)
    file = form.filed_at(key)
    if file is None:
        return session, (T("A file is not needed here, and was not kept."),)
    session = replace(session.answering(file.key, given.answer), documents=(given.id,))
    notes: tuple[Text, ...] = ()
    if given.document.caption:
        session, notes = _with_words(given.document.caption, form, key, session)
    return session, (T("The file goes with it."), *notes)


def _with_words(
    words: str, form: Form, key: str, session: Session
) -> tuple[Session, tuple[Text, ...]]:
    try:
        return session.answering(key, form.read(key, words.strip())), ()
    except Unclear as unclear:
        return session, (unclear.text,)
