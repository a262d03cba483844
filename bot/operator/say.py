"""How a command speaks with whoever typed it."""

from collections.abc import Callable

from bot.language import Text

Say = Callable[[Text], None]
# Whether the operator says yes.
Ask = Callable[[Text], bool]
# A secret that is typed and not shown.
AskSecret = Callable[[Text], str]
