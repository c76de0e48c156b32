"""Watches over an opened window: idle time, the PC's screen lock, and how long a room stays open."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from werkakademie.records.clock import local_moment
from werkakademie.services.room_mode import IdleAction, idle_action
from werkakademie.ui.shell.idle import IdleWarning, IdleWatch
from werkakademie.ui.shell.screen_lock import ScreenLock
from werkakademie.ui.shell.window import MainWindow

_LOOK_EVERY_MILLISECONDS = 5000


class Guard(QObject):
    """`lock_wanted` asks to lock, `cover_wanted` to end the sign-in while the store stays open.

    While the window is covered, `cover` was called and the store waits for the end of room mode.
    """

    lock_wanted = Signal()
    cover_wanted = Signal()

    def __init__(self, window: MainWindow, now: Callable[[], datetime], *, minutes: int) -> None:
        super().__init__(window)
        self._now = now
        self._covered = False
        #: Until when a coach holds the room open, in local time.
        self.room_open_until: datetime | None = None
        self.watch = IdleWatch(self, now, minutes=minutes)
        self.warning = IdleWarning(window, self.watch.touched)
        self.watch.warned.connect(self.warning.show_seconds)
        self.watch.stayed.connect(self.warning.hide)
        self.watch.expired.connect(self.idle)
        self.screen = ScreenLock(window)
        self.screen.locked.connect(self.lock_wanted)
        self._room_timer = QTimer(self)
        self._room_timer.timeout.connect(self.look_at_the_clock)
        self.watch.start()

    def idle(self) -> None:
        """Nobody is there."""
        if self._idle_action() is IdleAction.END_SIGN_IN:
            self.cover_wanted.emit()
        else:
            self.lock_wanted.emit()

    def cover(self) -> None:
        """The window is covered: from now on only the end of room mode counts."""
        self.watch.stop()
        self.warning.hide()
        self._covered = True
        self._room_timer.start(_LOOK_EVERY_MILLISECONDS)

    def uncover(self) -> None:
        """The coach is back."""
        self._covered = False
        self._room_timer.stop()
        self.watch.start()

    def stop(self) -> None:
        self.watch.stop()
        self._room_timer.stop()

    def look_at_the_clock(self) -> None:
        """A covered window locks for good when room mode ends; the timer asks every few seconds."""
        if self._covered and self._idle_action() is IdleAction.LOCK:
            self.stop()
            self.lock_wanted.emit()

    def _idle_action(self) -> IdleAction:
        return idle_action(self.room_open_until, local_moment(self._now()))
