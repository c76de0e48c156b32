"""What a result is asked for: a period, the as-of day, the basis, the unit."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.enums import Basis, Unit
from werkakademie.records.labels import label
from werkakademie.records.result_queries import ResultQuery
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.fields import ChoiceField, DateField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import column, row


class QueryForm(QWidget):
    """Five fields and three short ways; `ask` gets each readable query."""

    def __init__(self, today: date, ask: Callable[[ResultQuery], object]) -> None:
        super().__init__()
        self._today = today
        self._ask = ask
        self.form = Form(
            [
                DateField("first_exit_on", _("Teilnahmen mit Ende vom")),
                DateField("last_exit_on", _("bis")),
                DateField("as_of", _("Stand")),
                ChoiceField("basis", _("Grundlage"), [(one, label(one)) for one in Basis]),
                ChoiceField("unit", _("Einheit"), [(one, label(one)) for one in Unit]),
            ],
            columns=5,
        )
        self.form.set_values({"basis": Basis.ENTERED, "unit": Unit.ENROLMENTS})
        year = today.year
        self.setLayout(
            column(
                self.form,
                row(
                    Button(_("Dieses Jahr"), kind=Kind.QUIET, run=lambda: self._choose_year(year)),
                    Button(_("Letztes Jahr"), kind=Kind.QUIET, run=lambda: self._choose_year(year - 1)),
                    None,
                    Button(_("Anzeigen"), kind=Kind.PRIMARY, run=self.submit),
                ),
            )
        )
        for name in self.form.field_names():
            field = self.form.field(name)
            if isinstance(field, DateField):
                field.edit.returnPressed.connect(self.submit)
            else:
                field.changed.connect(self.submit)

    def first_control(self) -> QWidget:
        return self.form.field("first_exit_on").control

    def set_query(self, query: ResultQuery) -> None:
        """Show a query without asking for it."""
        self.form.set_values(
            {
                "first_exit_on": query.first_exit_on,
                "last_exit_on": query.last_exit_on,
                "as_of": query.as_of,
                "basis": query.basis,
                "unit": query.unit,
            }
        )

    def submit(self) -> None:
        """Ask for what the fields say, or show which can't be read."""
        if self.form.check():
            self._ask(ResultQuery(**self.form.values()))

    def _choose_year(self, year: int) -> None:
        self.form.set_values({"first_exit_on": date(year, 1, 1), "last_exit_on": date(year, 12, 31)})
        self.submit()
