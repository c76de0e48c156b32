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
        today_button = BigButton(_("Heute"), run=self._setter(0))
        yesterday_button = BigButton(_("Gestern"), run=self._setter(1))
        buttons = row(today_button, yesterday_button, None, spacing=GRID)
        self._other.setMaximumWidth(320)
        self._other.changed.connect(self.changed)
        holder.setLayout(column(buttons, self._other, spacing=2 * GRID))
        # The keyboard begins in the field, not on „Heute“: whoever presses Enter to go on would change a day that
        # stands there already. No focus proxy, for then Tab would lead past the buttons.
        self.setFocusProxy(None)  # type: ignore[arg-type] # Qt takes none, its stubs do not say so
        self.control = self._other.control
        QWidget.setTabOrder(today_button, yesterday_button)
        QWidget.setTabOrder(yesterday_button, self._other.control)

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
