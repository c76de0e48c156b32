"""What a page of the participant's place is, beside what every page of the house is."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from werkakademie.records.drafts import DraftKey
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.drafts import DraftKeeper, DraftPart, keepers_in
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column

if TYPE_CHECKING:
    from werkakademie.services.own.place import OwnPlace

#: Wider lines are hard to read for somebody who reads little.
MOST_WIDTH = 1184


class OwnPage(Page):
    """Base of the pages at a participant's place. Build the widgets in `__init__` into `body`, ask in `enter`.

    The window builds the page anew when the language or the text size changes. A page that takes input calls
    `keep_draft`, so that nothing typed is lost by that, by a time-out or by a crash.
    """

    MESSAGE_MARGINS = (6 * GRID, GRID, 6 * GRID, 0)

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._pane = ScrollPane(margins=0)
        self.body: QVBoxLayout = self._pane.body
        self.body.setSpacing(2 * GRID)
        self.body.setContentsMargins(6 * GRID, GRID, 6 * GRID, 2 * GRID)
        #: Below what scrolls, for the one thing that the page is there to do: it is always in sight.
        self.foot: QVBoxLayout = column(spacing=GRID)
        self.foot.setContentsMargins(6 * GRID, 0, 6 * GRID, 0)
        self._whole = QWidget()
        layout = column(self._pane, self.foot, spacing=GRID)
        layout.setStretch(0, 1)
        self._whole.setLayout(layout)
        self.set_content(self._whole)

    @property
    def own(self) -> "OwnPlace":
        """The place that every service of `services/own` is handed."""
        from werkakademie.services.own.place import OwnPlace

        assert isinstance(self.context.workplace, OwnPlace)
        return self.context.workplace

    def keep_draft(self, key: DraftKey, *parts: DraftPart, place: QVBoxLayout | None = None) -> DraftKeeper:
        """Keep what is typed into `parts` until `drop()`; the page calls `begin()` once it shows what is stored."""
        where = place
        if where is None:
            holder = QWidget()
            where = column(spacing=0)
            holder.setLayout(where)
            self.body.insertWidget(0, holder)
        return DraftKeeper(self, key, *parts, context=self.context, place=where)

    def keep_now(self) -> None:
        """Save what was typed, here and in a dialog over it: the page is about to go."""
        for keeper in keepers_in(self):
            keeper.keep()

    def done_here(self, page_key: str, target: object = None) -> None:
        """Go on in place of this page: „Zurück“ does not lead into it again."""
        navigator = self.context.navigator
        replace = getattr(navigator, "replace", navigator.go)
        replace(page_key, target)

    def carried(self) -> object:
        """What `enter` gets when the window shows this page again, for input that must not be written to a draft.

        It stays in memory and goes with the window. None: `enter` gets what `go` was given.
        """
        return None

    def go_back(self) -> bool:
        """„Zurück“ of the window: a page of several steps takes one back and answers True."""
        return False

    def spoken(self) -> QWidget:
        """What is read aloud."""
        return self._whole
