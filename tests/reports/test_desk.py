"""A case at the desks of its holders, from the first look to its end."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from bot.reports import store as kept
from bot.reports import weeks
from bot.reports.age import Unreadable, seal
from bot.reports.box import Refusal
from bot.reports.desk.desk import Desk
from bot.reports.directory import Concern, sign_list
from bot.reports.door import sign_request
from bot.reports.envelope import Direction, File, Message, Place, seal_content, signed
from bot.reports.keys import KeyPair
from bot.reports.model import Act, State
from bot.reports.reporter import read_answer, read_answers, still_reading
from bot.storage import Transaction
from tests.reports.office import TOLD, Office, reporter
from tests.reports.vectors import county, holders, pair, seed, town

BACK = weeks.read("2026-W50")


def listed(desk: Desk) -> list[str]:
    return [case.mailbox for case in desk.cases()]


async def closed(office: Office, mailbox: str) -> None:
    await office.at("he", lambda desk: desk.open(mailbox))
    await office.at("he", lambda desk: desk.check(mailbox, True, "账对不上"))
    await office.at("luo", lambda desk: desk.verify(mailbox, True, "我也查了"))
    await office.at("he", lambda desk: desk.close(mailbox, "已处理", "查实了，钱已退回。"))


async def test_a_report_is_checked_verified_by_another_and_answered(office: Office) -> None:
    li = await office.reports("li", files=[File("image/jpeg", b"\xff\xd8")])
    case = await office.at("he", lambda desk: desk.open(li.id))
    assert case.reports[0].said["answers"] == TOLD
    assert case.reports[0].files == (File("image/jpeg", b"\xff\xd8"),)
    await office.at("he", lambda desk: desk.answer(li.id, "收到了，正在查。"))
    await office.at("he", lambda desk: desk.check(li.id, True, "账对不上"))
    assert (await office.looks(li))["state"] == "verifying"
    await office.at("luo", lambda desk: desk.verify(li.id, True, "我也查了"))
    await office.at("tan", lambda desk: desk.close(li.id, "已处理", "查实了，钱已退回。"))
    assert (await office.looks(li))["state"] == "confirmed"
    words = [(each.state, each.text) for each in await office.answers(li)]
    assert words == [("checking", "收到了，正在查。"), ("confirmed", "查实了，钱已退回。")]
    log = (await office.at("luo", lambda desk: desk.read(li.id))).log
    assert log[1].text == "收到了，正在查。", "the colleagues know what was said"
    assert [(entry.act, entry.signer) for entry in log] == [
        (Act.OPEN, "he"),
        (Act.ANSWER, "he"),
        (Act.CHECK, "he"),
        (Act.VERIFY, "luo"),
        (Act.CLOSE, "tan"),
    ]


async def test_nobody_verifies_their_own_check(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.open(li.id))
    await office.at("he", lambda desk: desk.check(li.id, True, "账对不上"))
    with pytest.raises(Refusal):
        await office.at("he", lambda desk: desk.verify(li.id, True, ""))
    with pytest.raises(Refusal):
        await office.at("he", lambda desk: desk.close(li.id, "", ""))


async def test_whoever_finds_otherwise_sends_it_back(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.open(li.id))
    await office.at("he", lambda desk: desk.check(li.id, False, "没看出来"))
    await office.at("luo", lambda desk: desk.verify(li.id, True, "请看第三张发票"))
    assert (await office.looks(li))["state"] == "checking"
    await office.at("luo", lambda desk: desk.check(li.id, True, "第三张发票是假的"))
    await office.at("he", lambda desk: desk.verify(li.id, True, "是"))
    await office.at("he", lambda desk: desk.close(li.id, "", "查实了"))
    assert (await office.looks(li))["state"] == "confirmed"


async def test_what_the_reporter_adds_is_read_and_sealed_to_all(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.open(li.id))
    await office.adds(li, "昨天又来了一次")
    case = await office.at("tan", lambda desk: desk.read(li.id))
    assert [message.said["kind"] for message in case.reports] == ["report", "more"]


async def test_held_and_transferred_cases_come_back(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.hold(li.id, BACK, "等审计"))
    look = await office.looks(li)
    assert (look["state"], look["back"]) == ("held", "2026-W50")
    await office.later(weeks=4)
    assert (await office.at("he", lambda desk: desk.cases()))[0].late
    await office.at("luo", lambda desk: desk.open(li.id))
    assert (await office.looks(li))["state"] == "checking"
    later = BACK + 6
    await office.at("luo", lambda desk: desk.transfer(li.id, later, "交公安"))
    assert (await office.looks(li))["state"] == "transferred"


async def test_late_cases_show_above_as_a_bare_number(office: Office) -> None:
    await office.reports("li", body="town")
    assert await office.at("he", lambda desk: desk.late_below()) == {}
    await office.later(weeks=4)
    assert await office.at("he", lambda desk: desk.late_below()) == {"石桥镇纪委": 1}
    assert await office.at("he", listed) == []
    assert await office.at("ma", lambda desk: desk.late_below()) == {}


@pytest.mark.parametrize("concern", [Concern.HOLDER, Concern.SECRETARY, Concern.HEAD])
async def test_a_report_about_the_body_passes_it_by(office: Office, concern: Concern) -> None:
    li = await office.reports("li", body="town", concern=concern)
    assert await office.at("ma", listed) == []
    assert await office.at("he", listed) == [li.id]
    with pytest.raises(Refusal):
        await office.at("ma", lambda desk: desk.read(li.id))


async def test_what_is_passed_on_leaves_nothing_below(office: Office) -> None:
    li = await office.reports("li", body="town")
    await office.at("ma", lambda desk: desk.open(li.id))
    await office.at("qin", lambda desk: desk.pass_on(li.id, "他是我们书记的弟弟"))
    assert await office.at("ma", listed) == []
    with pytest.raises(Refusal):
        await office.at("ma", lambda desk: desk.read(li.id))
    case = await office.at("he", lambda desk: desk.open(li.id))
    assert case.reports[0].said["answers"] == TOLD
    assert [entry.act for entry in case.log] == [Act.OPEN, Act.PASS_ON, Act.OPEN]
    await closed(office, li.id)
    assert [each.body for each in await office.answers(li)] == ["county"]


async def test_from_the_topmost_body_nothing_is_passed_on(office: Office) -> None:
    li = await office.reports("li")
    with pytest.raises(Refusal):
        await office.at("he", lambda desk: desk.pass_on(li.id, ""))


async def test_somebody_new_reads_only_what_was_granted(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.open(li.id))
    grown = replace(county(2), holders=holders(("he", "luo", "tan", "bai")))
    office.lists.append(sign_list(grown, seed("root")))
    case = await office.at("bai", lambda desk: desk.read(li.id))
    assert (case.reports, case.log) == ((), ())
    await office.at("luo", lambda desk: desk.grant(li.id, pair("bai").recipient, "新同事"))
    case = await office.at("bai", lambda desk: desk.read(li.id))
    assert case.reports[0].said["answers"] == TOLD
    await office.at("bai", lambda desk: desk.check(li.id, True, "对"))
    await office.at("he", lambda desk: desk.verify(li.id, True, "对"))


async def test_nothing_is_granted_outside_of_the_body(office: Office) -> None:
    li = await office.reports("li", body="town", concern=Concern.HOLDER)
    for name in ("ma", "stranger"):
        recipient = pair(name).recipient

        def grant(desk: Desk, to: str = recipient) -> None:
            desk.grant(li.id, to, "")

        with pytest.raises(Refusal):
            await office.at("he", grant)


async def test_whoever_is_withdrawn_reads_nothing_from_then_on(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.withdraw(li.id, pair("tan").recipient, "是亲戚"))
    assert await office.can_open(li.id, 1) == {"he", "luo"}
    assert await office.at("tan", listed) == []
    with pytest.raises(Refusal, match="unknown"):
        await office.at("tan", lambda desk: desk.read(li.id))
    with pytest.raises(Refusal):
        await office.at("he", lambda desk: desk.withdraw(li.id, pair("luo").recipient, "还剩一个"))


RUBBISH = seal(bytes(4096), [pair("x").recipient])
SIZE = len(RUBBISH)


def spoils(desk: Desk, do: str, mailbox: str, **head: object) -> None:
    """As a program of the holder's own would, which signs whatever the box may take."""
    desk._signed(do, {"mailbox": mailbox, "entries": 1, "answer": 0, **head}, RUBBISH)


