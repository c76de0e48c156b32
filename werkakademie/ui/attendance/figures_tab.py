"""The figures of the group that a session belongs to: together, and for each person."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from werkakademie.i18n import _, format_rate
from werkakademie.records.attendance_sheets import GroupFigures, PersonFigures, Ratio
from werkakademie.records.participants import display_name
from werkakademie.ui.attendance.marks import paint_cell_ground, paint_mark
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel, muted

Index = QModelIndex | QPersistentModelIndex
_LATEST_COLUMN = 4
#: So many of the latest marks stand in a row.
_SHAPES = 6
_SIZE = 18.0


def rate_text(ratio: Ratio) -> str:
    """88,9 % (8/9): a rate never stands without its two numbers."""
    return f"{format_rate(ratio.numerator, ratio.denominator)} ({ratio.numerator}/{ratio.denominator})"


class LatestDelegate(QStyledItemDelegate):
    """Draws the latest marks as a row of small shapes."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        person: PersonFigures = index.data(Qt.ItemDataRole.UserRole)
        area = QRectF(option.rect).adjusted(0, 0, 0, -1)
        state: QStyle.StateFlag = option.state
        paint_cell_ground(painter, area, selected=bool(state & QStyle.StateFlag.State_Selected))
        fitting = int((area.width() - 8) // (_SIZE + 3))
        for number, mark in enumerate(person.latest[-fitting:] if fitting > 0 else ()):
            left = area.left() + 8 + number * (_SIZE + 3)
            paint_mark(painter, QRectF(left, area.center().y() - _SIZE / 2, _SIZE, _SIZE), mark)


class _Figure(QWidget):
    """A rate with its numbers below it: three of them stand beside each other on a small screen."""

    def __init__(self) -> None:
        super().__init__()
        self._value = TextLabel("–", TextRole.TITLE)
        self._parts = TextLabel("", TextRole.SMALL, tone="muted")
        self.setLayout(column(self._value, self._parts, spacing=0))

    def show_value(self, value: str, parts: str) -> None:
        self._value.setText(value)
        self._parts.setText(parts)


class FiguresTab(QWidget):
    """Three cards above a table."""

    def __init__(self) -> None:
        super().__init__()
        self._rate, self._commitment, self._weeks = _Figure(), _Figure(), _Figure()
        cards = QGridLayout()
        cards.setSpacing(2 * GRID)
        for number, (title, figure) in enumerate(
            (
                (_("Anwesenheit"), self._rate),
                (_("Verbindlichkeit"), self._commitment),
                (_("Wochen erfüllt"), self._weeks),
            )
        ):
            card = Card(title).add(figure)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
            cards.addWidget(card, 0, number)
            cards.setColumnStretch(number, 1)
        self.table = DataTable(_columns(), name=_("Anwesenheit je Person"))
        self.table.setItemDelegateForColumn(_LATEST_COLUMN, LatestDelegate(self.table))
        self._note = muted(
            _(
                "Anwesenheit: anwesend von erfasst, ohne die Zeichen, die Ihr Standort nicht mitzählt (meist T und C). "
                "Verbindlichkeit: anwesend oder vorher gemeldet, von erfasst."
            )
        )
        self._alarm = Banner(tone=Tone.WARN)
        self._alarm.hide()
        self.setLayout(column(self._alarm, cards, self.table, self._note, spacing=2 * GRID))

    def show_figures(self, group: GroupFigures) -> None:
        """Fill cards and table."""
        figures = group.figures
        for number, ratio, words in (
            (self._rate, figures.rate, _("{numerator} von {denominator} erfassten")),
            (self._commitment, figures.commitment, _("{numerator} von {denominator} erfassten")),
            (self._weeks, figures.weeks_met, _("{numerator} von {denominator} Wochen")),
        ):
            text = words.format(numerator=ratio.numerator, denominator=ratio.denominator)
            number.show_value(format_rate(ratio.numerator, ratio.denominator), text)
        missing = [_name(person) for person in group.people if person.figures.alarm]
        self._alarm.setVisible(bool(missing))
        text = _("Bitte nachfragen, mehrmals hintereinander unentschuldigt: {names}")
        self._alarm.show_message(text.format(names=", ".join(missing)), Tone.WARN)
        self.table.set_columns(_columns(appointments=figures.appointments is not None))
        self.table.set_records(group.people)


def _columns(*, appointments: bool = False) -> list[Column]:
    """With k appointments in all these stand in the place of the weeks."""
    weeks = Column(_("Wochen"), lambda person: _of(person.figures.weeks_met), number=True)
    wanted = Column(_("Termine"), _appointments, number=True)
    return [
        Column(_("Name"), _name, strong=True, stretch=True, tone=_alarm_tone),
        Column(_("Anwesenheit"), lambda person: rate_text(person.figures.rate), number=True),
        Column(_("Verbindlichkeit"), lambda person: rate_text(person.figures.commitment), number=True),
        wanted if appointments else weeks,
        Column(_("Zuletzt"), _latest, width=_SHAPES * 21 + 12),
    ]


def _name(person: PersonFigures) -> str:
    return display_name(person.given_names, person.family_name, person.own_number)


def _alarm_tone(person: PersonFigures) -> Tone:
    return Tone.BAD if person.figures.alarm else Tone.NEUTRAL


def _of(ratio: Ratio | None) -> str:
    return "–" if ratio is None else f"{ratio.numerator}/{ratio.denominator}"


def _appointments(person: PersonFigures) -> str:
    figures = person.figures
    return _("{done}, noch möglich {possible}").format(done=_of(figures.appointments), possible=figures.still_possible)


def _latest(person: PersonFigures) -> str:
    return " ".join(mark.value for mark in person.latest)
