"""A person's hands at a window: they see what is visible, click it, type into it, and wait for the answer."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.fields import CheckField, FormField

WidgetT = TypeVar("WidgetT", bound=QWidget)

#: Milliseconds; far beyond any single step, so that a step that hangs ends with a sentence.
PATIENCE = 120_000


class NotThereError(AssertionError):
    """What a person would look for is not to be seen."""


def visible(root: QWidget, kind: type[WidgetT]) -> list[WidgetT]:
    """The widgets of a kind that a person sees, in the order in which they were made."""
    QApplication.processEvents()  # a layout shows its new widgets only then
    return [widget for widget in root.findChildren(kind) if widget.isVisible()]


def button(root: QWidget, text: str) -> Button:
    """The visible button that says `text`, or whose accessible name it is."""
    found = [one for one in visible(root, Button) if text in (one.text(), one.accessibleName())]
    if len(found) != 1:
        said = [one.text() or one.accessibleName() for one in visible(root, Button)]
        raise NotThereError(f"{len(found)} buttons say {text!r}; visible are {said}")
    return found[0]


def click(root: QWidget, text: str) -> None:
    """Click the visible and enabled button that says `text`."""
    target = button(root, text)
    if not target.isEnabled():
        raise NotThereError(f"{text!r} can't be clicked now")
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


def touch(root: QWidget, text: str) -> None:
    """Touch the visible button or card of the participant's place that says `text`, or whose name begins so."""
    shown = visible(root, QAbstractButton)
    found = [one for one in shown if text in (one.text(), one.accessibleName())]
    found = found or [one for one in shown if one.accessibleName().startswith(text)]
    if len(found) != 1 or not found[0].isEnabled():
        said = [one.text() or one.accessibleName() for one in shown]
        raise NotThereError(f"{len(found)} buttons say {text!r} or can't be touched; visible are {said}")
    for pane in visible(root, QScrollArea):
        if pane.isAncestorOf(found[0]):
            pane.ensureWidgetVisible(found[0])
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def field(root: QWidget, label: str) -> FormField:
    """The visible field with that label."""
    found = [one for one in visible(root, FormField) if one.label_text == label]
    if len(found) != 1:
        labels = [one.label_text for one in visible(root, FormField)]
        raise NotThereError(f"{len(found)} fields are called {label!r}; visible are {labels}")
    return found[0]


def type_into(root: QWidget, label: str, text: str) -> None:
    """Type a text into the field with that label, in place of what stood there."""
    control = field(root, label).control
    control.setFocus(Qt.FocusReason.MouseFocusReason)
    if isinstance(control, QLineEdit | QPlainTextEdit):
        control.selectAll()
    write(control, text)


def write(control: QWidget, text: str) -> None:
    """Press the key of each letter, of any script: the test library knows those of a US keyboard only."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(control, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def choose(root: QWidget, label: str, words: str) -> None:
    """Choose the entry that begins with `words` in the field with that label, by the keyboard."""
    control = field(root, label).control
    if not isinstance(control, QComboBox):
        raise NotThereError(f"{label!r} is no list to choose from")
    index = control.findText(words, Qt.MatchFlag.MatchStartsWith)
    if index < 0:
        offered = [control.itemText(place) for place in range(control.count())]
        raise NotThereError(f"{label!r} does not offer {words!r}, but {offered}")
    control.setFocus(Qt.FocusReason.MouseFocusReason)
    control.setCurrentIndex(index)
    control.activated.emit(index)


def tick(root: QWidget, label: str) -> None:
    """Set the check box with that label."""
    found = field(root, label)
    if not isinstance(found, CheckField):
        raise NotThereError(f"{label!r} is no check box")
    found.box.setFocus(Qt.FocusReason.MouseFocusReason)
    if not found.box.isChecked():
        QTest.keyClick(found.box, Qt.Key.Key_Space)


def menu(root: QWidget, text: str) -> None:
    """Run the entry of one of the page's menus that says `text`."""
    found = [action for action in root.findChildren(QAction) if action.text() == text and action.isEnabled()]
    if len(found) != 1:
        raise NotThereError(f"{len(found)} menu entries say {text!r}")
    found[0].trigger()


def scroll_to(root: QWidget, kind: type[QWidget]) -> None:
    """Scroll the page until the one widget of that kind is seen whole, if the window is high enough."""
    target = next(iter(root.findChildren(kind)), None)
    pane = next((one for one in visible(root, QScrollArea) if target and one.isAncestorOf(target)), None)
    if target is None or pane is None:
        raise NotThereError(f"no {kind.__name__} to scroll to")
    pane.ensureWidgetVisible(target, 0, 60)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard's focus is inside `widget`."""
    QTest.keyClick(widget.focusWidget() or widget, key, modifier)


def settle(worker: Worker) -> None:
    """Wait until the worker has nothing left to do and all its answers have been shown.

    An answer may ask for the next, so it is asked again until nothing follows.
    """
    for _round in range(6):
        while not worker.is_idle():
            _wait(worker.idle.connect, "the work did not end")
        QApplication.processEvents()


def _wait(connect: Callable[[Callable[[], None]], object], fault: str) -> None:
    loop = QEventLoop()
    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(lambda: loop.exit(1))
    connect(loop.quit)
    late.start(PATIENCE)
    if loop.exec():
        raise NotThereError(fault)
