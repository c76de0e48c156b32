"""Reading a page aloud with the voice that the PC brings."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from werkakademie.ui.widgets.text import TextLabel


class Speaker(Protocol):
    """Says a text in a language, and stops when it is told to; never lets the window wait."""

    def speaks(self, language: str) -> bool: ...

    def say(self, text: str, language: str) -> None: ...

    def stop(self) -> None: ...


def text_of(root: QWidget) -> str:
    """What a person sees of it, in the order in which it was made."""
    return ". ".join(label.text() for label in root.findChildren(TextLabel) if label.isVisible() and label.text())
