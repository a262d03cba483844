"""What people say in the Telegram bench, and what they must read in answer."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.activities.codes import Way, code
from tests.bot_api import Person


@dataclass(frozen=True, slots=True)
class Step:
    """What a person says, or taps, and what the answer must hold."""

    words: str
    answer: str
    tap: bool = False

    def by(self, person: Person) -> None:
        if self.tap:
            person.taps(self.words)
        else:
            person.says(self.words)


def registration(number: int) -> list[Step]:
    """The whole story of a member who reports in; some would rather not be called."""
    return [
        Step("/start", "您好"),
        Step("报到", "同意吗"),
        Step("1 同意", "您叫什么名字", tap=True),
        Step("李明", "打哪个电话"),
        Step("跳过" if number % 5 == 0 else f"138{number:08}", "老家支部"),
        Step("河湾", "是这一个吗"),
        Step("1 石桥镇河湾村党支部", "您现在住在哪里", tap=True),
        Step("宝安", "是这一个吗"),
        Step("1 宝安区外来务工党支部", "请看看对不对", tap=True),
        Step("1 发送", "已发送", tap=True),
    ]


def digits(number: int) -> list[Step]:
    """The same without a tap: to answer a digit takes one call, to answer a tap two."""
    return [Step("1" if step.tap else step.words, step.answer) for step in registration(number)]


def echo(number: int) -> list[Step]:
    return [Step(step.words, step.words) for step in registration(number)]


# The meeting of the check-ins.
MEETING, SECRET = "meeting", "secret of the bench"


class CheckIn(Step):
    """`{code}` in the words is the code that is shown at that moment."""

    def by(self, person: Person) -> None:
        shown = code(SECRET, Way.CODE, datetime.now(UTC))
        person.says(self.words.replace("{code}", shown))


def check_in(number: int) -> list[Step]:
    return [CheckIn(f"/start c-{MEETING}-{{code}}", "签到成功")]


def typed_check_in(number: int) -> list[Step]:
    return [Step("签到", "六位数字"), CheckIn("{code}", "签到成功")]


STORIES = {
    "registration": registration,
    "digits": digits,
    "echo": echo,
    "check_in": check_in,
    "typed_check_in": typed_check_in,
}
