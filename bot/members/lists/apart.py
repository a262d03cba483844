"""Reading a list in a process of its own.

A thread would read 10 000 lines as fast, but hold up everybody's turns meanwhile; and a file
that was made to do harm meets limits of memory and time that end nothing but its own reading.
"""

import json
import logging
import os
import subprocess
import sys
from threading import BoundedSemaphore

from bot.language import Text
from bot.members.lists.opened import DAMAGED, MORE_THAN_A_LIST
from bot.members.lists.reading import ListTrouble

log = logging.getLogger(__name__)

SECONDS = 60
_AT_ONCE = BoundedSemaphore(2)


def read_apart(content: bytes, filename: str) -> bytes:
    """A `Brought` as JSON; raise `ListTrouble` for what is no list."""
    given = json.dumps(filename).encode() + b"\n" + content
    with _AT_ONCE:
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "bot.members.lists"],
                input=given,
                capture_output=True,
                # Nothing of our own settings: what reads a stranger's file knows no secret.
                env={"PYTHONPATH": os.pathsep.join(path or "." for path in sys.path)},
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise ListTrouble(MORE_THAN_A_LIST) from None
    if ended.returncode != 0:
        log.error("a list could not be read: the reader ended with %s", ended.returncode)
        raise ListTrouble(DAMAGED)
    if ended.stdout.startswith(b'{"trouble"'):
        raise ListTrouble(Text.from_json(json.loads(ended.stdout)["trouble"]))
    return ended.stdout
