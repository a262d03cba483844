"""Money by years as a picture: bars with their amounts; a year that rose is filled darkly.

It has digits only, so that it needs no language; the words beside it say the same.
"""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot.openness.model import Year

WIDTH, HEIGHT, EDGE, TOP, FOOT = 720, 420, 30, 90, 60
LARGEST = 32
# A digit is about so much as wide as it is high.
_LETTER = 0.62
_FELL, _ROSE, _INK, _PAPER = "#7fa7c9", "#b3261e", "#222222", "#ffffff"


def bars(years: Sequence[Year]) -> bytes:
    """A PNG of the years, in their order."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    most = max((each.amount for each in years), default=0) or 1
    step = (WIDTH - 2 * EDGE) / max(len(years), 1)
    floor = HEIGHT - FOOT
    font = ImageFont.load_default(_size(years, step))
    for place, each in enumerate(years):
        left = EDGE + place * step + step * 0.2
        middle = EDGE + (place + 0.5) * step
        top = floor - (floor - TOP) * max(each.amount, 0) / most
        colour = _ROSE if each.rose else _FELL
        draw.rectangle((left, top, left + step * 0.6, floor), fill=colour)
        draw.text((middle, top - 6), _above(each), _INK, font, anchor="md", align="center")
        draw.text((middle, floor + 12), str(each.year), _INK, font, anchor="mt")
    draw.line((EDGE, floor, WIDTH - EDGE, floor), fill=_INK, width=2)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _size(years: Sequence[Year], step: float) -> float:
    """Letters as large as the longest amount leaves them room."""
    longest = max((len(f"{each.amount:,}") for each in years), default=1)
    return min(LARGEST, step / (longest * _LETTER))


def _above(year: Year) -> str:
    amount = f"{year.amount:,}"
    return amount if year.percent is None else f"{amount}\n{year.percent:+d}%"