SPOILING: list[tuple[str, dict[str, object]]] = [
    *(
        ("step", {"act": act, "entry": SIZE, "back": back, "findings": []})
        for act, back in ((Act.OPEN, None), (Act.HOLD, "2027-W10"), (Act.TRANSFER, "2026-W50"))
    ),
    ("step", {"act": Act.ANSWER, "entry": 0, "back": None, "findings": [], "answer": SIZE}),
    ("reseal", {"act": Act.GRANT, "to": pair("tan").recipient, "sizes": [["report", 1, SIZE]]}),
    ("reseal", {"act": Act.WITHDRAW, "to": pair("he").recipient, "sizes": [["log", 2, SIZE]]}),
]


@pytest.mark.parametrize(("do", "head"), SPOILING)
async def test_whom_a_case_was_closed_to_cannot_spoil_it(
    office: Office, do: str, head: dict[str, object]
) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.withdraw(li.id, pair("tan").recipient, "是亲戚"))
    before = await everything(office)
    with pytest.raises(Refusal, match="unknown"):
        await office.at("tan", lambda desk: spoils(desk, do, li.id, **head))
    assert await everything(office) == before


async def everything(office: Office) -> list[tuple[object, ...]]:
    def rows(tx: Transaction) -> list[tuple[object, ...]]:
        tables = ("mailbox", "sealed", "closed_to")
        return [tuple(row) for table in tables for row in tx.all(f"SELECT * FROM {table}")]

    return await office.store.turn(rows)


