"""The wheel: it holds all that the bot needs, and works outside of the checkout."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.command_line.child import ROOT
from tests.command_line.terminal import Terminal

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An environment with the wheel, which borrows what it depends on from ours."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = str(folder / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    install = [*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (packages,) = folder.glob("lib/*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


@pytest.fixture
def installed(python: str, terminal: Terminal) -> Terminal:
    terminal.python = python
    del terminal.settings["PYTHONPATH"]
    return terminal


@pytest.fixture
def sample(installed: Terminal) -> str:
    """The folder of the county that came with the wheel."""
    ask = "from bot.resources import SAMPLE; print(SAMPLE)"
    told = subprocess.check_output([installed.python, "-c", ask], cwd=installed.folder, text=True)
    return told.strip()


def shipped(folder: str) -> set[str]:
    return {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_it_holds_what_the_bot_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = set(opened.namelist())
    pages = shipped("bot/channels/web/pages") | shipped("bot/channels/web/static")
    moved = {f"bot/_shipped/{name}" for name in shipped("locales") | shipped("data/sample")}
    assert len(pages) > 10 and len(moved) > 5
    assert pages | moved <= held


def test_it_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        held = opened.namelist()
    strangers = {name.partition("/")[0] for name in held if ".dist-info" not in name} - {"bot"}
    assert not strangers
    assert not [name for name in held if name.endswith((".db", ".env", ".pyc"))]


def test_a_whole_first_day_with_it(installed: Terminal, sample: str) -> None:
    assert not Path(sample).is_relative_to(ROOT)
    assert "76" in installed.runs("load", sample).out[0]
    done = installed.runs("doctor")
    assert any("76" in line for line in done.out) and not done.err
    with installed.starts("run") as running:
        page = httpx.get(f"{running.address}/chat")
        script = httpx.get(f"{running.address}/static/chat.js")
        done, _ = running.stop()
    assert page.status_code == script.status_code == 200
    assert "流动党员之家" in page.text
    assert (done.code, done.err) == (0, [])


def test_the_demo_with_it(installed: Terminal) -> None:
    with installed.starts("demo") as running:
        assert "李春生" in httpx.get(running.address).text


def test_its_command(installed: Terminal) -> None:
    command = Path(installed.python).parent / "mobile-branch-bot"
    told = subprocess.check_output([command, "--version"], cwd=installed.folder, text=True)
    assert told[0].isdigit()
