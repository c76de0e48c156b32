"""The report and its chart: every figure with its parts, the same bytes each time, readable without eyes."""

import io
import subprocess
from datetime import date
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest

from tests.tools import require_tool
from werkakademie.records.drawing import Box, Label, Paint
from werkakademie.records.enums import Basis, EntryState, Focus, OutcomeCategory, TrainingPlace, Unit
from werkakademie.records.ids import GroupId
from werkakademie.records.results import CountedCell, Result
from werkakademie.reports.charts import scale_of, shortened, stacked_chart
from werkakademie.reports.recovery_sheet import recovery_sheet
from werkakademie.reports.verbleib import letters_without_glyph, verbleib_report
from werkakademie.reports.verbleib_texts import chart, folded
from werkakademie.reports.words import Words
from werkakademie.rules.indicators import result

C = OutcomeCategory


def a_cell(number: int, category: OutcomeCategory, count: int, *, name: str = "", settled: bool = True) -> CountedCell:
    """Entered and due people of group `number` with one status."""
    return CountedCell(
        group_id=GroupId(UUID(int=number)),
        group_name=name or f"Gruppe {number}",
        focus=Focus.MIXED,
        entry=EntryState.ENTERED,
        due=True,
        category=category,
        training_place=TrainingPlace.COMPANY if category is C.VOCATIONAL_TRAINING else None,
        insured_at_entry=None,
        registered_unemployed=None,
        taken_up=None,
        follow_up_closed=False,
        settled=settled,
        count=count,
    )


def a_result(*cells: CountedCell, basis: Basis = Basis.ENTERED) -> Result:
    return result(
        cells,
        first_exit_on=date(2026, 1, 1),
        last_exit_on=date(2026, 6, 30),
        as_of=date(2026, 11, 22),
        basis=basis,
        unit=Unit.ENROLMENTS,
        months=3,
    )


@pytest.fixture
def ten() -> Result:
    """4 insured, one in company training, 2 looking, 3 unknown."""
    return a_result(
        a_cell(1, C.INSURED_FULL_TIME, 4, name="Frühjahr 1"),
        a_cell(1, C.VOCATIONAL_TRAINING, 1, name="Frühjahr 1"),
        a_cell(2, C.SEEKING, 2, name="Gruppe محمد"),
        a_cell(2, C.UNKNOWN, 3, name="Gruppe محمد"),
    )


def report(of: Result, language: str = "de") -> bytes:
    return verbleib_report(of, site_name="Übungsstandort", provisional_weeks=8, practice=True, language=language)