async def test_a_program_of_ones_own_closes_a_case_to_no_last_but_one(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.withdraw(li.id, pair("tan").recipient, ""))
    sizes = [["report", 1, SIZE], ["log", 1, 0], ["log", 2, 0]]
    before = await everything(office)

    def closes(desk: Desk) -> None:
        to = pair("luo").recipient
        spoils(desk, "reseal", li.id, act=Act.WITHDRAW, to=to, sizes=sizes)

    with pytest.raises(Refusal, match="refused"):
        await office.at("he", closes)
    assert await everything(office) == before


async def test_above_nobody_is_closed_out_of_what_is_passed_on(office: Office) -> None:
    grown = replace(town(), number=2, holders=holders(("ma", "qin", "wei")))
    office.lists.append(sign_list(grown, seed("county")))
    li = await office.reports("li", body="town")
    await office.at("ma", lambda desk: desk.withdraw(li.id, pair("wei").recipient, "他弟弟"))
    await office.at("qin", lambda desk: desk.pass_on(li.id, "我们不便办"))
    assert await office.at("wei", listed) == []
    assert await office.at("tan", listed) == [li.id]
    assert await office.store.turn(lambda tx: kept.closed_to(tx, li.id)) == frozenset()


async def test_what_is_added_later_is_not_sealed_to_whom_the_case_was_closed_to(
    office: Office,
) -> None:
    li, tan = await office.reports("li"), pair("tan").recipient
    await office.at("he", lambda desk: desk.withdraw(li.id, tan, "是亲戚"))
    await office.adds(li, "他们是表兄弟")
    assert await office.can_open(li.id, 2) == {"he", "luo"}
    told = (await office.answers(li))[-1]
    assert told.text == "" and told.without == frozenset({tan})
    await office.at("luo", lambda desk: desk.answer(li.id, "在查"))
    await office.adds(li, "还有一笔")
    assert await office.can_open(li.id, 3) == {"he", "luo"}
    await office.at("he", lambda desk: desk.grant(li.id, tan, "弄错了，同姓"))
    assert await office.can_open(li.id, 3) == {"he", "luo", "tan"}
    await office.adds(li, "谢谢")
    assert await office.can_open(li.id, 4) == {"he", "luo", "tan"}
    case = await office.at("luo", lambda desk: desk.read(li.id))
    assert len(case.reports) == 4 and not case.unreadable and not case.withdrawn


async def test_nobody_opens_a_case_to_themselves_again(office: Office) -> None:
    li, tan = await office.reports("li"), pair("tan").recipient
    await office.at("he", lambda desk: desk.withdraw(li.id, tan, ""))
    said = {"state": "received", "text": "", "without": []}
    message = Message(Place(li.id, Direction.ANSWER, 2), "county", (li.keys.recipient,), "", said)
    sealed = seal_content(signed(message, pair("tan")).content, message.recipients)
    answers = [*await office.answers(li), read_answer(sealed, li, 2, office.directory)]
    left = still_reading(office.body("county"), answers)
    assert left and [each.name for each in left.holders] == ["he", "luo"]


