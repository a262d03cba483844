"""What is said about one's phones, and about linking another one."""

from bot.phones.talk import linking, phones

COMMANDS = (*phones.COMMANDS, *linking.COMMANDS)

__all__ = ["COMMANDS"]
