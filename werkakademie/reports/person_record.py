"""The „Auskunft“: everything stored about a person, in words, with where it goes, how long it stays and what rights."""

from collections.abc import Sequence
from typing import Final

from werkakademie.records.enums import RetentionKind
from werkakademie.records.history import HistoryEntry, HistoryValue
from werkakademie.records.journal_columns import TECHNICAL, column_word, has_words, table_word
from werkakademie.records.journal_texts import entry_lines, head_line, moment_words, record_words, value_words
from werkakademie.records.labels import label
from werkakademie.records.person_record import PersonRecord, RecordTable
from werkakademie.records.retention import COUNTED_IN_DAYS
from werkakademie.reports.document import Document
from werkakademie.reports.words import Words

#: Tables with few columns and many rows; the others get one block per row.
_GRIDS: Final = frozenset(
    {
        *("slot_choice", "suspension", "attendance", "application_event", "document_version", "contact_attempt"),
        *("erasure_item", "access_log"),
    }
)
#: What no form shows, but the person may know: when something was entered, and by whom.
_ALSO_SHOWN: Final = frozenset({"created_at", "created_by", "recorded_at", "recorded_by", "deleted"})
#: References that say nothing in their own record.
_LEFT_OUT: Final = frozenset({"participant_id", "folded", "number"})


def person_record(record: PersonRecord, *, language: str = "de") -> bytes:
    """The document as PDF."""
    words = Words(language)
    _ = words.text
    footer = record.site_name + (_(" · ÜBUNG: erfundene Personen") if record.practice else "")
    document = Document(title=_("Auskunft: {name}").format(name=record.name), language=language, footer=footer)
    document.heading(_("Auskunft über gespeicherte Daten"))
    document.paragraph(record.name, bold=True, size=11, after=1)
    line = _("{site} · Stand {day} · zusammengestellt von {name}")
    made = line.format(site=record.site_name, day=words.day(record.made_on), name=record.made_by)
    document.paragraph(made, muted=True, after=8)
    document.paragraph(
        _("Nach Art. 15 DSGVO und § 83 SGB X erhalten Sie hier alles, was dieses Programm über Sie gespeichert hat.")
    )
    _frame(document, record, words)
    _rights(document, record, words)
    for table in record.tables:
        _table(document, table, words)
    _history(document, record.history, words)
    return document.content()


def _frame(document: Document, record: PersonRecord, words: Words) -> None:
    """Why, on which basis, to whom, how long."""
    _ = words.text
    document.heading(_("Wozu, an wen, wie lange"), level=2)
    purpose = _("Begleitung bei der Arbeitsuche in einer Werkakademie, Nachfrage nach dem Verbleib, Statistik darüber.")
    rows = [
        [_("Zweck"), purpose],
        [_("Rechtsgrundlage"), record.legal_basis or _("nicht eingetragen")],
        [_("Empfänger"), _recipients(record, words)],
        [_("Herkunft"), _("Eigene Angaben, Angaben des Jobcenters, Beobachtung der Coaches; siehe Verlauf.")],
        [_("Automatische Entscheidung"), _("Das Programm entscheidet nichts über Sie und bildet kein Profil.")],
    ]
    document.table(["", ""], rows, widths=[25, 75])
    document.table(
        [_("Art der Daten"), _("Löschfrist")],
        [[label(rule.kind), _period(rule.kind, rule.months, words)] for rule in record.rules],
        widths=[50, 50],
    )
    document.paragraph(
        _(
            "Die Frist beginnt mit dem Ende der Teilnahme, bei nie Eingetretenen mit der Entscheidung. Kontaktdaten "
            "gehen schon, wenn die letzte Nachfrage beendet ist."
        ),
        muted=True,
    )


def _recipients(record: PersonRecord, words: Words) -> str:
    _ = words.text
    if not record.packages:
        return _("Bisher niemand außerhalb des Standorts.")
    listed = ", ".join(
        _("Nr. {number} (Stand {day})").format(number=one.number, day=words.day(one.as_of)) for one in record.packages
    )
    return _(
        "Die Zentrale, unter einem Pseudonym, ohne Namen und mit Monaten statt Tagen, in den Berichtspaketen "
        "{packages}."
    ).format(packages=listed)


