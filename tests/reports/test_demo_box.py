"""The demo's box cannot leak into production, nor production into it."""

import random
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot.clock import Clock
from bot.demo import demo, demo_box_app
from bot.language import Text, Trouble
from bot.operator.box import open_box
from bot.reports.demo import open_demo_box
from bot.reports.service import ReportBox, SampleKeys
from bot.settings import read_settings
from bot.storage.errors import DemoStore
from tests.town import CATALOGUES


def say(text: Text) -> None:
    raise AssertionError(text)


def box_in(folder: Path) -> ReportBox:
    return open_demo_box(folder, 8081, "Asia/Shanghai", Clock(), random.Random(1), CATALOGUES)


def test_a_real_box_refuses_the_demos_store_and_the_samples_keys(tmp_path: Path) -> None:
    box = box_in(tmp_path)
    box.close()
    settings = read_settings(CATALOGUES.locales, {})
    with pytest.raises(SampleKeys):
        open_box(replace(settings, reports=box.settings))
    with pytest.raises(DemoStore):
        open_box(replace(settings, reports=replace(box.settings, root="ab" * 32)))


def test_the_demo_refuses_a_real_token() -> None:
    environment = {"BOT_TELEGRAM_TOKEN": "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11"}
    settings = read_settings(CATALOGUES.locales, environment)
    with pytest.raises(Trouble) as trouble:
        demo(settings, CATALOGUES, say)
    assert "BOT_TELEGRAM_TOKEN" in str(trouble.value.text.message)


@pytest.mark.parametrize(("host", "status"), [("localhost", 200), ("example.org", 400)])
async def test_the_demos_box_listens_to_loopbacks_names_alone(
    tmp_path: Path, host: str, status: int
) -> None:
    box = box_in(tmp_path)
    transport = httpx.ASGITransport(demo_box_app(box, 8080))
    async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}:8081") as http:
        answer = await http.post("/box/directory", content=b"{}\n")
    box.close()
    assert answer.status_code == status
