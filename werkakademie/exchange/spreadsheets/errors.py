"""Why a foreign spreadsheet can't be read: a sentence for each case; nothing was stored in any of them."""

from pathlib import Path

from werkakademie.errors import SituationError
from werkakademie.i18n import _, format_count


class SpreadsheetError(SituationError):
    """Base of all troubles with a foreign spreadsheet."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path

    @property
    def name(self) -> str:
        return self.path.name


class FileNotReadableError(SpreadsheetError):
    """The operating system gives the file away, or it is not there."""

    def sentence(self) -> str:
        return _(
            "Die Datei „{name}“ lässt sich nicht öffnen. Es wurde nichts gespeichert. "
            "Bitte prüfen Sie, ob sie noch da ist und ob Sie sie lesen dürfen."
        ).format(name=self.name)


class EmptyFileError(SpreadsheetError):
    """The file, or the chosen sheet, holds no cell."""

    def sentence(self) -> str:
        return _(
            "Die Datei „{name}“ enthält keine Tabelle: Sie ist leer. Es wurde nichts gespeichert. "
            "Bitte wählen Sie eine andere Datei oder ein anderes Tabellenblatt."
        ).format(name=self.name)


class WrongFileKindError(SpreadsheetError):
    """The file is something else, whatever its name says."""

    def __init__(self, path: Path, noun: str) -> None:
        super().__init__(path)
        self.noun = noun

    def sentence(self) -> str:
        return _(
            "Die Datei „{name}“ ist keine Tabelle, sondern {noun}. Es wurde nichts gespeichert. "
            "Bitte wählen Sie eine CSV-, XLSX-, XLS- oder ODS-Datei."
        ).format(name=self.name, noun=file_noun(self.noun))


def file_noun(noun: str) -> str:
    """The name of a kind of file that is no table, with its article."""
    nouns = {
        "pdf": _("ein PDF-Dokument"),
        "image": _("ein Bild"),
        "program": _("ein Programm"),
        "archive": _("ein Archiv"),
        "word": _("ein Textdokument"),
        "slides": _("eine Präsentation"),
        "web": _("eine Webseite"),
        "database": _("eine Datenbank"),
        "folder": _("ein Ordner"),
        "media": _("eine Ton- oder Filmdatei"),
        "binary": _("eine Datei mit Zeichen, die in keiner Tabelle vorkommen"),
    }
    return nouns[noun]


class LockedWorkbookError(SpreadsheetError):
    """The workbook is protected by a password."""

    def sentence(self) -> str:
        return _(
            "Die Datei „{name}“ ist mit einem Kennwort geschützt. Es wurde nichts gespeichert. "
            "Bitte speichern Sie sie in Ihrer Tabellenkalkulation ohne Kennwort und wählen Sie sie dann noch einmal."
        ).format(name=self.name)


class DamagedFileError(SpreadsheetError):
    """The file can't be read to its end; `row` is about where it breaks, 0 if that is not known."""

    def __init__(self, path: Path, row: int = 0) -> None:
        super().__init__(path)
        self.row = row

    def sentence(self) -> str:
        advice = _(
            "Es wurde nichts gespeichert. Bitte lassen Sie sich die Datei noch einmal geben, "
            "oder öffnen und speichern Sie sie in Ihrer Tabellenkalkulation."
        )
        if self.row:
            what = _("Die Datei „{name}“ ist ab Zeile {row} beschädigt.").format(
                name=self.name, row=format_count(self.row)
            )
        else:
            what = _("Die Datei „{name}“ ist beschädigt oder unvollständig.").format(name=self.name)
        return f"{what} {advice}"


class OpenQuoteError(SpreadsheetError):
    """A cell begins with a quotation mark that never ends: all rows after it would be swallowed."""

    def __init__(self, path: Path, row: int) -> None:
        super().__init__(path)
        self.row = row

    def sentence(self) -> str:
        return _(
            "In der Datei „{name}“ beginnt in Zeile {row} ein Anführungszeichen, das nie endet. "
            "Es wurde nichts gespeichert. Bitte stellen Sie „Anführungszeichen gehören zum Text“ ein, "
            "oder verbessern Sie die Zeile in der Datei."
        ).format(name=self.name, row=format_count(self.row))


class TooLargeError(SpreadsheetError):
    """Unpacked, the file is larger than any honest table: it may be made to fill the memory."""

    def __init__(self, path: Path, megabytes: int) -> None:
        super().__init__(path)
        self.megabytes = megabytes

    def sentence(self) -> str:
        return _(
            "Die Datei „{name}“ wird beim Entpacken größer als {size} MB und wurde deshalb nicht geöffnet. "
            "Es wurde nichts gespeichert. Wenn es wirklich eine so große Tabelle ist, speichern Sie sie bitte als CSV."
        ).format(name=self.name, size=format_count(self.megabytes))


class TooWideError(SpreadsheetError):
    """More columns, or a longer cell, than a spreadsheet program can hold."""

    def __init__(self, path: Path, row: int, limit: int, *, columns: bool) -> None:
        super().__init__(path)
        self.row = row
        self.limit = limit
        self.columns = columns

    def sentence(self) -> str:
        if self.columns:
            what = _("In der Datei „{name}“ hat Zeile {row} mehr als {limit} Spalten.")
        else:
            what = _("In der Datei „{name}“ hat Zeile {row} eine Zelle mit mehr als {limit} Zeichen.")
        facts = {"name": self.name, "row": format_count(self.row), "limit": format_count(self.limit)}
        advice = _("Es wurde nichts gespeichert. Bitte prüfen Sie Trennzeichen und Anführungszeichen.")
        return f"{what.format(**facts)} {advice}"


class SheetMissingError(SpreadsheetError):
    """The workbook has no sheet of that name, or none at all."""

    def __init__(self, path: Path, sheet: str) -> None:
        super().__init__(path)
        self.sheet = sheet

    def sentence(self) -> str:
        return _(
            "In der Datei „{name}“ gibt es kein Tabellenblatt „{sheet}“. Es wurde nichts gespeichert. "
            "Bitte wählen Sie ein anderes Blatt."
        ).format(name=self.name, sheet=self.sheet)


class WrongEncodingError(SpreadsheetError):
    """The file can't be read in the encoding that was chosen by hand."""

    def __init__(self, path: Path, encoding: str) -> None:
        super().__init__(path)
        self.encoding = encoding

    def sentence(self) -> str:
        return _(
            "Die Datei „{name}“ lässt sich nicht als {encoding} lesen. Es wurde nichts gespeichert. "
            "Bitte wählen Sie eine andere Zeichenkodierung."
        ).format(name=self.name, encoding=self.encoding)
