"""Forgets what was copied or marked, so that the next person at this PC can't paste it."""

from PySide6.QtGui import QClipboard, QGuiApplication


def forget_copied() -> None:
    """Empty the clipboard, and what was only marked as well."""
    QGuiApplication.clipboard().clear()
    forget_marked()


def forget_marked() -> None:
    """Some desktops paste by the middle button what was marked last, even from a window that is gone."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
