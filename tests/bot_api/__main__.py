"""The server in a process of its own: `python -m tests.bot_api --port N --token T`.

`--drive package.module:function` calls the function with the running server: the phones of a
bench, or of a test that kills the bot, live in this process. At the end, by SIGTERM or SIGINT,
it prints the complaints, and exits with 1 if there are any.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import inspect
import signal
import sys
from collections.abc import Callable

from . import TOKEN, BotApiServer

_BENCH_HISTORY = 200


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="a free one if 0")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--no-check", dest="check", action="store_false")
    parser.add_argument("--latency-ms", type=float, default=0.0)
    parser.add_argument("--drive", metavar="MODULE:FUNCTION")
    return parser.parse_args()


def loaded(name: str) -> Callable[[BotApiServer], object]:
    module, _, function = name.partition(":")
    driver: Callable[[BotApiServer], object] = getattr(importlib.import_module(module), function)
    return driver


async def serve(options: argparse.Namespace) -> int:
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    seconds = options.latency_ms / 1000
    history = 0 if options.check else _BENCH_HISTORY
    server = BotApiServer(
        options.token,
        port=options.port,
        check=options.check,
        latency=seconds,
        history=history,
    )
    async with server:
        print(f"listening {server.base_url}", flush=True)
        if options.drive:
            result = loaded(options.drive)(server)
            if inspect.isawaitable(result):
                await result
        await stopped.wait()
    for complaint in server.complaints:
        print(complaint, file=sys.stderr)
    return 1 if server.complaints else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(serve(arguments())))
