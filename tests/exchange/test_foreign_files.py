"""Wrong, damaged and hostile files: each is refused with a sentence, none kills the program."""

import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.exchange.sheets import ods_rows, with_member, write_csv, write_ods, write_text, write_xlsx
from werkakademie.exchange.spreadsheets import recognise, rows
from werkakademie.exchange.spreadsheets.errors import (
    DamagedFileError,
    EmptyFileError,
    FileNotReadableError,
    LockedWorkbookError,
    OpenQuoteError,
    SheetMissingError,
    SpreadsheetError,
    TooLargeError,
    TooWideError,
    WrongEncodingError,
    WrongFileKindError,
)
from werkakademie.records.importing import RecognitionChoices

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "ein PDF-Dokument"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "ein Bild"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "ein Programm"),
        (b"\x7fELF\x02\x01\x01\x00", "ein Programm"),
        (b"\x1f\x8b\x08\x00", "ein Archiv"),
        (b"<!DOCTYPE html><html><body>", "eine Webseite"),
        (b"SQLite format 3\x00", "eine Datenbank"),
        (bytes(range(256)) * 4, "eine Datei mit Zeichen, die in keiner Tabelle vorkommen"),
    ],
)
def test_a_wrong_kind_is_named_whatever_the_file_is_called(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    with pytest.raises(WrongFileKindError, match=words):
        recognise(path)


def test_a_text_may_begin_like_a_program(tmp_path: Path) -> None:
    assert recognise(write_text(tmp_path / "t.csv", "MZ;BM\nAnna;Celle\n")).data_rows == 1


def test_other_archives_are_no_tables(tmp_path: Path) -> None:
    path = tmp_path / "brief.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(WrongFileKindError, match="ein Textdokument"):
        recognise(path)


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf"])
def test_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "leer.csv"
    path.write_bytes(content)
    with pytest.raises(EmptyFileError):
        recognise(path)


def test_an_empty_workbook(tmp_path: Path) -> None:
    with pytest.raises(EmptyFileError):
        recognise(write_xlsx(tmp_path / "leer.xlsx", []))


def test_a_header_without_rows_is_a_table_without_rows(tmp_path: Path) -> None:
    table = recognise(write_text(tmp_path / "t.csv", "Name;Vorname\n"))
    assert (table.header, table.data_rows, list(rows(table))) == (("Name", "Vorname"), 0, [])


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotReadableError):
        recognise(tmp_path / "weg.csv")
    with pytest.raises(WrongFileKindError, match="ein Ordner"):
        recognise(tmp_path)


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "geheim.xlsx"
    entry = "EncryptedPackage".encode("utf-16-le").ljust(128, b"\x00")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00") + entry * 4)
    with pytest.raises(LockedWorkbookError, match="mit einem Kennwort geschützt"):
        recognise(path)
    ods = write_ods(tmp_path / "geheim.ods", "", manifest="<manifest:encryption-data/>")
    with pytest.raises(LockedWorkbookError):
        recognise(ods)


def test_a_zero_byte_in_the_middle_names_the_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"Name;Ort\n" + b"Anna;Celle\n" * 2000 + b"An\x00na;Celle\n")
    with pytest.raises(DamagedFileError, match=r"ab Zeile 2\.002 beschädigt"):
        recognise(path)


def test_a_quotation_mark_that_never_ends(tmp_path: Path) -> None:
    path = write_text(tmp_path / "t.csv", 'Name;Ort\nAnna;Celle\n"Jörg;Peine\nUte;Bonn\n')
    with pytest.raises(OpenQuoteError, match="in Zeile 3 ein Anführungszeichen"):
        recognise(path)


def test_too_many_columns_and_too_long_cells(tmp_path: Path) -> None:
    with pytest.raises(TooWideError, match=r"Zeile 2 mehr als 1\.000 Spalten"):
        recognise(write_text(tmp_path / "breit.csv", "Name;Ort\n" + ";" * 1001 + "\n"))
    with pytest.raises(TooWideError, match="eine Zelle mit mehr als"):
        recognise(write_text(tmp_path / "lang.csv", "Name;Ort\n" + "x" * 200_000 + ";y\n"))


