"""The empty sheet for applications at home: one page in each language, with room for a hand."""

import io
from itertools import pairwise

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest

from werkakademie.i18n import OWN_LANGUAGES
from werkakademie.reports.log_sheet import log_sheet

#: What a hand needs for one line of writing and some air, in points of a page.
ONE_ROW = 12 * 72 / 25.4


@pytest.mark.parametrize("language", OWN_LANGUAGES)
def test_it_is_one_tagged_page_with_rows_to_write_in(language: str) -> None:
    content = log_sheet(language=language, site_name="Werkakademie Nord", practice=False)
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert len(paper.pages) == 1
        assert str(paper.Root.Lang) == language
        assert "/StructTreeRoot" in paper.Root
    document = pypdfium2.PdfDocument(content)
    drawn = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
    heights = sorted({round(thing.get_bounds()[1]) for thing in drawn})
    rows = [above - below for below, above in pairwise(heights)]
    document.close()
    assert sum(room >= ONE_ROW for room in rows) >= 12


def test_an_arabic_sentence_ends_on_the_left() -> None:
    document = pypdfium2.PdfDocument(log_sheet(language="ar", site_name="Werkakademie Nord", practice=False))
    page = document[0].get_textpage()
    letters = page.get_text_range()
    boxes = {place: page.get_charbox(place) for place, letter in enumerate(letters) if not letter.isspace()}
    stop = boxes[letters.index(".")]
    line = [box for box in boxes.values() if abs(box[1] - stop[1]) < 8]
    page.close()
    document.close()
    assert len(line) > 30
    assert stop[0] == min(box[0] for box in line)
