"""A child that nobody has entered yet, brought by somebody from today's sessions."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.childcare_door import DoorColleague, DoorParent
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import ChildcareVisitId
from werkakademie.services import childcare_door
from werkakademie.services.childcare_door import Settled
from werkakademie.services.childcare_door_errors import DoorOverCapacityError
from werkakademie.ui.childcare.door.settling import Came, SettlingPanel
from werkakademie.ui.childcare.door.touch import TouchButton, fit_finger
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.fields import ChoiceField, MonthField, TextField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import muted


class NewChildDialog(ServiceDialog):
    """Parent, first name, month of birth; then the coach who said that the child may stay."""

    def __init__(
        self, page: Page, colleagues: Sequence[DoorColleague], parents: Sequence[DoorParent], came: Came
    ) -> None:
        super().__init__(page, _("Neues Kind"), submit=_("Weiter"))
        fit_finger(self.submit_button, self.cancel_button)
        self._came = came
        self.form = Form(
            [
                ChoiceField("parent", _("Elternteil"), [(parent.id, parent.name) for parent in parents]),
                TextField("given_name", _("Vorname des Kindes")),
                MonthField("birth_month", _("Geburtsmonat")),
            ]
        )
        self._why = muted(
            _("Hinweise und Einwilligung trägt danach die Coachin oder der Coach mit dem Elternteil ein.")
        )
        self.panel = SettlingPanel(colleagues, self._send, why=_("Bitte fragen Sie, ob das Kind heute bleiben kann."))
        self.back = TouchButton(
            _("Zurück"), icon="arrow-left", kind=Kind.QUIET, tall=False, run=lambda: self._show(settling=False)
        )
        self.add(self.form, self._why, self.panel, self.back)
        self._show(settling=False)
        self.keep_draft(DraftKey("door.child"), self.form)

    def submit(self) -> None:
        """On to the coach, once parent, name and month can be read."""
        if self.form.isVisibleTo(self) and self.form.check():
            self._show(settling=True)
            self.panel.begin()

    def _show(self, *, settling: bool) -> None:
        first: Sequence[QWidget] = (self.form, self._why, self.submit_button)
        then: Sequence[QWidget] = (self.panel, self.back)
        for widget in first:
            widget.setVisible(not settling)
        for widget in then:
            widget.setVisible(settling)

    def _send(self, settled: Settled) -> None:
        values = self.form.values()
        self.ask(
            childcare_door.arrive_unknown,
            self.workplace,
            values["parent"],
            fields={"given_name": values["given_name"], "birth_month": values["birth_month"]},
            settled=settled,
            done=self._done,
            failed=self._failed,
        )

    def _failed(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self._show(settling=False)
            self.form.show_problems(error.problems)
            return
        self.show_error(error)
        if isinstance(error, DoorOverCapacityError) and not error.stopped:
            self.panel.ask_reason()

    def _done(self, visit: ChildcareVisitId) -> None:
        self.accept()
        self._came((visit,))
