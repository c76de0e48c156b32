"""What a page is: its base class, its entry in the sidebar, and what it gets from the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from werkakademie.errors import ProgramError, WerkakademieError
from werkakademie.records.changes import ChangeSet
from werkakademie.records.clock import local_date, local_moment
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.worker import Failed, Job, ProgressShown, Worker
from werkakademie.ui.widgets.banners import MessageBar
from werkakademie.ui.widgets.files import FileChooser
from werkakademie.ui.widgets.layouts import GRID, column

if TYPE_CHECKING:
    from werkakademie.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PageAction:
    """A button in the header of a page; the primary one stands last and answers to Ctrl+N."""

    text: str
    run: Callable[[], object]
    icon: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something that Ctrl+K finds: where it leads, and what its row says."""

    page_key: str
    target: object
    title: str
    subtitle: str = ""
    icon: str = "user"


#: The target that opens a page with its form for somebody or something new.
NEW: Final = object()


class Navigator(Protocol):
    """Opens a page, with something to show there if the caller knows what."""

    def go(self, page_key: str, target: object = None) -> None: ...

    def lock(self) -> None:
        """Put everything away and ask for the password."""

    def keep_room_open(self) -> None:
        """Cover the window, and leave the store open for a running session."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the window gives to each page."""

    worker: Worker
    navigator: Navigator
    files: FileChooser
    appearance: Appearance
    workplace: "Workplace"
    now: Callable[[], datetime]

    def today(self) -> date:
        """The day on the room's calendar."""
        return local_date(self.now())

    def local_now(self) -> datetime:
        """The moment on the room's clock."""
        return local_moment(self.now())

    def go(self, page_key: str, target: object = None) -> None:
        """Open another page: `self.context.go("participants", participant_id)`."""
        self.navigator.go(page_key, target)


class Page(QWidget):
    """Base of all pages of the window. Build the widgets in `__init__`, ask the worker in `enter`.

    The window builds a page at its first visit and again after a change of the language, so all texts are translated
    in `__init__` and no page needs to retranslate. `header_changed` tells that title or actions are others now.
    """

    header_changed = Signal()
    #: Left, top, right, bottom, so that messages stand over what the page shows.
    MESSAGE_MARGINS = (2 * GRID, 12, 2 * GRID, 0)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self.messages = MessageBar(margins=self.MESSAGE_MARGINS)
        self._content: QVBoxLayout = column()
        layout = column(self.messages, self._content, spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def set_content(self, widget: QWidget) -> None:
        """Fill the page below its messages."""
        self._content.addWidget(widget)

    def title(self) -> str:
        """The title in the header."""
        raise NotImplementedError

    def header_actions(self) -> Sequence[PageAction]:
        """The buttons in the header."""
        return ()

    def enter(self, target: object = None) -> None:
        """The person comes here; `target` is what `go` was given. Load what is shown."""

    def refresh(self, changes: ChangeSet) -> None:
        """Something was changed, here or elsewhere; called for the page that is shown. Load again what is concerned."""

    def first_focus(self) -> QWidget | None:
        """The control that gets the keyboard when the person comes here; without one, Tab leads to the first."""
        return None

    def has_unsaved_input(self) -> bool:
        """Whether something typed would be lost if the page were built anew."""
        return False

    def take_back(self) -> bool:
        """Ctrl+Z: a page with its own way back takes its last step back and answers True."""
        return False

    def status_text(self) -> str:
        """What the status bar says at its end while this page is shown, such as „9 von 96 angezeigt“."""
        return ""

    def run(
        self,
        work: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object] | None = None,
        failed: Failed | None = None,
        progress: ProgressShown | None = None,
        **keywords: Any,
    ) -> Job:
        """Run a service for this page; an error of the situation shows in the page's messages unless `failed` takes it.

        `self.run(participants.add_participant, self.context.workplace, fields=values, done=self._added)`
        """
        return self.context.worker.run(
            work,
            *arguments,
            done=done,
            failed=failed or self.show_error,
            progress=progress,
            owner=self,
            **keywords,
        )

    def show_error(self, error: WerkakademieError) -> None:
        """The sentence of an error in the page; a fault of the program is reported by the window itself."""
        if not isinstance(error, ProgramError):
            self.messages.error(error.sentence())


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the sidebar; `title` is a function, so that it is translated when shown."""

    key: str
    title: Callable[[], str]
    icon: str
    factory: Callable[[PageContext], Page]
    bottom: bool = False
    words: Callable[[], Sequence[str]] = field(default=lambda: ())
    #: The page from which this one is reached; it stands in the sidebar only where this is empty.
    under: str = ""


#: Finds people and groups for Ctrl+K: gets the typed words and answers through the second argument.
Search = Callable[[str, Callable[[Sequence[SearchHit]], None]], object]


class Opener(QObject):
    """A navigator that only tells where somebody wants to go; for tests of single pages."""

    went = Signal(str, object)
    locked = Signal()
    room_kept = Signal()

    def go(self, page_key: str, target: object = None) -> None:
        self.went.emit(page_key, target)

    def lock(self) -> None:
        self.locked.emit()

    def keep_room_open(self) -> None:
        self.room_kept.emit()
