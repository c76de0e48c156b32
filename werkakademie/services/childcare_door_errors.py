"""Why somebody can't bring or take a child, and what to do then; nothing was changed."""

from werkakademie.errors import SituationError
from werkakademie.i18n import _, ngettext


class NotACollectorError(SituationError):
    """Somebody who is on no list wants to collect a child."""

    def __init__(self, name: str, children: tuple[str, ...]) -> None:
        super().__init__(name, children)
        self.name = name
        self.children = children

    def sentence(self) -> str:
        return ngettext(
            "{name} steht nicht auf der Liste für {children}. Bitte geben Sie das Kind nicht mit, holen Sie den "
            "Elternteil oder klären Sie es mit einer Coachin oder einem Coach.",
            "{name} steht nicht auf der Liste für {children}. Bitte geben Sie die Kinder nicht mit, holen Sie den "
            "Elternteil oder klären Sie es mit einer Coachin oder einem Coach.",
            len(self.children),
        ).format(name=self.name or _("Diese Person"), children=", ".join(self.children))


class ForbiddenCollectorError(SituationError):
    """Somebody who expressly may not collect a child; nobody at the door can settle that."""

    def __init__(self, name: str, children: tuple[str, ...]) -> None:
        super().__init__(name, children)
        self.name = name
        self.children = children

    def sentence(self) -> str:
        return ngettext(
            "{name} darf {children} ausdrücklich nicht abholen. Bitte geben Sie das Kind nicht mit. Bleiben Sie "
            "freundlich und holen Sie sofort Hilfe. Ist jemand in Gefahr, rufen Sie die Polizei: 110.",
            "{name} darf {children} ausdrücklich nicht abholen. Bitte geben Sie die Kinder nicht mit. Bleiben Sie "
            "freundlich und holen Sie sofort Hilfe. Ist jemand in Gefahr, rufen Sie die Polizei: 110.",
            len(self.children),
        ).format(name=self.name, children=", ".join(self.children))


class NotExpectedError(SituationError):
    """A child without a place is to be settled with a coach first."""

    def __init__(self, children: tuple[str, ...]) -> None:
        super().__init__(children)
        self.children = children

    def sentence(self) -> str:
        return ngettext(
            "{children} steht heute nicht auf der Liste. Bitte klären Sie mit einer Coachin oder einem Coach, ob das "
            "Kind bleiben kann, und wählen Sie dann den Namen aus.",
            "{children} stehen heute nicht auf der Liste. Bitte klären Sie mit einer Coachin oder einem Coach, ob die "
            "Kinder bleiben können, und wählen Sie dann den Namen aus.",
            len(self.children),
        ).format(children=", ".join(self.children))


class DoorOverCapacityError(SituationError):
    """One more child would be over the policy."""

    def __init__(self, *, stopped: bool) -> None:
        super().__init__(stopped)
        self.stopped = stopped

    def sentence(self) -> str:
        if self.stopped:
            return _(
                "Mit diesem Kind wären es mehr, als die Betreuungsregel zulässt, und der Standort lässt keine "
                "Ausnahme zu. Es wurde nichts eingetragen. Bitte holen Sie eine Coachin oder einen Coach."
            )
        return _(
            "Mit diesem Kind wären es mehr, als die Betreuungsregel zulässt. Es wurde nichts eingetragen. Wenn es "
            "trotzdem bleiben soll, klären Sie es bitte mit einer Coachin oder einem Coach und geben Sie den Grund an."
        )


class AlreadyHereError(SituationError):
    """The child is there already; somebody else was faster."""

    def __init__(self, children: tuple[str, ...]) -> None:
        super().__init__(children)
        self.children = children

    def sentence(self) -> str:
        return ngettext(
            "{children} ist schon als angekommen eingetragen. Es wurde nichts geändert.",
            "{children} sind schon als angekommen eingetragen. Es wurde nichts geändert.",
            len(self.children),
        ).format(children=", ".join(self.children))


class AlreadyGoneError(SituationError):
    """The child has left; somebody else was faster, or its arrival was taken back."""

    def sentence(self) -> str:
        return _("Das ist schon eingetragen. Es wurde nichts geändert.")
