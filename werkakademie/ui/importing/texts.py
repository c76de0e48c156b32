"""Words of the import page: how a file was read, values as they will be stored, what an import came to."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum

from werkakademie.i18n import _, format_count, format_date, format_decimal, ngettext
from werkakademie.records.import_run import DoubleDecision, DoublePerson, ImportResult
from werkakademie.records.importing import DateOrder, FieldPart, ImportValue, RecognisedTable
from werkakademie.records.importing_texts import encoding_label, file_kind_label
from werkakademie.records.labels import label


def value_text(value: ImportValue | None) -> str:
    """A value as it will be stored, in words."""
    match value:
        case None:
            return ""
        case bool():
            return _("ja") if value else _("nein")
        case Enum():
            return label(value)
        case date():
            return format_date(value)
        case tuple():
            return ", ".join(value)
    return str(value)


def sum_text(value: Decimal) -> str:
    """The sum of a column: all its places, thousands apart."""
    if value == value.to_integral_value():
        return format_count(int(value))
    exponent = value.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 2
    whole, _sign, rest = format_decimal(abs(value), places).partition("," if "," in format_decimal(value, 1) else ".")
    sign = "-" if value < 0 else ""
    return f"{sign}{format_count(int(whole))}{_sign}{rest}"


def separator_label(separator: str) -> str:
    names = {
        ";": _("Semikolon"),
        ",": _("Komma"),
        "\t": _("Tabulator"),
        "|": _("senkrechter Strich"),
        ":": _("Doppelpunkt"),
        " ": _("Leerzeichen"),
    }
    return names.get(separator, separator)


def decimal_label(sign: str) -> str:
    return _("Dezimalkomma") if sign == "," else _("Dezimalpunkt")


def date_order_label(order: DateOrder) -> str:
    return _("Tag/Monat/Jahr") if order is DateOrder.DAY_FIRST else _("Monat/Tag/Jahr")


def encoding_choices() -> list[tuple[str, str]]:
    codecs = ("utf-8", "cp1252", "utf-16-le", "utf-16-be", "latin-1", "cp850", "mac-roman")
    return [(codec, encoding_label(codec)) for codec in codecs]


def how_read(table: RecognisedTable) -> str:
    """In one line: what kind of file it is and how it was understood."""
    parts = [file_kind_label(table.file_kind)]
    if table.encoding is not None:
        parts.append(encoding_label(table.encoding, byte_order_mark=table.byte_order_mark))
    if table.separator is not None:
        parts.append(_("getrennt durch {separator}").format(separator=separator_label(table.separator)))
    if table.sheet is not None:
        parts.append(_("Blatt „{sheet}“").format(sheet=table.sheet))
    parts.append(decimal_label(table.decimal_sign))
    return " · ".join(parts)


def where_table_lies(table: RecognisedTable) -> str:
    """In one line: where the header and the data rows are, and what lies around them."""
    parts = [_header_text(table.header_rows)]
    if table.data_rows:
        rows = ngettext("{count} Datenzeile", "{count} Datenzeilen", table.data_rows)
        count = rows.format(count=format_count(table.data_rows))
        span = _("Zeile {first} bis {last}").format(
            first=format_count(table.first_data_row), last=format_count(table.last_data_row)
        )
        parts.append(f"{count} ({span})")
    else:
        parts.append(_("keine Datenzeile"))
    if table.title_lines:
        lines = ngettext("{count} Titelzeile darüber", "{count} Titelzeilen darüber", len(table.title_lines))
        parts.append(lines.format(count=len(table.title_lines)))
    if table.footer_lines:
        lines = ngettext("{count} Fußzeile darunter", "{count} Fußzeilen darunter", len(table.footer_lines))
        parts.append(lines.format(count=len(table.footer_lines)))
    return " · ".join(parts)


def _header_text(rows: Sequence[int]) -> str:
    if not rows:
        return _("ohne Kopfzeile")
    if len(rows) == 1:
        return _("Kopfzeile in Zeile {row}").format(row=rows[0])
    return _("Kopfzeilen {first} bis {last}").format(first=rows[0], last=rows[-1])


def part_label(part: FieldPart) -> str:
    labels = {
        FieldPart.PERSON: _("Person"),
        FieldPart.CONTACT: _("Kontakt"),
        FieldPart.ENROLMENT: _("Teilnahme"),
        FieldPart.OUTCOME: _("Verbleib"),
    }
    return labels[part]


def decision_label(decision: DoubleDecision) -> str:
    labels = {
        DoubleDecision.SKIP: _("auslassen"),
        DoubleDecision.SAME_PERSON: _("gleiche Person"),
        DoubleDecision.NEW_PERSON: _("neue Person"),
    }
    return labels[decision]


def person_text(person: DoublePerson) -> str:
    """Name or number, with the birth date if it is known."""
    name = ", ".join(part for part in (person.family_name, person.given_names) if part) or person.own_number
    return f"{name} ({format_date(person.birth_date)})" if person.birth_date else name


def result_facts(result: ImportResult) -> list[tuple[str, str]]:
    """What went in and what stayed out; lines that say nothing are left out."""
    facts = [
        (_("Neue Personen"), result.people),
        (_("Als gleiche Person erkannt"), result.same_people),
        (_("Teilnahmen"), result.enrolments),
        (_("Verbleib"), result.outcomes),
        (_("Doppelte, ausgelassen"), result.doubles_left_out),
        (_("Teilnahmen, die schon da waren"), result.enrolled_already),
        (_("Zeilen ausgelassen"), result.rows_left_out),
        (_("Einzelne Zellen ausgelassen"), result.cells_left_out),
    ]
    shown = [(words, format_count(count)) for words, count in facts if count or words == facts[0][0]]
    if result.new_groups:
        shown.append((_("Neue Gruppen"), ", ".join(result.new_groups)))
    return shown
