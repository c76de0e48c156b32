"""Drives the participant's place as a person does: looks for what is visible, touches it, waits for the answer."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from tests.ui.driving import visible
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.window import OwnWindow


@dataclass
class OwnHands:
    """`hands.touch("Stellen suchen")`, `hands.press(Qt.Key.Key_Return)`, `hands.says()`."""

    window: OwnWindow
    settled: Callable[[], None]

    @property
    def page(self) -> OwnPage:
        return self.window.current_page()

    def button(self, text: str) -> QAbstractButton:
        """The one visible button or card with that text, name, or beginning of its name."""
        found = [one for one in visible(self.window, QAbstractButton) if text in (one.text(), one.accessibleName())]
        if not found:
            found = [one for one in visible(self.window, QAbstractButton) if one.accessibleName().startswith(text)]
        said = [one.text() or one.accessibleName() for one in visible(self.window, QAbstractButton)]
        assert len(found) == 1, f"{len(found)} buttons say {text!r}; visible are {said}"
        return found[0]

    def touch(self, text: str) -> None:
        """Touch what says so; it must be large enough for a finger and enabled."""
        target = self.button(text)
        assert target.isEnabled(), f"{text!r} can't be touched now"
        assert min(target.height(), target.width()) >= 44, f"{text!r}: {target.size()}"
        for pane in visible(self.window, QScrollArea):
            if pane.isAncestorOf(target):
                pane.ensureWidgetVisible(target)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        self.settled()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settled()

    def walk_to(self, text: str) -> QWidget:
        """Go on by Tab until the control with that text or name has the keyboard."""
        for _step in range(80):
            focused = QApplication.focusWidget()
            if focused is not None and text in (getattr(focused, "text", str)(), focused.accessibleName()):
                return focused
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {text!r}")

    def says(self) -> str:
        """All that a person reads now."""
        return "\n".join(label.text() for label in visible(self.window, QLabel) if label.text())
