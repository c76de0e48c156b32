"""The field in which a group's weekly slots are written: one line for each."""

from collections.abc import Sequence
from datetime import time
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from werkakademie.i18n import _, format_time
from werkakademie.records.groups import SlotDraft, SlotRecord
from werkakademie.records.ids import TimeSlotId
from werkakademie.ui.groups.texts import weekday_names
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.fields import FormField
from werkakademie.ui.widgets.layouts import column, row
from werkakademie.ui.widgets.reading import read_time

_SUGGESTED = (time(9), time(12))


class _SlotLine:
    """The controls of one slot."""

    def __init__(self, number: int, slot_id: TimeSlotId | None) -> None:
        self.slot_id = slot_id
        self.weekday = QComboBox()
        self.weekday.addItems(weekday_names())
        self.starts = QLineEdit()
        self.ends = QLineEdit()
        self.remove = icon_button("trash-2", _("Zeitfenster {number} löschen").format(number=number))
        for control, name in (
            (self.weekday, _("Wochentag von Zeitfenster {number}")),
            (self.starts, _("Beginn von Zeitfenster {number}")),
            (self.ends, _("Ende von Zeitfenster {number}")),
        ):
            control.setAccessibleName(name.format(number=number))
        for edit in (self.starts, self.ends):
            edit.setMaximumWidth(90)
            edit.setPlaceholderText(_("HH:MM"))

    def controls(self) -> tuple[QWidget, ...]:
        return (self.weekday, self.starts, self.ends, self.remove)

    def draft(self) -> SlotDraft | None:
        """The slot, or None while a time can't be read."""
        starts, ends = read_time(self.starts.text()), read_time(self.ends.text())
        if starts is None or ends is None:
            return None
        return SlotDraft(self.weekday.currentIndex(), starts, ends, self.slot_id)

    def typed(self) -> list[Any]:
        """What stands in the line, readable or not."""
        slot_id = self.slot_id.hex if self.slot_id else None
        return [self.weekday.currentIndex(), self.starts.text(), self.ends.text(), slot_id]


class SlotsEditor(FormField):
    """Weekly slots; the value is a tuple of SlotDraft in the order of the lines."""

    def __init__(self, name: str, label: str, *, help: str = "") -> None:
        self._lines: list[_SlotLine] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(3, 1)
        self._add = Button(_("Zeitfenster hinzufügen"), icon="plus", kind=Kind.QUIET, run=self._add_suggested)
        room = QWidget()
        room.setLayout(column(self._grid, row(self._add, None), spacing=4))
        super().__init__(name, label, room, optional=True, help=help)
        self.setFocusProxy(self._add)
        self._label.setBuddy(self._add)

    def value(self) -> Any:
        drafts = [line.draft() for line in self._lines]
        return tuple(draft for draft in drafts if draft is not None)

    def set_value(self, value: Sequence[SlotDraft | SlotRecord] | None) -> None:
        while self._lines:
            self._drop(self._lines[0])
        for slot in value or ():
            self._append(slot)

    def draft(self) -> Any:
        return [line.typed() for line in self._lines]

    def restore(self, draft: Any) -> None:
        self.set_value(())
        for weekday, starts, ends, slot_id in draft:
            self._append(SlotDraft(weekday, *_SUGGESTED, TimeSlotId(UUID(slot_id)) if slot_id else None))
            self._lines[-1].starts.setText(starts)
            self._lines[-1].ends.setText(ends)

    def problem(self) -> str:
        if any(line.draft() is None for line in self._lines):
            return _("Bitte schreiben Sie jede Uhrzeit als Stunde:Minute, zum Beispiel 09:30.")
        return ""

    def _add_suggested(self) -> None:
        """A new line is one weekday later than the last, at the same time."""
        last = self._lines[-1].draft() if self._lines else None
        starts, ends = (last.starts, last.ends) if last else _SUGGESTED
        self._append(SlotDraft((last.weekday + 1) % 7 if last else 0, starts, ends))
        self._lines[-1].weekday.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _append(self, slot: SlotDraft | SlotRecord) -> None:
        line = _SlotLine(len(self._lines) + 1, slot.id)
        line.weekday.setCurrentIndex(slot.weekday)
        line.starts.setText(format_time(slot.starts))
        line.ends.setText(format_time(slot.ends))
        line.weekday.activated.connect(lambda _index: self.changed.emit())
        line.starts.textEdited.connect(lambda _text: self.changed.emit())
        line.ends.textEdited.connect(lambda _text: self.changed.emit())
        line.remove.clicked.connect(partial(self._remove, line))
        self._lines.append(line)
        place = self._grid.rowCount()
        for number, control in enumerate(line.controls()):
            self._grid.addWidget(control, place, number, Qt.AlignmentFlag.AlignLeft)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Line by line, then the button below them."""
        chain = [control for line in self._lines for control in line.controls()] + [self._add]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _remove(self, line: _SlotLine) -> None:
        self._drop(line)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, line: _SlotLine) -> None:
        self._lines.remove(line)
        for control in line.controls():
            self._grid.removeWidget(control)
            control.hide()
            control.deleteLater()
