"""The tabs of a record; a tab's page is built when it is first shown."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from werkakademie.ui.widgets.layouts import GRID, column


class DetailTabs(QWidget):
    """`tabs.add("overview", "Überblick", self.build_overview)`; `changed` carries the key."""

    changed = Signal(str)

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._keys: list[str] = []
        self._factories: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {}
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setAccessibleName(name)
        self._stack = QStackedWidget()
        # Never shown itself; a page that were hidden one by one would stay hidden in its tab, too.
        self._waiting = QWidget(self)
        self._waiting.hide()
        self.setLayout(column(self.bar, self._stack, spacing=GRID))
        self.bar.currentChanged.connect(self._show)

    def add(self, key: str, label: str, factory: Callable[[], QWidget]) -> None:
        self._keys.append(key)
        self._factories[key] = factory
        self.bar.addTab(label)

    def hold(self, *pages: QWidget) -> None:
        """Own pages that are made before they are shown: without a parent they would outlive this widget."""
        for page in pages:
            if page.parent() is None:
                page.setParent(self._waiting)

    def set_label(self, key: str, label: str) -> None:
        self.bar.setTabText(self._keys.index(key), label)

    def current(self) -> str:
        return self._keys[self.bar.currentIndex()] if self._keys else ""

    def choose(self, key: str) -> None:
        if key in self._keys:
            self.bar.setCurrentIndex(self._keys.index(key))

    def page(self, key: str) -> QWidget | None:
        """The page of a tab, if it was shown before."""
        return self._pages.get(key)

    def _show(self, index: int) -> None:
        if index < 0:
            return
        key = self._keys[index]
        if key not in self._pages:
            page = self._factories[key]()
            self._pages[key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[key])
        self.changed.emit(key)
