"""Telegram: the same conversation on the Bot API; the only place that knows `telegram`."""
