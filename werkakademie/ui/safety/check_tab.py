"""The tab „Prüfung“: runs the check of the store, explains each finding, and repairs what may be repaired."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from werkakademie.errors import Cancelled, WerkakademieError
from werkakademie.i18n import _, format_date, format_time, ngettext
from werkakademie.records.clock import local_date, local_moment
from werkakademie.records.doctor import CheckReport, Finding, FindingKind, Gravity, Repair
from werkakademie.records.doctor_words import check_name, gravity_name, repair_name, words
from werkakademie.services import doctor
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card, IconLabel
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, clear_layout, column, row
from werkakademie.ui.widgets.progress import ProgressPanel
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

_TONES = {Gravity.DAMAGE: Tone.BAD, Gravity.WARNING: Tone.WARN, Gravity.NOTE: Tone.INFO}
#: Findings that the tab of backups helps with: by a new one, or by the way back to an older one.
_ABOUT_BACKUPS = frozenset(
    {FindingKind.BACKUP_NONE, FindingKind.BACKUP_OLD, FindingKind.BACKUP_FAILED, FindingKind.BACKUP_DAMAGED}
)


class CheckTab(PageTab):
    """Nothing runs before somebody asks: on a large store a check takes a while."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self.report: CheckReport | None = None
        self._pill = Pill()
        self._when = TextLabel("", wrap=True)
        self.check_button = Button(_("Jetzt prüfen"), icon="shield-check", kind=Kind.PRIMARY, run=self._check)
        self.progress = ProgressPanel()
        self._found: QVBoxLayout = column(spacing=2 * GRID)
        pane = ScrollPane(margins=0)
        pane.body.addWidget(self._head())
        pane.body.addWidget(self.progress)
        pane.body.addLayout(self._found)
        pane.body.addStretch(1)
        self.setLayout(column(pane))
        self._show_state()

    def _head(self) -> Card:
        card = Card(_("Prüfung des Speichers"), icon="shield-check")
        card.add_action(self._pill)
        card.add(
            muted(
                _(
                    "Die Prüfung liest die ganze Datenbank, vergleicht sie mit dem Protokoll und sieht nach "
                    "Sicherungen, Platz, Uhr und Rechten. Sie verändert nichts."
                )
            ),
            self._when,
        )
        card.add(row(self.check_button, None))
        return card

    def _show_state(self) -> None:
        self._pill.setVisible(self.report is not None)
        if self.report is None:
            self._when.setText(_("Seit dem Öffnen wurde noch nicht geprüft."))
            return
        at = self.report.at
        moment = _("{day}, {time} Uhr").format(day=format_date(local_date(at)), time=format_time(local_moment(at)))
        self._when.setText(_("Geprüft am {moment}.").format(moment=moment))
        count = len(self.report.findings)
        if not count:
            self._pill.show_status(_("alles in Ordnung"), Tone.GOOD)
        else:
            gravest = self.report.findings[0].gravity
            self._pill.show_status(
                ngettext("{count} Befund", "{count} Befunde", count).format(count=count), _TONES[gravest]
            )

    def _check(self) -> None:
        self.page.messages.clear()
        self.check_button.setEnabled(False)
        clear_layout(self._found)
        job = self.page.run(
            doctor.check_store,
            self.context.workplace,
            done=self._checked,
            failed=self._not_checked,
            progress=self.progress.advance,
        )
        self.progress.start(_("Der Speicher wird geprüft"), job.cancel)

    def _checked(self, report: CheckReport) -> None:
        self.report = report
        self._end()
        self._show_report(report)

    def _not_checked(self, error: WerkakademieError) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self.page.messages.info(_("Die Prüfung wurde abgebrochen. Bis dahin Gefundenes wird nicht gezeigt."))
        else:
            self.page.show_error(error)
        if self.report is not None:
            self._show_report(self.report)

    def _end(self) -> None:
        self.progress.end()
        self.check_button.setEnabled(True)
        self._show_state()

    def _show_report(self, report: CheckReport) -> None:
        clear_layout(self._found)
        for finding in report.findings:
            self._found.addWidget(self._finding_card(finding))
        self._found.addWidget(_checked_card(report))

    def _finding_card(self, finding: Finding) -> Card:
        said = words(finding)
        tone = _TONES[finding.gravity]
        card = Card(said.title, icon="triangle-alert" if finding.gravity is not Gravity.NOTE else "info")
        card.setAccessibleName(said.title)
        card.add_action(Pill(gravity_name(finding.gravity), tone))
        card.add(
            TextLabel(said.meaning, wrap=True),
            _line("shield-check", "good", said.safe),
            _line("arrow-right", "accent", said.advice),
        )
        if finding.repair is not None:
            explained = muted(repair_name(finding.repair), wrap=False)
            card.add(
                row(Button(_("Reparieren"), icon="check", run=partial(self._repair, finding.repair)), explained, None)
            )
        elif finding.kind in _ABOUT_BACKUPS or finding.gravity is Gravity.DAMAGE:
            go = Button(_("Zu den Sicherungen"), icon="archive", run=lambda: self.context.go("safety", "backups"))
            card.add(row(go, None))
        return card

    def _repair(self, wanted: Repair) -> None:
        self.page.run(doctor.repair, self.context.workplace, wanted, done=lambda _done: self._repaired(wanted))

    def _repaired(self, wanted: Repair) -> None:
        """Whether it helped says the next check, not the repair."""
        self._check()
        self.page.messages.success(_("Erledigt: {repair}.").format(repair=repair_name(wanted)))


def _line(icon: str, token: str, text: str) -> QWidget:
    line = QWidget()
    layout = row(IconLabel(icon, size=16, token=token), TextLabel(text, wrap=True), spacing=GRID)
    layout.setStretch(1, 1)
    line.setLayout(layout)
    return line


def _checked_card(report: CheckReport) -> QWidget:
    """What was looked at; without a finding it is the whole answer."""
    names = ", ".join(check_name(kind) for kind in report.checked)
    if report.fine:
        return EmptyState("circle-check", _("Alles in Ordnung"), _("Geprüft wurden: {names}.").format(names=names))
    return Card(_("Was geprüft wurde"), icon="list-checks").add(muted(names))
