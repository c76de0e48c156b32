"""Turns a document into pictures for the printer."""

from werkakademie.records.page_image import PageImage

#: Dots across A4 at about 200 dpi: sharp letters, and a page is still 15 MB.
WIDTH = 1654
#: A folder never has more; a file that is no folder shall not fill the tray with paper.
MOST_PAGES = 60


def printable_pages(content: bytes) -> tuple[PageImage, ...]:
    """The pages of a PDF, as wide as a printer needs them."""
    from werkakademie.reports.page_images import page_images

    return page_images(content, width=WIDTH, most_pages=MOST_PAGES)
