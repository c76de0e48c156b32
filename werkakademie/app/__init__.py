"""Composition root of the window: paints the first page from Qt alone, loads the rest behind it, and wires it."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from werkakademie import i18n
from werkakademie.errors import ProgramError, WerkakademieError, fault_report
from werkakademie.i18n import _
from werkakademie.ui.shell import preferences, theme
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.display import Display, find_display
from werkakademie.ui.shell.placing import show_fitting, show_in_place_of
from werkakademie.ui.shell.start_window import StartWindow

if TYPE_CHECKING:
    from datetime import datetime

    from werkakademie.app.guard import Guard
    from werkakademie.app.loading import Opened, Services
    from werkakademie.app.room import Room
    from werkakademie.records.changes import ChangeSet
    from werkakademie.records.clock import Clock, IdSource
    from werkakademie.records.ids import AccountId
    from werkakademie.records.site import NewSite
    from werkakademie.records.vault import VaultAccount
    from werkakademie.ui.first_start.page import FirstStartPage
    from werkakademie.ui.shell.window import MainWindow
    from werkakademie.ui.shell.worker import Worker
    from werkakademie.ui.unlock.page import UnlockPage
    from werkakademie.ui.unlock.room_page import RoomPage
    from werkakademie.ui.widgets.files import FileChooser

#: The file by which a store is known before any of its code is loaded.
VAULT_FILE = "vault.json"
#: A restored store that is about to take its place; whoever signs in finishes that.
RESTORED = "restore.ready"


def load_services(clock: "Clock | None" = None, ids: "IdSource | None" = None, *, practice: bool = False) -> "Services":
    """Import models, services and pages; this takes longer than a first paint may, so it runs in the worker.

    The demo passes a clock that stands and ids that count, and makes a practice site.
    """
    from werkakademie.app import loading

    return loading.load_services(clock=clock, ids=ids, practice=practice)


class Program(QObject):
    """The way of the windows: first start or unlock, then the main window, and back when locked."""

    def __init__(
        self,
        application: QApplication,
        *,
        configuration: Path,
        files: "FileChooser | None" = None,
        load: "Callable[[], Services]" = load_services,
        on_screen: bool = False,
    ) -> None:
        super().__init__(application)
        #: On a real screen a room fills it, and so does a window that is too large for it; tests have none.
        self._on_screen = on_screen
        chosen = preferences.load(configuration)
        self._folder = preferences.store_folder(chosen)
        self._chosen_files = files
        #: What participants choose files by; without one, the chooser that leads nowhere else.
        self._own_files = files
        self._load = load
        self._services: Services | None = None
        self._opened: Opened | None = None
        self._worker: Worker | None = None
        self._waiting: list[Callable[[Services], object]] = []
        self.appearance = Appearance(application, configuration, chosen)
        self.appearance.show()
        self.window: MainWindow | None = None
        self.first_start: FirstStartPage | None = None
        self.unlock: UnlockPage | None = None
        self.room: RoomPage | None = None
        #: The room's PC for participants, while a coach holds it open.
        self.open_room: Room | None = None
        self.guard: Guard | None = None
        self.start = StartWindow(self._first_page())
        self.start.painted.connect(self._load_rest)
        application.aboutToQuit.connect(self.end)

    @property
    def worker(self) -> "Worker":
        """The one database worker; it begins when it is first asked for, which is after the first paint."""
        if self._worker is None:
            from werkakademie.ui.shell.worker import Worker

            self._worker = Worker(self)
            self._worker.unhandled.connect(self._unhandled)
            self._worker.lost.connect(self._lost)
            self._worker.changed.connect(self._settings_changed)
        return self._worker

    def show(self) -> None:
        if self._on_screen:
            show_fitting(self.start)
        else:
            self.start.show()

    def end(self) -> None:
        """Close the store after the work on its way, and end the worker."""
        if self._worker is None:
            return
        room, self.open_room = self.open_room, None
        if room is not None:
            room.program_ends()
            room.deleteLater()
        if self._opened is not None and self._services is not None:
            self.worker.run(self._services.close, self._opened.workplace)
            self._opened = None
            if room is not None:
                self.worker.run(self._services.uploads.clear)
        self.worker.stop()

    def report(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """A fault in the window's own code: say so, with the text to report, instead of going on in silence."""
        text = fault_report(error)
        print(text, file=sys.stderr)
        self._show_fault(ProgramError(kind.__name__), text)

    def _first_page(self) -> "FirstStartPage | UnlockPage":
        """The one page that is needed; the other one's module need not load before the first paint."""
        if (self._folder / VAULT_FILE).exists() or (self._folder / RESTORED).exists():
            return self._unlock_page()
        from werkakademie.ui.first_start.page import FirstStartPage

        page = FirstStartPage(self.appearance, self._files, self._save_sheet)
        page.create_requested.connect(self._create)
        page.finished.connect(self._enter)
        page.restore_requested.connect(self._restore)
        self.first_start = page
        return page

    def _unlock_page(self) -> "UnlockPage":
        from werkakademie.ui.unlock.page import UnlockPage

        page = UnlockPage(self.appearance)
        page.unlock_requested.connect(self._unlock)
        page.recover_requested.connect(self._recover)
        page.restore_requested.connect(self._restore)
        self.unlock = page
        return page

    def _files(self) -> "FileChooser":
        if self._chosen_files is None:
            from werkakademie.ui.widgets.files import NativeFiles

            self._chosen_files = NativeFiles(Path.home())
        return self._chosen_files

    def _load_rest(self) -> None:
        self.worker.run(self._load, done=self._loaded)

    def _loaded(self, services: "Services") -> None:
        self._services = services
        # What a crash left readable for the browser.
        self.worker.run(services.uploads.clear, failed=self._refused)
        if self.unlock is not None:
            self._read_accounts(services)
        waiting, self._waiting = self._waiting, []
        for step in waiting:
            step(services)

    def _with_services(self, step: "Callable[[Services], object]") -> None:
        """Do it now, or as soon as the services are loaded: a quick typist need not wait."""
        if self._services is not None:
            step(self._services)
        else:
            self._waiting.append(step)

    def _read_accounts(self, services: "Services") -> None:
        self.worker.run(services.accounts, self._folder, done=self._show_accounts, failed=self._refused)

    def _show_accounts(self, accounts: "Sequence[VaultAccount]") -> None:
        if self.unlock is not None:
            self.unlock.show_accounts(accounts)

    def _create(self, new: "NewSite") -> None:
        def created(opened: "Opened") -> None:
            self._opened = opened
            self.appearance.remember_store(self._folder)
            if self.first_start is not None:
                self.first_start.show_key(opened.site_name, new.account_name, opened.recovery_key)

        def refused(error: WerkakademieError) -> None:
            if self.first_start is not None:
                self.first_start.refused(error)

        self._with_services(
            lambda services: self.worker.run(
                services.create, self._folder, new, done=created, failed=refused, owner=self
            )
        )

    def _save_sheet(self, path: Path, site_name: str, recovery_key: str) -> None:
        if self.first_start is not None:
            page = self.first_start.key_page()
            self._with_services(
                lambda services: self.worker.run(
                    services.save_sheet, path, site_name, recovery_key, done=page.saved, failed=page.failed
                )
            )

    def _unlock(self, account: "AccountId", password: str) -> None:
        self._with_services(
            lambda services: self.worker.run(
                services.unlock, self._folder, account, password, done=self._came_in, failed=self._refused
            )
        )

    def _recover(self, account: "AccountId", recovery_key: str, new_password: str) -> None:
        self._with_services(
            lambda services: self.worker.run(
                services.recover,
                self._folder,
                account,
                recovery_key,
                new_password,
                done=self._came_in,
                failed=self._refused,
            )
        )

    def _restore(self) -> None:
        """The way back to a backup without an opened store: it is damaged, missing, or on another PC."""

        def ask(services: "Services") -> None:
            dialog = services.restore_dialog(self.start, self.worker, self._folder, self._files())
            dialog.restored.connect(self._restored)
            dialog.open()

        self._with_services(ask)

    def _restored(self) -> None:
        self.first_start = None
        page = self._unlock_page()
        self.start.show_page(page)
        page.inform(_("Die Sicherung ist wiederhergestellt. Bitte melden Sie sich mit dem Passwort von damals an."))
        self._with_services(self._read_accounts)

    def _refused(self, error: WerkakademieError) -> None:
        if self.unlock is not None:
            self.unlock.refused(error.sentence())

    def _came_in(self, opened: "Opened") -> None:
        self._opened = opened
        self.appearance.remember_store(self._folder)
        self._enter()

    def _enter(self) -> None:
        """Open the main window where the first one stood."""
        services, opened = self._services, self._opened
        if services is None or opened is None:
            return
        self.window = services.window(
            services.entries(opened.workplace),
            worker=self.worker,
            workplace=opened.workplace,
            files=self._files(),
            appearance=self.appearance,
            now=services.now,
            place=f"{opened.site_name} · {opened.workplace.account_name}",
            practice=opened.practice,
            search=services.search(self.worker, opened.workplace),
        )
        services.own_actions(self.window, self.worker, opened.workplace)
        self.window.lock_requested.connect(self._lock)
        self.window.room_requested.connect(self._ask_room)
        self.guard = services.guard(self.window, services.now, minutes=opened.lock_after_minutes)
        self.guard.lock_wanted.connect(self.window.lock)
        self.guard.cover_wanted.connect(self._cover)
        show_in_place_of(self.window, self.start)
        self.start.hide()
        if self.unlock is not None:
            self.unlock.clear()

    def _ask_room(self) -> None:
        services, opened = self._services, self._opened
        if services is not None and opened is not None:
            self.worker.run(services.room_open_until, opened.workplace, done=self._open_room)

    def _open_room(self, until: "datetime | None") -> None:
        window, guard = self.window, self.guard
        if window is None or guard is None:
            return
        if until is None:
            window.current_page().messages.info(
                _("Jetzt läuft kein Termin. Der Raum lässt sich nur dann offen halten.")
            )
            return
        guard.room_open_until = until
        self._cover()

    def _cover(self) -> None:
        """Put everything away and show a page without anybody's data; the store stays open."""
        opened, window, guard = self._opened, self.window, self.guard
        if opened is None or window is None or guard is None or guard.room_open_until is None:
            return
        services = self._services
        assert services is not None
        window.put_away()
        guard.cover()
        self.unlock, self.first_start = None, None
        self._end_room()
        self.open_room = services.room(
            self.start,
            worker=self.worker,
            workplace=opened.workplace,
            files=self._own_files,
            uploads=services.uploads,
            appearance=self.appearance,
            now=services.now,
            until=guard.room_open_until,
            minutes=opened.lock_after_minutes,
            practice=opened.practice,
            full_screen=self._on_screen,
        )
        self.open_room.coach_wanted.connect(self._ask_coach)
        # When the pages just put away are freed: the larger letters of the room would dress all of them anew.
        QTimer.singleShot(0, self.open_room, self._show_names)

    def _show_names(self) -> None:
        window, room = self.window, self.open_room
        if window is not None and room is not None:
            self.start.setGeometry(window.geometry())
            room.show_sign_in()
            window.hide()

    def _ask_coach(self) -> None:
        """The page that asks for the coach's password, and the way back to the participants."""
        opened, window, guard, room = self._opened, self.window, self.guard, self.open_room
        if opened is None or window is None or guard is None or room is None or guard.room_open_until is None:
            return
        from werkakademie.ui.unlock.room_page import RoomPage

        self.appearance.show_own()
        page = RoomPage(self.appearance, guard.room_open_until, opened.workplace.account_name)
        page.sign_in_requested.connect(self._sign_in)
        page.lock_requested.connect(window.lock)
        page.back_requested.connect(self._back_to_names)
        self.room = page
        self.start.show_page(page)

    def _back_to_names(self) -> None:
        self.room = None
        if self.open_room is not None:
            self.open_room.show_sign_in()

    def _end_room(self) -> None:
        room, self.open_room = self.open_room, None
        if room is not None:
            room.end()
            room.deleteLater()

    def _sign_in(self, password: str) -> None:
        services, opened = self._services, self._opened
        if services is not None and opened is not None:
            self.worker.run(
                services.prove_presence,
                opened.workplace,
                password,
                done=self._uncover,
                failed=self._sign_in_refused,
                owner=self.room,
            )

    def _sign_in_refused(self, error: WerkakademieError) -> None:
        if self.room is not None:
            self.room.refused(error.sentence())

    def _uncover(self, _answer: object) -> None:
        window, guard, room = self.window, self.guard, self.room
        if window is None or guard is None or room is None:
            return
        self._end_room()
        if not self._on_screen:
            window.setGeometry(self.start.geometry())
        window.begin()
        window.show()
        self.start.hide()
        self.start.show_page(self._unlock_page())
        self.room = None
        guard.uncover()

    def _lock(self) -> None:
        """Free everything that showed something of the store, and ask for the password again.

        The store closes when the work that was asked for is done: drafts are saved, an import is not cut.
        """
        services, opened, window = self._services, self._opened, self.window
        if services is None or opened is None or window is None:
            return
        if self.guard is not None:
            self.guard.stop()
        self._end_room()
        self._opened = self.window = self.guard = self.room = None
        self.first_start = None
        if self.unlock is None:
            self.start.show_page(self._unlock_page())
        show_in_place_of(self.start, window)
        window.hide()
        window.deleteLater()
        self.worker.run(services.lock, opened.workplace)
        self._read_accounts(services)
        # What people's data stood in is freed now, not whenever Python comes to it.
        window.destroyed.connect(lambda: QTimer.singleShot(0, gc.collect))

    def _settings_changed(self, changes: "ChangeSet") -> None:
        from werkakademie.records.changes import Noun

        services, opened, guard = self._services, self._opened, self.guard
        if services is not None and opened is not None and guard is not None and Noun.SITE in changes:
            self.worker.run(services.lock_after_minutes, opened.workplace, done=guard.watch.set_minutes, owner=guard)

    def _lost(self, error: WerkakademieError) -> None:
        """Work that was on its way when the window locked, and failed: somebody has to hear of it."""
        if self.window is None and self.unlock is not None:
            self.unlock.refused(error.sentence())

    def _unhandled(self, error: WerkakademieError, report: str) -> None:
        """Faults while there is no main window, or it is covered; else the main window shows its own."""
        if self.open_room is not None:
            print(report, file=sys.stderr)
        if self.window is None and isinstance(error, ProgramError):
            self._show_fault(error, report)

    def _show_fault(self, error: WerkakademieError, report: str) -> None:
        from werkakademie.ui.shell.messages import FaultDialog

        if self.open_room is not None and self.room is None:
            # Participants get no report to read; the coach finds it where the program was started.
            return
        FaultDialog(self.window or self.start, error, report).open()


def main() -> int:
    """Run the program until its last window closes."""
    if find_display() is not Display.USABLE:
        i18n.choose(preferences.load(preferences.configuration_folder()).language)
        print(_no_display_sentence(), file=sys.stderr)
        return 1
    application = theme.styled_application(sys.argv[0])
    application.setApplicationName("Werkakademie")
    program = Program(application, configuration=preferences.configuration_folder(), on_screen=True)
    sys.excepthook = program.report
    program.show()
    return application.exec()


def _no_display_sentence() -> str:
    return _(
        "Hier ist kein Bildschirm, auf dem sich ein Fenster zeigen lässt. Es wurde nichts geändert. "
        "Starten Sie das Programm auf einem PC mit Bildschirm; auf der Befehlszeile geht „werkakademie --help“."
    )
