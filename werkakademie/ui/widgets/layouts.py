"""Rows, columns and panes on the 8 px grid."""

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from werkakademie.ui.shell.put_away import put_away

GRID = 8
#: What a row or column may hold: a widget, a layout, a stretch (None), or a gap in pixels.
Item = QWidget | QLayout | int | None


def row(*items: Item, margins: int = 0, spacing: int = GRID) -> QHBoxLayout:
    """Items beside each other; None takes the free room."""
    layout = QHBoxLayout()
    _fill(layout, items, margins, spacing)
    return layout


def column(*items: Item, margins: int = 0, spacing: int = GRID) -> QVBoxLayout:
    """Items below each other; None takes the free room."""
    layout = QVBoxLayout()
    _fill(layout, items, margins, spacing)
    return layout


def _fill(layout: QBoxLayout, items: tuple[Item, ...], margins: int, spacing: int) -> None:
    layout.setContentsMargins(QMargins(margins, margins, margins, margins))
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and free its widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            put_away(widget)
        elif inner is not None:
            clear_layout(inner)


class ScrollPane(QScrollArea):
    """A pane whose content scrolls downwards and always has the pane's width."""

    def __init__(self, content: QWidget | None = None, *, margins: int = 3 * GRID) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Beside it only with large texts in a small window: nothing may be out of reach.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = content or QWidget()
        self.content.setObjectName("scrolled")
        self.setWidget(self.content)
        if content is None:
            self.body = column(margins=margins, spacing=2 * GRID)
            self.content.setLayout(self.body)


class ListPane(QWidget):
    """The left side of a page: what narrows the list (chips, a field), and below it the list from edge to edge."""

    def __init__(self, top: QWidget, rows: QWidget, *further: QWidget) -> None:
        super().__init__()
        head = column(top)
        head.setContentsMargins(2 * GRID, GRID + 4, GRID, 0)
        layout = column(head, rows, *further, spacing=GRID)
        layout.setStretch(1, 1)
        self.setLayout(layout)


class ListAndDetail(QSplitter):
    """A list on the left and the chosen record on the right; the border between them moves."""

    def __init__(self, list_pane: QWidget, detail: QWidget, *, list_width: int = 348) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        pane = QFrame()
        pane.setObjectName("list_pane")
        pane.setLayout(column(list_pane))
        self._list_least = 240
        pane.setMinimumWidth(self._list_least)
        self.addWidget(pane)
        self.addWidget(detail)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([list_width, 3 * list_width])
        self._list_width = list_width
        self._own = True
        self.splitterMoved.connect(self._moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list gives way first, until somebody moves the border."""
        super().resizeEvent(event)
        if self._own:
            width = min(self._list_width, max(self._list_least, self.width() // 3))
            self.setSizes([width, self.width() - width])

    def _moved(self, _place: int, _index: int) -> None:
        self._own = False
