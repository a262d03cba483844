"""A branch's year as a picture: how many activities in each month, and nobody in it."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

_WIDTH, _HEIGHT = 960, 480
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 40, 60, 64
_INK, _PAPER, _BAR, _LINE = "#1c1c1c", "#ffffff", "#b3261e", "#c9c9c9"
_LABEL_SIZE = 26


def year_picture(counts: Sequence[int]) -> bytes:
    """Twelve bars as a PNG. Months are numbers, so that it reads alike in every language."""
    image = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(_LABEL_SIZE)
    floor, step = _HEIGHT - _BOTTOM, (_WIDTH - _LEFT - _RIGHT) / 12
    highest = max(max(counts), 4)
    for number, count in enumerate(counts):
        middle = _LEFT + step * (number + 0.5)
        top = floor - (floor - _TOP) * count / highest
        if count:
            draw.rectangle((middle - step * 0.3, top, middle + step * 0.3, floor), fill=_BAR)
            draw.text((middle, top - 6), str(count), fill=_INK, font=font, anchor="mb")
        draw.text((middle, floor + 12), str(number + 1), fill=_INK, font=font, anchor="mt")
    draw.line((_LEFT, floor, _WIDTH - _RIGHT, floor), fill=_LINE, width=3)
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
