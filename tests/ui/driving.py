"""Drives windows as a person does, and waits for signals instead of time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from werkakademie.demo.hands import button, choose, click, field, press, tick, type_into, visible, write
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.shell.worker import Worker

PageT = TypeVar("PageT", bound=Page)

__all__ = [
    "answered",
    "button",
    "choose",
    "click",
    "field",
    "free",
    "press",
    "press_focused",
    "settle",
    "show_page",
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


def settle(qtbot: QtBot, worker: Worker) -> None:
    """Wait until nothing follows any more: an answer may ask for the next."""
    for _round in range(4):
        wait_idle(qtbot, worker)


def show_page(qtbot: QtBot, worker: Worker, page: PageT, target: object = None, *, height: int = 716) -> PageT:
    """Show a page as the window would: at the size that a window of 1280 leaves it, loaded, told of changes."""
    qtbot.addWidget(page)
    worker.changed.connect(page.refresh)
    page.resize(1072, height)
    page.show()
    page.activateWindow()
    page.enter(target)
    settle(qtbot, worker)
    return page


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
