"""The words of backups for window and command line: why, when, how large, and what a restore would change."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from werkakademie.i18n import _, format_count, format_date, format_decimal, format_time, ngettext
from werkakademie.records.backups import BackupReason, KindChanges
from werkakademie.records.clock import local_moment

_MEGABYTE: Final = 1024 * 1024


def reason_words(reason: BackupReason | None) -> str:
    """Why it was made."""
    words: Mapping[BackupReason | None, str] = {
        BackupReason.CLOSE: _("beim Schließen"),
        BackupReason.REQUEST: _("auf Wunsch"),
        BackupReason.MIGRATION: _("vor einer neuen Version"),
        BackupReason.MERGE: _("vor dem Zusammenführen"),
        BackupReason.ERASURE: _("vor einer Löschung"),
        BackupReason.ROTATION: _("nach dem Wechsel des Schlüssels"),
        BackupReason.RESTORE: _("vor der Wiederherstellung"),
    }
    return words.get(reason, "–")


def moment_words(moment: datetime | None) -> str:
    """22.11.2026, 17:41 on the room's clock."""
    if moment is None:
        return "–"
    local = local_moment(moment)
    return _("{day}, {time} Uhr").format(day=format_date(local.date()), time=format_time(local))


def size_words(size: int) -> str:
    """1,4 MB."""
    if not size:
        return "–"
    return _("{size} MB").format(size=format_decimal(max(Decimal("0.1"), Decimal(size) / _MEGABYTE)))


def kind_words(table: str) -> str:
    """A table as people call it."""
    words = {
        "participant": _("Personen"),
        "small_group": _("Gruppen"),
        "enrolment": _("Teilnahmen"),
        "suspension": _("Unterbrechungen"),
        "coaching_session": _("Termine"),
        "attendance": _("Anwesenheit"),
        "job_application": _("Bewerbungen"),
        "application_event": _("Einträge zu Bewerbungen"),
        "document_version": _("Fassungen von Unterlagen"),
        "follow_up": _("Nachfragen"),
        "contact_attempt": _("Kontaktversuche"),
        "outcome": _("Angaben zum Verbleib"),
        "placement": _("Arbeitsaufnahmen"),
        "account": _("Zugänge"),
        "site": _("Einstellungen des Standorts"),
    }
    return words.get(table, _("andere Einträge"))


def changes_words(kind: KindChanges) -> str:
    """„2 gehen verloren · 1 wieder wie damals“."""
    parts = []
    if kind.only_now:
        lost = ngettext("{count} geht verloren", "{count} gehen verloren", kind.only_now)
        parts.append(lost.format(count=format_count(kind.only_now)))
    if kind.changed:
        parts.append(_("{count} wieder wie damals").format(count=format_count(kind.changed)))
    if kind.only_then:
        back = ngettext("{count} kommt zurück", "{count} kommen zurück", kind.only_then)
        parts.append(back.format(count=format_count(kind.only_then)))
    return " · ".join(parts)
