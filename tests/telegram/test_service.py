"""The channel as a whole: a fault of ours stops it for a moment, and not for good."""

import logging
from typing import Any

import pytest

from bot.channels.telegram import polling, service
from tests.telegram.office import Office
from tests.telegram.watch import Watch


async def test_after_a_fault_of_ours_it_begins_anew_with_growing_pauses(
    house: Office, watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    li, faults = house.phone("li"), [KeyError("secret"), KeyError("secret")]

    async def poll(*given: Any) -> None:
        if faults:
            raise faults.pop()
        await polling.poll(*given)

    await house.close()
    monkeypatch.setattr(service, "poll", poll)
    with caplog.at_level(logging.ERROR):
        await house.open()
        await li.starts()
        await li.sees("您好")
    assert watch.slept == [service.SHORT, 2 * service.SHORT]
    assert "KeyError" in caplog.text and "secret" not in caplog.text


async def test_a_delivery_in_the_air_at_a_fault_is_uncertain_and_the_next_one_goes_out(
    house: Office, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = house.phone("wang")
    await wang.starts()
    await wang.sees("您好")
    await house.settled()
    hang = house.server.faults.hangs("sendMessage", after=True)
    await house.tells("wang", "明天开会", "后天休息")
    await hang.reached.wait()
    monkeypatch.setattr(service, "LAST_WORDS", 0)

    async def fetch(*given: Any) -> None:
        monkeypatch.undo()
        raise KeyError

    monkeypatch.setattr(polling, "_fetch", fetch)
    await wang.says("菜单")
    await wang.sees("后天休息")
    await house.becomes("uncertain", "sent")
