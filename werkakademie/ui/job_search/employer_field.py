"""A field for an employer that offers those already known while somebody types."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView

from werkakademie.records.job_search import EmployerRow
from werkakademie.ui.widgets.fields import TextField

_EMPLOYER = Qt.ItemDataRole.UserRole


class _EmployerCompleter(QCompleter):
    """Shows name and city, and writes the name."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802  (Qt's name)
        employer = index.data(_EMPLOYER)
        return employer.name if isinstance(employer, EmployerRow) else ""


class EmployerField(TextField):
    """`ask` gets what is typed and answers through `offer`; `taken` carries the employer that somebody chose."""

    taken = Signal(object)

    def __init__(self, name: str, label: str, *, ask: Callable[[str], object], help: str = "") -> None:
        super().__init__(name, label, help=help)
        self._ask = ask
        self._model = QStandardItemModel(self)
        self._completer = _EmployerCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._completer.setPopup(self._popup)
        self.edit.setCompleter(self._completer)
        self._completer.activated.connect(self._chosen)
        self.edit.textEdited.connect(self._ask)

    def offer(self, typed: str, employers: Sequence[EmployerRow]) -> None:
        """Show the known employers for what was typed; an answer that comes too late is dropped."""
        if typed != self.edit.text() or not self.edit.hasFocus():
            return
        self._model.clear()
        for employer in employers:
            item = QStandardItem(", ".join(part for part in (employer.name, employer.city) if part))
            item.setData(employer, _EMPLOYER)
            self._model.appendRow(item)
        only_itself = [employer.name for employer in employers] == [typed]
        if employers and not only_itself:
            self._completer.complete()
        else:
            self._popup.hide()

    def offered(self) -> list[str]:
        """The lines that are offered now."""
        if not self._popup.isVisible():
            return []
        return [self._model.item(row).text() for row in range(self._model.rowCount())]

    def _chosen(self, _name: str) -> None:
        employer = self._popup.currentIndex().data(_EMPLOYER)
        if isinstance(employer, EmployerRow):
            self.taken.emit(employer)
