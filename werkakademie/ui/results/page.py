"""The page „Auswertung": the result of a period with its parts, its chart and its report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, chosen_language, format_date, ngettext
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.result_queries import ResultQuery
from werkakademie.records.result_views import ResultView, WrittenReport
from werkakademie.services import results
from werkakademie.ui.results.figures import FiguresView
from werkakademie.ui.results.query_form import QueryForm
from werkakademie.ui.shell.pages import Page, PageAction, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import ScrollPane

_SHOWN = frozenset(
    {Noun.ENROLMENT, Noun.OUTCOME, Noun.FOLLOW_UP, Noun.ATTENDANCE, Noun.PLACEMENT, Noun.GROUP, Noun.SITE}
)


class ResultsPage(Page):
    """What is asked for on top, the figures below; the same words and the same drawing as in the report."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._view: ResultView | None = None
        self.form = QueryForm(context.today(), self._ask)
        self.figures = FiguresView()
        self._whole_span = Button(_("Diesen Zeitraum zeigen"), kind=Kind.PRIMARY, run=self._show_whole_span)
        self._nobody = EmptyState("chart-column", "", "", self._whole_span)
        self._below = QStackedWidget()
        self._below.addWidget(self._nobody)
        self._below.addWidget(self.figures)
        pane = ScrollPane()
        pane.body.addWidget(Card(_("Was wird gezählt?"), icon="filter").add(self.form))
        pane.body.addWidget(self._below, 1)
        self.set_content(pane)

    def title(self) -> str:
        return _("Auswertung")

    def header_actions(self) -> Sequence[PageAction]:
        return (
            PageAction(_("Tabelle als CSV"), self._save_table, icon="table-2"),
            PageAction(_("Bericht als PDF"), self._save_report, icon="file-down", primary=True),
        )

    def enter(self, target: object = None) -> None:
        if isinstance(target, ResultQuery):
            self._begin(target)
        elif self._view is None:
            self.run(results.suggested_query, self.context.workplace, done=self._begin)
        else:
            self._ask(self._view.query)

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN and self._view is not None:
            self._ask(self._view.query)

    def first_focus(self) -> QWidget | None:
        return self.form.first_control()

    def status_text(self) -> str:
        if self._view is None:
            return ""
        count = len(self._view.result.groups)
        return ngettext("{count} Gruppe", "{count} Gruppen", count).format(count=count)

    def _begin(self, query: ResultQuery) -> None:
        self.form.set_query(query)
        self._ask(query)

    def _ask(self, query: ResultQuery) -> None:
        self.run(
            results.result_view,
            self.context.workplace,
            query,
            language=chosen_language(),
            done=self._show,
            failed=self._refused,
        )

    def _show(self, view: ResultView) -> None:
        self._view = view
        self.form.form.clear_problems()
        if view.result.groups:
            self.figures.show_view(view)
            self._below.setCurrentWidget(self.figures)
        else:
            self._show_nobody(view.exit_span)
        self.header_changed.emit()

    def _show_nobody(self, span: tuple[date, date] | None) -> None:
        self._whole_span.setVisible(span is not None)
        if span is None:
            heading = _("Noch ist keine Teilnahme beendet")
            text = _(
                "Hier steht, was aus den Menschen geworden ist. Beenden Sie auf der Seite „Gruppen“ eine Teilnahme; "
                "drei Monate später zählt sie."
            )
        else:
            heading = _("In diesem Zeitraum endete keine Teilnahme")
            text = _("Beendete Teilnahmen gibt es vom {first} bis {last}.").format(
                first=format_date(span[0]), last=format_date(span[1])
            )
        self._nobody.show_text(heading, text)
        self._below.setCurrentWidget(self._nobody)

    def _show_whole_span(self) -> None:
        if self._view is not None and self._view.exit_span is not None:
            first, last = self._view.exit_span
            self._begin(replace(self._view.query, first_exit_on=first, last_exit_on=last))

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            self.form.form.show_problems(error.problems)
        else:
            self.show_error(error)

    def _save_report(self) -> None:
        if self._view is None:
            return
        query = self._view.query
        name = _("Verbleib_{day}.pdf").format(day=query.as_of.isoformat())
        path = self.context.files.save_file(self, _("Bericht als PDF speichern"), name, [(_("PDF-Dateien"), ("pdf",))])
        if path is None:
            return

        def saved(report: WrittenReport) -> None:
            if report.missing_letters:
                text = _("Der Bericht liegt in {path}. Diese Zeichen fehlen in der Schrift: {letters}")
                self.messages.warning(text.format(path=path, letters=report.missing_letters))
            else:
                self.messages.success(_("Der Bericht liegt in {path}.").format(path=path))

        language = chosen_language()
        self.run(results.save_verbleib_report, self.context.workplace, query, path, language=language, done=saved)

    def _save_table(self) -> None:
        if self._view is None:
            return
        query = self._view.query
        name = _("Verbleib_{day}.csv").format(day=query.as_of.isoformat())
        kinds = [(_("CSV-Dateien"), ("csv",))]
        path = self.context.files.save_file(self, _("Tabelle als CSV speichern"), name, kinds)
        if path is None:
            return

        def saved(count: int) -> None:
            text = ngettext("{count} Gruppe liegt in {path}.", "{count} Gruppen liegen in {path}.", count)
            self.messages.success(text.format(count=count, path=path))

        self.run(results.save_result_table, self.context.workplace, query, path, done=saved)
