"""One posting: all that it says, its text, and the way into the own log."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from werkakademie.i18n import _
from werkakademie.records.job_portal import JobPosting
from werkakademie.ui.own.jobs.words import posting_facts
from werkakademie.ui.own.lines import in_line
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.figures import Facts
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel, muted


class PostingDetails(QWidget):
    """Shows a posting as plain text. Its address in the net can be read and copied; nothing here opens it."""

    def __init__(self, *, take: Callable[[], object], back: Callable[[], object], log: Callable[[], object]) -> None:
        super().__init__()
        self._title = TextLabel("", TextRole.HEADING, wrap=True)
        self.take = BigButton(_("In meine Liste"), icon="plus", kind=Kind.PRIMARY, run=take)
        self.back = BigButton(_("Andere Stellen"), icon="list-checks", run=back)
        self.log = BigButton(_("Meine Bewerbungen"), icon="list-checks", run=log)
        self._logged = TextLabel(_("Diese Stelle steht in Ihrer Liste."), TextRole.STRONG, tone="good", wrap=True)
        self._facts = Facts()
        self._text = TextLabel("", wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._link_label = TextLabel(_("Adresse im Internet"), TextRole.STRONG)
        self.link = QLineEdit()
        self.link.setReadOnly(True)
        # An address is written from left to right in every language.
        self.link.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.link.setAccessibleName(_("Adresse im Internet"))
        self._link_label.setBuddy(self.link)
        self._link_hint = muted(_("Der Arbeitgeber hat diese Adresse geschrieben. Dieses Programm öffnet sie nicht."))
        link = column(self._link_label, self.link, self._link_hint, spacing=4)
        self.setLayout(
            column(
                self._title,
                self._logged,
                row(self.take, self.log, self.back, None, spacing=GRID),
                self._facts,
                link,
                self._text,
                spacing=2 * GRID,
            )
        )

    def show_posting(self, posting: JobPosting, *, logged: bool) -> None:
        """Show what is known of it so far; its text follows by `show_text`."""
        self._title.setText(in_line(posting.title))
        self._facts.show_facts(posting_facts(posting))
        self.link.setText(posting.link)
        self.link.setCursorPosition(0)
        for widget in (self._link_label, self.link, self._link_hint):
            widget.setVisible(bool(posting.link))
        self.show_logged(logged)

    def show_text(self, text: str) -> None:
        """The posting's own words, or why they are not here."""
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def show_logged(self, logged: bool) -> None:
        self._logged.setVisible(logged)
        self.take.setVisible(not logged)
        self.log.setVisible(logged)
