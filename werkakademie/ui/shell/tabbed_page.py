"""A page that shows one subject at a time, each on a tab of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.records.changes import ChangeSet
from werkakademie.records.permissions import Permission
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.tabs import DetailTabs


class PageTab(QWidget):
    """Base of the tabs: built when it is first shown, asked to load each time it comes into view.

    Database work goes through `page.run`, messages through `page.messages`.
    """

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__()
        self.context = context
        self.page = page

    def enter(self, target: object = None) -> None:
        """The tab comes into view: load what it shows; `target` is what the page was asked to show of it."""

    def refresh(self, changes: ChangeSet) -> None:
        """Something was changed while this tab is in view."""

    def has_unsaved_input(self) -> bool:
        """Whether something typed would be lost if the page were built anew."""
        return False


@dataclass(frozen=True, slots=True)
class TabEntry:
    """A tab; `title` is a function, so that it is translated when shown."""

    key: str
    title: Callable[[], str]
    factory: Callable[[PageContext, Page], PageTab]
    #: Without it the tab is not shown.
    needs: Permission


class TabbedPage(Page):
    """Shows one tab after the other; a tab loads when it comes into view."""

    def __init__(self, context: PageContext, entries: Sequence[TabEntry], *, name: str) -> None:
        super().__init__(context)
        self.tabs = DetailTabs(name=name)
        # Before the first tab is added: that one shows itself at once, and would load before anybody came.
        self._entered = False
        self._target: object = None
        self.tabs.changed.connect(self._shown)
        self._entries = [entry for entry in entries if context.workplace.may(entry.needs)]
        for entry in self._entries:
            self.tabs.add(entry.key, entry.title(), partial(entry.factory, context, self))
        content = QWidget()
        content.setLayout(column(self.tabs, margins=3 * GRID))
        self.set_content(content)

    def enter(self, target: object = None) -> None:
        """Load the tab in view.

        With the key of a tab as target, show that one; with a pair of a key and something else, hand that to the tab.
        """
        self._entered = True
        key, self._target = target if isinstance(target, tuple) else (target, None)
        if isinstance(key, str) and key != self.tabs.current():
            self.tabs.choose(key)
        elif (tab := self.current_tab()) is not None:
            tab.enter(self._taken_target())

    def refresh(self, changes: ChangeSet) -> None:
        tab = self.current_tab()
        if tab is not None:
            tab.refresh(changes)

    def first_focus(self) -> QWidget | None:
        return self.tabs.bar

    def has_unsaved_input(self) -> bool:
        pages = (self.tabs.page(entry.key) for entry in self._entries)
        return any(isinstance(tab, PageTab) and tab.has_unsaved_input() for tab in pages)

    def current_tab(self) -> PageTab | None:
        """The tab in view."""
        tab = self.tabs.page(self.tabs.current())
        return tab if isinstance(tab, PageTab) else None

    def _shown(self, _key: str) -> None:
        self.messages.clear()
        tab = self.current_tab()
        if self._entered and tab is not None:
            tab.enter(self._taken_target())

    def _taken_target(self) -> object:
        target, self._target = self._target, None
        return target
