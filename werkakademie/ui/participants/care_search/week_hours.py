"""The field in which the hours of a week are written: one line for each weekday."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from werkakademie.i18n import _, format_time
from werkakademie.records.care_search import DayHours
from werkakademie.ui.groups.texts import short_weekday, weekday_names
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.fields import FormField
from werkakademie.ui.widgets.layouts import column, row
from werkakademie.ui.widgets.reading import read_time
from werkakademie.ui.widgets.text import TextLabel


class _DayLine:
    """The two times of one weekday; both empty means that there are none."""

    def __init__(self, weekday: int) -> None:
        self.weekday = weekday
        self.starts, self.ends = QLineEdit(), QLineEdit()
        day = weekday_names()[weekday]
        self.starts.setAccessibleName(_("{day}: von").format(day=day))
        self.ends.setAccessibleName(_("{day}: bis").format(day=day))
        for edit in (self.starts, self.ends):
            edit.setMaximumWidth(112)
            edit.setPlaceholderText(_("HH:MM"))
            edit.editingFinished.connect(self._tidy)

    def texts(self) -> list[str]:
        return [self.starts.text().strip(), self.ends.text().strip()]

    def set_texts(self, texts: Sequence[str]) -> None:
        self.starts.setText(texts[0])
        self.ends.setText(texts[1])

    def hours(self) -> DayHours | None:
        starts, ends = (read_time(text) for text in self.texts())
        return None if starts is None or ends is None else DayHours(self.weekday, starts, ends)

    def readable(self) -> bool:
        return self.hours() is not None or not any(self.texts())

    def _tidy(self) -> None:
        for edit in (self.starts, self.ends):
            read = read_time(edit.text())
            if read is not None:
                edit.setText(format_time(read))


class WeekHoursField(FormField):
    """Hours by weekday; the value is a tuple of DayHours. An end before the beginning lies on the next day."""

    def __init__(self, name: str, label: str, *, optional: bool = True, help: str = "") -> None:
        self._lines = [_DayLine(weekday) for weekday in range(7)]
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(4, 1)
        for number, line in enumerate(self._lines):
            grid.addWidget(TextLabel(short_weekday(number)), number, 0)
            grid.addWidget(line.starts, number, 1)
            grid.addWidget(TextLabel("–", tone="muted"), number, 2)
            grid.addWidget(line.ends, number, 3)
        self._copy = Button(_("Montag bis Freitag gleich"), icon="copy", kind=Kind.QUIET, run=self._copy_monday)
        self._copy.setAutoDefault(False)
        room = QWidget()
        room.setLayout(column(grid, row(self._copy, None), spacing=4))
        super().__init__(name, label, room, optional=optional, help=help)
        self.setFocusProxy(self._lines[0].starts)
        self._label.setBuddy(self._lines[0].starts)
        for line in self._lines:
            line.starts.textEdited.connect(lambda _text: self.changed.emit())
            line.ends.textEdited.connect(lambda _text: self.changed.emit())
        chain = [edit for line in self._lines for edit in (line.starts, line.ends)]
        for before, after in pairwise([*chain, self._copy]):
            QWidget.setTabOrder(before, after)

    def value(self) -> Any:
        return tuple(hours for line in self._lines if (hours := line.hours()) is not None)

    def set_value(self, value: Sequence[DayHours] | None) -> None:
        by_day = {one.weekday: one for one in value or ()}
        for line in self._lines:
            hours = by_day.get(line.weekday)
            line.set_texts((format_time(hours.starts), format_time(hours.ends)) if hours else ("", ""))

    def draft(self) -> Any:
        return [line.texts() for line in self._lines]

    def restore(self, draft: Any) -> None:
        for line, texts in zip(self._lines, draft or [["", ""]] * 7, strict=True):
            line.set_texts(texts)

    def problem(self) -> str:
        if all(line.readable() for line in self._lines):
            return ""
        return _("Bitte schreiben Sie zu jedem Tag beide Uhrzeiten als Stunde:Minute, oder lassen Sie beide leer.")

    def _copy_monday(self) -> None:
        """The hours of Monday for the other workdays; who has filled in none has nothing to copy."""
        if any(self._lines[0].texts()):
            for line in self._lines[1:5]:
                line.set_texts(self._lines[0].texts())
            self.changed.emit()
        self._lines[0].starts.setFocus(Qt.FocusReason.OtherFocusReason)
