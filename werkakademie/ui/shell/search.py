"""Ctrl+K: one field that finds pages, commands, people and groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QWidget

from werkakademie.i18n import _
from werkakademie.ui.shell.icons import icon
from werkakademie.ui.shell.pages import Search, SearchHit
from werkakademie.ui.widgets.layouts import column
from werkakademie.ui.widgets.record_list import RecordList, RowText
from werkakademie.ui.widgets.text import muted


@dataclass(frozen=True, slots=True)
class Command:
    """A page or an action that the search finds by its words."""

    title: str
    hint: str
    run: Callable[[], object]

    def matches(self, words: str) -> bool:
        text = f"{self.title} {self.hint}".casefold()
        return all(word in text for word in words.casefold().split())


class SearchField(QLineEdit):
    """The field in the header; its results hang below it. Down goes into them, Enter opens the first, Escape leaves."""

    def __init__(self, window: QWidget, commands: Callable[[], Sequence[Command]], search: Search | None) -> None:
        super().__init__()
        self.setObjectName("search")
        self._commands = commands
        self._search = search
        self._open_hit: Callable[[SearchHit], object] = lambda hit: None  # noqa: ARG005
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self.results = SearchResults(window)
        self.results.opened.connect(self._open)
        self.results.left.connect(self.setFocus)
        self.setMinimumWidth(160)
        self.setMaximumWidth(330)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textEdited.connect(self._look_for)
        self.retranslate()

    def connect_hits(self, open_hit: Callable[[SearchHit], object]) -> None:
        self._open_hit = open_hit

    def retranslate(self) -> None:
        self.setPlaceholderText(_("Suchen: Name, Gruppe, Seite … (Strg+K)"))
        self.setAccessibleName(_("Suchen"))
        self._glass.setIcon(icon("search"))

    def start(self) -> None:
        """Ctrl+K: everything that can be opened, before anything is typed."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._look_for(self.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._glass.setIcon(icon("search"))
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() == Qt.Key.Key_Down and self.results.isVisible():
            self.results.take_focus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.results.open_first()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.results.has_focus():
            self.results.hide()

    def _look_for(self, text: str) -> None:
        words = text.strip()
        commands = [command for command in self._commands() if command.matches(words)]
        self.results.show_below(self, commands)
        if words and self._search is not None:
            self._search(words, lambda hits: self._hits_came(words, hits))

    def _hits_came(self, words: str, hits: Sequence[SearchHit]) -> None:
        if words == self.text().strip() and self.results.isVisible():
            self.results.show_hits(hits)

    def _open(self, found: object) -> None:
        self._leave()
        if isinstance(found, Command):
            found.run()
        elif isinstance(found, SearchHit):
            self._open_hit(found)

    def _leave(self) -> None:
        self.clear()
        self.results.hide()
        self.clearFocus()


class SearchResults(QFrame):
    """The list below the field: people and groups first, then pages and commands."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("palette")
        self._commands: Sequence[Command] = ()
        self._hits: Sequence[SearchHit] = ()
        self._list = RecordList(_describe, name=_("Suchergebnisse"), key=lambda found: found)
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._list.opened.connect(self.opened)
        self._list.clicked.connect(lambda _index: self.opened.emit(self._list.current_record()))
        self._list.installEventFilter(self)
        self._nothing = muted(_("Dazu wurde nichts gefunden."))
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self._layout = column(self._list, self._nothing, margins=4)
        self.setLayout(self._layout)
        self.hide()

    def show_below(self, field: QWidget, commands: Sequence[Command]) -> None:
        self._commands, self._hits = commands, ()
        corner = field.mapTo(self._window, QPoint(0, field.height() + 6))
        self.setFixedWidth(max(field.width(), 360))
        self.move(min(corner.x(), self._window.width() - self.width() - 8), corner.y())
        self._fill()
        self.show()
        self.raise_()

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        self._hits = hits
        self._fill()

    def found(self) -> Sequence[object]:
        return self._list.records_model.records()

    def has_focus(self) -> bool:
        return self._list.hasFocus()

    def take_focus(self) -> None:
        self._list.choose_first()
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def open_first(self) -> None:
        found = self.found()
        if self.isVisible() and found:
            self.opened.emit(found[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            at_top = event.key() == Qt.Key.Key_Up and self._list.currentIndex().row() <= 0
            if at_top or event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                self.setVisible(at_top)
                return True
        if watched is self._list and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        found = [*self._hits, *self._commands]
        self._list.set_records(found)
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        rows = min(6, len(found))
        self._list.setFixedHeight(max(1, rows) * max(self._list.sizeHintForRow(0), 1))
        self.setFixedHeight(self._layout.sizeHint().height())


def _describe(found: object) -> RowText:
    if isinstance(found, SearchHit):
        return RowText(found.title, found.subtitle)
    if isinstance(found, Command):
        return RowText(found.title, found.hint)
    return RowText(str(found))
