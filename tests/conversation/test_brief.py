"""Words in a list are cut where they get too long, by what they take on a screen."""

import pytest

from bot.conversation import shortened


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", ""),
        ("修路灯", "修路灯"),
        ("一二三四五", "一二三四五"),
        ("一二三四五六", "一二三四五…"),
        ("street light", "street lig…"),
        ("street lamp no. 4", "street lam…"),
        ("修\n路", "修"),
    ],
)
def test_the_beginning_of_the_first_line_is_shown(words: str, shown: str) -> None:
    assert shortened(words, 10) == shown
