"""Reads one list from the standard input, for `apart`: what came is trusted in nothing."""

import json
import resource
import sys

from bot.members.lists.brought import brought
from bot.members.lists.member_list import ListTrouble, read_list

MOST_MEMORY = 2**30


def main() -> None:
    """The first line is the file's name as JSON, the rest its bytes; answer one line of JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    name = json.loads(sys.stdin.buffer.readline())
    try:
        answer = brought(read_list(sys.stdin.buffer.read(), name)).to_json()
    except ListTrouble as trouble:
        answer = json.dumps({"trouble": trouble.text.to_json()})
    sys.stdout.buffer.write(answer.encode())


if __name__ == "__main__":
    main()
