"""The field in which a carer's weekly times are written: one line for each, with its room."""

from collections.abc import Sequence
from datetime import time
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from werkakademie.i18n import _, format_time
from werkakademie.records.childcare import CareRoomRow, ShiftDraft, ShiftRow
from werkakademie.records.ids import CareRoomId, CarerShiftId
from werkakademie.ui.groups.texts import weekday_names
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.fields import FormField
from werkakademie.ui.widgets.layouts import column, row
from werkakademie.ui.widgets.reading import read_time

_SUGGESTED = (time(8), time(13))
_WORKING_DAYS = 5


class _ShiftLine:
    """The controls of one weekly time."""

    def __init__(self, number: int, shift_id: CarerShiftId | None, rooms: Sequence[CareRoomRow]) -> None:
        self.shift_id = shift_id
        self._rooms = [room.id for room in rooms]
        self.weekday = QComboBox()
        self.weekday.addItems(weekday_names())
        self.starts = QLineEdit()
        self.ends = QLineEdit()
        self.room = QComboBox()
        self.room.addItems([room.name for room in rooms])
        self.remove = icon_button("trash-2", _("Zeit {number} löschen").format(number=number))
        for control, name in (
            (self.weekday, _("Wochentag von Zeit {number}")),
            (self.starts, _("Beginn von Zeit {number}")),
            (self.ends, _("Ende von Zeit {number}")),
            (self.room, _("Raum von Zeit {number}")),
        ):
            control.setAccessibleName(name.format(number=number))
        for edit in (self.starts, self.ends):
            edit.setMaximumWidth(80)
            edit.setPlaceholderText(_("HH:MM"))

    def controls(self) -> tuple[QWidget, ...]:
        return (self.weekday, self.starts, self.ends, self.room, self.remove)

    def show_times(self, weekday: int, starts: str, ends: str, room_id: object) -> None:
        self.weekday.setCurrentIndex(weekday)
        self.starts.setText(starts)
        self.ends.setText(ends)
        self.room.setCurrentIndex(next((place for place, one in enumerate(self._rooms) if one == room_id), 0))

    def room_id(self) -> CareRoomId | None:
        index = self.room.currentIndex()
        return self._rooms[index] if 0 <= index < len(self._rooms) else None

    def draft(self) -> ShiftDraft | None:
        """The time, or None while it can't be read."""
        starts, ends, room_id = read_time(self.starts.text()), read_time(self.ends.text()), self.room_id()
        if starts is None or ends is None or room_id is None:
            return None
        return ShiftDraft(self.weekday.currentIndex(), starts, ends, room_id, self.shift_id)

    def typed(self) -> list[Any]:
        """What stands in the line, readable or not."""
        shift_id, room_id = self.shift_id, self.room_id()
        return [
            self.weekday.currentIndex(),
            self.starts.text(),
            self.ends.text(),
            room_id.hex if room_id else None,
            shift_id.hex if shift_id else None,
        ]


class ShiftsField(FormField):
    """Weekly times; the value is a tuple of ShiftDraft in the order of the lines."""

    def __init__(self, name: str, label: str, rooms: Sequence[CareRoomRow], *, help: str = "") -> None:
        self._rooms = rooms
        self._lines: list[_ShiftLine] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(3, 1)
        self._add = Button(_("Zeit hinzufügen"), icon="plus", kind=Kind.QUIET, run=self._add_suggested)
        self._week = Button(_("Montag bis Freitag"), icon="calendar-plus", kind=Kind.QUIET, run=self._add_week)
        place = QWidget()
        place.setLayout(column(self._grid, row(self._add, self._week, None), spacing=4))
        super().__init__(name, label, place, optional=True, help=help)
        self.setFocusProxy(self._add)
        self._label.setBuddy(self._add)
        for button in (self._add, self._week):
            button.setEnabled(bool(rooms))

    def value(self) -> Any:
        drafts = [line.draft() for line in self._lines]
        return tuple(draft for draft in drafts if draft is not None)

    def set_value(self, value: Sequence[ShiftDraft | ShiftRow] | None) -> None:
        while self._lines:
            self._drop(self._lines[0])
        for shift in value or ():
            self._append(shift.weekday, format_time(shift.starts), format_time(shift.ends), shift.room_id, shift.id)

    def draft(self) -> Any:
        return [line.typed() for line in self._lines]

    def restore(self, draft: Any) -> None:
        self.set_value(())
        for weekday, starts, ends, room_id, shift_id in draft:
            known = CarerShiftId(UUID(shift_id)) if shift_id else None
            self._append(weekday, starts, ends, UUID(room_id) if room_id else None, known)

    def problem(self) -> str:
        if any(line.draft() is None for line in self._lines):
            return _("Bitte schreiben Sie jede Uhrzeit als Stunde:Minute, zum Beispiel 09:30.")
        return ""

    def _add_suggested(self) -> None:
        """A new line is one weekday later than the last, at the same time in the same room."""
        weekday, starts, ends, room_id = self._suggestion()
        self._append((weekday + 1) % 7 if self._lines else 0, starts, ends, room_id)
        self._lines[-1].weekday.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _add_week(self) -> None:
        """Each working day that has no line yet, at the time of the last line."""
        _weekday, starts, ends, room_id = self._suggestion()
        taken = {line.weekday.currentIndex() for line in self._lines}
        for weekday in range(_WORKING_DAYS):
            if weekday not in taken:
                self._append(weekday, starts, ends, room_id)
        self.changed.emit()

    def _suggestion(self) -> tuple[int, str, str, object]:
        if not self._lines:
            return 0, format_time(_SUGGESTED[0]), format_time(_SUGGESTED[1]), None
        last = self._lines[-1]
        return last.weekday.currentIndex(), last.starts.text(), last.ends.text(), last.room_id()

    def _append(
        self, weekday: int, starts: str, ends: str, room_id: object, shift_id: CarerShiftId | None = None
    ) -> None:
        line = _ShiftLine(len(self._lines) + 1, shift_id, self._rooms)
        line.show_times(weekday, starts, ends, room_id)
        for combo in (line.weekday, line.room):
            combo.activated.connect(lambda _index: self.changed.emit())
        for edit in (line.starts, line.ends):
            edit.textEdited.connect(lambda _text: self.changed.emit())
        line.remove.clicked.connect(partial(self._remove, line))
        self._lines.append(line)
        place = self._grid.rowCount()
        for number, control in enumerate(line.controls()):
            self._grid.addWidget(control, place, number)
        chain = [control for each in self._lines for control in each.controls()] + [self._add, self._week]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _remove(self, line: _ShiftLine) -> None:
        self._drop(line)
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, line: _ShiftLine) -> None:
        self._lines.remove(line)
        for control in line.controls():
            self._grid.removeWidget(control)
            control.hide()
            control.deleteLater()
