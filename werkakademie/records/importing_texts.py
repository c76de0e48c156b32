"""What the import's fields, reasons and findings are called on the screen and in the list of problems."""

from datetime import date

from werkakademie.i18n import _, format_date
from werkakademie.records.importing import CellProblem, DateOrder, DoubleKind, FileKind, ProblemReason, Severity


def field_label(key: str) -> str:
    """The name of a field of `exchange.participants_import.fields`."""
    labels = {
        "given_names": _("Vorname"),
        "family_name": _("Nachname"),
        "full_name": _("Vor- und Nachname in einer Spalte"),
        "own_number": _("Eigene Nummer"),
        "birth_date": _("Geburtsdatum"),
        "age": _("Alter"),
        "age_as_of": _("Alter gilt am"),
        "sex": _("Geschlecht"),
        "client_kind": _("Neu oder schon länger im Leistungsbezug"),
        "applicant_type": _("Situation bei der Antragstellung"),
        "school_leaving": _("Schulabschluss"),
        "vocational_qualification": _("Berufsabschluss"),
        "german_level": _("Deutschkenntnisse"),
        "pc_skill": _("PC-Kenntnisse"),
        "languages": _("Sprachen"),
        "minijob_at_entry": _("Minijob bei Eintritt"),
        "single_parent": _("Alleinerziehend"),
        "months_in_need": _("Monate im Leistungsbezug (von 24)"),
        "months_in_need_as_of": _("Monate gelten am"),
        "months_in_need_source": _("Quelle der Monate"),
        "unemployed_since": _("Arbeitslos seit"),
        "phone": _("Telefon"),
        "email": _("E-Mail"),
        "street": _("Straße und Hausnummer"),
        "postcode": _("Postleitzahl"),
        "city": _("Ort"),
        "group": _("Gruppe"),
        "focus": _("Zielgruppe"),
        "allocated_on": _("Zugewiesen am"),
        "entry_on": _("Eintritt am"),
        "entry_confirmed": _("Eingetreten (ja/nein)"),
        "non_entry_reason": _("Grund des Nichteintritts"),
        "non_entry_on": _("Nichteintritt entschieden am"),
        "exit_on": _("Austritt am"),
        "exit_type": _("Art des Austritts"),
        "exit_reason": _("Grund des Austritts"),
        "outcome": _("Verbleib"),
        "outcome_evidence": _("Nachweis des Verbleibs"),
        "outcome_observed_on": _("Verbleib festgestellt am"),
        "insured_at_entry": _("Schon bei Eintritt versicherungspflichtig beschäftigt"),
    }
    return labels.get(key, key)


