"""Where the files that ship with the bot are: in a checkout, or inside the installed wheel."""

from pathlib import Path

_HERE = Path(__file__).parent
_SHIPPED = _HERE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _HERE.parent

LOCALES = _ROOT / "locales"
SAMPLE = _ROOT / "data" / "sample"
