"""The PIN: digits by touch or by keyboard; what was typed is never shown."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from werkakademie.i18n import _, ngettext
from werkakademie.records.access import PinAnswer, PinResult
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel

LONGEST, SHORTEST = 6, 4
_KEY_WIDTH, _KEY_HEIGHT = 108, 80


class PinPanel(QWidget):
    """`entered` with the digits; the answer comes as `refused` or the place opens. `other` for „Das bin ich nicht“."""

    entered = Signal(str)
    other = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._digits = ""
        self._waiting = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count_down)
        self._dots = TextLabel("", TextRole.DISPLAY, tone="accent")
        self._said = TextLabel("", TextRole.HEADING, tone="bad", wrap=True)
        self._said.hide()
        self._keys = [*(self._key(str(number)) for number in range(1, 10)), self._key("0")]
        self._back = self._key(_("Löschen"), icon="delete", run=self._erase)
        self._go = self._key(_("Fertig"), icon="check", run=self._send)
        self._go.set_kind(Kind.PRIMARY)
        pad = QGridLayout()
        pad.setSpacing(2 * GRID)
        for place, key in enumerate([*self._keys[:9], self._back, self._keys[9], self._go]):
            pad.addWidget(key, place // 3, place % 3)
        # Numbers stand as on a telephone in every language.
        pad_widget = QWidget()
        pad_widget.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        pad_widget.setLayout(pad)
        words = column(
            None,
            TextLabel(_("Hallo {name}!").format(name=name), TextRole.DISPLAY, wrap=True),
            TextLabel(_("Bitte geben Sie Ihre Geheimzahl ein."), TextRole.HEADING, wrap=True),
            self._dots,
            self._said,
            None,
            row(
                BigButton(_("Das bin ich nicht"), icon="arrow-left", run=lambda: self.other.emit()),
                BigButton(_("Geheimzahl vergessen?"), icon="circle-question-mark", run=self._forgotten),
                None,
            ),
            spacing=2 * GRID,
        )
        layout = row(words, column(None, pad_widget, None), spacing=6 * GRID)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Geheimzahl"))
        self._show_dots()

    def first_focus(self) -> QWidget:
        return self

    def refused(self, answer: PinAnswer) -> None:
        """Say what to do; only a wait ends by itself."""
        self._digits = ""
        self._show_dots()
        self._waiting = answer.wait_seconds
        self._enable(answer.result not in (PinResult.BLOCKED, PinResult.NOT_SET) and not self._waiting)
        if self._waiting:
            self._clock.start()
        self._tell(_sentence(answer))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isascii() and event.text().isdigit():
            self._add(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._erase()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        elif event.key() == Qt.Key.Key_Escape:
            self.other.emit()
        else:
            super().keyPressEvent(event)

    def _key(self, text: str, *, icon: str = "", run: "object" = None) -> BigButton:
        if icon:
            key = BigButton("", icon=icon, run=run, each_click=True)  # type: ignore[arg-type]
            key.setAccessibleName(text)
        else:
            key = BigButton(text, run=lambda: self._add(text), each_click=True)
        key.setFixedSize(_KEY_WIDTH, _KEY_HEIGHT)
        # The keyboard types digits wherever it is; Tab need not walk over ten keys.
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return key

    def _add(self, digit: str) -> None:
        if self._go.isEnabled() and len(self._digits) < LONGEST:
            self._digits += digit
            self._said.hide()
            self._show_dots()

    def _erase(self) -> None:
        self._digits = self._digits[:-1]
        self._show_dots()

    def _send(self) -> None:
        if not self._go.isEnabled():
            return
        if len(self._digits) < SHORTEST:
            self._tell(_("Die Geheimzahl hat 4 bis 6 Zahlen."))
            return
        digits, self._digits = self._digits, ""
        self._enable(False)
        self.entered.emit(digits)

    def _forgotten(self) -> None:
        self._tell(_("Bitte holen Sie die Coachin oder den Coach. Sie bekommen dann eine neue Geheimzahl."))

    def _count_down(self) -> None:
        self._waiting -= 1
        if self._waiting <= 0:
            self._clock.stop()
            self._enable(True)
            self._said.hide()

    def _enable(self, on: bool) -> None:
        for key in (*self._keys, self._back, self._go):
            key.setEnabled(on)

    def _tell(self, text: str) -> None:
        self._said.setText(text)
        self._said.show()
        announce(self, text)

    def _show_dots(self) -> None:
        typed = len(self._digits)
        self._dots.setText(" ".join(["●"] * typed + ["○"] * max(0, SHORTEST - typed)))
        self._dots.setAccessibleName(
            ngettext("{count} Zahl eingegeben", "{count} Zahlen eingegeben", typed).format(count=typed)
        )


def _sentence(answer: PinAnswer) -> str:
    if answer.result in (PinResult.BLOCKED, PinResult.NOT_SET):
        return _("Es geht gerade nicht. Bitte holen Sie die Coachin oder den Coach.")
    if answer.wait_seconds:
        return _("Das war nicht richtig. Bitte warten Sie {seconds} Sekunden.").format(seconds=answer.wait_seconds)
    return ngettext(
        "Das war nicht richtig. Sie haben noch {count} Versuch.",
        "Das war nicht richtig. Sie haben noch {count} Versuche.",
        answer.tries_left,
    ).format(count=answer.tries_left)
