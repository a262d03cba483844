"""The code as a picture that a phone's camera reads."""

from io import BytesIO

import segno

from bot.activities.model import Activity
from bot.conversation import Document

# What the links of check-ins begin with.
LINK = "c"


def start_of(activity: Activity, code: str) -> str:
    """The start parameter that checks in with a code."""
    return f"{LINK}-{activity.id}-{code}"


def picture(link: str) -> Document:
    """A link as a PNG, large enough to be held up."""
    buffer = BytesIO()
    segno.make(link, error="m", micro=False).save(buffer, kind="png", scale=12, border=4)
    return Document("code.png", "image/png", buffer.getvalue())


def drawn(link: str) -> str:
    """A link as an image that a page can hold in itself."""
    return segno.make(link, error="m", micro=False).svg_data_uri(scale=10, border=2)