def _rights(document: Document, record: PersonRecord, words: Words) -> None:
    _ = words.text
    document.heading(_("Ihre Rechte"), level=2)
    document.paragraph(
        _(
            "Sie können verlangen, dass Falsches berichtigt wird (Art. 16 DSGVO), dass Ihre Daten gelöscht werden "
            "(Art. 17) oder dass sie nur noch aufbewahrt werden (Art. 18), und Sie können widersprechen (Art. 21). "
            "Bestreiten Sie einen Eintrag, wird das daneben vermerkt. Beschwerden nimmt die Aufsichtsbehörde für den "
            "Datenschutz entgegen."
        )
    )
    if record.rights.restriction is not None:
        since = words.day(record.rights.restriction.since)
        document.paragraph(
            _("Die Verarbeitung Ihrer Daten ist seit {day} eingeschränkt: {reason}").format(
                day=since, reason=record.rights.restriction.reason
            ),
            bold=True,
        )
    for note in record.disputes:
        document.paragraph(
            _("Sie bestreiten: {about} – „{statement}“ (vermerkt am {moment})").format(
                about=note.about, statement=note.statement, moment=moment_words(note.noted_at)
            ),
            bold=True,
        )


def _table(document: Document, table: RecordTable, words: Words) -> None:
    if not table.rows:
        return
    _ = words.text
    title = title_word(table.table, words)
    document.heading(f"{title} ({len(table.rows)})" if len(table.rows) > 1 else title, level=2)
    filled = [
        place
        for place, column in enumerate(table.columns)
        if is_shown(column) and any(_words(row[place], column) for row in table.rows)
    ]
    if table.table in _GRIDS:
        head = [column_title(table.table, table.columns[place], words) for place in filled]
        rows = [[_words(row[place], table.columns[place]) for place in filled] for row in table.rows]
        document.table(head, rows, widths=[1.0] * len(filled), size=8)
        return
    for row in table.rows:
        facts = [
            [column_title(table.table, table.columns[place], words), _words(row[place], table.columns[place])]
            for place in filled
            if _words(row[place], table.columns[place])
        ]
        document.table(["", ""], facts, widths=[35, 65])


def _history(document: Document, history: Sequence[HistoryEntry], words: Words) -> None:
    _ = words.text
    document.heading(_("Verlauf: wer was eingetragen und geändert hat"), level=2)
    rows = [
        [head_line(entry), f"{record_words(entry.record)}: {'; '.join(entry_lines(entry, whole=True))}"]
        for entry in history
    ]
    document.table([_("Wer, wann"), _("Was")], rows, widths=[30, 70], size=8)


def title_word(table: str, words: Words) -> str:
    """The heading over the rows of a table."""
    _ = words.text
    own = {
        "access_log": _("Wer diese Daten angesehen oder herausgegeben hat"),
        "attendance_count": _("Summen der Anwesenheit"),
        "child_note": _("Hinweise zu Kindern (der Wortlaut steht nur auf dem gedruckten Notfallblatt)"),
        "collector_picture": _("Bilder zu Abholberechtigungen (am Bildschirm zu sehen)"),
        "erasure_item": _("Löschungen und Vorschläge dazu"),
        "participant_pin": _("PIN zum Anmelden"),
    }
    return own.get(table) or table_word(table)


def is_shown(column: str) -> bool:
    """Whether the PDF has the column; the JSON has them all."""
    return column not in _LEFT_OUT and (column not in TECHNICAL or column in _ALSO_SHOWN)


def column_title(table: str, column: str, words: Words) -> str:
    """The words before a value."""
    _ = words.text
    own = {
        "created_at": _("eingetragen am"),
        "created_by": _("eingetragen von"),
        "recorded_at": _("eingetragen am"),
        "recorded_by": _("eingetragen von"),
        "deleted": _("im Papierkorb"),
        "at": _("wann"),
        "account_id": _("wer"),
        "failed_tries": _("Fehlversuche"),
        "last_try_at": _("letzter Versuch"),
        "set_at": _("vergeben am"),
        "set_by": _("vergeben von"),
        "due": _("fällige Termine"),
        "recorded": _("erfasst"),
        "present": _("anwesend"),
        "excused": _("entschuldigt"),
        "unexcused": _("unentschuldigt"),
        "rate_of": _("Grundzahl der Quote"),
        "kept": _("anwesend oder rechtzeitig gemeldet"),
        "weeks_met": _("erfüllte Wochen"),
        "weeks": _("Wochen"),
        "counted_on": _("gezählt am"),
        "dropped": _("nicht gelöscht, weil"),
        "done": _("gelöscht"),
        "row_count": _("Einträge"),
        "due_on": _("fällig am"),
    }
    return column_word(table, column) if has_words(table, column) else own.get(column, column)


def _words(value: HistoryValue, column: str) -> str:
    """That something is not in the bin goes without saying."""
    if column == "deleted" and value is False:
        return ""
    return value_words(value, quoted=False, whole=True)


def _period(kind: RetentionKind, number: int, words: Words) -> str:
    if kind in COUNTED_IN_DAYS:
        return words.plural("{count} Tag", "{count} Tage", number).format(count=number)
    return words.plural("{count} Monat", "{count} Monate", number).format(count=number)
