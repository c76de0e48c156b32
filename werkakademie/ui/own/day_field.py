"""A day that mostly is today or yesterday: large buttons, and a field for any other."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.widgets.basic_fields import FormField
from werkakademie.ui.widgets.fields import DateField
from werkakademie.ui.widgets.layouts import GRID, column, row


class DayField(FormField):
    """`value` is a date or None."""

    def __init__(self, name: str, label: str, today: Callable[[], date]) -> None:
        self._other = DateField(name, _("Ein anderer Tag"), help=_("Zum Beispiel 05.11.2026"))
        holder = QWidget()
        super().__init__(name, label, holder)
        self._label.hide()
        self._today = today
        buttons = row(spacing=GRID)
        for words, back in ((_("Heute"), 0), (_("Gestern"), 1)):
            button = BigButton(words, run=self._setter(back))
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._other.setMaximumWidth(320)
        self._other.changed.connect(self.changed)
        holder.setLayout(column(buttons, self._other, spacing=2 * GRID))
        self.setFocusProxy(self._other.control)

    def value(self) -> Any:
        return self._other.value()

    def set_value(self, value: Any) -> None:
        self._other.set_value(value)

    def draft(self) -> Any:
        return self._other.draft()

    def restore(self, draft: Any) -> None:
        self._other.restore(draft)

    def problem(self) -> str:
        return self._other.problem()

    def _setter(self, back: int) -> Callable[[], None]:
        def choose() -> None:
            self._other.set_value(self._today() - timedelta(days=back))
            self.changed.emit()

        return choose
