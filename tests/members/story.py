"""What many stories begin with."""

from tests.town import Phone, Town


async def register(phone: Phone, name: str = "李明", host: str = "宝安") -> str:
    """Somebody of the home branch asks for a placement."""
    return await phone.says("报到", "1", name, "13800138000", "河湾", "1", host, "1", "1")


async def hosted(town: Town) -> Phone:
    """li is hosted at the host branch."""
    li, wang = town.phone("li"), town.phone("wang")
    await register(li)
    await wang.looks()
    await wang.taps("同意")
    await li.looks()
    return li
