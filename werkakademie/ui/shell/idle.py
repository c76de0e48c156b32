"""Notices that nobody is at keyboard, mouse or touch screen, and says so before it matters."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QInputEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from werkakademie.i18n import _, ngettext
from werkakademie.ui.widgets.banners import Banner, announce
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.layouts import GRID
from werkakademie.ui.widgets.styling import Tone

WARNING_SECONDS = 20
_LOOK_EVERY_MILLISECONDS = 1000
_WARNING_WIDTH = 560
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class IdleWatch(QObject):
    """`expired` after `minutes` without input anywhere in the application; `warned` each second before.

    The clock is the wall's, so a PC that slept for an hour locks when it wakes. A clock that was set back counts as
    input. `stayed` tells that somebody came back after a warning.
    """

    warned = Signal(int)
    stayed = Signal()
    expired = Signal()

    def __init__(self, parent: QObject, now: Callable[[], datetime], *, minutes: int) -> None:
        super().__init__(parent)
        self._now = now
        self._limit = timedelta(minutes=minutes)
        self._last = now()
        self._warning = False
        self._pointer = QPointF()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch; now counts as input."""
        self.touched()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._timer.start(_LOOK_EVERY_MILLISECONDS)

    def stop(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()
        self._warning = False

    def set_minutes(self, minutes: int) -> None:
        self._limit = timedelta(minutes=minutes)

    def touched(self) -> None:
        """Somebody is there."""
        self._last = self._now()
        if self._warning:
            self._warning = False
            self.stayed.emit()

    def look(self) -> None:
        """Compare the clock with the last input; the timer asks for it each second."""
        idle = self._now() - self._last
        if idle < timedelta(0):
            self.touched()
            return
        left = self._limit - idle
        if left <= timedelta(0):
            self.stop()
            self.expired.emit()
        elif left <= timedelta(seconds=WARNING_SECONDS):
            self._warning = True
            self.warned.emit(-(-left // timedelta(seconds=1)))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QInputEvent):  # every event of every widget comes here, and asking for its kind costs
            return False
        kind = event.type()
        if kind in _INPUT or (kind == QEvent.Type.MouseMove and self._moved(event)):
            self.touched()
        return False

    def _moved(self, event: QEvent) -> bool:
        """Qt tells of a mouse at rest, too, when something opens below it."""
        if not isinstance(event, QMouseEvent) or event.globalPosition() == self._pointer:
            return False
        self._pointer = event.globalPosition()
        return True


class IdleWarning(QObject):
    """Says over whatever is in front that the program is about to lock; any input makes it go away.

    `words` gives the sentence for so many seconds, `button` the way to stay; without them it speaks to a coach.
    """

    def __init__(
        self,
        window: QWidget,
        stay: Callable[[], object],
        *,
        words: Callable[[int], str] | None = None,
        button: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stay = stay
        self._words, self._button = words or _lock_words, button or _still_here
        self._banner: Banner | None = None

    def show_seconds(self, seconds: int) -> None:
        """Show it, or count down; a screen reader hears it once."""
        first = self._banner is None or not isValid(self._banner)
        if first:
            self._banner = self._made()
        assert self._banner is not None
        self._banner.set_text(self._words(seconds))
        self._place()
        if first:
            announce(self._banner, self._banner.text())

    def hide(self) -> None:
        if self._banner is not None and isValid(self._banner):
            self._banner.hide()
            self._banner.deleteLater()
        self._banner = None

    def banner(self) -> Banner | None:
        """What is shown, if the warning is shown."""
        return self._banner if self._banner is not None and isValid(self._banner) else None

    def _made(self) -> Banner:
        button = Button(self._button(), run=self._stay)
        banner = Banner("", Tone.WARN, action=button)
        banner.setParent(QApplication.activeModalWidget() or self._window)
        return banner

    def _place(self) -> None:
        banner = self._banner
        if banner is None or (host := banner.parentWidget()) is None:
            return
        width = min(_WARNING_WIDTH, host.width() - 4 * GRID)
        banner.setFixedWidth(width)
        banner.adjustSize()
        banner.move((host.width() - width) // 2, 2 * GRID)
        banner.raise_()
        banner.show()


def _lock_words(seconds: int) -> str:
    return ngettext(
        "Niemand da? In {count} Sekunde wird gesperrt. Was Sie getippt haben, bleibt als Entwurf erhalten.",
        "Niemand da? In {count} Sekunden wird gesperrt. Was Sie getippt haben, bleibt als Entwurf erhalten.",
        seconds,
    ).format(count=seconds)


def _still_here() -> str:
    return _("Ich bin noch da")
