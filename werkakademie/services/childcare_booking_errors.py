"""Why a decision about a place can't be carried out; nothing was changed then."""

from werkakademie.errors import SituationError
from werkakademie.i18n import _, ngettext


class OfferOverError(SituationError):
    """The offer is not open any more."""

    def sentence(self) -> str:
        return _(
            "Dieses Angebot ist nicht mehr offen: Die Frist ist vorbei, oder jemand hat schon entschieden. Es wurde "
            "nichts geändert. Die Familie steht weiter auf der Warteliste, wenn sie den Platz noch braucht."
        )


class PlaceGoneError(SituationError):
    """Nothing fits any more."""

    def sentence(self) -> str:
        return _(
            "In dieser Zeit ist inzwischen kein Platz mehr frei. Es wurde nichts geändert. Die Familie bleibt auf der "
            "Warteliste."
        )


class PolicyStopsError(SituationError):
    """More than the policy allows, and the site wants no exceptions."""

    def sentence(self) -> str:
        return _(
            "Das wären mehr Kinder, als die Betreuungsregel zulässt, und der Standort lässt keine Ausnahmen zu. Es "
            "wurde nichts geändert. Die Familie kann warten, einen Teil der Zeit nehmen, oder die Leitung plant mehr "
            "Betreuungskräfte ein."
        )


class ChildThereError(SituationError):
    """A child came already; its booking stays."""

    def __init__(self, names: tuple[str, ...] = ()) -> None:
        super().__init__(names)
        self.names = names

    def sentence(self) -> str:
        if not self.names:
            return _("Hier war schon ein Kind da. Diese Betreuungszeit bleibt so stehen. Es wurde nichts geändert.")
        return ngettext(
            "{names} ist schon gekommen. Dieser Platz bleibt so stehen. Es wurde nichts geändert.",
            "{names} sind schon gekommen. Diese Plätze bleiben so stehen. Es wurde nichts geändert.",
            len(self.names),
        ).format(names=", ".join(self.names))


class SlotOverError(SituationError):
    """The time is over."""

    def sentence(self) -> str:
        return _("Diese Betreuungszeit ist vorbei. Es wurde nichts geändert.")


class CareCancelledError(SituationError):
    """Care can't be given at this time."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def sentence(self) -> str:
        return _(
            "Für diese Zeit ist die Betreuung abgesagt ({reason}). Es wurde nichts geändert. Findet sie doch statt, "
            "nehmen Sie bitte zuerst die Absage zurück."
        ).format(reason=self.reason)


class SessionSlotError(SituationError):
    """The slot goes with a session and can't be moved by itself."""

    def sentence(self) -> str:
        return _(
            "Diese Betreuungszeit gehört zu einem Termin der Gruppe. Es wurde nichts geändert. Verlegen Sie den "
            "Termin, oder sagen Sie nur die Betreuung ab."
        )


class NoConsentError(SituationError):
    """Without consent no place is booked."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def sentence(self) -> str:
        return _(
            "Für {names} fehlt an diesem Tag die Einwilligung in die Betreuung. Es wurde nichts gebucht. Tragen Sie "
            "sie bei den Kindern der Person ein."
        ).format(names=", ".join(self.names))
