"""The monthly list of children in care: choose a month, look, save."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, chosen_language, ngettext
from werkakademie.records.childcare_reports import CareListView
from werkakademie.services import childcare_reports
from werkakademie.ui.childcare.report_table import ReportTable
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import ChoiceField
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.text import TextLabel, muted

_MONTH_WIDTH = 220


class MonthListView(QWidget):
    """Names of children: for the Jobcenter's file, not for publication."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__()
        self._context = context
        self._page = page
        self.view: CareListView | None = None
        self.month = ChoiceField("month", _("Monat"), [])
        self.month.setMaximumWidth(_MONTH_WIDTH)
        self.month.changed.connect(self._load)
        self._notes = TextLabel("", wrap=True)
        choice = Card(_("Welcher Monat?"), icon="calendar-days")
        self._workbook_button = Button(_("Als Excel"), icon="table-2", run=self._save_workbook)
        self._report_button = Button(_("Als PDF"), icon="file-down", run=self._save_list)
        choice.add_action(self._workbook_button)
        choice.add_action(self._report_button)
        about = _(
            "Je Kind die Wochen und Stunden der Betreuung, wie sie an der Tür eingetragen sind. Die Liste nennt Namen: "
            "Sie ist für die Akte und nicht zur Veröffentlichung. Hinweise und Notfallangaben stehen nicht darin."
        )
        choice.add(self.month, muted(about), self._notes)
        nothing = _("In diesem Monat war kein Kind in der Betreuung.")
        self.table = ReportTable(_("Monatsliste"), icon="baby", nothing=nothing, copied=self._copied, most_rows=20)
        self.setLayout(column(choice, self.table, spacing=2 * GRID))

    def enter(self) -> None:
        """Ask which months there are, and show the one that is chosen."""
        self._page.run(childcare_reports.care_months, self._context.workplace, done=self._show_months)

    def _show_months(self, months: tuple[date, ...]) -> None:
        chosen = self.month.value()
        self.month.set_choices([(month, f"{month:%m/%Y}") for month in months])
        self.month.set_value(chosen if chosen in months else months[0])
        self._load()

    def _load(self) -> None:
        month = self.month.value()
        if month is not None:
            self._page.run(
                childcare_reports.care_list,
                self._context.workplace,
                month,
                language=chosen_language(),
                done=self._show,
            )

    def _show(self, view: CareListView) -> None:
        self.view = view
        self._notes.setText("\n".join(view.notes))
        self._notes.setVisible(bool(view.notes))
        self.table.show_table(view.table)
        for button in (self._workbook_button, self._report_button):
            button.setEnabled(bool(view.table.rows))

    def _copied(self) -> None:
        self._page.messages.success(_("Die Tabelle liegt in der Zwischenablage."))

    def _save_list(self) -> None:
        kind = (_("PDF-Dateien"), ("pdf",))
        self._save(childcare_reports.save_care_list, _("Monatsliste als PDF speichern"), kind)

    def _save_workbook(self) -> None:
        kind = (_("Excel-Dateien"), ("xlsx",))
        self._save(childcare_reports.save_care_list_workbook, _("Monatsliste als Excel-Datei speichern"), kind)

    def _save(self, write: Any, title: str, kind: tuple[str, tuple[str, ...]]) -> None:
        if self.view is None:
            return
        month = self.view.care_list.month
        name = _("Kinderbetreuung_{month}.{ending}").format(month=f"{month:%Y-%m}", ending=kind[1][0])
        path = self._context.files.save_file(self, title, name, [kind])
        if path is None:
            return

        def saved(count: int) -> None:
            text = ngettext("{count} Kind steht in {path}.", "{count} Kinder stehen in {path}.", count)
            self._page.messages.success(text.format(count=count, path=path))

        self._page.run(write, self._context.workplace, month, path, language=chosen_language(), done=saved)
