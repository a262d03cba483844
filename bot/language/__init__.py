"""Words: texts as data, and the catalogues that put them into a language."""

from bot.language.catalogue import Catalogues
from bot.language.text import TN, DayOf, T, Text, Value, plain
from bot.language.trouble import Trouble

__all__ = ["TN", "Catalogues", "DayOf", "T", "Text", "Trouble", "Value", "plain"]
