"""Looks for texts that do not fit, also with a pseudo-language that is 40 % longer."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from werkakademie.ui.widgets.text import ElidedLabel

_ACCENTS = str.maketrans("aeiounsyAEIOU", "äéîöùñšÿÄÉÎÖÙ")


def clipped_texts(root: QWidget) -> list[str]:
    """Labels and buttons that show less than their text; a label that ends with … on purpose does not count."""
    QApplication.processEvents()
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.text() and _label_clipped(widget):
            found.append(f"{widget.text()!r}: {widget.width()}x{widget.height()}")
        if isinstance(widget, QAbstractButton) and widget.text():
            needed = min(widget.sizeHint().width(), widget.minimumSizeHint().width() or widget.sizeHint().width())
            if widget.width() + 1 < needed:
                found.append(f"{widget.text()!r}: {widget.width()} of {needed}")
    return found


def _label_clipped(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 2
    return label.width() + 1 < label.minimumSizeHint().width()


def pseudo(text: str) -> str:
    """The text with accents and 40 % longer."""
    return text.translate(_ACCENTS) + "·" * (len(text) * 2 // 5)


def pseudo_localise(root: QWidget) -> None:
    """Make all texts of a page as long as those of a wordier language."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, ElidedLabel):
            widget.set_text(pseudo(widget.whole_text()))
        elif isinstance(widget, (QLabel, QAbstractButton)) and widget.text():
            widget.setText(pseudo(widget.text()))
