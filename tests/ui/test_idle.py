"""Idle time by a clock that the test moves: the warning, whatever counts as somebody's presence, the end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import click, free
from werkakademie.ui.shell.idle import IdleWarning, IdleWatch

START = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


class WallClock:
    """A clock on the wall whose hands the test moves."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> WallClock:
    return WallClock()


@pytest.fixture
def window(qtbot: QtBot, themed: QApplication) -> QWidget:  # noqa: ARG001 - the application must be there first
    one = QWidget()
    one.resize(900, 600)
    QLineEdit(one).setAccessibleName("Notiz")
    qtbot.addWidget(one)
    with qtbot.waitExposed(one):
        one.show()
    return one


@pytest.fixture
def watch(window: QWidget, clock: WallClock) -> Iterator[IdleWatch]:
    one = IdleWatch(window, clock.now, minutes=5)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def warnings(watch: IdleWatch) -> list[int]:
    seen: list[int] = []
    watch.warned.connect(seen.append)
    return seen


@pytest.fixture
def ends(watch: IdleWatch) -> list[str]:
    seen: list[str] = []
    watch.expired.connect(lambda: seen.append("gesperrt"))
    watch.stayed.connect(lambda: seen.append("wieder da"))
    return seen


def test_twenty_seconds_before_the_end_it_warns_each_second(
    watch: IdleWatch, clock: WallClock, warnings: list[int], ends: list[str]
) -> None:
    clock.forward(minutes=4, seconds=39)
    watch.look()
    assert warnings == []
    clock.forward(seconds=1)
    watch.look()
    clock.forward(seconds=18.5)
    watch.look()
    assert warnings == [20, 2]
    assert ends == []
    clock.forward(seconds=1.5)
    watch.look()
    assert ends == ["gesperrt"]


def test_the_time_is_a_setting(watch: IdleWatch, clock: WallClock, ends: list[str]) -> None:
    watch.set_minutes(60)
    clock.forward(minutes=59, seconds=59)
    watch.look()
    assert ends == []
    clock.forward(seconds=1)
    watch.look()
    assert ends == ["gesperrt"]


def test_a_pc_that_slept_locks_when_it_wakes(
    watch: IdleWatch, clock: WallClock, warnings: list[int], ends: list[str]
) -> None:
    clock.forward(hours=2)
    watch.look()
    assert (warnings, ends) == ([], ["gesperrt"])


def test_a_clock_that_is_set_back_does_not_keep_it_open(watch: IdleWatch, clock: WallClock, ends: list[str]) -> None:
    clock.forward(hours=-3)
    watch.look()
    clock.forward(minutes=5)
    watch.look()
    assert ends == ["gesperrt"]


def _press_key(window: QWidget) -> None:
    QTest.keyClick(window, Qt.Key.Key_Shift)


def _click_mouse(window: QWidget) -> None:
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(600, 400))


def _move_mouse(window: QWidget) -> None:
    QApplication.sendEvent(window, _mouse_at(321))


def _turn_wheel(window: QWidget) -> None:
    none, up = QPoint(), QPoint(0, 120)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(5, 5)
    QApplication.sendEvent(
        window, QWheelEvent(place, place, none, up, buttons, keys, Qt.ScrollPhase.NoScrollPhase, False)
    )


def _touch(window: QWidget) -> None:
    device = QTest.createTouchDevice()
    touch = QTest.touchEvent(window, device)
    touch.press(1, QPoint(20, 20), window)
    touch.commit()


def _mouse_at(x: float) -> QMouseEvent:
    place, none = QPointF(x, 5), Qt.MouseButton.NoButton
    return QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)


@pytest.mark.parametrize("act", [_press_key, _click_mouse, _move_mouse, _turn_wheel, _touch])
def test_any_input_keeps_it_open(
    window: QWidget, watch: IdleWatch, clock: WallClock, ends: list[str], act: "object"
) -> None:
    clock.forward(minutes=4, seconds=50)
    watch.look()
    assert callable(act)
    act(window)
    assert ends == ["wieder da"]
    clock.forward(minutes=4, seconds=50)
    watch.look()
    assert "gesperrt" not in ends


def test_a_mouse_at_rest_is_nobody(window: QWidget, watch: IdleWatch, clock: WallClock, ends: list[str]) -> None:
    QApplication.sendEvent(window, _mouse_at(77))
    clock.forward(minutes=4)
    QApplication.sendEvent(window, _mouse_at(77))
    clock.forward(minutes=1)
    watch.look()
    assert ends == ["gesperrt"]


def test_after_it_stopped_nothing_is_counted(watch: IdleWatch, clock: WallClock, ends: list[str]) -> None:
    watch.stop()
    clock.forward(hours=1)
    QApplication.processEvents()
    assert ends == []
    watch.start()
    watch.look()
    assert ends == []


def test_the_warning_stands_over_the_window_and_goes_at_a_click(
    window: QWidget, watch: IdleWatch, clock: WallClock
) -> None:
    warning = IdleWarning(window, watch.touched)
    watch.warned.connect(warning.show_seconds)
    watch.stayed.connect(warning.hide)
    clock.forward(minutes=4, seconds=45)
    watch.look()
    banner = warning.banner()
    assert banner is not None
    assert banner.isVisible()
    assert "In 15 Sekunden wird gesperrt" in banner.text()
    clock.forward(seconds=14)
    watch.look()
    assert "In 1 Sekunde wird gesperrt" in banner.text()
    click(window, "Ich bin noch da")
    assert warning.banner() is None


def test_the_warning_stands_over_an_open_dialog(
    qtbot: QtBot, window: QWidget, watch: IdleWatch, clock: WallClock
) -> None:
    dialog = QDialog(window)
    dialog.resize(500, 300)
    dialog.setModal(True)
    with qtbot.waitExposed(dialog):
        dialog.open()
    warning = IdleWarning(window, watch.touched)
    watch.warned.connect(warning.show_seconds)
    clock.forward(minutes=4, seconds=45)
    watch.look()
    banner = warning.banner()
    assert banner is not None
    assert banner.window() is dialog
    free(dialog)
    assert warning.banner() is None
    clock.forward(seconds=1)
    watch.look()
    assert warning.banner() is not None
