"""Filter chips: one of a few kinds of rows is chosen, each with how many there are."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from werkakademie.i18n import format_count
from werkakademie.ui.shell.fonts import TextRole, font_of, is_font_change
from werkakademie.ui.widgets.flow import FlowLayout


class FilterChip(QPushButton):
    """One chip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setFont(font_of(TextRole.SMALL))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def changeEvent(self, event: QEvent) -> None:
        if is_font_change(event) and self.font() != font_of(TextRole.SMALL):
            self.setFont(font_of(TextRole.SMALL))
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Room for the bold text too, so that choosing a chip moves nothing."""
        hint = super().sizeHint()
        return QSize(hint.width() + max(4, len(self.text()) // 3), hint.height())


class FilterChips(QWidget):
    """`FilterChips([("all", "Alle"), ("due", "Fällig")])`; `changed` carries the key; arrow keys move the choice."""

    changed = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], *, name: str = "") -> None:
        super().__init__()
        self._labels = dict(choices)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._chips: dict[str, FilterChip] = {}
        layout = FlowLayout()
        for key, label in choices:
            chip = FilterChip(label)
            chip.clicked.connect(lambda _checked, chosen=key: self.changed.emit(chosen))
            self._group.addButton(chip)
            self._chips[key] = chip
            layout.addWidget(chip)
        self.setLayout(layout)
        self.setAccessibleName(name)
        if self._chips:
            next(iter(self._chips.values())).setChecked(True)
        self._take_tab()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Write how many rows each filter finds behind its word."""
        for key, chip in self._chips.items():
            text = self._labels[key]
            chip.setText(f"{text} {format_count(counts[key])}" if key in counts else text)

    def chosen(self) -> str:
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose by program; `changed` is emitted as by a click."""
        if key in self._chips and not self._chips[key].isChecked():
            self._chips[key].setChecked(True)
            self._take_tab()
            self.changed.emit(key)

    def chip(self, key: str) -> FilterChip:
        return self._chips[key]

    def _take_tab(self) -> None:
        """Tab comes to the chosen chip only, arrow keys go on; Qt sees to that itself once a chip has the focus."""
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip.isChecked() else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        keys = [key for key, chip in self._chips.items() if chip.isEnabled() or chip.isChecked()]
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        key = keys[(keys.index(self.chosen()) + step) % len(keys)]
        self._chips[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(key)