async def test_an_answer_left_out_in_the_middle_shows(office: Office) -> None:
    """A captured server can keep back the last ones alone, and put none in another's place."""
    li, tan = await office.reports("li"), pair("tan").recipient
    await office.at("he", lambda desk: desk.answer(li.id, "收到了"))
    await office.at("he", lambda desk: desk.withdraw(li.id, tan, ""))
    await office.at("he", lambda desk: desk.answer(li.id, "在查"))

    def read(*numbers: int) -> Callable[[Transaction], list[str | None]]:
        def answers(tx: Transaction) -> list[str | None]:
            held = kept.messages(tx, li.id, [Direction.ANSWER])
            given = read_answers([held[number - 1] for number in numbers], li, office.directory)
            return [each.text if each else None for each in given]

        return answers

    assert await office.store.turn(read(1, 2, 3)) == ["收到了", "", "在查"]
    assert await office.store.turn(read(1, 3)) == ["收到了", None]
    assert await office.store.turn(read(2, 1)) == [None, None]


async def test_what_is_added_is_for_two_at_least(office: Office) -> None:
    li, tan = await office.reports("li"), pair("tan").recipient
    await office.at("he", lambda desk: desk.withdraw(li.id, tan, ""))
    smaller = replace(county(2), holders=holders(("he", "tan")))
    assert still_reading(smaller, await office.answers(li)) is None
    other = replace(smaller, id="other")
    assert still_reading(other, await office.answers(li)) == other


async def test_closed_cases_expire_and_can_be_kept_longer(office: Office) -> None:
    li, wu = await office.reports("li"), await office.reports("wu")
    await closed(office, li.id)
    await closed(office, wu.id)
    await office.later(days=80)
    await office.at("he", lambda desk: desk.keep(wu.id, "还要回访"))
    await office.later(days=24)
    with pytest.raises(Refusal):
        await office.looks(li)
    await office.store.turn(office.box.tidy)
    assert await office.at("he", listed) == [wu.id]
    assert (await office.looks(wu))["state"] == "confirmed"


async def test_a_report_that_nobody_can_read_can_still_be_closed(office: Office) -> None:
    junk = reporter("junk")
    await office.sends(junk, seal(bytes(4096), [pair("x").recipient]))
    case = await office.at("he", lambda desk: desk.open(junk.id))
    assert (len(case.unreadable), case.reports) == (1, ())
    await closed(office, junk.id)
    assert (await office.looks(junk))["state"] == "confirmed"


async def test_two_at_once_do_not_overwrite_each_other(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.open(li.id))
    stale = await office.at("he", lambda desk: desk.read(li.id))
    await office.at("luo", lambda desk: desk.answer(li.id, "在查"))

    def on_what_was_read_before(desk: Desk) -> None:
        desk.read = lambda mailbox: stale  # type: ignore[method-assign]
        desk.answer(li.id, "也在查")

    with pytest.raises(Refusal, match="number"):
        await office.at("he", on_what_was_read_before)


async def test_a_forged_answer_is_not_read(office: Office) -> None:
    li = await office.reports("li")
    await office.at("he", lambda desk: desk.answer(li.id, "真的"))
    assert [each.text for each in await office.answers(li)] == ["真的"]
    office.lists[:] = [sign_list(replace(county(), holders=holders(("luo", "tan"))), seed("root"))]
    with pytest.raises(Unreadable):
        await office.answers(li)


async def test_only_holders_come_in_and_each_request_counts_once(office: Office) -> None:
    with pytest.raises(Refusal):
        await office.at("stranger", listed)
    thief = KeyPair(pair("he").identity, pair("stranger").seed)
    nonce = (await office.posts("/desk/nonce", {}))["nonce"]
    empty = sha256(b"").hexdigest()
    request = f'{{"do": "list", "sha256": "{empty}"}}'
    asked = sign_request(request, nonce, pair("he"))
    for wrong in (
        {**asked, "by": thief.verify},
        sign_request(request, nonce, thief),
        {**asked, "nonce": "00" * 16},
        {**asked, "signature": "no"},
    ):
        with pytest.raises(Refusal, match="unknown"):
            await office.posts("/desk/list", wrong)
    nonce = (await office.posts("/desk/nonce", {}))["nonce"]
    asked = sign_request(request, nonce, pair("he"))
    await office.posts("/desk/list", asked)
    with pytest.raises(Refusal, match="unknown"):
        await office.posts("/desk/list", asked)
    nonce = (await office.posts("/desk/nonce", {}))["nonce"]
    office.seconds += 61
    with pytest.raises(Refusal, match="unknown"):
        await office.posts("/desk/list", sign_request(request, nonce, pair("he")))


async def test_the_state_that_the_server_tells_is_one_that_it_knows(office: Office) -> None:
    li = await office.reports("li")
    assert State((await office.looks(li))["state"]) is State.RECEIVED
