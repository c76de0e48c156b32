"""What is asked: occupation, place, radius. Nothing of it is kept, not even in a draft."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _
from werkakademie.records.job_portal import RADII
from werkakademie.ui.own.jobs.words import distance_words
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.widgets.basic_fields import ChoiceField, FormField, TextField
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, column, row

#: Half an hour by bus or bicycle, about.
USUAL_RADIUS = 10


class SearchForm(QWidget):
    """Three fields and a button; Enter in a text searches, too. `changed` when the person types."""

    changed = Signal()

    def __init__(self, *, search: Callable[[], object]) -> None:
        super().__init__()
        self.what = TextField("what", _("Beruf oder Arbeit"), help=_("Zum Beispiel: Verkauf, Küche, Pflege"))
        self.where = TextField("where", _("Ort oder Postleitzahl"), help=_("Ohne Straße und Hausnummer"))
        radii = [(radius, distance_words(radius)) for radius in RADII if radius]
        self.radius = ChoiceField("radius_km", _("Wie weit weg?"), radii, empty=_("nur in diesem Ort"))
        self.radius.set_value(USUAL_RADIUS)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(2 * GRID)
        for place, field in enumerate(self._fields()):
            grid.addWidget(field, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
            field.changed.connect(self._edited)
        for text in (self.what, self.where):
            text.edit.setMaxLength(200)
            text.edit.returnPressed.connect(search)
        self.button = BigButton(_("Suchen"), icon="search", kind=Kind.PRIMARY, run=search)
        # Beside the radius, so that the first postings stand on the same screen.
        grid.addLayout(column(None, row(self.button, None)), 1, 1)
        self.setLayout(column(grid))

    def show_problems(self, problems: Iterable[FieldProblem]) -> None:
        """Say at each field what is wrong, and lead to the first."""
        found = {problem.field: problem.message for problem in problems}
        wrong = [field for field in self._fields() if field.name in found]
        for field in self._fields():
            field.show_problem(found.get(field.name, ""))
        if wrong:
            wrong[0].control.setFocus()

    def _fields(self) -> tuple[FormField, ...]:
        return self.what, self.where, self.radius

    def _edited(self) -> None:
        self.show_problems(())
        self.changed.emit()
