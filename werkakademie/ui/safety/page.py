"""The page „Sicherheit“: what keeps the data safe, one tab for each subject."""

from collections.abc import Sequence

from werkakademie.i18n import _
from werkakademie.records.permissions import Permission
from werkakademie.ui.safety.accesses import AccessesTab
from werkakademie.ui.safety.backups_tab import BackupsTab
from werkakademie.ui.safety.bin_tab import BinTab
from werkakademie.ui.safety.check_tab import CheckTab
from werkakademie.ui.safety.journal_tab import JournalTab
from werkakademie.ui.safety.retention_tab import RetentionTab
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.shell.tabbed_page import TabbedPage, TabEntry


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


class SafetyPage(TabbedPage):
    """One tab for each subject."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, tab_entries(), name=_("Bereiche der Sicherheit"))

    def title(self) -> str:
        return _("Sicherheit")
