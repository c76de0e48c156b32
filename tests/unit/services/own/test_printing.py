"""Documents as pictures for the printer."""

import pytest

from tests.exchange.scans import scan, text_pdf
from werkakademie.services.own.printing import MOST_PAGES, NotPrintableError, TooManyPagesError, printable_pages


def test_each_page_is_as_wide_as_a_printer_needs_it() -> None:
    pages = printable_pages(text_pdf("eins", "zwei"))
    assert [page.width for page in pages] == [1654, 1654]
    assert 2330 <= pages[0].height <= 2345


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_scan_stands_on_a_page_of_its_own(kind: str) -> None:
    (page,) = printable_pages(scan(1, width=500, kind=kind))
    assert page.width == 1654
    assert 2330 <= page.height <= 2345


@pytest.mark.parametrize("content", [b"", b"kein PDF", text_pdf("x")[:300], scan(1, width=300)[:200]])
def test_what_can_not_be_drawn_is_said(content: bytes) -> None:
    with pytest.raises(NotPrintableError):
        printable_pages(content)


def test_a_book_is_not_printed_by_one_touch() -> None:
    with pytest.raises(TooManyPagesError, match=str(MOST_PAGES)):
        printable_pages(text_pdf(*["Seite"] * (MOST_PAGES + 1)))
