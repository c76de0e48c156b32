"""The words of backups: why one was made, when, how large, and what a restore would lose."""

from collections.abc import Mapping
from datetime import datetime

from werkakademie.i18n import _, format_count, format_date, format_decimal, format_time, ngettext
from werkakademie.records.backups import Backup, BackupCheck, BackupReason, BackupStatus, KindChanges
from werkakademie.records.clock import local_moment
from werkakademie.ui.widgets.styling import Tone

_MEGABYTE = 1024 * 1024


def reason_words(reason: BackupReason | None) -> str:
    """Why it was made."""
    words: Mapping[BackupReason | None, str] = {
        BackupReason.CLOSE: _("beim Schließen"),
        BackupReason.REQUEST: _("auf Wunsch"),
        BackupReason.MIGRATION: _("vor einer neuen Version"),
        BackupReason.MERGE: _("vor dem Zusammenführen"),
        BackupReason.ERASURE: _("vor einer Löschung"),
        BackupReason.ROTATION: _("vor dem Wechsel des Schlüssels"),
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
    from decimal import Decimal

    if not size:
        return "–"
    return _("{size} MB").format(size=format_decimal(max(Decimal("0.1"), Decimal(size) / _MEGABYTE)))


def place_words(backup: Backup) -> str:
    return _("zweiter Ordner") if backup.second else _("dieser PC")


def check_words(backup: Backup, found: BackupCheck | None, problem: str) -> str:
    """What is known of it."""
    if backup.fault is not None or problem:
        return _("unbrauchbar")
    if found is BackupCheck.SOUND:
        return _("geprüft, in Ordnung")
    if found is BackupCheck.FILES_SOUND:
        return _("Dateien unverändert")
    return _("nicht geprüft")


def check_tone(backup: Backup, found: BackupCheck | None, problem: str) -> Tone:
    if backup.fault is not None or problem:
        return Tone.BAD
    return Tone.GOOD if found is not None else Tone.NEUTRAL


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


def second_words(status: BackupStatus) -> str:
    """How it stands with the second folder."""
    if not status.second_folder:
        return _("Kein zweiter Ordner. Geht dieser PC kaputt, sind auch die Sicherungen weg.")
    if status.second_missing and status.second_at is not None:
        return _("{folder} ist nicht da. Letzte Kopie dort: {moment}").format(
            folder=status.second_folder, moment=moment_words(status.second_at)
        )
    if status.second_missing:
        return _("{folder} ist nicht da. Es wurde noch nichts dorthin kopiert.").format(folder=status.second_folder)
    if status.second_at is None:
        return _("{folder} – noch keine Kopie; die nächste Sicherung kommt auch dorthin.").format(
            folder=status.second_folder
        )
    return _("{folder} – letzte Kopie: {moment}").format(
        folder=status.second_folder, moment=moment_words(status.second_at)
    )
