"""The base of our dialogs, and the bar that confirms what can't be undone."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QVBoxLayout, QWidget

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import MessageBar
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.drafts import DraftKeeper, DraftPart, context_above
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row
from werkakademie.ui.widgets.text import TextLabel


class DialogBase(QDialog):
    """A dialog with a title, messages, a scrolling body and its buttons; freed when it closes.

    Fill `body`, then `open()` it. The default button runs `submit`; Escape and „Abbrechen“ close without it. Ctrl+Enter
    submits from a text of several lines too.
    """

    def __init__(self, parent: QWidget, title: str, *, submit: str = "", wide: bool = False) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.messages = MessageBar()
        self._pane = ScrollPane(margins=0)
        self.body: QVBoxLayout = self._pane.body
        self.submit_button = Button(submit or _("Speichern"), kind=Kind.PRIMARY, run=self.submit)
        self.submit_button.setDefault(True)
        self.cancel_button = Button(_("Abbrechen"), run=self.reject)
        self.cancel_button.setAutoDefault(False)
        self.foot = row(None, self.cancel_button, self.submit_button)
        self.setLayout(
            column(
                TextLabel(title, TextRole.HEADING, wrap=True),
                self.messages,
                self._pane,
                _rule(),
                self.foot,
                margins=3 * GRID,
                spacing=2 * GRID,
            )
        )
        self._width = 760 if wide else 520
        self.drafts: DraftKeeper | None = None
        # Not QTimer.singleShot: it keeps the dialog, and all it knows, when the dialog is freed before it fires.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._grow)

    def add(self, *items: QWidget | QLayout) -> None:
        """Put widgets or layouts into the body, below each other."""
        for item in items:
            if isinstance(item, QWidget):
                self.body.addWidget(item)
            else:
                self.body.addLayout(item)

    def keep_draft(self, key: DraftKey, *parts: DraftPart) -> None:
        """Keep what is typed into `parts` until this dialog is accepted; call it before `open`.

        What was typed before and never stored is there again when the dialog opens.
        """
        context = context_above(self)
        layout = self.layout()
        if context is not None and isinstance(layout, QVBoxLayout):
            self.drafts = DraftKeeper(self, key, *parts, context=context, place=layout, index=2)

    def submit(self) -> None:
        """What the default button does; a form that is not right yet shows its problems and does not close."""
        self.accept()

    def open(self) -> None:
        """Show it over its window, as large as its content needs and the window allows."""
        self.resize(self._width, 240)
        super().open()
        self._grow()
        self._centre()
        self._pane.content.installEventFilter(self)
        self._focus_first_field()
        if self.drafts is not None:
            self.drafts.begin()

    def done(self, result: int) -> None:
        """Accepted means stored; closed in any other way, what was typed stays as a draft."""
        if self.drafts is not None:
            if result == QDialog.DialogCode.Accepted:
                self.drafts.drop()
            else:
                self.drafts.keep()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Later, when the layout knows its new height.
            self._later.start(0)
        return super().eventFilter(watched, event)

    def _focus_first_field(self) -> None:
        """Begin where somebody types; Qt would begin at the default button because the messages hold a button, too."""
        content, focused = self._pane.content, self.focusWidget()
        if focused is not None and content.isAncestorOf(focused):
            return
        for widget in content.findChildren(QWidget):
            if widget.isVisibleTo(self) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def _grow(self) -> None:
        """Make room for what came into the body; never smaller than it was, never larger than the window."""
        parent, content = self.parentWidget(), self._pane.content
        around = self.height() - self._pane.viewport().height()
        wanted = max(content.heightForWidth(self._pane.viewport().width()), content.sizeHint().height()) + around
        room = parent.window().height() - 40 if parent else wanted
        if min(wanted, room) > self.height():
            self.resize(self.width(), min(wanted, room))
            self._stay_on_screen()

    def _centre(self) -> None:
        """Over the middle of its window: Qt did so before it had its height, and its lower edge hung too low."""
        parent = self.parentWidget()
        if parent is not None:
            middle = parent.window().frameGeometry().center()
            self.move(middle.x() - self.frameGeometry().width() // 2, middle.y() - self.frameGeometry().height() // 2)
            self._stay_on_screen()

    def _stay_on_screen(self) -> None:
        """What grew reaches further down: move it up again, so that its buttons can be seen."""
        screen = self.screen().availableGeometry()
        below = self.frameGeometry().bottom() - screen.bottom()
        if self.isVisible() and below > 0:
            self.move(self.x(), max(screen.top(), self.y() - below))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if with_control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
            return
        super().keyPressEvent(event)


def _rule() -> QFrame:
    line = QFrame()
    line.setObjectName("rule")
    return line
