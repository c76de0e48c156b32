"""The sheet of one session as a table that is filled by single keys."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from werkakademie.i18n import _, format_time
from werkakademie.records.attendance_sheets import MarkRecord, SheetRow
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import EnrolmentId
from werkakademie.records.participants import display_name
from werkakademie.ui.attendance.marks import mark_of_key, paint_cell_ground, paint_mark, short_word
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.styling import Tone

Index = QModelIndex | QPersistentModelIndex
MARK_COLUMN = 1
MOST_MINUTES = 600
_SIZE = 24.0


def row_name(row: SheetRow) -> str:
    return display_name(row.given_names, row.family_name, row.own_number)


def mark_words(row: SheetRow) -> str:
    """The mark in words, with the minutes of a late person."""
    words = short_word(row.mark)
    if row.mark is AttendanceMark.LATE and row.minutes_late is not None:
        return _("{words}, {minutes} Minuten").format(words=words, minutes=row.minutes_late)
    return words


def remark(row: SheetRow) -> str:
    """When an absence was reported, that somebody came unbooked, and that somebody should ask."""
    parts = []
    if row.alarm:
        parts.append(_("Bitte nachfragen"))
    if row.care_missing and row.mark is AttendanceMark.NOT_RECORDED:
        parts.append(_("kein Betreuungsplatz: fehlt die Person, ist C vorgeschlagen"))
    if row.reported_at is not None:
        moment = f"{row.reported_at:%d.%m.} {format_time(row.reported_at)}"
        parts.append(_("gemeldet {moment}").format(moment=moment))
    if not row.booked:
        parts.append(_("ohne Buchung dazugekommen"))
    return " · ".join(parts)


class MarkDelegate(QStyledItemDelegate):
    """Draws the shape of a mark and its words beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        state: QStyle.StateFlag = option.state
        area = QRectF(option.rect).adjusted(0, 0, 0, -1)
        paint_cell_ground(painter, area, selected=bool(state & QStyle.StateFlag.State_Selected))
        box = QRectF(area.left() + 8, area.center().y() - _SIZE / 2, _SIZE, _SIZE)
        paint_mark(painter, box, row.mark)
        painter.setFont(font_of(TextRole.BODY))
        painter.setPen(theme.colour("muted" if row.mark is AttendanceMark.NOT_RECORDED else "text"))
        words = area.adjusted(_SIZE + 18, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(mark_words(row), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class SheetTable(DataTable):
    """Arrow keys move, a letter gives the mark, digits after V the minutes, Delete opens it again, Enter goes on.

    `marked` carries the row and the mark that it is to get; the table shows it at once.
    """

    marked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(
            [
                Column(_("Name"), row_name, strong=True, width=190),
                Column(_("Zeichen"), mark_words, width=220),
                Column(_("Hinweis"), remark, stretch=True, tone=_remark_tone),
            ],
            name=_("Anwesenheit der Personen"),
        )
        self.setItemDelegateForColumn(MARK_COLUMN, MarkDelegate(self))
        #: Whose minutes are being typed; a digit for anybody else begins a new number.
        self._minutes_of: EnrolmentId | None = None

    def show_rows(self, rows: Sequence[SheetRow]) -> None:
        """Show the sheet; the place of the keyboard stays where it was."""
        current: SheetRow | None = self.current_record()
        place = max(self.currentIndex().row(), 0)
        scrolled = self.verticalScrollBar().value()
        self.set_records(list(rows))
        if not rows:
            return
        places = {row.enrolment_id: number for number, row in enumerate(rows)}
        kept = places.get(current.enrolment_id) if current is not None else None
        self.selectRow(kept if kept is not None else min(place, len(rows) - 1))
        self.verticalScrollBar().setValue(scrolled)

    def choose_person(self, enrolment_id: EnrolmentId) -> None:
        """Make a person's row the current one."""
        for number, row in enumerate(self.table_model.records()):
            if row.enrolment_id == enrolment_id:
                self.selectRow(number)

    def give(self, mark: AttendanceMark, *, minutes: int | None = None) -> None:
        """Give the current person a mark, as its key does."""
        row: SheetRow | None = self.current_record()
        if row is None or row.mark is AttendanceMark.CANCELLED:
            return
        if row.mark is mark and minutes is None:
            # Pressed once more: minutes and the time of a report stay.
            self._minutes_of = None
            return
        self._minutes_of = row.enrolment_id if mark is AttendanceMark.LATE else None
        self._show_at_once(replace(row, mark=mark, minutes_late=minutes, reported_at=None))
        self.marked.emit(row, MarkRecord(mark, minutes))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        mark = mark_of_key(event.text())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._go_on()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.give(AttendanceMark.NOT_RECORDED)
        elif mark is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.give(mark)
        elif event.text().isdigit() and plain:
            self._add_digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        self._minutes_of = None
        last = self.table_model.rowCount() - 1
        if last >= 0:
            self.selectRow(min(self.currentIndex().row() + 1, last))

    def _add_digit(self, digit: int) -> None:
        """Digits write the minutes of somebody late."""
        row: SheetRow | None = self.current_record()
        if row is None or row.mark is not AttendanceMark.LATE:
            return
        going_on = self._minutes_of == row.enrolment_id and row.minutes_late is not None
        minutes = (row.minutes_late or 0) * 10 + digit if going_on else digit
        if minutes <= MOST_MINUTES:
            self.give(AttendanceMark.LATE, minutes=minutes)

    def _show_at_once(self, row: SheetRow) -> None:
        number = self.currentIndex().row()
        rows = list(self.table_model.records())
        rows[number] = row
        self.table_model.set_records(rows)
        self.selectRow(number)


def _remark_tone(row: SheetRow) -> Tone:
    if row.alarm:
        return Tone.BAD
    return Tone.WARN if row.care_missing and row.mark is AttendanceMark.NOT_RECORDED else Tone.NEUTRAL
