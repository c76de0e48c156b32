"""The „Bewerbungsnachweis“: choose a span of days, then save it as PDF or CSV."""

from datetime import date
from pathlib import Path

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, chosen_language, ngettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import ParticipantId
from werkakademie.services import job_search
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import DateField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import muted


class ProofDialog(ServiceDialog):
    """Asks for the days; without change the last month until today."""

    def __init__(self, page: Page, person: ParticipantId, name: str) -> None:
        super().__init__(page, _("Bewerbungsnachweis"), submit=_("Als PDF speichern"))
        self._person = person
        self._name = name
        today = page.context.today()
        self.form = Form([DateField("first", _("Von")), DateField("last", _("Bis"))], columns=2)
        self.form.set_values({"first": _month_before(today), "last": today})
        as_csv = Button(_("Als CSV speichern"), icon="table-2", run=lambda: self._save("csv"))
        as_csv.setAutoDefault(False)
        self.foot.insertWidget(1, as_csv)
        self.add(
            muted(
                _(
                    "Darin stehen die Bewerbungen von {name}, die in dieser Zeit einen neuen Stand haben, mit ihrem "
                    "ganzen Verlauf. Notizen stehen nicht darin. Die Datei ist nicht mehr durch das Passwort geschützt."
                ).format(name=name)
            ),
            self.form,
        )
        self.keep_draft(DraftKey.about("proof", person), self.form)

    def submit(self) -> None:
        """The default button: a PDF to print and sign."""
        self._save("pdf")

    def _save(self, ending: str) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        kinds = [(_("PDF-Dokumente"), ("pdf",))] if ending == "pdf" else [(_("Tabellen"), ("csv",))]
        suggested = _("Bewerbungsnachweis") + f" {self._name}.{ending}"
        path = self.page.context.files.save_file(self, _("Bewerbungsnachweis speichern"), suggested, kinds)
        if path is None:
            return
        path = path if path.suffix.casefold() == f".{ending}" else path.with_name(f"{path.name}.{ending}")
        self.ask(
            job_search.save_application_proof,
            self.workplace,
            self._person,
            **values,
            path=path,
            language=chosen_language(),
            done=lambda count: self._saved(count, path),
            failed=self._refused,
        )

    def _saved(self, count: int, path: Path) -> None:
        self.accept()
        text = ngettext(
            "Der Nachweis mit {count} Bewerbung ist gespeichert: {path}",
            "Der Nachweis mit {count} Bewerbungen ist gespeichert: {path}",
            count,
        )
        self.page.messages.success(text.format(count=count, path=path))

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self.show_error(error)


def _month_before(day: date) -> date:
    """The same day of the month before, or its last one."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
