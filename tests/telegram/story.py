"""The first story: a member reports in, the host accepts, the home branch confirms."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.bot_api import Phone
from tests.town import HOME, HOST

Act = Callable[[Phone], Awaitable[object]]


@dataclass(frozen=True)
class Step:
    """What somebody does, and what they see then; `told` is who sees what by that, unasked."""

    who: str
    act: Act
    sees: str
    told: tuple[tuple[str, str], ...] = ()


def starts() -> Act:
    return lambda phone: phone.starts()


def says(words: str) -> Act:
    return lambda phone: phone.says(words)


def taps(label: str) -> Act:
    return lambda phone: phone.taps(label)


def shares_contact(number: str) -> Act:
    return lambda phone: phone.shares_contact(number)


def shares_place(latitude: float, longitude: float) -> Act:
    return lambda phone: phone.shares_place(latitude, longitude)


CHINESE = (
    Step("wang", starts(), "您好"),
    Step("chen", starts(), "您好"),
    Step("li", starts(), "您好"),
    Step("li", says("报到"), "同意吗"),
    Step("li", taps("1 同意"), "您叫什么名字"),
    Step("li", says("李明"), "打哪个电话"),
    Step("li", shares_contact("13800138000"), "老家支部"),
    Step("li", says("河湾"), "是这一个吗"),
    Step("li", taps(f"1 {HOME}（青石县）"), "您现在住在哪里"),
    Step("li", shares_place(22.55, 113.88), "宝安区"),
    Step("li", taps(f"1 {HOST}（深圳市宝安区）"), "请看看对不对"),
    Step("li", taps("1 发送"), "已发送", (("wang", "李明现在住在附近"),)),
    Step("wang", taps("看一看"), "13800138000"),
    Step("wang", taps("1 同意"), "李明已在本支部报到", (("li", "欢迎"), ("chen", "请确认"))),
    Step(
        "chen", taps("确认"), "仍是本支部的党员", (("li", "您的老家支部"), ("wang", "已确认：李明"))
    ),
)
ENGLISH = (
    Step("wang", starts(), "would you like to do"),
    Step("chen", starts(), "would you like to do"),
    Step("li", starts(), "would you like to do"),
    Step("li", says("report in"), "Do you agree"),
    Step("li", taps("1 I agree"), "What is your name"),
    Step("li", says("Li Ming"), "At which number"),
    Step("li", shares_contact("13800138000"), "Which branch holds"),
    Step("li", says("hewan"), "Is it this one"),
    Step("li", taps(f"1 {HOME} (青石县)"), "Where do you live now"),
    Step("li", shares_place(22.55, 113.88), "宝安区"),
    Step("li", taps(f"1 {HOST} (深圳市宝安区)"), "Please look it over"),
    Step("li", taps("1 Send"), "Sent.", (("wang", "asks to register there"),)),
    Step("wang", taps("Look at it"), "13800138000"),
    Step(
        "wang",
        taps("1 Accept"),
        "Li Ming is now hosted here",
        (("li", "has accepted you"), ("chen", "please confirm")),
    ),
    Step(
        "chen",
        taps("Confirm"),
        "stays a member",
        (("li", "Your home branch"), ("wang", "has confirmed that")),
    ),
)
# By locale: what a phone says of its language, the steps, and the word after an interruption.
STORIES = {
    "zh_CN": ("zh-hans", CHINESE, "刚才中断了"),
    "en": ("en", ENGLISH, "I was interrupted"),
}
