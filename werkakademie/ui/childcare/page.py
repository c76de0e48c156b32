"""The page „Kinderbetreuung“ of the staff: the day, the waiting list, rooms and carers, figures."""

from collections.abc import Sequence

from werkakademie.i18n import _
from werkakademie.records.permissions import Permission
from werkakademie.ui.childcare.day.day_tab import DayTab
from werkakademie.ui.childcare.day.waiting_tab import WaitingTab
from werkakademie.ui.childcare.reports_tab import ReportsTab
from werkakademie.ui.childcare.search_tab import SearchTab
from werkakademie.ui.childcare.settings.tab import CareSettingsTab
from werkakademie.ui.shell.pages import PageAction, PageContext
from werkakademie.ui.shell.tabbed_page import TabbedPage, TabEntry


def tab_entries() -> Sequence[TabEntry]:
    """All tabs in their order; the keys are what `context.go("childcare", key)` takes."""
    return (
        TabEntry("day", lambda: _("Tag"), DayTab, Permission.CARE_PLAN),
        TabEntry("waiting", lambda: _("Warteliste"), WaitingTab, Permission.CARE_PLAN),
        TabEntry("settings", lambda: _("Räume und Team"), CareSettingsTab, Permission.CARE_PLAN),
        TabEntry("search", lambda: _("Platzsuche"), SearchTab, Permission.CARE_SEARCH),
        TabEntry("reports", lambda: _("Berichte"), ReportsTab, Permission.CARE_REPORTS),
    )


class ChildcarePage(TabbedPage):
    """One tab for each subject."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, tab_entries(), name=_("Bereiche der Kinderbetreuung"))

    def title(self) -> str:
        return _("Kinderbetreuung")

    def header_actions(self) -> Sequence[PageAction]:
        return (PageAction(_("Tür öffnen"), lambda: self.context.go("children"), icon="door-open", primary=True),)
