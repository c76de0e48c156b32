"""The window of a participant's place: languages and name on top, a page, the ways back and out below."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from werkakademie.errors import ProgramError, WerkakademieError
from werkakademie.i18n import _, chosen_language
from werkakademie.records.changes import ChangeSet
from werkakademie.services.own import settings
from werkakademie.services.own.settings import LARGEST_TEXT, SMALLEST_TEXT, PlaceSettings
from werkakademie.ui.own.entries import HOME, OWN_PAGES
from werkakademie.ui.own.languages import LanguageStrip
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.speech import Speaker, text_of
from werkakademie.ui.own.widgets import BigButton, flowing
from werkakademie.ui.shell import fonts
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.clipboard import forget_copied
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.banners import PracticeBanner, announce
from werkakademie.ui.widgets.files import FileChooser
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from werkakademie.services.own.place import OwnPlace

_STEP_OF_TEXT = 25
_LARGE_TITLE_UP_TO = 125


class OwnWindow(QWidget):
    """Shows one page of the place; `signed_out` when the person is done. It can't be closed from the keyboard.

    As a navigator: `go` opens a page, `lock` signs out. What was typed is kept whenever a page goes.
    """

    signed_out = Signal()
    page_shown = Signal(str)

    def __init__(
        self,
        own: "OwnPlace",
        *,
        worker: Worker,
        files: FileChooser,
        appearance: Appearance,
        now: Callable[[], datetime],
        chosen: PlaceSettings,
        speaker: Speaker | None = None,
        practice: bool = False,
    ) -> None:
        super().__init__()
        fonts.register(fonts.FURTHER_FILES)
        self.setObjectName("own_window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._own, self._worker, self._appearance, self._speaker = own, worker, appearance, speaker
        self._percent = chosen.text_percent
        self._practice = practice
        self._way: list[tuple[str, object]] = []
        self._page: OwnPage | None = None
        self._leaving = False
        self.context = PageContext(
            worker=worker, navigator=self, files=files, appearance=appearance, workplace=own, now=now
        )
        worker.changed.connect(self._changes_came)
        worker.unhandled.connect(self._fault)
        appearance.show_for(chosen.language or chosen_language(), self._percent)
        self._layout = column(spacing=0)
        self.setLayout(self._layout)
        self.setMinimumSize(800, 500)
        self.resize(1280, 800)
        self.go(HOME)

    def current_page(self) -> OwnPage:
        assert self._page is not None
        return self._page

    @property
    def current_key(self) -> str:
        return self._way[-1][0] if self._way else ""

    def go(self, page_key: str, target: object = None) -> None:
        """Open a page; home begins the way anew."""
        self._carry()
        self._open(page_key, target)

    def _open(self, page_key: str, target: object) -> None:
        if page_key == HOME:
            self._way.clear()
        self._way.append((page_key, target))
        self._build()

    def replace(self, page_key: str, target: object = None) -> None:
        """Open a page in place of the one that is done: „Zurück“ does not lead into it again."""
        if len(self._way) > 1:
            self._way.pop()
        if len(self._way) > 1 and self._way[-1][0] == page_key:
            self._way.pop()  # where somebody came from is where they go
        self._open(page_key, target)

    def go_back(self) -> None:
        """One step back, on the page or to the page before; home is the first of all."""
        if self._page is not None and self._page.go_back():
            return
        if len(self._way) > 1:
            self._way.pop()
            self._build()
        elif self.current_key != HOME:
            self.go(HOME)

    def lock(self) -> None:
        self.sign_out()

    def keep_room_open(self) -> None:
        """The coach's affair."""

    def sign_out(self) -> None:
        """Keep what was typed, put everything away, and say that the place is free."""
        if self._leaving:
            return
        self._leaving = True
        if self._speaker is not None:
            self._speaker.stop()
        self._keep()
        self._clear()
        # What was copied or marked here is nobody else's business.
        forget_copied()
        self.signed_out.emit()

    def choose_language(self, language: str) -> None:
        """Say everything in another language; what was typed stays."""
        self._worker.run(settings.choose_language, self._own, language, failed=self._refused)
        self._appearance.show_for(language, self._percent)
        self._rebuild()

    def choose_text_size(self, percent: int) -> None:
        self._percent = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        self._worker.run(settings.choose_text_size, self._own, self._percent, failed=self._refused)
        self._appearance.show_for(chosen_language(), self._percent)
        self._rebuild()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only signing out ends the place: Alt+F4 and the like do nothing, unless the PC itself shuts down."""
        application = QApplication.instance()
        shuts_down = isinstance(application, QApplication) and application.isSavingSession()
        if self._leaving or shuts_down:
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def _rebuild(self) -> None:
        """The page anew, when what was typed is on the disk: the worker works in order."""
        self._keep()
        self._carry()
        # Not inside the click of a button that is about to be freed.
        QTimer.singleShot(0, self, self._build)

    def _carry(self) -> None:
        """What the page wants to show again when somebody comes back to it."""
        carried = None if self._page is None else self._page.carried()
        if carried is not None and self._way:
            self._way[-1] = (self._way[-1][0], carried)

    def _build(self) -> None:
        if self._leaving:
            return
        key, target = self._way[-1]
        if self._speaker is not None:
            self._speaker.stop()
        self._keep()
        self._clear()
        page = OWN_PAGES[key](self.context)
        page.header_changed.connect(self._show_title)
        self._page = page
        if self._practice:
            self._layout.addWidget(PracticeBanner())
        self._layout.addLayout(self._top())
        self._title = TextLabel("", self._title_role(), wrap=True)
        self._title.setContentsMargins(6 * GRID, GRID, 6 * GRID, GRID)
        self._layout.addWidget(self._title)
        self._layout.addWidget(page, 1)
        self._layout.addLayout(self._foot(key))
        self._show_title()
        self._order_of_tab(page)
        page.enter(target)
        first = page.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(key)

    def _title_role(self) -> TextRole:
        """Large letters need the room that a large title would take."""
        return TextRole.DISPLAY if self._percent <= _LARGE_TITLE_UP_TO else TextRole.HEADING

    def _top(self) -> QHBoxLayout:
        self._strip = LanguageStrip(self.choose_language)
        name = TextLabel(self._own.account_name, TextRole.STRONG, tone="muted")
        top = row(self._strip, name)
        top.setStretch(0, 1)
        top.setContentsMargins(6 * GRID, 2 * GRID, 6 * GRID, 0)
        return top

    def _foot(self, key: str) -> QHBoxLayout:
        foot = row(spacing=GRID)
        foot.setContentsMargins(6 * GRID, GRID, 6 * GRID, 2 * GRID)
        self._foot_buttons = []
        if key != HOME:
            self._foot_buttons.append(BigButton(_("Zurück"), icon="arrow-left", run=self.go_back))
            self._foot_buttons.append(BigButton(_("Start"), icon="house", run=lambda: self.go(HOME)))
        if self._speaker is not None and self._speaker.speaks(chosen_language()):
            self._foot_buttons.append(BigButton(_("Vorlesen"), icon="volume-2", run=self._read_aloud))
        if self._percent < LARGEST_TEXT:
            larger = BigButton(_("Größer"), icon="a-large-small")
            larger.clicked.connect(lambda: self.choose_text_size(self._percent + _STEP_OF_TEXT))
            self._foot_buttons.append(larger)
        if self._percent > SMALLEST_TEXT:
            smaller = BigButton(_("Kleiner"), icon="a-large-small")
            smaller.clicked.connect(lambda: self.choose_text_size(self._percent - _STEP_OF_TEXT))
            self._foot_buttons.append(smaller)
        self._foot_buttons.append(BigButton(_("Hilfe"), icon="circle-question-mark", run=self._help))
        foot.addWidget(flowing(*self._foot_buttons), 1)
        self._out = BigButton(_("Abmelden"), icon="log-out", run=self.sign_out)
        foot.addWidget(self._out)
        return foot

    def _keep(self) -> None:
        """Save what was typed, on the page and in a dialog over it."""
        if self._page is not None:
            self._page.keep_now()

    def _order_of_tab(self, page: OwnPage) -> None:
        """The page first, then the ways on, then the languages: as the eye goes."""
        last: QWidget = page
        for widget in (*self._foot_buttons, self._out, *self._strip.findChildren(QWidget)):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                QWidget.setTabOrder(last, widget)
                last = widget

    def _show_title(self) -> None:
        if self._page is not None:
            self._title.setText(self._page.title())

    def _read_aloud(self) -> None:
        if self._speaker is not None and self._page is not None:
            self._speaker.say(text_of(self._page.title(), self._page.spoken()), chosen_language())

    def _help(self) -> None:
        text = _("Bitte heben Sie die Hand. Die Coachin oder der Coach kommt zu Ihnen.")
        self.current_page().messages.info(text)
        announce(self, text)

    def _refused(self, error: WerkakademieError) -> None:
        if self._page is not None:
            self._page.messages.error(error.sentence())

    def _changes_came(self, changes: ChangeSet) -> None:
        if self._page is not None:
            self._page.refresh(changes)

    def _fault(self, error: WerkakademieError, _report: str) -> None:
        if isinstance(error, ProgramError) and self._page is not None:
            text = _(
                "Das hat nicht geklappt. Was Sie geschrieben haben, ist noch da. "
                "Bitte holen Sie die Coachin oder den Coach."
            )
            self._page.messages.error(text)

    def _clear(self) -> None:
        """Free the page and the frame; what a page had asked for is dropped with it."""
        self._page = None
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        clear_layout(self._layout)
