"""Turns a document into pictures for the printer."""

from typing import Final

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.records.page_image import PageImage

#: Dots across A4 at about 200 dpi: sharp letters, and a page is still 15 MB of memory.
WIDTH: Final = 1654
#: All pages lie in memory at once; a folder of applications has fewer.
MOST_PAGES: Final = 24


class NotPrintableError(SituationError):
    """A PDF that can't be drawn: damaged, or closed by a password."""

    def sentence(self) -> str:
        return _("Diese Datei lässt sich nicht drucken. Sie ist beschädigt oder hat ein Passwort.")


class TooManyPagesError(SituationError):
    """More pages than the printer of a room should bring out by one touch."""

    def sentence(self) -> str:
        return _(
            "Diese Datei hat zu viele Seiten. Hier kann man höchstens {most} Seiten drucken. "
            "Bitte fragen Sie die Coachin oder den Coach."
        ).format(most=MOST_PAGES)


def printable_pages(content: bytes) -> tuple[PageImage, ...]:
    """The pages of a PDF, as wide as a printer needs them. Raises NotPrintableError, TooManyPagesError."""
    import pypdfium2

    from werkakademie.reports.page_images import page_images

    try:
        pages = page_images(content, width=WIDTH, most_pages=MOST_PAGES + 1)
    except pypdfium2.PdfiumError as error:
        raise NotPrintableError from error
    if len(pages) > MOST_PAGES:
        raise TooManyPagesError
    return pages
