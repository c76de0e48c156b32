"""The tab „Sicherungen“: which backups there are, whether they are sound, and the way back to one."""

from werkakademie.ui.safety.tab import SafetyTab


class BackupsTab(SafetyTab):
    """The backups of both folders."""
