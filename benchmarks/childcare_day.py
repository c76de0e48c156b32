"""What a look at a day of childcare costs: read and counted by the rules, then the chart painted anew."""

import tempfile
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from benchmarks.harness import Figure, medians_of_turns, seconds_of
from tests.factories import (
    a_care_room,
    a_carer,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    care_for_group,
    make_workplace,
)
from werkakademie.services import childcare_day
from werkakademie.services.workplace import Workplace
from werkakademie.ui.childcare.day.chart import DayChart
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.tokens import LIGHT

CHILDREN, CARERS = 40, 8
MOST_SECONDS = 0.030
_TURNS = 15
_DAY = date(2026, 11, 24)
_SIZE = QSize(1000, 240)


def measure() -> Sequence[Figure]:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application, LIGHT)
    with tempfile.TemporaryDirectory() as name:
        workplace = make_workplace(Path(name))
        _fill(workplace)
        chart = DayChart("Messung")
        chart.resize(_SIZE)
        found = childcare_day.care_day(workplace, _DAY)
        booked = sum(row.from_at is not None for row in found.bookings)
        runs = len(found.rooms[0].runs)

        def ours() -> None:
            chart.show_runs(childcare_day.care_day(workplace, _DAY).rooms[0].runs)
            chart.grab()

        def bare() -> None:
            picture = QPixmap(_SIZE)
            painter = QPainter(picture)
            for number in range(2 * runs):
                painter.fillRect(QRectF(10 * number, 0, 9, 100), QColor("#0f5c8e"))
            painter.end()

        measured, floor = medians_of_turns(_TURNS, lambda: seconds_of(ours), lambda: seconds_of(bare))
        workplace.store.close()
    how = (
        f"{booked} Plätze, {CARERS} Betreuungskräfte: der ganze Tag aus dem verschlüsselten Speicher gelesen, "
        "gerechnet und gezeichnet; Vergleich: so viele Rechtecke ohne alles andere"
    )
    return (Figure("Betreuungstag neu rechnen und zeichnen", measured, floor, how, most_seconds=MOST_SECONDS),)


def _fill(workplace: Workplace) -> None:
    room = a_care_room(workplace, places=CHILDREN)
    for number in range(CARERS):
        a_carer(workplace, room, f"Betreuung {number}")
    group = a_group(workplace, capacity=CHILDREN)
    care_for_group(workplace, group, room)
    for number in range(CHILDREN):
        parent = a_participant(workplace, f"Elternteil {number}", "Muster")
        a_child(workplace, parent, f"Kind {number}")
        an_enrolment(workplace, group, parent)
    a_session(workplace, group, _DAY, time(9), time(12))
