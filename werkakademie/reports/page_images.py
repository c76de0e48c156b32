"""The pages of a PDF as pictures."""

from threading import Lock

import pypdfium2

from werkakademie.records.page_image import PageImage

#: The library that draws is made for one thread at a time.
_ONE_AT_A_TIME = Lock()


def page_images(pdf: bytes, *, width: int, most_pages: int = 20) -> tuple[PageImage, ...]:
    """The first pages, each `width` pixels wide."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(_image(document[number], width) for number in range(min(len(document), most_pages)))
        finally:
            document.close()


def _image(page: pypdfium2.PdfPage, width: int) -> PageImage:
    bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
    try:
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
