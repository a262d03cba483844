"""A process that has read the bot's modules already, and forks off `run` whenever it is asked.

To start Python anew before every step of a story takes longer than the story. A line comes in
and one goes out: `start`, and `kill`, which is answered once the process is gone for good.
"""

import os
import signal
import sys
from typing import NoReturn

# What `run` loads once it knows that it needs it.
import bot.channels.telegram.channel
import bot.channels.telegram.service  # noqa: F401
from bot import members
from bot.__main__ import main


def born() -> NoReturn:
    """The bot, in a process of its own."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    code = 1
    try:
        code = main(["run"])
    finally:
        os._exit(code)


def kill(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"it had ended by itself: {status}"


def serve() -> None:
    members.warm_up()
    child = 0
    try:
        for line in sys.stdin:
            if line == "start\n":
                child = os.fork() or born()
            elif child:
                kill(child)
                child = 0
            print(line.strip(), flush=True)
    finally:
        if child:
            kill(child)


if __name__ == "__main__":
    serve()
