"""Ctrl+Z and Ctrl+Y of the window: one's own last actions since signing in, told in words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit, QWidget

from werkakademie.errors import WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.history import Action, UndoState
from werkakademie.records.journal_texts import action_words
from werkakademie.services import undo
from werkakademie.services.workplace import Workplace
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.shell.search import Command
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.buttons import Button, Kind

REDO_KEYS = ("Ctrl+Y", "Ctrl+Shift+Z")


class OwnActions(QObject):
    """Knows what could be taken back, and does it. `page` gives the page in view, in whose messages it says so."""

    def __init__(
        self, window: QMainWindow, worker: Worker, workplace: Workplace, *, page: Callable[[], Page | None]
    ) -> None:
        super().__init__(window)
        self._worker = worker
        self._workplace = workplace
        self._page = page
        self._since: int | None = None
        self._resting = False
        self.state = UndoState(None, None)
        self._keys = _FieldsFirst(self, window)
        for keys, run in (("Ctrl+Z", self.undo), *((each, self.redo) for each in REDO_KEYS)):
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.activated.connect(run)
            shortcut.activatedAmbiguously.connect(run)
        worker.changed.connect(self._look)
        worker.run(undo.newest_transaction, workplace, done=self._began)

    def undo(self) -> None:
        """Take back the newest own action; a page that has its own way back goes first."""
        page = self._page()
        if page is not None and page.take_back():
            return
        self._run(undo.undo_last, self._taken_back)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._run(undo.redo_last, self._done_again)

    def commands(self) -> Sequence[Command]:
        """What Ctrl+K offers now, in words."""
        found = []
        if self.state.undo is not None:
            text = _("Rückgängig: {action}").format(action=action_words(self.state.undo))
            found.append(Command(text, _("Strg+Z"), self.undo))
        if self.state.redo is not None:
            text = _("Wiederholen: {action}").format(action=action_words(self.state.redo))
            found.append(Command(text, _("Strg+Y"), self.redo))
        return found

    def way_back(self, undo_by_service: Callable[[], object]) -> Callable[[], object]:
        """For a message about what was just done: take that action back by the journal, so that Ctrl+Z knows of it.

        What the journal never takes back, such as roles, goes back by the service's own way.
        """
        number = self._worker.delivered_transaction
        if number is None:
            return undo_by_service

        def refused(error: WerkakademieError) -> None:
            if isinstance(error, undo.NotUndoableError):
                undo_by_service()
            else:
                self._refused(error)

        def take_back() -> None:
            self._worker.run(undo.take_back, self._workplace, number, failed=refused, owner=self)

        return take_back

    def _began(self, newest: int) -> None:
        self._since = newest

    def rest(self) -> None:
        """The window is put away: name nobody, and ask the store for nothing more."""
        self._resting = True
        self.state = UndoState(None, None)

    def resume(self) -> None:
        """Somebody came back to the window."""
        self._resting = False
        self._look()

    def _look(self, _changes: object = None) -> None:
        """Ask anew what could be taken back, after a change."""
        if self._since is not None and not self._resting:
            self._worker.run(undo.undo_state, self._workplace, since=self._since, done=self._show, owner=self)

    def _show(self, state: UndoState) -> None:
        if not self._resting:
            self.state = state

    def _run(self, work: Callable[..., object], done: Callable[[Action | None], None]) -> None:
        if self._since is not None and not self._resting:
            self._worker.run(work, self._workplace, since=self._since, done=done, failed=self._refused, owner=self)

    def _taken_back(self, action: Action | None) -> None:
        if action is None:
            self._say(_("Seit Ihrer Anmeldung gibt es nichts zurückzunehmen."), None)
            return
        text = _("Zurückgenommen: {action}").format(action=action_words(action))
        self._say(text, Button(_("Wiederholen"), icon="refresh-cw", kind=Kind.QUIET, run=self.redo))

    def _done_again(self, action: Action | None) -> None:
        if action is None:
            self._say(_("Es gibt nichts zu wiederholen."), None)
            return
        text = _("Wiederholt: {action}").format(action=action_words(action))
        self._say(text, Button(_("Rückgängig"), icon="undo-2", kind=Kind.QUIET, run=self.undo))

    def _say(self, text: str, action: Button | None) -> None:
        page = self._page()
        if page is None:
            return
        if action is None:
            page.messages.info(text)
        else:
            page.messages.success(text, action=action)

    def _refused(self, error: WerkakademieError) -> None:
        page = self._page()
        if page is not None:
            page.show_error(error)


class _FieldsFirst(QObject):
    """Lets a text field keep Ctrl+Z while it has something of its own to take back, and only then.

    Qt's fields claim the keys even when they have nothing to undo; then the window would never see them.
    """

    def __init__(self, parent: QObject, window: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo_key = event.matches(QKeySequence.StandardKey.Undo)
            if (undo_key or _is_redo(event)) and not _has_own(watched, redo=not undo_key):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._gone)
            self._watched = None
        if isinstance(new, QLineEdit | QTextEdit | QPlainTextEdit) and new.window() is self._window:
            self._watched = new
            new.installEventFilter(self)
            new.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self._watched = None


def _is_redo(event: QKeyEvent) -> bool:
    pressed = QKeySequence(event.keyCombination())
    return any(pressed == QKeySequence(keys) for keys in REDO_KEYS)


def _has_own(field: QObject, *, redo: bool) -> bool:
    if isinstance(field, QLineEdit):
        return not field.isReadOnly() and (field.isRedoAvailable() if redo else field.isUndoAvailable())
    if isinstance(field, QTextEdit | QPlainTextEdit):
        document = field.document()
        return not field.isReadOnly() and (document.isRedoAvailable() if redo else document.isUndoAvailable())
    return False
