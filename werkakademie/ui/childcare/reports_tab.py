"""The tab „Berichte“ of childcare: counts of places, and the monthly list of children."""

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.ui.childcare.report_counts import CountsView
from werkakademie.ui.childcare.report_list import MonthListView
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.layouts import ScrollPane, column

#: What stands in the tables.
_COUNTED = frozenset({Noun.CHILDCARE, Noun.CHILD, Noun.ENROLMENT, Noun.COACHING_SESSION, Noun.GROUP, Noun.PARTICIPANT})


class ReportsTab(PageTab):
    """One of two subjects at a time; `enter` takes "counts" or "list"."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self.chips = FilterChips(
            [("counts", _("Plätze und Nutzung")), ("list", _("Monatsliste der Kinder"))], name=_("Bericht")
        )
        self.chips.changed.connect(self._show)
        self.counts = CountsView(context, page)
        self.month_list = MonthListView(context, page)
        self.month_list.hide()
        pane = ScrollPane(margins=0)
        pane.body.addWidget(self.counts)
        pane.body.addWidget(self.month_list)
        pane.body.addStretch(1)
        self.setLayout(column(self.chips, pane, spacing=12))

    def enter(self, target: object = None) -> None:
        """Count again; with a target, show that subject."""
        if target in ("counts", "list") and target != self.chips.chosen():
            self.chips.choose(str(target))
        else:
            self._show(self.chips.chosen())

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _COUNTED:
            self._show(self.chips.chosen())

    def first_control(self) -> QWidget:
        """Where the keyboard starts."""
        return self.chips

    def _show(self, subject: str) -> None:
        self.counts.setVisible(subject == "counts")
        self.month_list.setVisible(subject == "list")
        view = self.counts if subject == "counts" else self.month_list
        view.enter()