def text_of(pdf: bytes, folder: Path) -> str:
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(
        [str(require_tool("pdftotext")), "-layout", str(path), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    return " ".join(read.stdout.split())


def test_the_report_names_every_figure_with_numerator_denominator_and_day(ten: Result, tmp_path: Path) -> None:
    said = text_of(report(ten), tmp_path)
    assert "Eingliederungsquote 3 Monate nach Teilnahmeende" in said
    assert "5 von 10 waren am Stichtag sozialversichert beschäftigt." in said
    assert "Die wahre Quote liegt zwischen 50,0 % und 80,0 %." in said
    assert "Grundlage: eingetreten · Stand 22.11.2026" in said
    assert "nur Bekannte 71,4 % 5/7" in said
    assert "Rückmeldungen 70,0 % 7/10" in said
    assert "Arbeit aufgenommen –" in said
    assert "Verbleib drei Monate nach Teilnahmeende" in said
    assert "K2" in said
    assert "vorläufig" not in said.casefold()


def test_a_figure_that_may_change_is_called_provisional(tmp_path: Path) -> None:
    said = text_of(report(a_result(a_cell(1, C.SEEKING, 1, settled=False))), tmp_path)
    assert "Vorläufig: Bis 8 Wochen nach dem Stichtag können noch Antworten eingehen." in said


def test_without_anybody_the_rate_is_a_dash_and_there_is_no_chart(tmp_path: Path) -> None:
    nobody = a_result()
    assert chart(nobody, Words()) is None
    said = text_of(report(nobody), tmp_path)
    assert "0,0 %" not in said
    assert "In diesem Zeitraum ist noch niemand gezählt." in said


def test_the_same_result_gives_the_same_bytes(ten: Result) -> None:
    assert report(ten) == report(ten)


def test_a_screen_reader_finds_title_language_headings_cells_and_the_chart_in_words(ten: Result) -> None:
    with pikepdf.open(io.BytesIO(report(ten))) as pdf:
        assert pdf.Root.Lang == "de"
        assert bool(pdf.Root.MarkInfo.Marked)
        roles: list[str] = []
        alternatives: list[str] = []

        def walk(element: pikepdf.Object) -> None:
            for child in element.get("/K", []) if isinstance(element.get("/K"), pikepdf.Array) else []:
                if isinstance(child, pikepdf.Dictionary):
                    roles.append(str(child.S))
                    alternatives.extend([str(child.Alt)] if "/Alt" in child else [])
                    walk(child)

        walk(pdf.Root.StructTreeRoot)
    assert roles[:3] == ["/Document", "/H1", "/P"]
    assert {"/H2", "/Table", "/TR", "/TH", "/TD", "/Figure"} <= set(roles)
    (described,) = alternatives
    assert "Frühjahr 1: Sozialversicherte Arbeit 5" in described


def test_many_groups_share_several_pictures_and_the_latest_forty_are_drawn() -> None:
    many = a_result(*(a_cell(number, C.SEEKING, 1) for number in range(1, 46)))
    drawn = chart(many, Words())
    assert drawn is not None
    assert [bar.name for bar in drawn.bars][:2] == ["Gruppe 6", "Gruppe 7"]
    assert drawn.title.endswith("(40 neueste von 45 Gruppen)")
    assert report(many).startswith(b"%PDF-1.7")


def test_letters_that_no_font_has_are_named() -> None:
    assert letters_without_glyph(a_result(a_cell(1, C.SEEKING, 1, name="王 Gruppe")), "Örtchen") == "王"


def test_the_five_areas_add_up_and_the_first_is_the_numerator_of_the_rate() -> None:
    each_once = a_result(*(a_cell(1, category, 1) for category in OutcomeCategory))
    areas = folded(each_once.total)
    assert areas == (3, 3, 2, 3, 1)
    assert areas[0] == each_once.total.eq3.numerator
    assert sum(areas) == each_once.total.counted


def test_the_widths_of_the_areas_follow_their_counts(ten: Result) -> None:
    drawn = chart(ten, Words())
    assert drawn is not None
    drawing = stacked_chart(drawn)
    bars = [shape for shape in drawing.shapes if isinstance(shape, Box) and shape.height > 20 and shape.x > 0]
    insured, looking, unknown = (
        next(bar for bar in bars if bar.paint is paint) for paint in (Paint.AREA_1, Paint.AREA_4, Paint.AREA_5)
    )
    assert (insured.width + 1.5) / (looking.width + 1.5) == pytest.approx(5 / 2)
    assert (unknown.width + 1.5) / (looking.width + 1.5) == pytest.approx(3 / 2)
    assert "100,0 % (5/5)" in {shape.text for shape in drawing.shapes if isinstance(shape, Label)}


@pytest.mark.parametrize(
    ("largest", "scale"), [(0, (1, 1)), (1, (1, 1)), (4, (4, 1)), (9, (10, 2)), (21, (25, 5)), (101, (150, 50))]
)
def test_the_scale_has_at_most_six_lines_at_whole_numbers(largest: int, scale: tuple[int, int]) -> None:
    assert scale_of(largest) == scale


def test_a_long_name_ends_in_dots() -> None:
    long = "Gruppe für Alleinerziehende am Vormittag"
    assert shortened("Herbst 3", 150) == "Herbst 3"
    assert shortened(long, 150).endswith("…")
    assert len(shortened(long, 150)) < len(long)


def test_english_words_follow_the_documents_language_and_not_the_windows(ten: Result, tmp_path: Path) -> None:
    assert "50.0 %" in text_of(report(ten, "en"), tmp_path)


def test_the_recovery_sheet_is_one_page_with_the_key_the_site_and_what_it_is_for(tmp_path: Path) -> None:
    key = "K7QF2-9MZXA-44T0P-RW8JD-5VYHC-N3BGE-61KQS-XXXXX"
    sheet = recovery_sheet(site_name="Örtchen", recovery_key=key, made_on=date(2026, 11, 22))
    said = text_of(sheet, tmp_path)
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        assert len(pdf.pages) == 1
    assert key in said.replace("- ", "-")
    assert "Örtchen · ausgestellt am 22.11.2026" in said
    assert "nicht neben den PC" in said
