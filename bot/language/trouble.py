"""What went wrong in a way that a person can mend."""

from bot.language.text import Text


class Trouble(Exception):
    """The family of errors that are told to people; `text` says what happened and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.message)
        self.text = text
