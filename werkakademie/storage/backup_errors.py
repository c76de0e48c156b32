"""What can go wrong with backups, in sentences that say what is still safe."""

from pathlib import Path

from werkakademie.i18n import _
from werkakademie.storage.errors import StoreFileError


class BackupSpaceError(StoreFileError):
    """No room for a backup, or for what a restore prepares."""

    def sentence(self) -> str:
        return _(
            "Für die Sicherung ist auf dem Datenträger von {path} nicht genug Platz. Ihre Daten und die früheren "
            "Sicherungen sind unverändert. Bitte schaffen Sie Platz, und versuchen Sie es noch einmal."
        ).format(path=self.path)


class BackupUnreachableError(StoreFileError):
    """The folder of backups can't be read or written."""

    def sentence(self) -> str:
        return _(
            "Auf {path} kann für die Sicherung nicht zugegriffen werden. Ihre Daten und die früheren Sicherungen sind "
            "unverändert. Bitte prüfen Sie, ob der Datenträger angeschlossen ist und ob Sie dort schreiben dürfen."
        ).format(path=self.path)


class DamagedSourceError(StoreFileError):
    """The store itself is damaged: no backup is made of it, and none is replaced."""

    def sentence(self) -> str:
        return _(
            "Die Datei {path} ist beschädigt und wurde deshalb nicht gesichert. Die früheren Sicherungen sind "
            "unverändert. Bitte arbeiten Sie nicht weiter, und stellen Sie die letzte Sicherung wieder her."
        ).format(path=self.path)


class DamagedBackupError(StoreFileError):
    """A file of a backup is missing, or not the one that was written; names the file."""

    def sentence(self) -> str:
        return _(
            "Die Sicherung ist unbrauchbar: {path} fehlt oder ist beschädigt. Ihre Daten sind unverändert. "
            "Bitte nehmen Sie eine andere Sicherung."
        ).format(path=self.path)


class NewerBackupError(StoreFileError):
    """A newer version of the program made the backup."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path)
        self.found = found
        self.known = known

    def sentence(self) -> str:
        return _(
            "Die Sicherung {path} hat den Stand {found}, dieses Programm kennt nur bis Stand {known}. "
            "Es wurde nichts geändert. Bitte verwenden Sie die neuere Version des Programms."
        ).format(path=self.path, found=self.found, known=self.known)


class ForeignBackupError(StoreFileError):
    """The backup is another site's."""

    def sentence(self) -> str:
        return _(
            "Die Sicherung {path} gehört zu einem anderen Standort. Es wurde nichts geändert. "
            "Bitte nehmen Sie eine Sicherung dieses Standorts."
        ).format(path=self.path)


class SecondFolderMissingError(StoreFileError):
    """The second folder is not there, as when the stick is not plugged in."""

    def sentence(self) -> str:
        return _(
            "Der zweite Ordner {path} ist nicht da. Die Sicherung liegt auf diesem PC. "
            "Bitte schließen Sie den Datenträger an; die nächste Sicherung wird dann auch dorthin kopiert."
        ).format(path=self.path)
