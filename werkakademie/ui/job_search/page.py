"""The page „Stellensuche“: the people on the left, one person's log on the right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.i18n import _, format_date
from werkakademie.records.changes import Noun
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.ids import JobApplicationId
from werkakademie.records.job_search import ApplicationRecord, JobSearchLog, StageRecord
from werkakademie.records.labels import label
from werkakademie.services import job_search
from werkakademie.ui.job_search.activities import ActivitiesCard
from werkakademie.ui.job_search.application_dialog import ApplicationDialog
from werkakademie.ui.job_search.history import ApplicationCard, HistoryActions
from werkakademie.ui.job_search.proof_dialog import ProofDialog
from werkakademie.ui.job_search.stage_dialog import StageDialog
from werkakademie.ui.job_search.texts import application_row, person_line, person_name, person_row
from werkakademie.ui.participants.head import PersonHead
from werkakademie.ui.participants.people_list import PeopleSource
from werkakademie.ui.participants.person_page import PersonPage
from werkakademie.ui.shell.histories import open_history
from werkakademie.ui.shell.pages import PageAction, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column
from werkakademie.ui.widgets.record_list import RecordList

#: So many applications are seen at once; the others scroll.
_SEEN_AT_ONCE = 4
#: Stages that are agreed for a day of their own.
_ASK_FOR_DAY = (ApplicationStage.INTERVIEW, ApplicationStage.TRIAL_WORK)


class JobSearchPage(PersonPage):
    """Applications newest first; below them the history of the chosen one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            context,
            source=PeopleSource(job_search.applicant_page, person_row, lambda row: row.participant_id),
            read=job_search.job_search_log,
            shown=frozenset({Noun.JOB_APPLICATION, Noun.SEARCH_ACTIVITY}),
            icon="briefcase",
        )
        self._log: JobSearchLog | None = None
        self._application: ApplicationRecord | None = None
        self.head = PersonHead(Button(_("Bewerbungsnachweis"), icon="printer", run=self._proof))
        self.applications = RecordList(application_row, name=_("Bewerbungen"), key=lambda one: one.id)
        self.applications.chosen.connect(self._application_chosen)
        self.applications.opened.connect(lambda _record: self._change())
        self.card = ApplicationCard(
            HistoryActions(
                change=self._change,
                remove=self._remove,
                add_stage=self._add_stage,
                change_stage=self._change_stage,
                remove_stage=self._remove_stage,
                history=self._history,
            )
        )
        self._log_view = QWidget()
        self._log_view.setLayout(
            column(Card(_("Bewerbungen"), icon="briefcase").add(self.applications), self.card, None, spacing=2 * GRID)
        )
        self._nothing = EmptyState(
            "briefcase",
            _("Noch keine Bewerbung eingetragen"),
            _("Hier steht, wo sich die Person beworben hat und wie es jeweils weiterging."),
            Button(_("Bewerbung eintragen"), icon="plus", kind=Kind.PRIMARY, run=self._add),
        )
        self._views = QStackedWidget()
        self._views.addWidget(self._nothing)
        self._views.addWidget(self._log_view)
        pane = ScrollPane()
        pane.body.addWidget(self.head)
        pane.body.addWidget(self._views, 1)
        self.activities = ActivitiesCard()
        pane.body.addWidget(self.activities)
        self.set_detail(pane)

    def title(self) -> str:
        return _("Stellensuche")

    def header_actions(self) -> Sequence[PageAction]:
        return (PageAction(_("Bewerbung eintragen"), self._add, icon="plus", primary=True),)

    def choose_text(self) -> str:
        return _("Wählen Sie links eine Person aus, um ihre Bewerbungen zu sehen und neue einzutragen.")

    def show_person(self, found: JobSearchLog) -> None:
        self._log = found
        self.head.show_person(person_name(found.person), *person_line(found.person))
        self.applications.set_records(found.applications)
        if self.applications.current_record() is None:
            self.applications.choose_first()
        rows = min(len(found.applications), _SEEN_AT_ONCE)
        self.applications.setFixedHeight(max(1, rows) * max(1, self.applications.sizeHintForRow(0)) + 4)
        self._views.setCurrentWidget(self._log_view if found.applications else self._nothing)
        self.activities.show_activities(found.activities)

    def _application_chosen(self, application: ApplicationRecord | None) -> None:
        self._application = application
        if application is not None:
            self.card.show_application(application)

    def _add(self) -> None:
        if self.ask_for_person() and self.person_id is not None:
            ApplicationDialog(self, self.person_id, self._added).open()

    def _added(self, application_id: JobApplicationId) -> None:
        self.applications.choose(application_id)
        self.messages.success(
            _("Die Bewerbung ist eingetragen."),
            undo=partial(self.run, job_search.remove_application, self.context.workplace, application_id),
        )

    def _change(self) -> None:
        if self._application is not None and self.person_id is not None:
            ApplicationDialog(self, self.person_id, lambda _number: None, self._application).open()

    def _remove(self) -> None:
        if self._application is None:
            return
        application, workplace = self._application, self.context.workplace
        back = partial(self.run, job_search.remove_application, workplace, application.id, removed=False)
        text = _("Die Bewerbung bei {employer} steht nicht mehr in der Liste.").format(
            employer=application.employer_name
        )
        self.run(
            job_search.remove_application,
            workplace,
            application.id,
            done=lambda _number: self.messages.success(text, undo=back),
        )

    def _add_stage(self, stage: ApplicationStage | None) -> None:
        """Today, at once, with a way back; the dialog where the day is another one."""
        if self._application is None:
            return
        if stage is None or stage in _ASK_FOR_DAY:
            StageDialog(self, self._application, stage=stage).open()
            return
        workplace, today = self.context.workplace, self.context.today()
        text = _("„{stage}“ ist mit dem {day} eingetragen.").format(stage=label(stage), day=format_date(today))

        def added(event_id: object) -> None:
            self.messages.success(text, undo=partial(self.run, job_search.remove_stage, workplace, event_id))

        self.run(job_search.add_stage, workplace, self._application.id, stage=stage, happened_on=today, done=added)

    def _change_stage(self, stage: StageRecord) -> None:
        if self._application is not None:
            StageDialog(self, self._application, record=stage).open()

    def _remove_stage(self, stage: StageRecord) -> None:
        workplace = self.context.workplace
        text = _("„{stage}“ steht nicht mehr im Verlauf.").format(stage=label(stage.stage))
        back = partial(self.run, job_search.remove_stage, workplace, stage.id, removed=False)
        self.run(
            job_search.remove_stage, workplace, stage.id, done=lambda _number: self.messages.success(text, undo=back)
        )

    def _history(self) -> None:
        if self._application is not None:
            title = _("Verlauf der Bewerbung bei {employer}").format(employer=self._application.employer_name)
            open_history(self, title, "job_application", self._application.id)

    def _proof(self) -> None:
        if self._log is not None and self.person_id is not None:
            ProofDialog(self, self.person_id, person_name(self._log.person)).open()
