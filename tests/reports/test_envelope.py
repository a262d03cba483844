"""Sealed messages: whatever is changed on the way is noticed."""

from dataclasses import replace

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.reports.age import RECIPIENTS, Unreadable, open_sealed, seal, sealed_length
from bot.reports.envelope import (
    LARGEST,
    SEALED_SIZES,
    Direction,
    File,
    Message,
    Place,
    TooLarge,
    open_message,
    pad,
    seal_content,
    signed,
    unpad,
)
from tests.reports.vectors import pair

ME, OTHER, AUTHOR = pair("he"), pair("luo"), pair("li")
PLACE = Place("ab" * 16, Direction.REPORT, 1)
FILES = (File("image/jpeg", b"\xff\xd8 picture"), File("text/plain", b""))
WRITTEN = Message(PLACE, "county", (ME.recipient, OTHER.recipient), "", {"text": "话"}, FILES)
MESSAGE = signed(WRITTEN, AUTHOR)
SEALED = seal_content(MESSAGE.content, MESSAGE.recipients)


def opens(sealed: bytes, place: Place = PLACE) -> bool:
    try:
        open_message(sealed, ME, place)
    except Unreadable:
        return False
    return True


def test_each_recipient_reads_what_was_said_and_nobody_else() -> None:
    for keys in (ME, OTHER):
        assert open_message(SEALED, keys, PLACE) == MESSAGE
    with pytest.raises(Unreadable):
        open_message(SEALED, AUTHOR, PLACE)


@settings(deadline=None)
@given(some.integers(0, len(SEALED) * 8 - 1))
def test_one_bit_changed(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8
    assert not opens(bytes(changed))


@settings(deadline=None)
@given(some.integers(0, len(SEALED) - 1), some.binary(max_size=8))
def test_cut_off_or_with_something_added(end: int, added: bytes) -> None:
    assert not opens(SEALED[:end] + added)
    assert not added or not opens(SEALED + added)


@settings(deadline=None)
@given(some.integers(0, len(MESSAGE.content) * 8 - 1))
def test_one_bit_changed_by_somebody_who_can_seal(bit: int) -> None:
    changed = bytearray(MESSAGE.content)
    changed[bit // 8] ^= 1 << bit % 8
    assert not opens(seal_content(bytes(changed), [ME.recipient]))


@settings(deadline=None)
@given(some.binary(max_size=200))
def test_anything_at_all_is_read_or_refused(content: bytes) -> None:
    assert not opens(seal_content(content, [ME.recipient]))
    assert not opens(content)


@pytest.mark.parametrize(
    "place",
    [
        replace(PLACE, mailbox="cd" * 16),
        replace(PLACE, direction=Direction.ANSWER),
        replace(PLACE, number=2),
    ],
)
def test_a_message_counts_only_where_it_was_meant_to_stand(place: Place) -> None:
    assert not opens(SEALED, place)


def test_a_signature_counts_for_one_direction_only() -> None:
    answer = signed(replace(WRITTEN, place=replace(PLACE, direction=Direction.ANSWER)), AUTHOR)
    forged = answer.content[:64] + MESSAGE.content[64:]
    assert not opens(seal_content(forged, [ME.recipient]))


def test_swapped_recipients_are_seen_in_what_was_signed() -> None:
    again = seal_content(MESSAGE.content, [ME.recipient, pair("stranger").recipient])
    opened = open_message(again, pair("stranger"), PLACE)
    assert pair("stranger").recipient not in opened.recipients


@settings(deadline=None)
@given(some.binary(max_size=9000))
def test_padding_comes_off_again(content: bytes) -> None:
    assert unpad(pad(content)) == content
    assert sealed_length(len(pad(content))) in SEALED_SIZES


def test_padding_is_the_smallest_and_of_zeros() -> None:
    padded = pad(b"x")
    for wrong in (padded[:-1] + b"\1", padded.ljust(65_536, b"\0"), padded[:-1], b""):
        with pytest.raises(Unreadable):
            unpad(wrong)
    with pytest.raises(TooLarge):
        pad(bytes(LARGEST))


def test_the_length_tells_neither_how_many_read_it_nor_what_sealed_it() -> None:
    keys = [pair(str(number)) for number in range(RECIPIENTS)]
    lengths = {
        len(seal(bytes(4096), [each.recipient for each in keys[:count]]))
        for count in range(1, RECIPIENTS + 1)
    }
    assert lengths == {sealed_length(4096)}


def test_age_itself_opens_every_kind_of_length() -> None:
    for length in (1, 65_535, 65_536, 65_537, 131_072):
        sealed = seal(bytes(length), [ME.recipient])
        assert pyrage.decrypt(sealed, [ME.opener]) == bytes(length)
        assert open_sealed(pyrage.encrypt(b"x", [ME.opener.to_public()]), ME) == b"x"


def test_a_private_key_shows_itself_in_no_log() -> None:
    assert ME.identity.hex() not in repr(ME)
    assert repr(ME.seed) not in repr(ME)
