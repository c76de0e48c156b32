"""The page „Sicherheit“: what keeps the data safe, one tab for each subject."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet
from werkakademie.records.permissions import Permission
from werkakademie.ui.safety.accesses import AccessesTab
from werkakademie.ui.safety.backups_tab import BackupsTab
from werkakademie.ui.safety.bin_tab import BinTab
from werkakademie.ui.safety.check_tab import CheckTab
from werkakademie.ui.safety.journal_tab import JournalTab
from werkakademie.ui.safety.retention_tab import RetentionTab
from werkakademie.ui.safety.tab import SafetyTab
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.tabs import DetailTabs


@dataclass(frozen=True, slots=True)
class TabEntry:
    """A tab; `title` is a function, so that it is translated when shown."""

    key: str
    title: Callable[[], str]
    factory: Callable[[PageContext, Page], SafetyTab]
    #: Without it the tab is not shown.
    needs: Permission


def tab_entries() -> Sequence[TabEntry]:
    """All tabs in their order; the keys are what `context.go("safety", key)` takes."""
    return (
        TabEntry("backups", lambda: _("Sicherungen"), BackupsTab, Permission.USE_SITE),
        TabEntry("check", lambda: _("Prüfung"), CheckTab, Permission.CHECK_STORE),
        TabEntry("journal", lambda: _("Protokoll"), JournalTab, Permission.READ_JOURNAL),
        TabEntry("bin", lambda: _("Papierkorb"), BinTab, Permission.RESTORE_DELETED),
        TabEntry("retention", lambda: _("Löschfristen"), RetentionTab, Permission.ERASURE_CONFIRM),
        TabEntry("accesses", lambda: _("Zugriffe"), AccessesTab, Permission.READ_ACCESS_LOG),
    )


class SafetyPage(Page):
    """Shows one tab after the other; a tab loads when it comes into view."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.tabs = DetailTabs(name=_("Bereiche der Sicherheit"))
        # Before the first tab is added: that one shows itself at once, and would load before anybody came.
        self._entered = False
        self.tabs.changed.connect(self._shown)
        self._entries = [entry for entry in tab_entries() if context.workplace.may(entry.needs)]
        for entry in self._entries:
            self.tabs.add(entry.key, entry.title(), partial(entry.factory, context, self))
        content = QWidget()
        content.setLayout(column(self.tabs, margins=3 * GRID))
        self.set_content(content)

    def title(self) -> str:
        return _("Sicherheit")

    def enter(self, target: object = None) -> None:
        """Load the tab in view; with the key of a tab as target, show that one."""
        self._entered = True
        if isinstance(target, str) and target != self.tabs.current():
            self.tabs.choose(target)
        elif (tab := self.current_tab()) is not None:
            tab.enter()

    def refresh(self, changes: ChangeSet) -> None:
        tab = self.current_tab()
        if tab is not None:
            tab.refresh(changes)

    def first_focus(self) -> QWidget | None:
        return self.tabs.bar

    def has_unsaved_input(self) -> bool:
        pages = (self.tabs.page(entry.key) for entry in self._entries)
        return any(isinstance(tab, SafetyTab) and tab.has_unsaved_input() for tab in pages)

    def current_tab(self) -> SafetyTab | None:
        """The tab in view."""
        tab = self.tabs.page(self.tabs.current())
        return tab if isinstance(tab, SafetyTab) else None

    def _shown(self, _key: str) -> None:
        self.messages.clear()
        tab = self.current_tab()
        if self._entered and tab is not None:
            tab.enter()
