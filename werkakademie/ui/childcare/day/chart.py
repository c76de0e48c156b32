"""The chart of a room's day: places, booked and free, painted in steps of whole slices."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from werkakademie.i18n import _, format_time
from werkakademie.records.childcare_chart import ChartRun
from werkakademie.records.clock import local_moment
from werkakademie.ui.childcare.day.texts import run_words
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.fonts import TextRole, font_of

_LEFT, _RIGHT, _BOTTOM, _TOP = 34, 26, 26, 18
_HOUR = 3600.0


class DayChart(QWidget):
    """Filled is booked, light is free, hatched with the word „zu viel“ is over the rule."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._runs: tuple[ChartRun, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name = name
        self.setAccessibleName(name)

    def show_runs(self, runs: Sequence[ChartRun]) -> None:
        self._runs = tuple(runs)
        self.setAccessibleDescription(". ".join(run_words(run) for run in runs))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, _TOP + _BOTTOM + 10 * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, _TOP + _BOTTOM + 6 * self.fontMetrics().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            run = self._run_at(event.pos().x())
            QToolTip.showText(event.globalPos(), run_words(run) if run is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_of(TextRole.SMALL))
        if self._runs:
            self._paint_scale(painter)
            for run in self._runs:
                self._paint_run(painter, run)
            self._paint_hours(painter)
        painter.end()

    def _plot(self) -> QRectF:
        return QRectF(_LEFT, _TOP, max(1, self.width() - _LEFT - _RIGHT), max(1, self.height() - _TOP - _BOTTOM))

    def _most(self) -> int:
        return max(4, *(max(run.heads, run.heads + run.places_left) for run in self._runs))

    def _x(self, seconds: float) -> float:
        first, last = self._runs[0].starts.timestamp(), self._runs[-1].ends.timestamp()
        plot = self._plot()
        return plot.left() + plot.width() * (seconds - first) / max(1.0, last - first)

    def _run_at(self, x: float) -> ChartRun | None:
        return next(
            (run for run in self._runs if self._x(run.starts.timestamp()) <= x < self._x(run.ends.timestamp())), None
        )

    def _paint_scale(self, painter: QPainter) -> None:
        """Lines for so many children, not more than six of them."""
        plot, most = self._plot(), self._most()
        step = max(1, -(-most // 5))
        for count in range(0, most + 1, step):
            y = plot.bottom() - plot.height() * count / most
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(int(plot.left()), int(y), int(plot.right()), int(y))
            painter.setPen(theme.colour("muted"))
            box = QRectF(0, y - 9, _LEFT - 6, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count))

    def _paint_run(self, painter: QPainter, run: ChartRun) -> None:
        plot, most = self._plot(), self._most()
        left, right = self._x(run.starts.timestamp()), self._x(run.ends.timestamp())
        unit = plot.height() / most
        allowed = run.heads + run.places_left if not run.excess else min(run.heads, run.places)
        within = min(run.heads, allowed)
        self._bar(painter, left, right, 0, within * unit, theme.colour("accent"))
        self._bar(
            painter, left, right, run.heads * unit, (run.heads + run.places_left) * unit, theme.colour("accent_soft")
        )
        if run.heads > within:
            self._bar(painter, left, right, within * unit, run.heads * unit, theme.colour("bad_soft"))
            brush = QBrush(theme.colour("bad"), Qt.BrushStyle.BDiagPattern)
            self._bar(painter, left, right, within * unit, run.heads * unit, brush)
            painter.setPen(theme.colour("bad"))
            box = QRectF(left, plot.bottom() - run.heads * unit - 18, max(60.0, right - left), 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _("zu viel"))

    def _bar(
        self, painter: QPainter, left: float, right: float, low: float, high: float, brush: QBrush | QColor
    ) -> None:
        if high <= low:
            return
        plot = self._plot()
        painter.fillRect(QRectF(left, plot.bottom() - high, max(1.0, right - left), high - low), brush)

    def _paint_hours(self, painter: QPainter) -> None:
        """Whole hours of the room's clock below the bars."""
        plot = self._plot()
        first, last = self._runs[0].starts.timestamp(), self._runs[-1].ends.timestamp()
        hours = max(1, round((last - first) / _HOUR / 12))
        painter.setPen(theme.colour("muted"))
        moment = first - first % _HOUR
        while moment <= last:
            if moment >= first:
                words = format_time(local_moment(datetime.fromtimestamp(moment, UTC)))
                box = QRectF(self._x(moment) - 30, plot.bottom() + 4, 60, _BOTTOM - 4)
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
            moment += hours * _HOUR
