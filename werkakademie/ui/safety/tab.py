"""What a tab of the page „Sicherheit“ is."""

from PySide6.QtWidgets import QWidget

from werkakademie.records.changes import ChangeSet
from werkakademie.ui.shell.pages import Page, PageContext


class SafetyTab(QWidget):
    """Base of the tabs: built when it is first shown, asked to load each time it comes into view.

    Database work goes through `page.run`, messages through `page.messages`.
    """

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__()
        self.context = context
        self.page = page

    def enter(self) -> None:
        """The tab comes into view: load what it shows."""

    def refresh(self, changes: ChangeSet) -> None:
        """Something was changed while this tab is in view."""

    def has_unsaved_input(self) -> bool:
        """Whether something typed would be lost if the page were built anew."""
        return False
