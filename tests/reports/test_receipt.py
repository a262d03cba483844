"""Receipts: digits that people write down, and type back with slips of the pen."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.reports.receipt import Receipt, SlipOfThePen, looks_like_one, new_receipt, read_receipt

RECEIPT = new_receipt(random.Random(7))

receipts = some.integers(0, 2**32).map(lambda seed: new_receipt(random.Random(seed)))


@settings(deadline=None)
@given(receipts)
def test_what_is_shown_is_read_back(receipt: Receipt) -> None:
    assert read_receipt(receipt.groups) == receipt
    assert len(receipt.groups.split()) == 6


@settings(deadline=None)
@given(receipts, some.integers(0, 23), some.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(receipt: Receipt, at: int, digit: str) -> None:
    typed = receipt.digits[:at] + digit + receipt.digits[at + 1 :]
    if typed != receipt.digits:
        with pytest.raises(SlipOfThePen):
            read_receipt(typed)


@settings(deadline=None)
@given(receipts, some.integers(0, 22))
def test_two_digits_in_the_wrong_order_are_noticed(receipt: Receipt, at: int) -> None:
    typed = list(receipt.digits)
    typed[at], typed[at + 1] = typed[at + 1], typed[at]
    if "".join(typed) != receipt.digits:
        with pytest.raises(SlipOfThePen):
            read_receipt("".join(typed))


@pytest.mark.parametrize(
    "typed",
    [
        RECEIPT.digits,
        RECEIPT.groups.replace(" ", "-"),
        f"  {RECEIPT.groups}\n",
        RECEIPT.groups.translate({ord("0") + digit: ord("０") + digit for digit in range(10)}),
    ],
)
def test_ways_of_typing_it(typed: str) -> None:
    assert looks_like_one(typed)
    assert read_receipt(typed) == RECEIPT


@pytest.mark.parametrize("typed", ["", "1234", f"{RECEIPT.digits}1", "十" * 24, "x" * 24, "²" * 24])
def test_what_is_no_receipt(typed: str) -> None:
    assert not looks_like_one(typed) or typed == "²" * 24
    with pytest.raises(SlipOfThePen):
        read_receipt(typed)


def test_a_receipt_shows_itself_in_no_log() -> None:
    assert RECEIPT.digits not in repr(RECEIPT)
