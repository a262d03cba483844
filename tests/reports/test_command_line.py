"""Inspectors at the command line: keys made on their own machines, lists signed, a case closed."""

import json
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pyrage
import pytest

from bot.reports import identity
from bot.reports.directory import Concern, SignedList, believe, root_number
from bot.reports.frames import frame, unframe
from bot.reports.gate import solve
from bot.reports.receipt import Mailbox
from bot.reports.reporter import seal_report
from bot.storage.traces import LEVEL
from tests.command_line.terminal import Done, Terminal, free_port
from tests.reports.office import TOLD, reporter

PASSPHRASE = "twelve plain words"
LIST = ("reports", "list", "--key", "he")


class Inspectors:
    """Machines of the people who read reports, and the server's beside them."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.terminal = Terminal(folder, BOT_LOCALE="en")
        self._patch = patch
        self.port = free_port()

    def runs(self, *arguments: str, passphrase: str = PASSPHRASE) -> Done:
        self._patch.setattr("sys.stdin", StringIO(f"{passphrase}\n{passphrase}\n"))
        return self.terminal.asks(*arguments)

    def make_keys(self) -> str:
        """The root key's public half, with two bodies signed below it."""
        for name in ("he", "luo", "ma", "qin"):
            assert self.runs("keys", "new", name, "--name", name.title()).code == 0
        for name in ("root", "county"):
            assert self.runs("keys", "offline", name, "--name", name).code == 0
        (self.terminal.folder / "data/lists").mkdir(parents=True)
        self.signs("county", ("he", "luo"), "root", "--offline", self._public("county"))
        self.signs("town", ("ma", "qin"), "county", "--above", "county")
        root = self._public("root")
        self.terminal.settings["BOT_REPORTS_ROOT"] = root
        self.terminal.settings["BOT_REPORTS_PORT"] = str(self.port)
        return root

    @contextmanager
    def served(self) -> Iterator[None]:
        with self.terminal.starts("reports", "serve") as running:
            assert str(self.port) in running.line
            yield

    def at(self, name: str, command: str, *arguments: str) -> Done:
        return self.runs("reports", command, *arguments, "--key", name)

    def posts(self, path: str, head: dict[str, object], *parts: bytes) -> dict[str, object]:
        request = Request(f"http://127.0.0.1:{self.port}{path}", frame(head, *parts))
        with urlopen(request) as answer:
            return unframe(answer.read())[0]

    def reports(self, name: str, body: str) -> Mailbox:
        who, asked = reporter(name), self.posts("/box/challenge", {})
        given: list[dict[str, str]] = self.posts("/box/directory", {})["lists"]  # type: ignore[assignment]
        lists = [SignedList(each["list"], each["signature"]) for each in given]
        to = believe(lists, self.terminal.settings["BOT_REPORTS_ROOT"]).bodies[body]
        challenge, bits = str(asked["challenge"]), int(str(asked["bits"]))
        head: dict[str, object] = {
            "mailbox": who.id,
            "access": who.access.hex(),
            "body": body,
            "number": 1,
            "challenge": challenge,
            "answer": solve(challenge, bits),
        }
        self.posts("/box/send", head, seal_report(who, to, Concern.OTHER, TOLD))
        return who

    def _public(self, name: str) -> str:
        card = json.loads((self.terminal.folder / f"{name}.card.json").read_text())
        return str(card["offline"])

    def signs(self, body: str, names: tuple[str, ...], key: str, *more: str) -> None:
        cards = [f"{name}.card.json" for name in names]
        out = f"data/lists/{body}.json"
        given = ("--key", key, "--body", body, "--name", body, *more)
        assert self.runs("keys", "sign", out, *cards, *given).code == 0


