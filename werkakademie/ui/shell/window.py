"""The main window: sidebar, header, the pages, status bar, and the keys that work everywhere."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from werkakademie.errors import NotAllowedError, ProgramError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet
from werkakademie.records.clock import local_moment
from werkakademie.services import doctor
from werkakademie.ui.shell import fonts
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.clipboard import forget_copied, forget_marked
from werkakademie.ui.shell.header import PageHeader
from werkakademie.ui.shell.messages import FaultDialog
from werkakademie.ui.shell.navigation import Sidebar
from werkakademie.ui.shell.pages import Page, PageContext, PageEntry, Search, SearchHit
from werkakademie.ui.shell.put_away import put_away
from werkakademie.ui.shell.search import Command, SearchField
from werkakademie.ui.shell.status_bar import StatusBar
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.banners import PracticeBanner
from werkakademie.ui.widgets.drafts import keepers_in
from werkakademie.ui.widgets.files import FileChooser
from werkakademie.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace
    from werkakademie.ui.shell.own_actions import OwnActions

FOLDS_BELOW = 1120


class MainWindow(QMainWindow):
    """Shows one page at a time; a page is built at its first visit.

    `lock_requested` asks for the unlock page, `room_requested` for the covered page of room mode.
    """

    lock_requested = Signal()
    room_requested = Signal()
    page_shown = Signal(str)

    def __init__(
        self,
        entries: Sequence[PageEntry],
        *,
        worker: Worker,
        workplace: "Workplace",
        files: FileChooser,
        appearance: Appearance,
        now: Callable[[], datetime],
        place: str = "",
        practice: bool = False,
        search: Search | None = None,
    ) -> None:
        super().__init__()
        fonts.register(fonts.FURTHER_FILES)
        self._entries = {entry.key: entry for entry in entries}
        self._worker = worker
        self._now = now
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._stale: set[str] = set()
        self._shortcuts: list[QShortcut] = []
        #: Whether what lies on the clipboard was copied here.
        self._copied = False
        QGuiApplication.clipboard().dataChanged.connect(self._clipboard_changed)
        self._own_actions: OwnActions | None = None
        self.context = PageContext(
            worker=worker, navigator=self, files=files, appearance=appearance, workplace=workplace, now=now
        )
        self.sidebar = Sidebar([entry for entry in entries if not entry.under], place)
        self.sidebar.chosen.connect(self.go)
        self._stack = QStackedWidget()
        self._stack.setObjectName("page_stack")
        self.status = StatusBar()
        frame = QWidget()
        self.search = SearchField(frame, self._commands, search)
        self.search.connect_hits(self._open_hit)
        self.header = PageHeader(self.search)
        self._practice = PracticeBanner()
        self._practice.setVisible(practice)
        middle = row(self.sidebar, column(self.header, self._stack, spacing=0), spacing=0)
        layout = column(self._practice, middle, self.status, spacing=0)
        layout.setStretch(1, 1)
        frame.setLayout(layout)
        self.setCentralWidget(frame)
        self.search.results.raise_()
        worker.changed.connect(self._changes_came)
        worker.unhandled.connect(self._fault)
        worker.busy.connect(self._show_working)
        worker.idle.connect(self._show_working)
        self._bind_keys()
        self.setMinimumSize(800, 500)
        self.resize(1280, 800)
        self.setWindowTitle(_("Werkakademie"))
        self.begin()

    def begin(self) -> None:
        """Show the first page: at the start, and when somebody comes back to a window that was covered."""
        if self._entries:
            self.go(next(iter(self._entries)))
        if self._own_actions is not None:
            self._own_actions.resume()

    def go(self, page_key: str, target: object = None) -> None:
        """Show a page and let it load; a page that can't be built is a fault, not a silent nothing.

        A link to a page that this account has not says so.
        """
        if page_key not in self._entries:
            self.current_page().messages.warning(NotAllowedError().sentence())
            return
        entry = self._entries[page_key]
        page = self._pages.get(page_key)
        if page is not None and page_key in self._stale and not page.has_unsaved_input():
            self._drop(page_key)
            page = None
        if page is None:
            page = self._build(entry)
        self._current = page_key
        self._stack.setCurrentWidget(page)
        self.sidebar.show_current(entry.under or page_key)
        page.messages.clear()
        page.setAccessibleName(page.title())
        page.enter(target)
        self._show_header()
        (page.first_focus() or page).setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page_key)

    def use_own_actions(self, own_actions: "OwnActions") -> None:
        """Let Ctrl+K and the pages' messages offer what can be taken back and done again."""
        self._own_actions = own_actions
        for page in self._pages.values():
            page.messages.way_back = own_actions.way_back

    def page(self, key: str) -> Page | None:
        """The page of that key, if it was visited."""
        return self._pages.get(key)

    def current_key(self) -> str:
        return self._current

    def current_page(self) -> Page:
        return self._pages[self._current]

    def lock(self) -> None:
        """Put everything away and ask for the password. Work on its way ends first; the store closes behind it."""
        self.put_away()
        self.lock_requested.emit()

    def keep_room_open(self) -> None:
        self.room_requested.emit()

    def save_drafts(self) -> None:
        """Save what is typed and not stored; the worker does it before whatever it is asked for next."""
        for keeper in keepers_in(self):
            keeper.keep()

    def put_away(self) -> None:
        """Save drafts, and take everything about people off the screen and out of the widgets."""
        self.save_drafts()
        if self._own_actions is not None:
            self._own_actions.rest()
        if self._copied:
            forget_copied()
        else:
            forget_marked()
        for key in list(self._pages):
            self._drop(key)
        self._current = ""
        self.search.clear()
        self.search.results.hide()
        self.header.show_page("", ())
        self.status.show_page_text("")

    def _clipboard_changed(self) -> None:
        """Not every platform says whose copy it is; what is copied while a window of ours is in front is ours."""
        self._copied = QGuiApplication.clipboard().ownsClipboard() or QApplication.activeWindow() is not None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < FOLDS_BELOW
        if folded != self.sidebar.is_folded():
            self.sidebar.fold(folded)
        self.search.results.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_drafts()
        self._worker.cancel_long()
        super().closeEvent(event)

    def _build(self, entry: PageEntry) -> Page:
        page = entry.factory(self.context)
        page.header_changed.connect(self._show_header)
        if self._own_actions is not None:
            page.messages.way_back = self._own_actions.way_back
        self._pages[entry.key] = page
        self._stack.addWidget(page)
        self._stale.discard(entry.key)
        return page

    def _drop(self, key: str) -> None:
        page = self._pages.pop(key)
        self._stale.discard(key)
        self._stack.removeWidget(page)
        page.setParent(None)
        put_away(page)

    def _show_header(self) -> None:
        page = self._pages.get(self._current)
        if page is not None:
            self.header.show_page(page.title(), page.header_actions())
            self.status.show_page_text(page.status_text())

    def _changes_came(self, changes: ChangeSet) -> None:
        self.status.saved(local_moment(self._now()))
        page = self._pages.get(self._current)
        if page is not None:
            page.refresh(changes)
            self._show_header()

    def _show_working(self) -> None:
        idle = self._worker.is_idle()
        self.status.working(not idle)
        if idle and self.context.workplace is not None:
            self.status.reserve_gone(doctor.reserve_gone(self.context.workplace))

    def _fault(self, error: WerkakademieError, report: str) -> None:
        page = self._pages.get(self._current)
        if isinstance(error, ProgramError):
            # Behind an open room the report is nobody's business; the participant's page says what to do.
            if self.isVisible():
                FaultDialog(self, error, report).open()
        elif page is not None:
            page.messages.error(error.sentence())

    def _open_hit(self, hit: SearchHit) -> None:
        self.go(hit.page_key, hit.target)

    def _commands(self) -> list[Command]:
        """What Ctrl+K finds without asking the database."""
        commands = [
            Command(entry.title(), " · ".join([_("Seite"), *entry.words()]), partial(self.go, entry.key))
            for entry in self._entries.values()
        ]
        page = self._pages.get(self._current)
        if page is not None:
            commands += [Command(action.text, page.title(), action.run) for action in page.header_actions()]
        own = self._own_actions.commands() if self._own_actions is not None else ()
        return [*own, *commands, Command(_("Sperren"), _("Strg+L"), self.lock)]

    def _bind_keys(self) -> None:
        self._bind("Ctrl+K", self.search.start)
        self._bind("Ctrl+F", self.search.start)
        self._bind("Ctrl+L", self.lock)
        self._bind("Ctrl+N", self.header.run_primary)
        listed = [key for key, entry in self._entries.items() if not entry.under]
        for number, key in enumerate(listed[:9], start=1):
            self._bind(f"Ctrl+{number}", partial(self.go, key))

    def _bind(self, keys: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: run())
        self._shortcuts.append(shortcut)

    def _retranslate(self) -> None:
        """Translate the frame at once; pages are built anew, one with unsaved input when it is next entered."""
        self.setWindowTitle(_("Werkakademie"))
        self.sidebar.retranslate()
        self.search.retranslate()
        self.status.retranslate()
        self._practice.retranslate()
        self._stale = set(self._pages)
        if self._current and not self.current_page().has_unsaved_input():
            self.go(self._current)
