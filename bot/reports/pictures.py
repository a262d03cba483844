"""Pictures: made anew, so that only what they show remains; whatever else is in the file goes."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.conversation import Document, Unclear
from bot.language import T

# A phone's camera makes 12 to 50 million points; a bomb makes as many from a few bytes.
MOST_POINTS = 64_000_000
LONGEST_SIDE = 2400
# It would write into the log that a large picture came, and so when.
warnings.simplefilter("ignore", Image.DecompressionBombWarning)
_FORMATS = ("JPEG", "PNG", "WEBP")


def only_the_picture(document: Document) -> Document:
    """Raise `Unclear` for what is no picture. It takes a good part of a second."""
    try:
        with Image.open(BytesIO(document.content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_POINTS:
                raise Unclear(T("That picture is too large. Take it again with fewer points."))
            # A camera writes beside the picture how it was held, and where it was taken.
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise Unclear(
            T("That is no picture that can be read here. Send a photo, or type what it shows.")
        ) from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    picture.save(written, "JPEG", quality=85)
    return Document("photo.jpg", "image/jpeg", written.getvalue())
