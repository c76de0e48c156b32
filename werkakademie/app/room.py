"""A room's PC while a coach holds it open: participants sign in, sit at their place, and sign out."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from werkakademie.errors import ProgramError, WerkakademieError
from werkakademie.i18n import _, chosen_language, ngettext
from werkakademie.services.own import settings
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.own.settings import PlaceSettings
from werkakademie.services.own.sign_in import SignedIn
from werkakademie.services.own.uploads import UploadFolder
from werkakademie.services.workplace import Workplace
from werkakademie.ui.own.files import OwnFiles
from werkakademie.ui.own.sign_in.page import SignInPage
from werkakademie.ui.own.speech import platform_speaker
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.idle import IdleWarning, IdleWatch
from werkakademie.ui.shell.start_window import StartWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import FileChooser


class Room(QObject):
    """Shows the page to sign in on the first window, and a place over it. `coach_wanted` asks for the password page.

    One person at a time: their place is closed before the next one is offered. Nothing of anybody stays when it ends.
    """

    coach_wanted = Signal()
    place_opened = Signal()
    place_closed = Signal()

    def __init__(
        self,
        start: StartWindow,
        *,
        worker: Worker,
        workplace: Workplace,
        files: FileChooser | None,
        uploads: UploadFolder,
        appearance: Appearance,
        now: Callable[[], datetime],
        until: datetime,
        minutes: int,
        practice: bool,
        full_screen: bool = False,
    ) -> None:
        super().__init__()
        self._full_screen = full_screen
        self._start, self._worker, self._workplace = start, worker, workplace
        self._uploads, self._appearance, self._now = uploads, appearance, now
        self._files = files if files is not None else OwnFiles(uploads)
        self._until, self._minutes, self._practice = until, minutes, practice
        self._speaker = platform_speaker(self)
        self._watch: IdleWatch | None = None
        worker.unhandled.connect(self._fault)
        self.page: SignInPage | None = None
        self.place: OwnWindow | None = None

    def show_sign_in(self) -> None:
        """The page to sign in, in place of what the first window shows."""
        page = SignInPage(
            self._workplace,
            worker=self._worker,
            appearance=self._appearance,
            until=self._until,
            practice=self._practice,
        )
        page.signed_in.connect(self._open_place)
        page.coach_wanted.connect(self._leave_page)
        self.page = page
        self._start.held_open = True
        self._start.show_page(page)
        self._show_start()

    def end(self) -> None:
        """Close whatever place is open, keep what was typed there, and speak as this PC does again."""
        if self.place is not None:
            self.place.sign_out()
        self.page = None
        self._start.held_open = False
        if self._full_screen:
            self._start.showNormal()
        self._appearance.show_own()

    def program_ends(self) -> None:
        """Keep what was typed at the place, and close it without offering the next one a name."""
        place, self.place, self.page = self.place, None, None
        if self._watch is not None:
            self._watch.stop()
        if place is not None:
            place.signed_out.disconnect(self._close_place)
            place.sign_out()
            _put_away(place)

    def _leave_page(self) -> None:
        """The page that asks for the password takes its place, which frees it."""
        self.page = None
        self.coach_wanted.emit()

    def _open_place(self, answer: SignedIn) -> None:
        """Only with an empty upload folder: nobody finds what somebody else left."""
        self._worker.run(
            self._uploads.renew, done=lambda _nothing: self._show_place(answer), failed=self._not_open, owner=self
        )

    def _not_open(self, error: WerkakademieError) -> None:
        """Back to the names: a page of somebody whose PIN was right must not stand there for the next one."""
        if self.page is not None:
            self.page.begin()
        self._say(error)

    def _show_place(self, answer: SignedIn) -> None:
        own = answer.own
        if own is None or self.page is None or self.place is not None:
            return
        self.place = OwnWindow(
            own,
            worker=self._worker,
            files=self._files,
            appearance=self._appearance,
            now=self._now,
            chosen=self._chosen(own, answer.chosen),
            speaker=self._speaker,
            practice=self._practice,
        )
        self.place.signed_out.connect(self._close_place)
        self._watch_over(self.place)
        self.place.setGeometry(self._start.geometry())
        if self._full_screen:
            self.place.showFullScreen()
        else:
            self.place.show()
        self.place.activateWindow()
        # Alt+Tab must not lead past the place to the page where the next one signs in.
        self._start.hide()
        self.place_opened.emit()

    def _chosen(self, own: OwnPlace, chosen: PlaceSettings) -> PlaceSettings:
        """Who never chose a language keeps the one in which they signed in."""
        if chosen.language:
            return chosen
        self._worker.run(settings.choose_language, own, chosen_language())
        return PlaceSettings(chosen_language(), chosen.text_percent)

    def _watch_over(self, place: OwnWindow) -> None:
        """Nobody there for the time of the site: the place closes, after a warning."""
        watch = IdleWatch(place, self._now, minutes=self._minutes)
        warning = IdleWarning(place, watch.touched, words=_leaving_words, button=lambda: _("Ich brauche mehr Zeit"))
        watch.warned.connect(warning.show_seconds)
        watch.stayed.connect(warning.hide)
        watch.expired.connect(place.sign_out)
        watch.start()
        self._watch = watch

    def _close_place(self) -> None:
        place, self.place = self.place, None
        self._show_start()
        if self._watch is not None:
            self._watch.stop()
            self._watch = None
        if place is not None:
            _put_away(place)
            # Behind everything that the place asked for: a file on its way would come after the emptying.
            self._worker.run(self._uploads.clear, failed=self._say, owner=self)
        if self.page is not None:
            self.page.begin()
            self._start.activateWindow()
        self.place_closed.emit()

    def _show_start(self) -> None:
        if self._full_screen:
            self._start.showFullScreen()
        else:
            self._start.show()

    def _fault(self, error: WerkakademieError, _report: str) -> None:
        """A fault of ours while nobody sits here; a place says so itself."""
        if self.page is not None and self.place is None and isinstance(error, ProgramError):
            self.page.messages.error(_("Das hat nicht geklappt. Bitte holen Sie die Coachin oder den Coach."))

    def _say(self, error: WerkakademieError) -> None:
        if self.page is not None:
            self.page.messages.error(error.sentence())


def _put_away(window: QWidget) -> None:
    """Not at once: the click that signed out is still on its way."""
    window.hide()
    QTimer.singleShot(0, window, window.deleteLater)


def _leaving_words(seconds: int) -> str:
    return ngettext(
        "Sind Sie noch da? In {count} Sekunde melden wir Sie ab. Was Sie geschrieben haben, bleibt da.",
        "Sind Sie noch da? In {count} Sekunden melden wir Sie ab. Was Sie geschrieben haben, bleibt da.",
        seconds,
    ).format(count=seconds)