def test_a_wrong_encoding_chosen_by_hand(tmp_path: Path) -> None:
    path = write_text(tmp_path / "t.csv", "Name;Ort\nÄÖÜ;ßäöü\n", "cp1252")
    with pytest.raises(WrongEncodingError, match="nicht als utf-8 lesen"):
        recognise(path, choices=RecognitionChoices(encoding="utf-8"))


def test_a_missing_sheet(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "t.xlsx", [["Name", "Ort"], ["Anna", "Celle"]])
    with pytest.raises(SheetMissingError, match="„Gruppen“"):
        recognise(path, choices=RecognitionChoices(sheet="Gruppen"))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("werkakademie.exchange.spreadsheets.workbooks.MOST_UNPACKED", 3 << 20)
    path = write_xlsx(tmp_path / "t.xlsx", [["Name", "Ort"], ["Anna", "Celle"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/riesig.bin", b"\x00" * (4 << 20))
    with pytest.raises(TooLargeError, match="größer als 3 MB"):
        recognise(path)


def test_a_size_that_lies_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The archive's list of contents says one byte; what counts is what the data really unpack to."""
    monkeypatch.setattr("werkakademie.exchange.spreadsheets.workbooks.MOST_UNPACKED", 3 << 20)
    path = write_xlsx(tmp_path / "t.xlsx", [["Name", "Ort"], ["Anna", "Celle"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("riesig.bin", b"\x00" * (4 << 20))
    size = (4 << 20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1).to_bytes(4, "little")))
    with pytest.raises(TooLargeError):
        recognise(path)


def test_two_cells_far_apart_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "t.xlsx", [["Name", "Ort"], ["Anna", "Celle"]])
    for reference in (b'r="XFD1048576"', b"r = 'XFD1048576'"):
        far = with_member(path, tmp_path / "fern.xlsx", "xl/worksheets/sheet1.xml", (b'r="B2"', reference))
        with pytest.raises(TooWideError):
            recognise(far)
    deep = with_member(path, tmp_path / "tief.xlsx", "xl/worksheets/sheet1.xml", (b'r="B2"', b'r="ZZ1048576"'))
    with pytest.raises(TooLargeError):
        recognise(deep)


def test_an_ods_cell_repeated_a_billion_times_does_not_fill_the_memory(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string" {}><text:p>x</text:p></table:table-cell>'
    row = '<table:table-row table:number-rows-repeated="1000000">{}</table:table-row>'
    for repeated, error in (("900", TooLargeError), ("16384", TooWideError)):
        body = row.format(cell.format(f'table:number-columns-repeated="{repeated}"'))
        with pytest.raises(error):
            recognise(write_ods(tmp_path / "t.ods", body))


def test_blank_rows_that_an_ods_repeats_are_harmless(tmp_path: Path) -> None:
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    body = ods_rows([["Name", "Ort"], ["Anna", "Celle"]])
    body += f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'
    assert recognise(write_ods(tmp_path / "t.ods", body)).data_rows == 1


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", "csv"])
def test_damaged_files_are_read_or_refused_by_our_errors(
    tmp_path: Path, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    table: list[list[object]] = [["Name", "Ort", "Alter"], *([f"Anna {place}", "Celle", place] for place in range(30))]
    good = tmp_path / f"gut.{kind}"
    if kind == "xlsx":
        write_xlsx(good, table)
    elif kind == "ods":
        write_ods(good, ods_rows(table))
    elif kind == "csv":
        write_csv(good, table, encoding="utf-16")
    else:
        good = FILES / "erfundene_personen.xls"
    content = good.read_bytes()
    chance = random.Random(20260301)
    for attempt in range(120):
        damaged = bytearray(content)
        if attempt % 3 == 0:
            del damaged[chance.randrange(len(damaged)) :]
        else:
            for _ in range(chance.choice((1, 4, 20))):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        path = tmp_path / f"kaputt.{kind}"
        path.write_bytes(damaged)
        with suppress(SpreadsheetError):
            list(rows(recognise(path)))
    # The library writes where its Rust code gave up; that is not for the person at the screen.
    capfd.readouterr()
