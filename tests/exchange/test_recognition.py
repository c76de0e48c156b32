"""What is recognised of a foreign table: encoding, separator, signs, header, footer, columns."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.exchange.sheets import ods_rows, write_csv, write_ods, write_text, write_xlsx
from werkakademie.exchange.spreadsheets import recognise, rows
from werkakademie.records.importing import ColumnKind, DateOrder, FileKind, RecognitionChoices

FILES = Path(__file__).parent / "files"
PEOPLE = [
    ["Nachname", "Vorname", "Geb.-Datum", "PLZ"],
    ["Müller", "Anna", "03.04.1985", "04109"],
    ["Groß", "Jörg", "31.12.1979", "30159"],
]


@pytest.mark.parametrize(
    ("written", "codec", "mark"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", True),
        ("utf-16", "utf-16-le", True),
        ("utf-16-le", "utf-16-le", False),
        ("utf-16-be", "utf-16-be", False),
        ("cp1252", "cp1252", False),
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator(tmp_path: Path, written: str, codec: str, mark: bool, separator: str) -> None:
    table = recognise(write_csv(tmp_path / "liste.csv", PEOPLE, separator=separator, encoding=written))
    assert (table.encoding, table.byte_order_mark, table.separator) == (codec, mark, separator)
    assert [row.cells for row in rows(table)] == PEOPLE[1:]


def test_latin_1_with_letters_that_windows_does_not_know(tmp_path: Path) -> None:
    path = tmp_path / "alt.csv"
    path.write_bytes("Name;Zeichen\nMüller;\x81\x90\n".encode("latin-1"))
    assert recognise(path).encoding == "latin-1"


def test_a_list_from_an_old_dos_program(tmp_path: Path) -> None:
    table = recognise(write_text(tmp_path / "t.csv", "Name;Ort\nMüller;Köln\nGroß;Gießen\n", "cp850"))
    assert (table.encoding, next(rows(table)).cells) == ("cp850", ["Müller", "Köln"])


def test_headings_above_the_header_are_title_lines(tmp_path: Path) -> None:
    text = "Person;;;Kontakt;\nNachname;Vorname;Geb.;Telefon;Mail\nMüller;Anna;1.2.1980;0511;a@example.org\n"
    table = recognise(write_text(tmp_path / "t.csv", text))
    assert (table.header_rows, table.data_rows, table.header[3]) == ((2,), 1, "Telefon")


def test_a_line_that_names_the_separator(tmp_path: Path) -> None:
    table = recognise(write_text(tmp_path / "t.csv", "sep=|\r\nName|Ort, Kreis\r\nAnna|Celle, Celle\r\n"))
    assert (table.separator, table.header, table.header_rows) == ("|", ("Name", "Ort, Kreis"), (2,))


def test_a_few_broken_bytes_do_not_make_a_utf_8_file_a_windows_file(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(b"Name;Ort\n" + "Müller;Köln\n".encode() * 20 + b"M\xfcller;Bonn\n")
    table = recognise(path)
    assert (table.encoding, table.damaged_characters) == ("utf-8", 1)


def test_genesis(real_data: Path) -> None:
    table = recognise(real_data / "messy" / "latin1_GENESIS_33111-02ir.csv")
    assert table.data_rows == 19
    assert table.encoding == "cp1252"
    assert len(table.title_lines) == 6
    assert table.header_rows == (7, 8, 9)
    assert (table.first_data_row, table.last_data_row) == (10, 28)
    assert table.footer_lines[-1].text == "Stand: 07.10.2013 / 10:52:44"
    ground = table.columns[1]
    assert ground.header == "Flächennutzungsarten / Bodenfläche insgesamt / Insgesamt"
    assert (ground.kind, ground.sum) == (ColumnKind.NUMBER, Decimal(76979109))
    assert table.columns[0].kind is ColumnKind.DATE
    assert [row.number for row in rows(table)] == list(range(10, 29))


def test_koeln(real_data: Path) -> None:
    table = recognise(real_data / "messy" / "Koeln_bom_crlf_tausenderpunkt.csv")
    assert (table.data_rows, table.byte_order_mark, table.decimal_sign) == (252, True, ",")
    column = next(column for column in table.columns if column.header == "Ergebnis 2011")
    assert column.sum == -177_479_178


def test_jobs2_has_decimal_points(real_data: Path) -> None:
    table = recognise(real_data / "training" / "jobs2.csv")
    assert (table.data_rows, table.separator, table.decimal_sign) == (899, ",", ".")


@pytest.mark.parametrize(
    ("cells", "separator", "sign"),
    [
        (["1.234,50"], ";", ","),
        (["1,234.50"], ";", "."),
        (["0,5"], ";", ","),
        (["12.75"], ";", "."),
        (["1.234.567"], ";", ","),
        (["1,234,567"], ";", "."),
        (["1.234"], ";", ","),
        (["1.234"], ",", "."),
        (["31.12.2012"], ";", ","),
    ],
)
def test_decimal_sign(tmp_path: Path, cells: list[str], separator: str, sign: str) -> None:
    table = [["Name", "Betrag"], *(["Anna", cell] for cell in cells)]
    assert recognise(write_csv(tmp_path / "t.csv", table, separator=separator)).decimal_sign == sign


@pytest.mark.parametrize(
    ("cell", "order"),
    [
        ("31/12/1980", DateOrder.DAY_FIRST),
        ("12/31/1980", DateOrder.MONTH_FIRST),
        ("01/02/1980", DateOrder.DAY_FIRST),
    ],
)
def test_date_order(tmp_path: Path, cell: str, order: DateOrder) -> None:
    assert recognise(write_csv(tmp_path / "t.csv", [["Name", "geb."], ["Anna", cell]])).date_order is order


def test_a_line_break_in_quotes_adds_no_row(tmp_path: Path) -> None:
    path = write_text(tmp_path / "t.csv", 'Name;Straße\nAnna;"Weg 1\nHinterhaus"\n\nJörg;Weg 2\n')
    assert [(row.number, row.cells) for row in rows(recognise(path))] == [
        (2, ["Anna", "Weg 1\nHinterhaus"]),
        (4, ["Jörg", "Weg 2"]),
    ]


def test_title_and_sum_and_notes(tmp_path: Path) -> None:
    text = (
        "Teilnehmende der Werkakademie\n\nName;Vorname;Alter;Betrag\nMüller;Anna;35;12,50\nGroß;Jörg;52;7,25\n"
        "Summe;;;19,75\n\nStand: 01.03.2026\n"
    )
    table = recognise(write_text(tmp_path / "t.csv", text))
    assert [line.text for line in table.title_lines] == ["Teilnehmende der Werkakademie"]
    assert table.header == ("Name", "Vorname", "Alter", "Betrag")
    assert table.data_rows == 2
    assert [(line.row, line.is_sum) for line in table.footer_lines] == [(6, True), (8, False)]
    assert table.columns[3].sum == Decimal("19.75")


def test_a_sum_line_without_a_word(tmp_path: Path) -> None:
    text = "Gruppe;Ort;Plätze\nNord;Celle;12\nSüd;Peine;8\n;;20\n"
    table = recognise(write_text(tmp_path / "t.csv", text))
    assert (table.data_rows, table.columns[2].sum) == (2, Decimal(20))
    assert table.footer_lines[0].is_sum


def test_a_person_whose_name_alone_is_known_is_no_footer(tmp_path: Path) -> None:
    text = "Name;Vorname;Ort\nMüller;;\nGroß;Jörg;Celle\nYıldız;;\n"
    assert recognise(write_text(tmp_path / "t.csv", text)).data_rows == 3


def test_a_file_without_header(tmp_path: Path) -> None:
    text = "Müller;Anna;03.04.1985\nGroß;Jörg;31.12.1979\nKlein;Ute;01.01.1990\n"
    table = recognise(write_text(tmp_path / "t.csv", text))
    assert (table.header_rows, table.data_rows) == ((), 3)
    assert table.header == ("Spalte A", "Spalte B", "Spalte C")


def test_a_first_row_of_bad_cells_is_no_second_header_line(tmp_path: Path) -> None:
    rows = ("Nummer;PLZ;Telefon", "N-1;keine;keins", "N-2;29221;05141 12", "N-3;31224;0517 1")
    text = "\n".join(rows) + "\n"
    table = recognise(write_text(tmp_path / "t.csv", text))
    assert (table.header_rows, table.data_rows) == ((1,), 3)


def test_years_as_headings_are_a_header(tmp_path: Path) -> None:
    text = "Ort;2011;2012\nCelle;120;130\nPeine;90;85\n"
    table = recognise(write_text(tmp_path / "t.csv", text))
    assert (table.header_rows, table.data_rows) == ((1,), 2)


def test_the_same_header_twice_is_told_apart(tmp_path: Path) -> None:
    table = recognise(write_text(tmp_path / "t.csv", "Name;Telefon;Telefon\nAnna;0511 1;0511 2\n"))
    assert table.header == ("Name", "Telefon", "Telefon (2)")


def test_everything_can_be_overridden(tmp_path: Path) -> None:
    path = write_text(tmp_path / "t.csv", "Liste|x\nName|Ort\nAnna|1.234\nEnde|0\n")
    choices = RecognitionChoices(
        encoding="cp1252",
        separator="|",
        decimal_sign=".",
        date_order=DateOrder.MONTH_FIRST,
        header_rows=(2, 2),
        last_data_row=3,
    )
    table = recognise(path, choices=choices)
    assert (table.encoding, table.decimal_sign, table.date_order) == ("cp1252", ".", DateOrder.MONTH_FIRST)
    assert (table.header, table.data_rows, table.columns[1].sum) == (("Name", "Ort"), 1, Decimal("1.234"))
    assert [line.text for line in table.footer_lines] == ["Ende  0"]


def test_no_header_can_be_chosen(tmp_path: Path) -> None:
    path = write_text(tmp_path / "t.csv", "Anna;Celle\nJörg;Peine\n")
    table = recognise(path, choices=RecognitionChoices(header_rows=(0, 0)))
    assert (table.header_rows, table.data_rows) == ((), 2)


def test_quotation_marks_can_belong_to_the_text(tmp_path: Path) -> None:
    path = write_text(tmp_path / "t.csv", 'Name;Ort\n"Anna;Celle\nJörg;Peine\n')
    table = recognise(path, choices=RecognitionChoices(quoted=False))
    assert next(rows(table)).cells == ['"Anna', "Celle"]


@pytest.mark.parametrize("kind", [FileKind.XLSX, FileKind.ODS])
def test_workbooks(tmp_path: Path, kind: FileKind) -> None:
    cells: list[list[object]] = [
        ["Liste der Werkakademie"],
        [],
        ["", "Nachname", "Geb.-Datum", "Alter"],
        ["", "Müller", date(1985, 4, 3), 40],
        ["", "Groß", date(1979, 12, 31), 46],
    ]
    path = tmp_path / f"liste.{kind.value}"
    if kind is FileKind.XLSX:
        write_xlsx(path, cells, sheets=("Leer", "Liste"))
    else:
        write_ods(path, ods_rows(cells))
    table = recognise(path)
    assert (table.file_kind, table.sheet, table.header_rows) == (kind, "Liste", (3,))
    assert [row.number for row in rows(table)] == [4, 5]
    assert next(rows(table)).cells[1:3] == ["Müller", date(1985, 4, 3)]
    assert [column.kind for column in table.columns[1:]] == [ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.NUMBER]
    assert table.columns[3].sum == 86


def test_an_old_workbook() -> None:
    table = recognise(FILES / "erfundene_personen.xls")
    assert (table.file_kind, table.sheets, table.sheet) == (FileKind.XLS, ("Leer", "Liste"), "Liste")
    assert [row.cells[1:] for row in rows(table)][2] == ["Nguyễn", "Thị Hoa", date(1990, 2, 28), "01067"]


def test_progress_is_told_and_may_cancel(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "t.csv", [["Name", "Ort"], *(["Anna", "Celle"] for _ in range(5000))])
    told: list[int] = []
    recognise(path, progress=told.append)
    assert told == [2000, 4000]

    def cancel(row: int) -> None:
        raise KeyboardInterrupt(row)

    with pytest.raises(KeyboardInterrupt):
        recognise(path, progress=cancel)
