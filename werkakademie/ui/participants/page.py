"""The page „Teilnehmende“: who is there, and one person's record."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.i18n import _, format_count
from werkakademie.records.access import ForeignGroup
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import EnrolmentSummary, ParticipantOverview, ParticipantRow
from werkakademie.records.permissions import Permission
from werkakademie.services import ownership, participants
from werkakademie.ui.exits.dialog import end_enrolment
from werkakademie.ui.participants.children.panel import ChildrenPanel
from werkakademie.ui.participants.dialog import ParticipantDialog
from werkakademie.ui.participants.job_starts import job_start_dialog, remove_job_start
from werkakademie.ui.participants.people_list import PeopleList
from werkakademie.ui.participants.pin_dialog import pin_dialog
from werkakademie.ui.participants.record import ParticipantRecordView, RecordActions
from werkakademie.ui.participants.rights_panel import RightsPanel
from werkakademie.ui.participants.talks_panel import TalksPanel
from werkakademie.ui.participants.texts import record_name
from werkakademie.ui.shell.histories import history_of_person
from werkakademie.ui.shell.pages import NEW, Page, PageAction, PageContext
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import ListAndDetail
from werkakademie.ui.widgets.tabs import DetailTabs

#: What a person's record and row show; a change of anything else leaves the page as it is.
_SHOWN = frozenset(
    {
        Noun.PARTICIPANT,
        Noun.ENROLMENT,
        Noun.PLACEMENT,
        Noun.GROUP,
        Noun.FOLLOW_UP,
        Noun.JOB_APPLICATION,
        Noun.APPLICATION_DOCUMENT,
        Noun.RETENTION,
        Noun.CHILD,
        Noun.CHILDCARE,
        Noun.INTERVIEW,
        Noun.OWN_PLACE,
    }
)


class ParticipantsPage(Page):
    """List, chips and search on the left; the chosen person on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._overview: ParticipantOverview | None = None
        self.people = PeopleList(self)
        self.people.chosen.connect(self._person_chosen)
        self.people.loaded.connect(self._counted)
        self.record = ParticipantRecordView(
            RecordActions(
                change=self._change,
                remove=self._remove,
                end_enrolment=self._end,
                add_job=self._add_job,
                remove_job=partial(remove_job_start, self),
                go=context.go,
                new_pin=self._new_pin,
                history=partial(history_of_person, self) if context.workplace.may(Permission.READ_HISTORY) else None,
                children=partial(ChildrenPanel, self) if context.workplace.may(Permission.CARE_PLAN) else None,
                talks=partial(TalksPanel, self) if context.workplace.may(Permission.JOB_SEARCH) else None,
                rights=partial(RightsPanel, self) if context.workplace.may(Permission.HAND_OUT_RECORD) else None,
            )
        )
        self._nobody = EmptyState(
            "user-plus",
            _("Noch niemand ausgewählt"),
            _("Wählen Sie links eine Person aus oder nehmen Sie jemanden neu auf."),
            Button(_("Neu aufnehmen"), icon="plus", kind=Kind.PRIMARY, run=self._add),
            Button(_("Liste importieren"), icon="upload", run=lambda: context.go("importing")),
        )
        self._detail = QStackedWidget()
        self._detail.addWidget(self._nobody)
        self._detail.addWidget(self.record)
        self.set_content(ListAndDetail(self.people, self._detail))

    def title(self) -> str:
        return _("Teilnehmende")

    def header_actions(self) -> Sequence[PageAction]:
        return (PageAction(_("Neu aufnehmen"), self._add, icon="plus", primary=True),)

    def enter(self, target: object = None) -> None:
        self.people.load()
        if target is NEW:
            self._add()
        elif target is not None:
            self.people.choose(target)  # type: ignore[arg-type]
            self._load_record(target)  # type: ignore[arg-type]

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self.people.load()
            if self._overview is not None:
                self._load_record(self._overview.record.id)

    def tabs(self) -> DetailTabs:
        """The tabs of the person's record."""
        return self.record.tabs()

    def first_focus(self) -> QWidget | None:
        return self.people.search

    def status_text(self) -> str:
        return _("{count} Personen").format(count=format_count(self.people.total))

    def _counted(self) -> None:
        self.header_changed.emit()
        if self.people.total or self.people.search.text():
            self._nobody.show_text(
                _("Noch niemand ausgewählt"),
                _("Wählen Sie links eine Person aus oder nehmen Sie jemanden neu auf."),
            )
        else:
            self._nobody.show_text(
                _("Noch niemand da"),
                _("Hier stehen die Teilnehmenden. Nehmen Sie jemanden auf oder importieren Sie eine Liste."),
            )

    def _person_chosen(self, row: ParticipantRow | None) -> None:
        if row is None:
            self._overview = None
            self._detail.setCurrentWidget(self._nobody)
        else:
            self._load_record(row.id)

    def _load_record(self, participant_id: ParticipantId) -> None:
        self.run(participants.participant_overview, self.context.workplace, participant_id, done=self._show_overview)

    def _show_overview(self, overview: ParticipantOverview) -> None:
        self._overview = overview
        self.record.show_overview(overview)
        self.run(
            ownership.others_person,
            self.context.workplace,
            overview.record.id,
            done=partial(self._show_others, overview.record.id),
        )
        self._detail.setCurrentWidget(self.record)

    def _show_others(self, participant_id: ParticipantId, others: ForeignGroup | None) -> None:
        if self._overview is not None and self._overview.record.id == participant_id:
            self.record.show_others(others)

    def _add(self) -> None:
        ParticipantDialog(self, self._added).open()

    def _added(self, participant_id: ParticipantId) -> None:
        self.people.choose(participant_id)
        self._load_record(participant_id)
        self.messages.success(_("Die Person ist aufgenommen."))

    def _change(self) -> None:
        if self._overview is not None:
            ParticipantDialog(self, self._load_record, self._overview.record).open()

    def _remove(self) -> None:
        if self._overview is None:
            return
        record = self._overview.record
        name = record_name(record)

        def undo() -> None:
            self.run(participants.remove_participant, self.context.workplace, record.id, removed=False)

        def removed(_participant_id: ParticipantId) -> None:
            self._overview = None
            self._detail.setCurrentWidget(self._nobody)
            self.messages.success(_("{name} steht nicht mehr in der Liste.").format(name=name), undo=undo)

        self.run(participants.remove_participant, self.context.workplace, record.id, done=removed)

    def _new_pin(self) -> None:
        if self._overview is not None:
            record = self._overview.record
            pin_dialog(self, record.id, record_name(record)).open()

    def _add_job(self) -> None:
        if self._overview is not None:
            job_start_dialog(self, self._overview).open()

    def _end(self, summary: EnrolmentSummary) -> None:
        end_enrolment(self, summary.id)
