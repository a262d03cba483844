"""A notice to thousands on Telegram while the bot is killed with -9 at random moments.

    python -m bench.carnage [--rounds 50] [--members 5000] [--kills 6]

Counted are the phones, which know what arrived, and the outbox, which says what is uncertain.
"""

import argparse
import asyncio
import platform
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import machine
from tests.telegram.carnage import Count, Round


def measured(members: int, seed: int, kills: int) -> Count:
    with TemporaryDirectory() as folder:
        return asyncio.run(Round(Path(folder), members, seed, kills).run())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.carnage")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--members", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=6)
    given = parser.parse_args()
    print(f"python -m bench.carnage  Python {platform.python_version()}, {machine()}")
    rounds = []
    for seed in range(given.rounds):
        rounds.append(measured(given.members, seed, given.kills))
        print(f"{seed:3}: {rounds[-1]}", flush=True)
    print(
        f"{given.rounds} rounds: {sum(each.missed for each in rounds)} missed,"
        f" {sum(each.twice for each in rounds)} twice,"
        f" {sum(each.uncertain for each in rounds)} uncertain"
    )


if __name__ == "__main__":
    main()
