"""Drives windows as a person does, and waits for signals instead of time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import FormField

WidgetT = TypeVar("WidgetT", bound=QWidget)


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


def visible(root: QWidget, kind: type[WidgetT]) -> list[WidgetT]:
    """The widgets of a kind that a person sees, in the order in which they were made."""
    QApplication.processEvents()  # a layout shows its new widgets only then
    return [widget for widget in root.findChildren(kind) if widget.isVisible()]


def button(root: QWidget, text: str) -> Button:
    """The visible button that says `text`, or whose accessible name it is."""
    found = [one for one in visible(root, Button) if text in (one.text(), one.accessibleName())]
    if len(found) != 1:
        said = [one.text() or one.accessibleName() for one in visible(root, Button)]
        raise AssertionError(f"{len(found)} buttons say {text!r}; visible are {said}")
    return found[0]


def click(root: QWidget, text: str) -> None:
    """Click the visible and enabled button that says `text`."""
    target = button(root, text)
    assert target.isEnabled(), f"{text!r} can't be clicked now"
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


def field(root: QWidget, label: str) -> FormField:
    """The visible field with that label."""
    found = [one for one in visible(root, FormField) if one.label_text == label]
    if len(found) != 1:
        labels = [one.label_text for one in visible(root, FormField)]
        raise AssertionError(f"{len(found)} fields are called {label!r}; visible are {labels}")
    return found[0]


def type_into(root: QWidget, label: str, text: str) -> None:
    """Type a text into the field with that label, in place of what stood there."""
    control = field(root, label).control
    control.setFocus(Qt.FocusReason.MouseFocusReason)
    if isinstance(control, QLineEdit):
        control.selectAll()
    QTest.keyClicks(control, text)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard's focus is inside `widget`."""
    QTest.keyClick(widget.focusWidget() or widget, key, modifier)


def press_focused(key: Qt.Key) -> None:
    """Press a key wherever the keyboard's focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    QTest.keyClick(focused, key)


def free(thing: QObject) -> None:
    """Free a window or another object now, as the event loop would do later."""
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete)
