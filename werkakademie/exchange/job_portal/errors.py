"""What can go wrong between the window and the job search; in short sentences, for participants read them."""

from typing import Final

from werkakademie.errors import SituationError
from werkakademie.i18n import _

#: What the search answers for a posting that was taken down.
POSTING_NOT_FOUND: Final = "STELLENANGEBOT_NICHT_GEFUNDEN"


class JobPortalError(SituationError):
    """Base: the search gave nothing; the log works without it. `detail` is for whoever sets the search up."""

    def detail(self) -> str:
        return ""


class NoNetworkError(JobPortalError):
    """Nobody answers: no cable, no name server, a firewall."""

    def sentence(self) -> str:
        return _(
            "Die Stellensuche ist gerade nicht erreichbar. Vielleicht fehlt das Internet. "
            "Ihre Liste geht auch ohne Internet."
        )


class InsecureLineError(JobPortalError):
    """The other side can't prove who it is; a filter that reads along looks the same."""

    def sentence(self) -> str:
        return _(
            "Die Verbindung zur Stellensuche ist nicht sicher. Es wurde nichts gesucht. "
            "Bitte sagen Sie es der Coachin oder dem Coach."
        )


class SlowPortalError(JobPortalError):
    """It takes longer than anybody wants to wait."""

    def sentence(self) -> str:
        return _("Die Stellensuche antwortet zu langsam. Bitte suchen Sie später noch einmal.")


class BrokenAnswerError(JobPortalError):
    """What came can't be read: no JSON, cut off, far too much, something else altogether."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def sentence(self) -> str:
        return _("Die Antwort der Stellensuche ist nicht lesbar. Bitte suchen Sie später noch einmal.")

    def detail(self) -> str:
        return self.why


class PostingGoneError(JobPortalError):
    """The employer took the posting down."""

    def sentence(self) -> str:
        return _("Diese Stelle gibt es nicht mehr. Bitte wählen Sie eine andere Stelle.")


class PortalRefusedError(JobPortalError):
    """The search answered with a no. `codes` are its own words, as far as they are harmless."""

    def __init__(self, status: int, codes: tuple[str, ...] = ()) -> None:
        super().__init__(status, codes)
        self.status = status
        self.codes = codes

    def sentence(self) -> str:
        if self.status == 400:
            return _("Die Stellensuche versteht diese Suche nicht. Bitte schreiben Sie den Beruf oder den Ort anders.")
        if self.status == 429:
            return _("Die Stellensuche hat gerade zu viele Fragen. Bitte warten Sie eine Minute.")
        if self.status >= 500:
            return _("Die Stellensuche hat gerade eine Störung. Bitte suchen Sie später noch einmal.")
        return _(
            "Die Stellensuche lässt uns gerade nicht suchen. Bitte sagen Sie es der Coachin oder dem Coach. "
            "Ihre Liste geht trotzdem."
        )

    def detail(self) -> str:
        return ", ".join((f"HTTP {self.status}", *self.codes))
