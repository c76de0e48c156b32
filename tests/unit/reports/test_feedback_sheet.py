"""The empty sheet for the partner in a practice talk."""

import io

import pikepdf
import pypdfium2
import pytest

from werkakademie.reports.feedback_sheet import feedback_sheet


@pytest.mark.parametrize("language", ["de", "en", "tr", "uk", "ar"])
def test_it_is_one_tagged_page_in_the_language(language: str) -> None:
    content = feedback_sheet(language=language, site_name="Werkakademie Nord", practice=False)
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert len(paper.pages) == 1
        assert str(paper.Root.Lang) == language
        assert "/StructTreeRoot" in paper.Root


def test_the_points_stand_before_the_questions() -> None:
    content = feedback_sheet(language="de", site_name="Werkakademie Nord", practice=False)
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    places = [text.index(words) for words in ("keinen Namen", "Die Begrüßung", "Eigene Fragen", "Was war gut?", "Tipp")]
    assert places == sorted(places)
