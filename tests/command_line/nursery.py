"""A process that has read the bot's modules already, and forks off each command.

To start Python anew takes longer than most commands do. A child is a process of its own all the
same: with its own folder, environment and files, killed like any other, and it ends as Python
ends. On the socket come a command with its three files, or a child whose end is asked for.
"""

import gc
import json
import os
import socket
import sys
from typing import Any

# What `run` loads once it knows that it needs it.
import bot.channels.telegram.channel
import bot.channels.telegram.service
import bot.channels.web.server  # noqa: F401
from bot import members
from bot.__main__ import main

_MOST_BYTES = 2**16


def serve(parent: socket.socket) -> int:
    """Comes back in each child too, with its exit code."""
    members.warm_up()
    # No child looks for garbage among what stands by now.
    gc.collect()
    gc.freeze()
    while True:
        given, files, _, _ = socket.recv_fds(parent, _MOST_BYTES, 3)
        if not given:
            return 0
        asked = json.loads(given)
        if "ended" in asked:
            _, status = os.waitpid(asked["ended"], 0)
            parent.send(str(os.waitstatus_to_exitcode(status)).encode())
            continue
        if not (child := os.fork()):
            parent.close()
            return _runs(asked, files)
        for file in files:
            os.close(file)
        parent.send(str(child).encode())


def _runs(asked: dict[str, Any], files: list[int]) -> int:
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["settings"])
    return main(asked["arguments"])


if __name__ == "__main__":
    sys.exit(serve(socket.socket(fileno=int(sys.argv[1]))))
