"""The list of 100,000 people: its first rows, and a keystroke of its search, until they are painted.

The floor of each is the bare statement by the driver and a plain table of Qt, without a theme, that paints its rows.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.harness import Figure, medians_of_turns, without_garbage
from werkakademie.services.workplace import Workplace
from werkakademie.storage.search import match_expression
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.shell.tokens import LIGHT
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

TURNS = 25
MOST_TIMES_FLOOR = 1.5
MOST_SECONDS_PER_KEY = 0.030
WIDTH, HEIGHT = 1180, 760
#: Typed letter by letter, as a person does; some match nearly everybody, some hardly anybody.
WORDS: Final = ("muller", "weiß anna", "öztürk", "kov", "yilmaz", "musterstadt", "олена", "0012", "nguyen f", "xyz")

_COLUMNS: Final = "id, family_name, given_names, own_number"
FIRST_ROWS: Final = f"SELECT {_COLUMNS} FROM participant WHERE deleted = 0 ORDER BY folded, id LIMIT 100"
FOUND_ROWS: Final = f"""
SELECT {_COLUMNS} FROM participant
WHERE deleted = 0 AND number IN (SELECT rowid FROM participant_fts WHERE participant_fts MATCH ?)
ORDER BY folded, id LIMIT 100
"""

Index = QModelIndex | QPersistentModelIndex


def measure(workplace: Workplace, folder: Path) -> Sequence[Figure]:
    # Without a screen Qt says at each new style that sizes can't be told to it.
    qInstallMessageHandler(lambda *_message: None)
    application = QApplication([])
    theme.apply(application, LIGHT)
    worker = Worker()
    raw = workplace.store.engine.raw_connection()
    try:
        list_bench = _OurList(workplace, worker, Appearance(application, folder, Preferences(theme="light")))
        table_bench = _PlainTable(application, raw.cursor())
        ours, floor = medians_of_turns(TURNS, list_bench.first_rows, table_bench.first_rows)
        keys = _typed_texts()
        keystroke, bare_keystroke = medians_of_turns(
            sum(len(word) for word in WORDS),
            partial(_next_key, keys, list_bench),
            partial(_next_text, _typed_texts(), table_bench),
        )
        list_bench.close()
        table_bench.close()
    finally:
        qInstallMessageHandler(None)
        raw.close()
        worker.stop()
    return (
        Figure("Liste, erste Zeilen von 100.000", ours, floor, _HOW_LIST, most_times_floor=MOST_TIMES_FLOOR),
        Figure("Liste, eine Taste der Suche", keystroke, bare_keystroke, _HOW_KEY, most_seconds=MOST_SECONDS_PER_KEY),
    )


_HOW_LIST = (
    f"Dienst, Modell und Zeichnen der Liste, Median von {TURNS} abwechselnden Malen; Vergleich: bloßes SELECT … ORDER "
    "BY … LIMIT 100 durch den Treiber und das Zeichnen einer einfachen QTableView"
)
_HOW_KEY = (
    f"Taste ins Suchfeld bis zum Zeichnen, {sum(len(word) for word in WORDS)} Tasten, Median; Vergleich: bloße Abfrage "
    "des Suchindex durch den Treiber und das Zeichnen einer einfachen QTableView"
)


class _OurList:
    """The page „Teilnehmende“ as it stands in the window, with its worker."""

    def __init__(self, workplace: Workplace, worker: Worker, appearance: Appearance) -> None:
        context = PageContext(
            worker=worker,
            navigator=Opener(),
            files=AnsweredFiles(),
            appearance=appearance,
            workplace=workplace,
            now=lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
        )
        self._worker = worker
        self._page = ParticipantsPage(context)
        self._page.resize(WIDTH, HEIGHT)
        self._page.show()
        self._people = self._page.people
        self._loop = QEventLoop()
        self._people.list.loaded.connect(self._loop.quit)
        self._page.enter()
        self._settle()

    def first_rows(self) -> float:
        self._settle()
        return self._until_painted(self._people.load)

    def press(self, letter: str) -> float:
        """One key into the search field, which was cleared before the first letter of a word."""
        return self._until_painted(lambda: _press(self._people.search, letter))

    def clear(self) -> None:
        self._people.search.clear()
        self._settle()

    def close(self) -> None:
        self._settle()
        self._page.close()

    def _until_painted(self, act: Any) -> float:
        with without_garbage():
            begun = perf_counter()
            act()
            # The loop sleeps while the worker works; a loop of ours would take the interpreter from it.
            self._loop.exec()
            self._people.list.viewport().repaint()
            return perf_counter() - begun

    def _settle(self) -> None:
        """Let the worker finish what it still has to do."""
        while not self._worker.is_idle():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.processEvents()


class _PlainTable:
    """A QTableView of the same size, as Qt brings it: its model holds the driver's rows."""

    def __init__(self, application: QApplication, cursor: Any) -> None:
        self._application = application
        self._cursor = cursor
        self._model = _PlainModel()
        self._view = QTableView()
        self._view.setModel(self._model)
        self._view.resize(380, HEIGHT)
        self._view.show()
        QCoreApplication.processEvents()

    def first_rows(self) -> float:
        return self._until_painted(FIRST_ROWS, ())

    def find(self, typed: str) -> float:
        return self._until_painted(FOUND_ROWS, (match_expression(typed),))

    def close(self) -> None:
        self._view.close()

    def _until_painted(self, statement: str, values: tuple[str, ...]) -> float:
        with without_garbage(), self._without_theme():
            begun = perf_counter()
            self._model.show_rows(self._cursor.execute(statement, values).fetchall())
            self._view.viewport().repaint()
            return perf_counter() - begun

    @contextmanager
    def _without_theme(self) -> Iterator[None]:
        sheet = self._application.styleSheet()
        self._application.setStyleSheet("")
        QCoreApplication.processEvents()
        yield
        self._application.setStyleSheet(sheet)
        QCoreApplication.processEvents()


class _PlainModel(QAbstractTableModel):
    """Rows as the driver gives them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[tuple[str, ...]] = ()

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column() + 1] if role == Qt.ItemDataRole.DisplayRole else None


def _press(field: QWidget, letter: str) -> None:
    """One key of any script; QTest knows keys of ASCII only."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def _typed_texts() -> Iterator[str]:
    """What stands in the field after each key, word after word, for ever."""
    return (word[: length + 1] for word in cycle(WORDS) for length in range(len(word)))


def _next_key(typed: Iterator[str], ours: _OurList) -> float:
    text = next(typed)
    if len(text) == 1:
        ours.clear()
    return ours.press(text[-1])


def _next_text(typed: Iterator[str], table: _PlainTable) -> float:
    return table.find(next(typed))
