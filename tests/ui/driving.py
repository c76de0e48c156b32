"""Drives windows as a person does, and waits for signals instead of time."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from werkakademie.demo.hands import button, choose, click, field, press, tick, type_into, visible, write
from werkakademie.ui.shell.worker import Worker

__all__ = [
    "answered",
    "button",
    "choose",
    "click",
    "field",
    "free",
    "press",
    "press_focused",
    "tick",
    "type_into",
    "visible",
    "wait_idle",
    "write",
]


def wait_idle(qtbot: QtBot, worker: Worker) -> None:
    """Wait until the database worker has nothing left to do and all its answers have arrived."""
    while not worker.is_idle():
        with qtbot.waitSignal(worker.idle, timeout=20_000):
            pass
    QApplication.processEvents()


@contextmanager
def answered(qtbot: QtBot, worker: Worker) -> Iterator[None]:
    """Do something inside the block, then wait for all that the worker makes of it."""
    yield
    wait_idle(qtbot, worker)


def press_focused(key: Qt.Key) -> None:
    """Press a key wherever the keyboard's focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    QTest.keyClick(focused, key)


def free(thing: QObject) -> None:
    """Free a window or another object now, as the event loop would do later."""
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete)
