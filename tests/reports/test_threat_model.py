"""The threat model's promises: each names a test that is there."""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
NAME = re.compile(r"\btest_\w+")


def named(document: str) -> set[str]:
    return set(NAME.findall((TESTS.parent / document).read_text(encoding="utf-8"))) - {
        "test_promise"
    }


@pytest.mark.parametrize("document", ["THREAT-MODEL.md", "THREAT-MODEL.zh.md"])
def test_each_promise_names_a_test_that_is_there(document: str) -> None:
    paths = [*TESTS.glob("reports/test_*.py"), *TESTS.glob("web/test_*.py")]
    sources = {path: path.read_text(encoding="utf-8") for path in paths}
    there = {path.stem for path in sources}
    for source in sources.values():
        there |= set(re.findall(r"def (test_\w+)", source))
    assert len(named(document)) > 20
    assert named(document) <= there


def test_both_languages_name_the_same_tests() -> None:
    assert named("THREAT-MODEL.md") == named("THREAT-MODEL.zh.md")
