"""Turns a document into pictures for the printer."""

from typing import Final

from werkakademie.errors import SituationError
from werkakademie.i18n import _
from werkakademie.records.page_image import PageImage
from werkakademie.records.progress import Unwatched

#: Dots across A4 at about 200 dpi: sharp letters, and a page is still 15 MB of memory.
WIDTH: Final = 1654
#: All pages lie in memory at once; a folder of applications has fewer.
MOST_PAGES: Final = 24
_PDF_BEGINS: Final = b"%PDF-"
#: Bytes in which a PDF says that it is one; readers allow for something before it.
_BEGINNING: Final = 1024
#: A picture of more is made smaller, which no printer shows.
_MOST_BYTES: Final = 8_000_000


class NotPrintableError(SituationError):
    """Neither a PDF nor a picture that can be drawn: damaged, or closed by a password."""

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
    """The pages of a PDF, or the page of a picture, as wide as a printer needs them.

    Raises NotPrintableError, TooManyPagesError.
    """
    import pypdfium2

    from werkakademie.reports.page_images import page_images

    document = content if _PDF_BEGINS in content[:_BEGINNING] else _on_a_page(content)
    try:
        pages = page_images(document, width=WIDTH, most_pages=MOST_PAGES + 1)
    except pypdfium2.PdfiumError as error:
        raise NotPrintableError from error
    if len(pages) > MOST_PAGES:
        raise TooManyPagesError
    return pages


def _on_a_page(picture: bytes) -> bytes:
    """A scan as the PDF that it would be in a folder."""
    from werkakademie.exchange.folder_errors import FolderTooLargeError, UnusableFileError
    from werkakademie.exchange.paper_folder import FolderPart, joined

    try:
        part = FolderPart("", picture)
        return joined([part], title="", author="", limit=_MOST_BYTES, progress=Unwatched()).data
    except (UnusableFileError, FolderTooLargeError) as error:
        raise NotPrintableError from error
