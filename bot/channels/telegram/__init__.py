"""Telegram: the same conversation on the Bot API; the only place that knows `telegram`."""

import os

# Durations as the library's next version gives them; as numbers they make it warn.
os.environ.setdefault("PTB_TIMEDELTA", "1")
