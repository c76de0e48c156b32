"""What every page must fulfil for keyboard, screen reader and weak eyes; each check says what it found."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QKeySequence, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QTextEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QAbstractSlider,
    QTabBar,
)
TEXT_PAIRS = (
    (QPalette.ColorRole.WindowText, QPalette.ColorRole.Window, 4.5),
    (QPalette.ColorRole.Text, QPalette.ColorRole.Base, 4.5),
    (QPalette.ColorRole.ButtonText, QPalette.ColorRole.Button, 4.5),
    (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight, 4.5),
    (QPalette.ColorRole.PlaceholderText, QPalette.ColorRole.Base, 4.5),
    (QPalette.ColorRole.ToolTipText, QPalette.ColorRole.ToolTipBase, 4.5),
    (QPalette.ColorRole.Link, QPalette.ColorRole.Base, 4.5),
    (QPalette.ColorRole.Accent, QPalette.ColorRole.Window, 3.0),
)


def check_page(page: QWidget, *, smallest_target: int = 24) -> None:
    """All checks that need no keyboard: names, buddies, targets, mnemonics."""
    QApplication.processEvents()
    assert unnamed(page) == []
    assert small_targets(page, smallest_target) == []
    assert mnemonics_twice(page) == []


def controls(root: QWidget) -> Iterator[QWidget]:
    """The controls that a person can reach on a page as it is shown now."""
    for widget in root.findChildren(QWidget):
        reachable = widget.isVisibleTo(root) and widget.isEnabled()
        ours = isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar)
        inner = widget.objectName().startswith("qt_")
        if reachable and ours and not inner and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            yield widget


def unnamed(root: QWidget) -> list[str]:
    """Controls without a name, or whose name begins with a blank; a combo box needs a label that belongs to it."""
    return [_describe(widget) for widget in controls(root) if not _is_named(widget)]


def small_targets(root: QWidget, smallest: int = 24) -> list[str]:
    """Controls that a finger or a shaking hand would miss."""
    return [
        f"{_describe(widget)} {widget.width()}x{widget.height()}"
        for widget in controls(root)
        if min(widget.width(), widget.height()) < smallest
    ]


def mnemonics_twice(root: QWidget) -> list[str]:
    """Letters that two buttons or labels of one page claim."""
    seen: dict[str, list[str]] = {}
    for widget in root.findChildren(QWidget):
        if isinstance(widget, (QAbstractButton, QLabel)) and widget.isVisibleTo(root):
            mnemonic = QKeySequence.mnemonic(widget.text()).toString()
            if mnemonic:
                seen.setdefault(mnemonic, []).append(widget.text())
    return [f"{letter}: {texts}" for letter, texts in seen.items() if len(texts) > 1]


def tab_walk(window: QWidget, *, most: int = 300) -> list[QWidget]:
    """Press Tab until the focus comes round; the widgets in the order of the walk."""
    seen: list[QWidget] = []
    for _turn in range(most):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is None or focused in seen:
            break
        seen.append(focused)
    return seen


def not_reached(window: QWidget) -> list[str]:
    """Controls that Tab never comes to (of a row of chips or tabs one is enough)."""
    QApplication.processEvents()
    walked = tab_walk(window)
    missed = [widget for widget in controls(window) if widget not in walked]
    return [_describe(widget) for widget in missed if not _reached_by_arrows(widget, walked)]


def focus_change(widget: QWidget) -> tuple[int, float]:
    """How many pixels change when the widget gets the focus, and the best contrast of such a pixel to before."""
    window = widget.window()
    box = widget.rect().adjusted(-4, -4, 4, 4).translated(widget.mapTo(window, QPoint(0, 0)))
    widget.clearFocus()
    QApplication.processEvents()
    before = window.grab(box).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = window.grab(box).toImage()
    changed, best = 0, 1.0
    for y in range(before.height()):
        for x in range(before.width()):
            if before.pixel(x, y) != after.pixel(x, y):
                changed += 1
                best = max(best, contrast(before.pixelColor(x, y), after.pixelColor(x, y)))
    return changed, best


def weak_pairs(palette: QPalette) -> list[str]:
    """Pairs of the palette below their contrast."""
    return [
        f"{ink.name} on {ground.name}: {contrast(palette.color(ink), palette.color(ground)):.2f}"
        for ink, ground, least in TEXT_PAIRS
        if contrast(palette.color(ink), palette.color(ground)) < least
    ]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG 2 defines it: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def accessible_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface and interface.isValid() else ""


def _is_named(widget: QWidget) -> bool:
    if isinstance(widget, QComboBox):
        return bool(_labels_of(widget)) or bool(widget.accessibleName().strip())
    name = accessible_name(widget)
    return bool(name.strip()) and not name.startswith(" ")


def _labels_of(widget: QWidget) -> list[QAccessibleInterface]:
    interface = QAccessible.queryAccessibleInterface(widget)
    relation = QAccessible.RelationFlag.Label
    return [one for one, kind in interface.relations(relation) if kind & relation] if interface else []


def _reached_by_arrows(widget: QWidget, walked: list[QWidget]) -> bool:
    """One of a row of buttons of the same kind, of which Tab came to the chosen one."""
    siblings = [other for other in walked if type(other) is type(widget)]
    checkable = isinstance(widget, QAbstractButton) and widget.isCheckable() and not widget.isChecked()
    return checkable and bool(siblings)


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.03928 else float(((value + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def _describe(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    return f"{type(widget).__name__} {widget.objectName() or accessible_name(widget) or said!r}"
