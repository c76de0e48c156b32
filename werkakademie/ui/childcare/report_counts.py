"""The counts of childcare over some days: places by week and time, and who could not come without care."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, chosen_language, ngettext
from werkakademie.records.childcare_reports import THRESHOLDS, CareReportQuery, CareReportView
from werkakademie.services import childcare_reports
from werkakademie.ui.childcare.report_table import ReportTable
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import CheckField, ChoiceField, DateField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel, muted

_KEYS = ("weeks", "slots", "non_entries")


class CountsView(QWidget):
    """What is asked for on top; below it the tables, which every file and the clipboard hold in the same words."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__()
        self._context = context
        self._page = page
        self.view: CareReportView | None = None
        self.form = _form()
        for name in self.form.field_names():
            field = self.form.field(name)
            if isinstance(field, DateField):
                field.edit.returnPressed.connect(self.submit)
            else:
                field.changed.connect(self.submit)
        self._scope = TextLabel("", tone="muted", wrap=True)
        self._notes = column(spacing=GRID)
        self._notes_card = Card(_("Zu den Zahlen"), icon="info").add(self._notes)
        self.tables = {
            key: ReportTable(title, icon=icon, nothing=nothing, copied=self._copied)
            for key, title, icon, nothing in _table_words()
        }
        for key, table in self.tables.items():
            button = Button(_("Als CSV"), icon="download", kind=Kind.QUIET, run=partial(self._save_table, key))
            button.setAccessibleName(_("„{table}“ als CSV speichern").format(table=table.table.accessibleName()))
            table.add_action(button)
        self.setLayout(column(self._query_card(), self._notes_card, *self.tables.values(), spacing=2 * GRID))

    def enter(self) -> None:
        """Show the latest quarter, or count again what was asked for."""
        if self.view is None:
            self._page.run(childcare_reports.suggested_query, self._context.workplace, done=self._begin)
        else:
            self._ask(self.view.report.query)

    def submit(self) -> None:
        """Ask for what the fields say, or show which can't be read."""
        if self.form.check():
            self._ask(CareReportQuery(**self.form.values()))

    def _query_card(self) -> Card:
        card = Card(_("Was wird gezählt?"), icon="filter")
        card.add_action(Button(_("Als Excel"), icon="table-2", run=self._save_workbook))
        card.add_action(Button(_("Als PDF"), icon="file-down", run=self._save_report))
        explanation = _(
            "Verbirgt kleine Zahlen, damit niemand erkannt wird: hier, im PDF, in Excel, in der CSV und beim Kopieren."
        )
        card.add(
            self.form,
            muted(explanation),
            row(
                Button(_("Dieses Quartal"), kind=Kind.QUIET, run=partial(self._choose_quarter, 0)),
                Button(_("Letztes Quartal"), kind=Kind.QUIET, run=partial(self._choose_quarter, 1)),
                None,
                Button(_("Anzeigen"), kind=Kind.PRIMARY, run=self.submit),
            ),
            self._scope,
        )
        return card

    def _begin(self, query: CareReportQuery) -> None:
        self._set(query)
        self._ask(query)

    def _set(self, query: CareReportQuery) -> None:
        self.form.set_values(
            {"first": query.first, "last": query.last, "published": query.published, "threshold": query.threshold}
        )

    def _ask(self, query: CareReportQuery) -> None:
        self._page.run(
            childcare_reports.care_report,
            self._context.workplace,
            query,
            language=chosen_language(),
            done=self._show,
            failed=self._refused,
        )

    def _show(self, view: CareReportView) -> None:
        self.view = view
        self.form.clear_problems()
        self._scope.setText(view.scope)
        clear_layout(self._notes)
        for note in view.notes:
            self._notes.addWidget(TextLabel(note, wrap=True))
        for table in view.tables:
            self.tables[table.key].show_table(table)

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.show_problems(error.problems)
        else:
            self._page.show_error(error)

    def _choose_quarter(self, back: int) -> None:
        first = _quarter(self._context.today())
        last = self._context.today()
        for _step in range(back):
            last = first - timedelta(days=1)
            first = _quarter(last)
        self.form.set_values({"first": first, "last": last})
        self.submit()

    def _copied(self) -> None:
        self._page.messages.success(_("Die Tabelle liegt in der Zwischenablage."))

    def _save_report(self) -> None:
        self._save(childcare_reports.save_care_report, _("Zahlen als PDF speichern"), (_("PDF-Dateien"), ("pdf",)))

    def _save_workbook(self) -> None:
        kind = (_("Excel-Dateien"), ("xlsx",))
        self._save(childcare_reports.save_care_workbook, _("Zahlen als Excel-Datei speichern"), kind)

    def _save(self, write: Any, title: str, kind: tuple[str, tuple[str, ...]]) -> None:
        """Ask for a place, write what is shown, and say where it lies."""
        if self.view is None:
            return
        query = self.view.report.query
        name = _("Kinderbetreuung_{first}_{last}.{ending}").format(
            first=query.first.isoformat(), last=query.last.isoformat(), ending=kind[1][0]
        )
        path = self._context.files.save_file(self, title, name, [kind])
        if path is None:
            return

        def saved(_answer: object) -> None:
            self._page.messages.success(_("Die Zahlen liegen in {path}.").format(path=path))

        self._page.run(write, self._context.workplace, query, path, language=chosen_language(), done=saved)

    def _save_table(self, key: str) -> None:
        if self.view is None:
            return
        query = replace(self.view.report.query)
        title = self.tables[key].table.accessibleName()
        path = self._context.files.save_file(
            self, _("Tabelle als CSV speichern"), f"{title}.csv", [(_("CSV-Dateien"), ("csv",))]
        )
        if path is None:
            return

        def saved(count: int) -> None:
            text = ngettext("{count} Zeile liegt in {path}.", "{count} Zeilen liegen in {path}.", count)
            self._page.messages.success(text.format(count=count, path=path))

        self._page.run(
            childcare_reports.save_care_table,
            self._context.workplace,
            query,
            key,
            path,
            language=chosen_language(),
            done=saved,
        )


def _form() -> Form:
    threshold = [(one, _("Zahlen ab {least}").format(least=one)) for one in THRESHOLDS]
    return Form(
        [
            DateField("first", _("Vom")),
            DateField("last", _("bis")),
            ChoiceField("threshold", _("Nach außen sichtbar"), threshold),
            CheckField("published", _("Für Veröffentlichung")),
        ],
        columns=3,
    )


def _table_words() -> tuple[tuple[str, str, str, str], ...]:
    """Key, title, icon, and what stands there while the table is empty."""
    no_slot = _("In diesem Zeitraum war keine Betreuungszeit.")
    return (
        ("weeks", _("Plätze je Woche"), "calendar-days", no_slot),
        ("slots", _("Plätze je Betreuungszeit"), "baby", no_slot),
        (
            "non_entries",
            _("Nicht eingetreten wegen fehlender Kinderbetreuung"),
            "users",
            _("In diesem Zeitraum ist bei niemandem eingetragen, dass die Teilnahme nicht begann."),
        ),
    )


def _quarter(day: date) -> date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)
