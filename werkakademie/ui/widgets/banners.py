"""Messages that stand in the page beside their cause, and the banner of a practice site."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from werkakademie.i18n import _
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.card import IconLabel
from werkakademie.ui.widgets.layouts import GRID, row
from werkakademie.ui.widgets.styling import Tone, set_style_property
from werkakademie.ui.widgets.text import TextLabel

UNDO_MILLISECONDS = 12_000
_ICONS = {Tone.INFO: "info", Tone.GOOD: "circle-check", Tone.WARN: "triangle-alert", Tone.BAD: "circle-alert"}


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say `text` although the focus stays where it is."""
    # Nothing is announced before the first paint, and making these classes takes milliseconds of it.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Banner(QFrame):
    """One message with an icon, and an action if there is one; it stays until it is closed."""

    closed = Signal()

    def __init__(self, text: str = "", tone: Tone = Tone.INFO, *, action: Button | None = None, closable: bool = False):
        super().__init__()
        self.setObjectName("message")
        self._tone = tone
        self._icon = IconLabel("")
        self._text = TextLabel("", wrap=True)
        self._close = icon_button("x", _("Meldung schließen"), run=self._dismiss)
        self._layout = row(self._icon, self._text, margins=GRID, spacing=GRID)
        self._layout.setStretch(1, 1)
        self._layout.setContentsMargins(12, 6, 6, 6)
        self._action: Button | None = None
        self._layout.addWidget(self._close)
        self.setLayout(self._layout)
        self._close.setVisible(closable)
        self.show_message(text, tone, action=action)

    def show_message(self, text: str, tone: Tone, *, action: Button | None = None) -> None:
        if self._action is not None:
            self._layout.removeWidget(self._action)
            self._action.hide()
            self._action.deleteLater()
        self._action = action
        if action is not None:
            self._layout.insertWidget(2, action)
        self._tone = tone
        set_style_property(self, "tone", tone.value)
        self._icon.show_icon(_ICONS.get(tone, "info"), "accent" if tone is Tone.INFO else tone.value)
        self._text.setText(text)

    def text(self) -> str:
        return self._text.text()

    def set_text(self, text: str) -> None:
        """Other words, with the same tone and action."""
        self._text.setText(text)

    def tone(self) -> Tone:
        return self._tone

    def action_button(self) -> Button | None:
        return self._action

    def _dismiss(self) -> None:
        self.hide()
        self.closed.emit()


class MessageBar(QWidget):
    """The page's one place for messages; hidden while there is none. `undo` offers „Rückgängig“ for some seconds."""

    def __init__(self, *, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        super().__init__()
        #: Where the journal takes actions back, it gives another way than the one that was handed over.
        self.way_back: Callable[[Callable[[], object]], Callable[[], object]] = lambda undo: undo
        self._shown: Banner | None = None
        self._row = row()
        self._row.setContentsMargins(*margins)
        self.setLayout(self._row)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)
        self.hide()

    def info(self, text: str, *, action: Button | None = None) -> None:
        self._show(text, Tone.INFO, action)

    def success(self, text: str, *, undo: Callable[[], object] | None = None, action: Button | None = None) -> None:
        """Say what was done; with `undo` the person can take it back while the message stands."""
        if undo is not None:
            undo = self.way_back(undo)
            action = Button(_("Rückgängig"), icon="undo-2", kind=Kind.QUIET, run=lambda: self._undo(undo))
        self._show(text, Tone.GOOD, action)
        self._timer.start(UNDO_MILLISECONDS)

    def warning(self, text: str, *, action: Button | None = None) -> None:
        self._show(text, Tone.WARN, action)

    def error(self, text: str, *, action: Button | None = None) -> None:
        self._show(text, Tone.BAD, action)

    def clear(self) -> None:
        self._timer.stop()
        self.hide()

    def text(self) -> str:
        """The message that is shown; empty without one."""
        return "" if self.isHidden() else self._banner().text()

    def action_button(self) -> Button | None:
        return self._banner().action_button()

    def enterEvent(self, event: QEnterEvent) -> None:
        """While the pointer rests on it, a message does not go away."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible() and self._banner().tone() is Tone.GOOD:
            self._timer.start(UNDO_MILLISECONDS)
        super().leaveEvent(event)

    def _show(self, text: str, tone: Tone, action: Button | None) -> None:
        self._timer.stop()
        self._banner().show_message(text, tone, action=action)
        self._banner().show()
        self.show()
        announce(self, text)

    def _banner(self) -> Banner:
        """Built at the first message: most pages never show one, and the first paint counts each widget."""
        if self._shown is None:
            self._shown = Banner(closable=True)
            self._shown.closed.connect(self.clear)
            self._row.addWidget(self._shown)
        return self._shown

    def _undo(self, undo: Callable[[], object]) -> None:
        self.clear()
        undo()

    def _end(self) -> None:
        """A message that holds the keyboard's focus stays a little longer."""
        focused = self.window().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._timer.start(UNDO_MILLISECONDS)
        else:
            self.hide()


class PracticeBanner(QFrame):
    """The band across the top of a practice site."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("practice_banner")
        self._label = TextLabel()
        self.setLayout(row(None, self._label, None, margins=3))
        self.retranslate()

    def retranslate(self) -> None:
        self._label.setText(_("ÜBUNG – erfundene Personen"))