def reason_sentence(problem: CellProblem) -> str:
    """Why the cell, or the row, could not be taken as it is."""
    sentences = {
        ProblemReason.NO_DATE: _("Das ist kein Datum."),
        ProblemReason.DATE_BEFORE_RANGE: _("Das Datum liegt zu weit zurück (vor dem {detail})."),
        ProblemReason.DATE_AFTER_RANGE: _("Das Datum liegt zu weit in der Zukunft (nach dem {detail})."),
        ProblemReason.NO_NUMBER: _("Das ist keine Zahl."),
        ProblemReason.OUT_OF_RANGE: _("Die Zahl liegt nicht im Bereich {detail}."),
        ProblemReason.NOT_WHOLE: _("Hier steht eine ganze Zahl, keine mit Nachkommastellen."),
        ProblemReason.UNKNOWN_VALUE: _("Dieser Wert ist nicht zugeordnet."),
        ProblemReason.TOO_LONG: _("Der Text ist länger als {detail} Zeichen."),
        ProblemReason.CONTROL_CHARACTER: _("Der Text enthält ein Steuerzeichen ({detail})."),
        ProblemReason.INVISIBLE: _("Der Text besteht nur aus unsichtbaren Zeichen."),
        ProblemReason.DIRECTION_SIGN: _("Der Text enthält ein Zeichen, das die Schreibrichtung umkehrt ({detail})."),
        ProblemReason.DAMAGED_CHARACTER: _(
            "Der Text enthält beschädigte Zeichen; vielleicht passt die Kodierung nicht."
        ),
        ProblemReason.SCIENTIFIC: _("Die Tabellenkalkulation hat die Nummer gerundet; ihre letzten Stellen fehlen."),
        ProblemReason.SPREADSHEET_ERROR: _("Hier steht ein Fehlerwert der Tabellenkalkulation."),
        ProblemReason.NO_POSTCODE: _("Das ist keine Postleitzahl."),
        ProblemReason.NO_PHONE: _("Das ist keine Telefonnummer."),
        ProblemReason.NO_EMAIL: _("Das ist keine E-Mail-Adresse."),
        ProblemReason.AS_OF_MISSING: _("Es fehlt der Tag, für den diese Angabe gilt."),
        ProblemReason.EXIT_BEFORE_ENTRY: _("Der Austritt liegt vor dem Beginn ({detail})."),
        ProblemReason.OUTCOME_WITHOUT_EXIT: _("Zu diesem Verbleib fehlt das Datum des Austritts."),
        ProblemReason.OUTCOME_WITHOUT_EVIDENCE: _("Zu diesem Verbleib fehlt der Nachweis."),
        ProblemReason.EXIT_WITHOUT_TYPE: _("Zu diesem Austritt fehlt seine Art (planmäßig, vorzeitig …)."),
        ProblemReason.ENTRY_BEFORE_ALLOCATION: _("Die Zuweisung liegt nach dem Eintritt ({detail})."),
        ProblemReason.WITHOUT_GROUP: _("In der Zeile fehlt die Gruppe; die Angaben zur Teilnahme bleiben weg."),
        ProblemReason.NO_IDENTITY: _("In der Zeile steht weder ein Name noch eine eigene Nummer."),
        ProblemReason.MORE_CELLS: _("Die Zeile hat mehr Zellen als die Kopfzeile; ihre Werte sind wohl verrutscht."),
        ProblemReason.LEADING_ZERO: _("Die führende Null fehlte und wurde ergänzt: {detail}."),
        ProblemReason.SHORT_YEAR: _("Die Jahreszahl hat nur zwei Stellen und wurde als {detail} gelesen."),
    }
    detail = problem.detail
    if problem.reason in (ProblemReason.DATE_BEFORE_RANGE, ProblemReason.DATE_AFTER_RANGE) and detail:
        detail = format_date(date.fromisoformat(detail))
    return sentences[problem.reason].format(detail=detail)


def severity_label(severity: Severity) -> str:
    labels = {
        Severity.NOTE: _("Hinweis"),
        Severity.CELL_LEFT_OUT: _("Zelle ausgelassen"),
        Severity.ROW_LEFT_OUT: _("Zeile ausgelassen"),
    }
    return labels[severity]


def double_label(kind: DoubleKind) -> str:
    labels = {
        DoubleKind.SAME_NUMBER: _("gleiche eigene Nummer"),
        DoubleKind.SAME_NAME_AND_BIRTH: _("gleicher Name, gleiches Geburtsdatum"),
        DoubleKind.SAME_NAME: _("gleicher Name, Geburtsdatum fehlt"),
    }
    return labels[kind]


def file_kind_label(kind: FileKind) -> str:
    labels = {
        FileKind.DELIMITED: _("Textdatei (CSV)"),
        FileKind.XLSX: _("Excel-Arbeitsmappe (XLSX)"),
        FileKind.XLS: _("ältere Excel-Arbeitsmappe (XLS)"),
        FileKind.ODS: _("OpenDocument-Tabelle (ODS)"),
    }
    return labels[kind]


def encoding_label(codec: str, *, byte_order_mark: bool = False) -> str:
    """The usual name of an encoding."""
    labels = {
        "utf-8": "UTF-8",
        "utf-16-le": "UTF-16 LE",
        "utf-16-be": "UTF-16 BE",
        "cp1252": _("Windows-1252 (Latin-1)"),
        "latin-1": "ISO 8859-1 (Latin-1)",
        "cp850": _("DOS (850)"),
        "mac-roman": _("Mac (Roman)"),
    }
    name = labels.get(codec, codec)
    return _("{encoding} mit Kennung").format(encoding=name) if byte_order_mark else name


def separator_label(separator: str) -> str:
    labels = {";": _("Semikolon"), ",": _("Komma"), "\t": _("Tabulator"), "|": _("senkrechter Strich")}
    return labels.get(separator, separator)


def date_order_label(order: DateOrder) -> str:
    labels = {DateOrder.DAY_FIRST: _("Tag/Monat/Jahr"), DateOrder.MONTH_FIRST: _("Monat/Tag/Jahr")}
    return labels[order]
