"""A carer's week at a glance: one cell for each day, with its times."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from werkakademie.i18n import _
from werkakademie.records.childcare import ShiftRow
from werkakademie.ui.childcare.settings.texts import shift_words
from werkakademie.ui.groups.texts import short_weekday
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.text import ElidedLabel, TextLabel

_WORKING_DAYS = 5
_WEEK = 7


class WeekStrip(QWidget):
    """Monday to Friday, and the weekend if the carer works then; rooms stand here if there are several."""

    def __init__(self, name: str, shifts: Sequence[ShiftRow], today: date) -> None:
        super().__init__()
        with_room = len({shift.room_id for shift in shifts}) > 1
        self.setAccessibleName(_("Woche von {name}").format(name=name))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout()
        grid.setContentsMargins(36 + GRID + 4, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        days = _WEEK if any(shift.weekday >= _WORKING_DAYS for shift in shifts) else _WORKING_DAYS
        top = Qt.AlignmentFlag.AlignTop
        for weekday in range(days):
            grid.addWidget(TextLabel(short_weekday(weekday), TextRole.SMALL_STRONG, tone="muted"), 0, weekday)
            cell = column(spacing=2)
            of_day = [shift for shift in shifts if shift.weekday == weekday]
            for shift in of_day:
                times, note = shift_words(shift, today, with_room=with_room)
                cell.addWidget(TextLabel(times, TextRole.SMALL))
                if note:
                    cell.addWidget(ElidedLabel(note, TextRole.SMALL, tone="muted"))
            if not of_day:
                cell.addWidget(TextLabel("–", TextRole.SMALL, tone="muted"))
            grid.addLayout(cell, 1, weekday, top)
            grid.setColumnStretch(weekday, 1)
        self.setLayout(grid)
