"""The page „Nachfragen": three months later somebody asks what became of each person."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.enums import FollowUpState
from werkakademie.records.follow_ups import (
    FollowUpFilter,
    FollowUpList,
    FollowUpRecord,
    FollowUpRow,
    OutcomeRecord,
    Timeliness,
)
from werkakademie.records.ids import ContactAttemptId, FollowUpId, OutcomeId
from werkakademie.services import follow_ups
from werkakademie.ui.exits.dialog import end_enrolment
from werkakademie.ui.follow_ups import texts
from werkakademie.ui.follow_ups.detail import FollowUpActions, FollowUpDetail
from werkakademie.ui.follow_ups.dialogs import AttemptDialog, OutcomeDialog, PermissionDialog
from werkakademie.ui.shell.histories import open_history
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.chips import FilterChips
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.figures import initials_of
from werkakademie.ui.widgets.layouts import ListAndDetail, ListPane
from werkakademie.ui.widgets.record_list import RecordList, RowText

_SHOWN = frozenset({Noun.FOLLOW_UP, Noun.OUTCOME, Noun.PARTICIPANT, Noun.ENROLMENT, Noun.PLACEMENT, Noun.GROUP})


class FollowUpsPage(Page):
    """What is due, overdue, coming and closed on the left; one follow-up on the right."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._record: FollowUpRecord | None = None
        #: The follow-up to show; it stays chosen when the list is read again.
        self._wanted: FollowUpId | None = None
        self.chips = FilterChips(
            [
                (FollowUpFilter.DUE.value, _("Fällig")),
                (FollowUpFilter.OVERDUE.value, _("Überfällig")),
                (FollowUpFilter.COMING.value, _("Kommend")),
                (FollowUpFilter.CLOSED.value, _("Erledigt")),
            ],
            name=_("Auswahl"),
        )
        self.chips.changed.connect(lambda _chip: self._load())
        self._rows: tuple[FollowUpRow, ...] = ()
        self.list = RecordList(_describe, name=_("Nachfragen"), key=lambda one: one.id)
        self.list.chosen.connect(self._row_chosen)
        self.detail = FollowUpDetail(
            FollowUpActions(
                attempt=lambda: self._open(AttemptDialog, self._attempt_stored),
                outcome=lambda: self._open(OutcomeDialog, self._outcome_stored),
                permission=lambda: self._open(PermissionDialog, self._permission_stored),
                take_permission_back=self._take_permission_back,
                not_reached=self._close,
                ask_again=self._ask_again,
                withdraw=self._withdraw,
                open_person=self._open_person,
                correct_exit=self._correct_exit,
                history=self._history,
            )
        )
        self._nothing = EmptyState("phone-call", "", "")
        self._right = QStackedWidget()
        self._right.addWidget(self._nothing)
        self._right.addWidget(self.detail)
        self.set_content(ListAndDetail(ListPane(self.chips, self.list), self._right))

    def title(self) -> str:
        return _("Nachfragen")

    def enter(self, target: object = None) -> None:
        if target is None:
            self._load()
        else:
            self.run(follow_ups.find_follow_up, self.context.workplace, target, done=self._found)

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self._load()

    def first_focus(self) -> QWidget | None:
        return self.list

    def status_text(self) -> str:
        count = len(self._rows)
        return ngettext("{count} Nachfrage", "{count} Nachfragen", count).format(count=count)

    def _found(self, record: FollowUpRecord | None) -> None:
        """Show the chip that the wanted follow-up stands under, and then itself."""
        if record is not None:
            self._wanted = record.row.id
            self.chips.choose(_chip_of(record.row).value)
        self._load()

    def _load(self) -> None:
        chip = FollowUpFilter(self.chips.chosen())
        self.run(follow_ups.follow_up_list, self.context.workplace, chip, done=self._show_list)

    def _show_list(self, found: FollowUpList) -> None:
        self.chips.set_counts({chip.value: count for chip, count in found.counts.items()})
        self._rows = found.rows
        # Filling the list chooses the row that was current before, which may be another than the wanted one.
        wanted = self._wanted
        self.list.set_records(found.rows)
        keys = [one.id for one in found.rows]
        if keys:
            # What was open stays open; what left this chip gives way to the next.
            self._wanted = wanted if wanted in keys else keys[0]
            self.list.choose(self._wanted)
            self._load_record(self._wanted)
        else:
            self._show_nothing()
        self.header_changed.emit()

    def _show_nothing(self) -> None:
        self._record = self._wanted = None
        heading, text = {
            FollowUpFilter.DUE: (
                _("Heute ist niemand zu fragen"),
                _("Drei Monate nach dem Ende einer Teilnahme steht die Person hier, mit Telefonnummer und Verlauf."),
            ),
            FollowUpFilter.OVERDUE: (
                _("Nichts ist überfällig"),
                _("Hier steht, was länger als vier Wochen fällig ist."),
            ),
            FollowUpFilter.COMING: (
                _("Noch kommt nichts"),
                _("Beenden Sie auf der Seite „Gruppen“ eine Teilnahme; drei Monate später wird nachgefragt."),
            ),
            FollowUpFilter.CLOSED: (
                _("Noch ist nichts erledigt"),
                _("Hier stehen beantwortete Nachfragen und Personen, die nicht zu erreichen waren."),
            ),
        }[FollowUpFilter(self.chips.chosen())]
        self._nothing.show_text(heading, text)
        self._right.setCurrentWidget(self._nothing)

    def _row_chosen(self, shown: FollowUpRow | None) -> None:
        if shown is not None and shown.id != self._wanted:
            self._wanted = shown.id
            self._load_record(shown.id)

    def _load_record(self, key: FollowUpId) -> None:
        self.run(follow_ups.follow_up_record, self.context.workplace, key, done=self._show_record)

    def _show_record(self, record: FollowUpRecord) -> None:
        if record.row.id != self._wanted:
            return
        self._record = record
        self.detail.show_record(record)
        self._right.setCurrentWidget(self.detail)

    def _open(
        self,
        dialog: type[AttemptDialog] | type[OutcomeDialog] | type[PermissionDialog],
        stored: Callable[[Any], object],
    ) -> None:
        if self._record is not None:
            dialog(self, self._record, stored).open()

    def _attempt_stored(self, _attempt: ContactAttemptId) -> None:
        self.messages.success(_("Der Versuch ist eingetragen."))

    def _permission_stored(self, _follow_up: FollowUpId) -> None:
        self.messages.success(_("Die Erlaubnis ist eingetragen."))

    def _outcome_stored(self, outcome_id: OutcomeId) -> None:
        assert self._record is not None
        said = _("Der Verbleib von {name} ist eingetragen.").format(name=texts.person_name(self._record.row))
        undo = partial(self.run, follow_ups.withdraw_outcome, self.context.workplace, outcome_id)
        self.messages.success(said, undo=undo)

    def _change(self, service: Any, said: str, undo: Any, **keywords: Any) -> None:
        """Do it at once, and offer the way back."""
        if self._record is None:
            return
        key, workplace = self._record.row.id, self.context.workplace

        def done(_answer: object) -> None:
            self.messages.success(said, undo=lambda: self.run(service, workplace, key, **undo))

        self.run(service, workplace, key, **keywords, done=done)

    def _close(self) -> None:
        said = _("Die Nachfrage ist beendet: nicht erreicht.")
        self._change(follow_ups.close_not_reached, said, {"reopen": True})

    def _ask_again(self) -> None:
        said = _("Die Nachfrage ist wieder offen.")
        self._change(follow_ups.close_not_reached, said, {}, reopen=True)

    def _take_permission_back(self) -> None:
        if self._record is not None:
            before = self._record.employer_permission_on
            said = _("Die Erlaubnis vom {day} ist zurückgenommen.").format(day=format_date(before))
            self._change(follow_ups.set_employer_permission, said, {"on": before}, on=None)

    def _withdraw(self, outcome: OutcomeRecord) -> None:
        workplace, withdrawn = self.context.workplace, not outcome.withdrawn
        said = _("Die Auskunft ist zurückgezogen.") if withdrawn else _("Die Auskunft gilt wieder.")

        def done(_answer: object) -> None:
            back = partial(self.run, follow_ups.withdraw_outcome, workplace, outcome.id, withdrawn=outcome.withdrawn)
            self.messages.success(said, undo=back)

        self.run(follow_ups.withdraw_outcome, workplace, outcome.id, withdrawn=withdrawn, done=done)

    def _history(self) -> None:
        if self._record is not None:
            title = _("Verlauf der Teilnahme von {name}").format(name=texts.person_name(self._record.row))
            open_history(self, title, "enrolment", self._record.row.enrolment_id)

    def _open_person(self) -> None:
        if self._record is not None:
            self.context.go("participants", self._record.row.participant_id)

    def _correct_exit(self) -> None:
        if self._record is not None:
            end_enrolment(self, self._record.row.enrolment_id)


def _describe(one: FollowUpRow) -> RowText:
    name = texts.person_name(one)
    subtitle = f"{format_date(one.due_on)} · {texts.attempts_text(one)}"
    return RowText(name, subtitle, initials_of(name), texts.state_word(one), texts.state_tone(one))


def _chip_of(one: FollowUpRow) -> FollowUpFilter:
    if one.state is not FollowUpState.OPEN:
        return FollowUpFilter.CLOSED
    return FollowUpFilter.COMING if one.timeliness is Timeliness.COMING else FollowUpFilter.DUE
