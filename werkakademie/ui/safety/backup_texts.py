"""The words of the tab „Sicherungen“ about one backup and about the second folder."""

from werkakademie.i18n import _
from werkakademie.records.backup_texts import moment_words
from werkakademie.records.backups import Backup, BackupCheck, BackupStatus
from werkakademie.ui.widgets.styling import Tone


def place_words(backup: Backup) -> str:
    return _("im zweiten Ordner") if backup.second else _("auf diesem PC")


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
