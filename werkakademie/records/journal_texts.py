"""The history of records in words: who changed what from which value to which, one line for each field."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from werkakademie.i18n import _, format_date, format_decimal, format_time, ngettext, pgettext
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import JournalOperation
from werkakademie.records.history import Action, FieldChange, HistoryEntry, HistoryValue, Reference, WeekDay
from werkakademie.records.journal_columns import TECHNICAL, column_word, table_word
from werkakademie.records.labels import has_label, label

__all__ = [
    "action_words",
    "change_line",
    "column_word",
    "entry_lines",
    "event_word",
    "head_line",
    "record_words",
    "subject_words",
    "table_word",
    "value_words",
]

#: Longer texts are shortened in a line; the whole one stands in the details.
SHORT = 80


def head_line(entry: HistoryEntry) -> str:
    """Petra Wagner, 20.11.2026 09:42."""
    return f"{entry.author or _('Programm')}, {moment_words(entry.at)}"


def moment_words(moment: datetime) -> str:
    """20.11.2026 09:42, on the room's clock."""
    local = local_moment(moment)
    return f"{format_date(local.date())} {format_time(local)}"


def record_words(record: Reference) -> str:
    """„Teilnahme in Herbst 3“, „Person Olena Kovalenko“; only the kind when nobody knows the name any more."""
    if record.table == "event":
        return table_word("event")
    name = reference_words(record)
    if not name:
        return table_word(record.table)
    if record.table in ("enrolment", "suspension", "slot_choice", "attendance"):
        pattern = {
            "enrolment": _("Teilnahme in {name}"),
            "suspension": _("Unterbrechung in {name}"),
            "slot_choice": _("Gewähltes Zeitfenster {name}"),
            "attendance": _("Anwesenheit am {name}"),
        }[record.table]
        return pattern.format(name=name)
    return f"{table_word(record.table)} {name}"


def reference_words(reference: Reference) -> str:
    """The name of a row; empty when it is not known any more."""
    return ", ".join(words for words in (value_words(part, quoted=False) for part in reference.parts) if words)


def subject_words(subject: Reference | None) -> str:
    """The person's name; says so when the person was erased, and is empty when the entry is about nobody."""
    if subject is None:
        return ""
    return reference_words(subject) or _("(gelöscht)")


def entry_lines(entry: HistoryEntry, *, whole: bool = False) -> tuple[str, ...]:
    """What happened to the record, a line for each field; `whole` leaves long texts as long as they are."""
    match entry.operation:
        case JournalOperation.EVENT:
            return (event_word(entry.record.row_id), *_facts(entry))
        case JournalOperation.ERASE:
            return (_("Angaben endgültig gelöscht, auch aus dem Verlauf"),)
        case JournalOperation.INSERT:
            lines = (_("angelegt"), *_field_lines(entry, whole=whole))
        case JournalOperation.DELETE:
            lines = (_("gelöscht"), *_field_lines(entry, whole=whole))
        case _:
            lines = (*_marking(entry), *_field_lines(entry, whole=whole))
    if entry.erased:
        lines = (*lines, _("Werte: (gelöscht)"))
    return lines or (_("ohne sichtbare Änderung"),)


def change_line(table: str, change: FieldChange, *, whole: bool = False) -> str:
    """Status von „Entwurf“ auf „geprüft“."""
    name = column_word(table, change.column)
    old, new = value_words(change.old, whole=whole), value_words(change.new, whole=whole)
    if not old:
        return _("{field}: {value}").format(field=name, value=new or "–")
    if not new:
        return _("{field}: {value} entfernt").format(field=name, value=old)
    return _("{field} von {old} auf {new}").format(field=name, old=old, new=new)


