"""What the central store refuses, in sentences."""

from werkakademie.errors import SituationError
from werkakademie.i18n import _


class ChangedPackageError(SituationError):
    """Another content under a number, or an id, that the centre has taken in before."""

    def __init__(self, site_name: str, number: int) -> None:
        super().__init__(site_name, number)
        self.site_name = site_name
        self.number = number

    def sentence(self) -> str:
        return _(
            "Achtung: Paket {number} von „{site}“ war schon einmal da, mit anderem Inhalt. Es wurde nichts übernommen. "
            "Bitte klären Sie mit dem Standort, welches gilt; er kann ein neues schreiben."
        ).format(number=self.number, site=self.site_name)


class NoCentralStoreError(SituationError):
    """There is no central store yet at this address."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address

    def sentence(self) -> str:
        return _("Unter „{address}“ ist noch keine Zentrale eingerichtet. Bitte richten Sie sie zuerst ein.").format(
            address=self.address
        )


class CentralStoreExistsError(SituationError):
    """There is one already; it was left as it is."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address

    def sentence(self) -> str:
        return _("Unter „{address}“ gibt es schon eine Zentrale. Sie blieb, wie sie ist.").format(address=self.address)


class NewerCentralStoreError(SituationError):
    """The tables are those of a newer program."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(found, known)
        self.found = found
        self.known = known

    def sentence(self) -> str:
        return _(
            "Die Zentrale hat den Stand {found}; dieses Programm kennt nur {known}. Es wurde nichts geändert. "
            "Bitte installieren Sie die neue Version des Programms."
        ).format(found=self.found, known=self.known)


class CentralStoreUnreachableError(SituationError):
    """The database server does not answer, or refuses the user."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address

    def sentence(self) -> str:
        return _(
            "Die Datenbank der Zentrale ({address}) ist nicht erreichbar. Es wurde nichts geändert. "
            "Bitte prüfen Sie die Adresse und ob der Server läuft."
        ).format(address=self.address)
