"""Why something is not deleted, as sentences."""

from datetime import datetime

from werkakademie.errors import SituationError
from werkakademie.i18n import _, format_date, format_time
from werkakademie.records.clock import local_moment


class NothingDueError(SituationError):
    """What was to be proposed is not due any more, held, or in another list."""

    def sentence(self) -> str:
        return _(
            "Von der Auswahl ist nichts mehr zu löschen: Es ist ausgesetzt, nicht freigegeben oder steht schon in "
            "einer Liste. Es wurde nichts geändert. Bitte laden Sie die Liste neu."
        )


class HeldError(SituationError):
    """A hold keeps everything of the person."""

    def sentence(self) -> str:
        return _(
            "Für diese Person ist die Löschung ausgesetzt. Es wurde nichts geändert. Heben Sie zuerst die "
            "Aussetzung auf."
        )


class RestrictedErasureError(SituationError):
    """A restricted record is kept for the person's own sake."""

    def sentence(self) -> str:
        return _(
            "Die Verarbeitung der Daten dieser Person ist eingeschränkt; sie werden aufbewahrt. Es wurde nichts "
            "geändert. Heben Sie zuerst die Einschränkung auf."
        )


class NotWaitingError(SituationError):
    """The list was confirmed or withdrawn already."""

    def sentence(self) -> str:
        return _("Diese Liste wartet nicht mehr auf eine Bestätigung. Es wurde nichts geändert.")


class OwnListError(SituationError):
    """Who proposes does not confirm."""

    def __init__(self, confirm_from: datetime | None) -> None:
        super().__init__(confirm_from)
        self.confirm_from = confirm_from

    def sentence(self) -> str:
        if self.confirm_from is None:
            return _(
                "Diese Liste haben Sie selbst vorgeschlagen. Es wurde nichts gelöscht. Bitte lassen Sie sie von einer "
                "zweiten Person bestätigen."
            )
        start = local_moment(self.confirm_from)
        return _(
            "Diese Liste haben Sie selbst vorgeschlagen. Weil hier sonst niemand bestätigen kann, dürfen Sie es nach "
            "24 Stunden selbst: ab {day}, {time} Uhr. Es wurde nichts gelöscht."
        ).format(day=format_date(start.date()), time=format_time(start))