@pytest.fixture
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealed by nothing: age takes a second and more for each, on purpose."""

    def seal(plain: bytes, passphrase: str) -> bytes:
        return f"{passphrase}\n".encode() + plain

    def unseal(sealed: bytes, passphrase: str) -> bytes:
        if not sealed.startswith(f"{passphrase}\n".encode()):
            raise pyrage.DecryptError
        return sealed.removeprefix(f"{passphrase}\n".encode())

    monkeypatch.setattr(pyrage.passphrase, "encrypt", seal)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", unseal)


@pytest.fixture
def inspectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inspectors:
    return Inspectors(tmp_path, monkeypatch)


@pytest.mark.usefixtures("quick_passphrases")
def test_from_keys_to_a_closed_case(inspectors: Inspectors) -> None:
    inspectors.make_keys()
    with inspectors.served():
        li = inspectors.reports("li", "town")
        case = li.id[:6]
        assert li.id[:8] in inspectors.at("ma", "list").out[0]
        opened = inspectors.at("ma", "open", case)
        assert TOLD["what"] in "\n".join(opened.out)
        assert inspectors.at("ma", "check", case, "confirmed", "the books").code == 0
        own = inspectors.at("ma", "verify", case, "confirmed", "me again")
        assert (own.code, len(own.err)) == (1, 1)
        assert "checked – Ma, It is so: the books" in inspectors.at("qin", "open", case).out
        assert inspectors.at("qin", "verify", case, "confirmed", "so it is").code == 0
        assert inspectors.at("qin", "answer", case, "Thank you.").code == 0
        assert inspectors.at("ma", "close", case, "done", "--words", "It was so.").code == 0
        assert "closed: confirmed" in inspectors.at("qin", "list").out[0]
        head: dict[str, object] = {"mailbox": li.id, "access": li.access.hex()}
        assert inspectors.posts("/box/look", head)["state"] == "confirmed"
        assert inspectors.at("he", "list").out == ["No cases."]
        other = inspectors.reports("wu", "town").id[:6]
        assert inspectors.at("ma", "hold", other, "wait", "--back", "soon").code == 1
        assert inspectors.at("ma", "pass-on", other, "not ours").code == 0
        assert len(inspectors.at("ma", "list").out) == 1
        assert "received" in inspectors.at("he", "list").out[0]
        assert inspectors.at("root", "list").code == 1
        for _ in range(2):
            assert inspectors.runs("reports", "backup", "copy.db").code == 0
        copy = inspectors.terminal.folder / "copy.db"
        assert copy.stat().st_mtime == LEVEL
        assert TOLD["what"].encode() not in copy.read_bytes()


@pytest.mark.usefixtures("quick_passphrases")
def test_keys_are_not_overwritten_and_passphrases_not_short(inspectors: Inspectors) -> None:
    assert inspectors.runs("keys", "new", "he", "--name", "He").code == 0
    again = inspectors.runs("keys", "new", "he", "--name", "He")
    assert "there already" in again.err[0]
    short = inspectors.runs("keys", "new", "lu", "--name", "Lu", passphrase="short")
    assert "longer" in short.err[0]
    blank = inspectors.runs("keys", "new", "lu", "--name", "Lu", passphrase=f" {PASSPHRASE}")
    assert "blank" in blank.err[0]
    inspectors.terminal.settings["BOT_REPORTS_ROOT"] = "ab" * 32
    assert "cannot be read" in inspectors.at("nobody", "list").err[0]
    assert "does not open" in inspectors.runs(*LIST, passphrase="another one").err[0]


@pytest.mark.usefixtures("quick_passphrases")
def test_whoever_signs_sees_the_check_numbers_that_the_holders_see(inspectors: Inspectors) -> None:
    shown: list[str] = []
    for name in ("he", "luo"):
        made = inspectors.runs("keys", "new", name, "--name", name)
        shown.append(made.out[-1].rpartition(": ")[2])
    offline = inspectors.runs("keys", "offline", "root", "--name", "root")
    assert "BOT_REPORTS_ROOT" in offline.out[0], "who makes it learns where it belongs"
    cards = ("he.card.json", "luo.card.json")
    given = ("--key", "root", "--body", "county", "--name", "county")
    signed = inspectors.runs("keys", "sign", "county.json", *cards, *given)
    nowhere = inspectors.runs("keys", "sign", "nowhere/county.json", *cards, *given)
    assert (nowhere.code, nowhere.err) == (1, ["nowhere/county.json cannot be written."])
    assert all(re.fullmatch(r"(\d{5} ){4}\d{5}", number) for number in shown)
    assert signed.out[1:3] == [f"he: {shown[0]}", f"luo: {shown[1]}"]


@pytest.mark.usefixtures("quick_passphrases")
def test_the_poster_shows_the_number_that_the_saved_page_shows(inspectors: Inspectors) -> None:
    assert "BOT_REPORTS_ROOT" in inspectors.runs("reports", "poster", "poster.html").err[0]
    inspectors.runs("keys", "offline", "top", "--name", "top")
    made = json.loads((inspectors.terminal.folder / "top.card.json").read_text())
    inspectors.terminal.settings["BOT_REPORTS_ROOT"] = made["offline"]
    assert "poster.html" in inspectors.runs("reports", "poster", "poster.html").out[0]
    poster = (inspectors.terminal.folder / "poster.html").read_text().replace("\xa0", " ")
    for shown in (root_number(made["offline"]), "12388", "http://localhost:8081", "<svg"):
        assert shown in poster
    assert inspectors.runs("reports", "poster", "nowhere/poster.html").code == 1


@pytest.mark.usefixtures("quick_passphrases")
def test_without_a_root_key_there_is_no_box(inspectors: Inspectors) -> None:
    inspectors.runs("keys", "new", "he", "--name", "He")
    for done in (inspectors.terminal.asks("reports", "serve"), inspectors.at("he", "list")):
        assert (done.code, "BOT_REPORTS_ROOT" in done.err[0]) == (1, True)


def test_an_identity_file_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    made = identity.new_holder("何")
    identity.write(tmp_path / "he", made, PASSPHRASE)
    assert stat.S_IMODE((tmp_path / "he").stat().st_mode) == 0o600
    assert made.seed.hex().encode() not in (tmp_path / "he").read_bytes()
    assert identity.read(tmp_path / "he", PASSPHRASE) == made


@pytest.mark.usefixtures("quick_passphrases")
def test_the_bot_serves_the_box_on_an_origin_of_its_own(inspectors: Inspectors) -> None:
    inspectors.make_keys()
    with inspectors.terminal.starts("run") as running:
        assert inspectors.posts("/box/challenge", {})["bits"] == 12
        for port, path in ((running.port, "/box/challenge"), (inspectors.port, "/chat")):
            with pytest.raises(HTTPError):
                urlopen(Request(f"http://127.0.0.1:{port}{path}", b"{}\n"))
        done, _ = running.stop()
    assert done.err == []


@pytest.mark.usefixtures("quick_passphrases")
def test_doctor_looks_around_the_box(
    inspectors: Inspectors, monkeypatch: pytest.MonkeyPatch
) -> None:
    swaps = inspectors.terminal.folder / "swaps"
    swaps.write_text("Filename Type\n/dev/sda2 partition\n")
    monkeypatch.setattr("bot.operator.box_checkup.SWAPS", swaps)
    assert any("12388" in line for line in inspectors.terminal.asks("doctor").out)
    inspectors.make_keys()
    lines = inspectors.terminal.asks("doctor").out
    assert any("2 bodies" in line for line in lines)
    assert any("no yearly figures" in line for line in lines)
    assert any(line.startswith("WRONG") and "swap" in line for line in lines)
    assert not any("counts for nothing" in line for line in lines)
    swaps.write_text("Filename Type\n")
    (inspectors.terminal.folder / "data/lists/words.json").write_text("words")
    inspectors.signs("town", ("ma", "qin"), "root", "--above", "county", "--number", "2")
    lines = inspectors.terminal.asks("doctor").out
    assert not any(line.startswith("WRONG") and "swap" in line for line in lines)
    wrong = [line for line in lines if line.startswith("WRONG") and "counts for nothing" in line]
    assert ["town.json" in wrong[0], "words.json" in wrong[1]] == [True, True]