def value_words(value: HistoryValue, *, quoted: bool = True, whole: bool = False) -> str:
    """A value as a person reads it; texts and choices in quotation marks, empty values as nothing."""
    match value:
        case None | "":
            return ""
        case bool():
            return _quoted(_("ja") if value else _("nein"), quoted)
        case Reference():
            return _quoted(reference_words(value) or _("(gelöscht)"), quoted)
        case WeekDay():
            return _weekdays()[value.number]
        case Enum():
            return _quoted(label(value) if has_label(value) else str(value.value), quoted)
        case datetime():
            return moment_words(value)
        case date():
            return format_date(value)
        case time():
            return format_time(value)
        case float():
            return format_decimal(Decimal(repr(value)), 1 if value * 10 == int(value * 10) else 2)
        case int():
            return str(value)
    text = " ".join(str(value).split())
    return _quoted(text if whole or len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…", quoted)


def is_shortened(entry: HistoryEntry) -> bool:
    """Whether a line of the entry leaves something out."""
    return entry_lines(entry) != entry_lines(entry, whole=True)


def action_words(action: Action) -> str:
    """What Ctrl+Z would take back: „Bewerbung Lagerhelferin angelegt“, „7 × Teilnahme angelegt“."""
    main = action.main
    done = {
        JournalOperation.INSERT: _("angelegt"),
        JournalOperation.DELETE: _("gelöscht"),
    }.get(main.operation)
    if done is None:
        done = _removed_or_back(main) or _changed_fields(main)
    if action.alike and action.entries > 1:
        return f"{action.entries} × {table_word(main.table)}: {done}"
    subject = subject_words(main.subject)
    parts = [record_words(main.record)]
    if subject and main.table != "participant":
        parts.append(f"({subject})")
    text = f"{' '.join(parts)}: {done}"
    if action.entries > 1:
        more = action.entries - 1
        text += ngettext(" und {count} weiterer Eintrag", " und {count} weitere Einträge", more).format(count=more)
    return text


def event_word(name: str) -> str:
    """What happened without changing a row; an event of a newer program is called by its name."""
    return {
        "journal_exported": _("Protokoll als Datei gespeichert"),
        "organisation_key_set": _("Schlüssel der Organisation hinterlegt"),
        "organisation_key_removed": _("Schlüssel der Organisation entfernt"),
        "password_given": _("Neues Passwort vergeben"),
        "data_erased": _("Nach den Löschfristen gelöscht"),
        "erasures_repeated": _("Löschungen nach dem Wiederherstellen einer Sicherung wiederholt"),
        "search_rebuilt": _("Suche neu aufgebaut"),
        "triggers_installed": _("Protokoll wieder vollständig eingerichtet"),
        "files_removed": _("Überzählige Dateien entfernt"),
        "key_exchanged": _("Schlüssel der Daten gewechselt"),
        "child_note_changed": _("Hinweise zu einem Kind geändert"),
        "collector_picture_changed": _("Bild einer abholenden Person geändert"),
        "recovery_key_replaced": _("Neuer Wiederherstellungsschlüssel ausgestellt"),
    }.get(name, name)


def _facts(entry: HistoryEntry) -> Iterable[str]:
    words = {
        "rows": _("Einträge"),
        "account": _("Zugang"),
        "fingerprint": _("Fingerabdruck"),
        "file_name": _("Datei"),
        "count": _("Anzahl"),
        "people": _("Personen"),
        "lists": _("Löschlisten"),
        "certificate": _("Nummer des Löschprotokolls"),
        "names": _("Namen"),
    }
    for change in entry.changes:
        yield f"{words.get(change.column, change.column)}: {value_words(change.new)}"


def _marking(entry: HistoryEntry) -> tuple[str, ...]:
    """Deleting and bringing back are the field `deleted`."""
    for change in entry.changes:
        if change.column == "deleted":
            return (_("entfernt (liegt im Papierkorb)") if change.new else _("wiederhergestellt"),)
    return ()


def _removed_or_back(entry: HistoryEntry) -> str:
    """The same as one word of an action."""
    for change in entry.changes:
        if change.column == "deleted":
            return _("entfernt") if change.new else _("wiederhergestellt")
    return ""


def _field_lines(entry: HistoryEntry, *, whole: bool) -> tuple[str, ...]:
    return tuple(
        change_line(entry.table, change, whole=whole)
        for change in entry.changes
        if change.column not in TECHNICAL
        and not (change.old in (None, "") and change.new in (None, ""))
        and not _names_itself(entry, change)
    )


def _names_itself(entry: HistoryEntry, change: FieldChange) -> bool:
    """A new row's references to what its head names already: the person, and what is part of its name."""
    if entry.operation is JournalOperation.UPDATE:
        return False
    value = change.old if change.new is None else change.new
    if isinstance(value, Reference) and value in entry.record.parts:
        return True
    return change.column == "participant_id" or (change.column == "enrolment_id" and "/" in entry.record.row_id)


def _changed_fields(entry: HistoryEntry) -> str:
    names = [column_word(entry.table, change.column) for change in entry.changes if change.column not in TECHNICAL]
    if not names:
        return _("geändert")
    return _("{fields} geändert").format(fields=", ".join(names))


def _quoted(text: str, quoted: bool) -> str:
    return pgettext("Anführungszeichen", "„{text}“").format(text=text) if quoted else text


def _weekdays() -> tuple[str, ...]:
    return (
        _("Montag"),
        _("Dienstag"),
        _("Mittwoch"),
        _("Donnerstag"),
        _("Freitag"),
        _("Samstag"),
        _("Sonntag"),
    )
