"""The errors that a person may read: each carries facts, its class writes the sentence when it is shown."""

from werkakademie.i18n import _


class WerkakademieError(Exception):
    """Base of all our errors. `sentence` says what happened, what is safe and what to do."""

    def sentence(self) -> str:
        return _("Es ist etwas Unerwartetes geschehen. Was schon gespeichert war, ist sicher.")

    def __str__(self) -> str:
        return self.sentence()


class SituationError(WerkakademieError):
    """The user's situation: wrong password, full disk, damaged file. The sentence gives advice."""


class ProgramError(WerkakademieError):
    """A fault of the program: the sentence asks for a report."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail

    def sentence(self) -> str:
        return _(
            "Im Programm ist ein Fehler aufgetreten: {detail}. Was schon gespeichert war, ist sicher. "
            "Bitte melden Sie den Fehler mit diesem Text."
        ).format(detail=self.detail)


def fault_report(error: BaseException) -> str:
    """What may leave the house about a fault: kinds of errors and places in the code.

    The messages of foreign errors stay out, because they may hold what somebody typed; ours are kept.
    """
    import traceback  # only a fault needs it, and a first paint counts each millisecond

    lines = []
    link: BaseException | None = error
    while link is not None:
        said = f": {link.detail}" if isinstance(link, ProgramError) else ""
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}{said}\n")
        lines += traceback.format_tb(link.__traceback__)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "".join(lines)


class NotAllowedError(SituationError):
    """The signed-in account has no role for this."""

    def sentence(self) -> str:
        return _("Dafür fehlt Ihnen die Berechtigung. Es wurde nichts geändert. Bitte fragen Sie die Leitung.")


class MissingRecordError(SituationError):
    """A record that the action needs is no longer there."""

    def __init__(self, noun: str) -> None:
        super().__init__(noun)
        self.noun = noun

    def sentence(self) -> str:
        return _(
            "Der Eintrag ({noun}) ist nicht mehr da. Es wurde nichts geändert. Bitte laden Sie die Seite neu."
        ).format(noun=self.noun)


class FieldProblem:
    """One field of a form that can't be stored as it is; `text` makes its sentence when shown."""

    __slots__ = ("field", "message")

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message

    def __repr__(self) -> str:
        return f"FieldProblem({self.field!r}, {self.message!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FieldProblem) and (self.field, self.message) == (other.field, other.message)

    def __hash__(self) -> int:
        return hash((self.field, self.message))


class InvalidFieldsError(SituationError):
    """A form's input was refused: one problem per field, and nothing was stored."""

    def __init__(self, problems: tuple[FieldProblem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def sentence(self) -> str:
        return _("Bitte prüfen Sie Ihre Eingaben. Es wurde noch nichts gespeichert: {problems}").format(
            problems=" ".join(problem.message for problem in self.problems)
        )


class Cancelled(SituationError):  # noqa: N818 - the person's wish, not a fault
    """The person stopped long work; nothing of it was stored."""

    def sentence(self) -> str:
        return _("Der Vorgang wurde abgebrochen. Es wurde nichts geändert.")
