"""How long the bot takes to start, and how much memory it holds then.

    python -m bench.start

`python -m bot doctor` reads the catalogues, opens a store and looks at it, which is what a
start does before it serves. Beside it stand an interpreter that does nothing, and the imports
alone. A process inherits its parent's peak of memory, so this module imports little.
"""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import machine

ROUNDS = 5
MAKE_STORE = (
    "import sys; from pathlib import Path; from bot.app import open_store;"
    " open_store(Path(sys.argv[1])).close()"
)
COMMANDS = {
    "python -c pass": ("-c", "pass"),
    "import bot.app": ("-c", "import bot.app"),
    "python -m bot doctor": ("-m", "bot", "doctor"),
}
Measured = tuple[float, float, float]


def measure(command: tuple[str, ...], environment: dict[str, str]) -> Measured:
    """Milliseconds by the wall and of CPU, and megabytes at the peak."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    # The doctor says 1 where something is to be done, such as loading a county.
    assert process.returncode in (0, 1), f"{command} ended with {process.returncode}"
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return wall * 1e3, (used.ru_utime + used.ru_stime) * 1e3, kilobytes / 1024


def middle(several: list[Measured]) -> Measured:
    # The `statistics` module alone would add to the peak.
    wall, cpu, memory = (
        sorted(figures)[len(figures) // 2] for figures in zip(*several, strict=True)
    )
    return wall, cpu, memory


def main() -> None:
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "bot.db")
        environment = {**os.environ, "BOT_DATABASE": path}
        subprocess.run([sys.executable, "-c", MAKE_STORE, path], check=True)
        runs: dict[str, list[Measured]] = {name: [] for name in COMMANDS}
        for _ in range(ROUNDS + 1):
            for name, command in COMMANDS.items():
                runs[name].append(measure(command, environment))
    print(f"python -m bench.start   medians of {ROUNDS}, after one to warm up")
    print(f"Python {platform.python_version()}, {machine()}")
    print(f"{'':24}{'wall ms':>9}{'CPU ms':>9}{'MB':>7}")
    for name, several in runs.items():
        wall, cpu, memory = middle(several[1:])
        print(f"{name:24}{wall:9.0f}{cpu:9.0f}{memory:7.1f}")


if __name__ == "__main__":
    main()
