"""Whatever the csv module writes comes back the same, in every encoding and with every separator."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.sheets import write_csv, write_xlsx
from tests.laws import examples
from werkakademie.exchange.spreadsheets import recognise, rows
from werkakademie.records.importing import RecognitionChoices

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
SEPARATORS = (";", ",", "\t", "|")
#: Any sign that a text holds; line breaks too, but not the control characters that mark a binary file.
SIGNS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffd") | st.sampled_from(
    "\t\r\n\x0c"
)
CELLS = st.text(SIGNS, max_size=12)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)
#: Signs of names, in which a separator is unlikely but quotation marks and line breaks are not.
NAMES = st.text(st.sampled_from("AnnaÖztürk łéß'\"-\n.жя"), min_size=1, max_size=12).map(lambda text: f"N{text}n")


@given(table=TABLES, encoding=st.sampled_from(ENCODINGS), separator=st.sampled_from(SEPARATORS))
@examples(150)
def test_what_was_written_is_read(table: list[list[str]], encoding: str, separator: str) -> None:
    header = [f"Spalte {place}" for place in range(len(table[0]))]
    marked = encoding in ("utf-8-sig", "utf-16")
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder, "t.csv"), [header, *table], separator=separator, encoding=encoding)
        choices = RecognitionChoices(
            encoding=None if marked else encoding, separator=separator, header_rows=(1, 1), last_data_row=1 + len(table)
        )
        read = [(row.number, row.cells) for row in rows(recognise(path, choices=choices))]
    expected = [(place, cells) for place, cells in enumerate(table, start=2) if any(cell.strip() for cell in cells)]
    assert read == expected


@given(
    table=st.lists(st.tuples(NAMES, NAMES, st.integers(10, 99)), min_size=2, max_size=8),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from(SEPARATORS),
)
@examples(100)
def test_tables_of_people_are_recognised(table: list[tuple[str, str, int]], encoding: str, separator: str) -> None:
    cells: list[list[object]] = [["Nachname", "Vorname", "Alter"], *map(list, table)]
    with TemporaryDirectory() as folder:
        found = recognise(write_csv(Path(folder, "t.csv"), cells, separator=separator, encoding=encoding))
        read = [row.cells for row in rows(found)]
    assert (found.separator, found.header) == (separator, ("Nachname", "Vorname", "Alter"))
    assert read == [[family, given_names, str(age)] for family, given_names, age in table]


@given(table=st.lists(st.tuples(NAMES, NAMES, st.integers(10, 99)), min_size=1, max_size=6))
@examples(30)
def test_workbooks_give_back_their_cells(table: list[tuple[str, str, int]]) -> None:
    cells: list[list[object]] = [["Nachname", "Vorname", "Alter"], *map(list, table)]
    with TemporaryDirectory() as folder:
        read = [row.cells for row in rows(recognise(write_xlsx(Path(folder, "t.xlsx"), cells)))]
    assert read == [list(row) for row in table]
