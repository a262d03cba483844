"""`reports poster`: where to report, and the number by which a saved page shows that it is ours."""

from functools import partial
from pathlib import Path

from markupsafe import Markup

from bot.language import Catalogues, T, Trouble
from bot.members.bringing.talk.poster import drawn
from bot.operator.box import hold_to_root
from bot.operator.say import Say
from bot.paper import written
from bot.reports.directory import root_number
from bot.settings import Settings

_TITLE = T("Poster for reports")


def report_poster(settings: Settings, file: Path, catalogues: Catalogues, say: Say) -> None:
    """Write a page of A4. Raise `Trouble`."""
    hold_to_root(settings.reports)
    # On one line, as the page shows it.
    number = root_number(settings.reports.root).replace(" ", "\N{NO-BREAK SPACE}")
    address = settings.reports.url
    page = written(
        "poster",
        _TITLE,
        settings.locale,
        partial(catalogues.say, locale=settings.locale),
        headline=T("Something is wrong? Say so without your name."),
        branch=T("The official telephone and website: 12388"),
        steps=(
            T("Scan the code, best with another phone and on another network."),
            T("Save the page, and open the file that you saved."),
            T("It must show this number: {number}", number=number),
        ),
        without_camera=T("No camera? Type this address:"),
        address=address,
        code=Markup(drawn(address)),
        promise=T("An honest error is not punished; invention is."),
    )
    try:
        file.write_bytes(page)
    except OSError:
        raise Trouble(T("{path} cannot be written.", path=str(file))) from None
    say(T("The poster is in {path}: open it and print it.", path=str(file)))
