"""The tab of a group's people: who is in, and what can be written about each."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from werkakademie.i18n import _, format_date, format_rate, pgettext
from werkakademie.records.attendance_sheets import GroupFigures
from werkakademie.records.groups import EnrolmentRow, GroupRecord
from werkakademie.records.ids import EnrolmentId
from werkakademie.records.participants import ParticipantState
from werkakademie.records.permissions import Permission
from werkakademie.services import enrolments
from werkakademie.ui.exits.dialog import end_enrolment
from werkakademie.ui.groups.enrol_dialog import EnrolDialog
from werkakademie.ui.groups.enrolment_dialogs import (
    change_dialog,
    confirm_entry_dialog,
    non_entry_dialog,
    person_name,
    suspend_dialog,
)
from werkakademie.ui.groups.form_dialog import FormDialog
from werkakademie.ui.groups.pin_slips_dialog import PinSlipsDialog
from werkakademie.ui.groups.texts import enrolment_note, person_state_word, person_tone, short_slots
from werkakademie.ui.shell.histories import open_history
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import TextLabel

_WITH_A_PLACE = (ParticipantState.ALLOCATED, ParticipantState.ACTIVE)


class PeopleTab(QWidget):
    """A table of the enrolments with the actions for the chosen one above it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._record: GroupRecord | None = None
        self._rates: dict[EnrolmentId, str] = {}
        self.table = DataTable(self._columns(), name=_("Personen in der Gruppe"))
        self.table.chosen.connect(lambda _row: self._enable())
        self.table.opened.connect(lambda chosen: page.context.go("participants", chosen.participant_id))
        self._enrol = Button(_("Personen aufnehmen"), icon="user-plus", run=self.open_enrol)
        self._open = self._action(_("Akte"), "user", self._open_person)
        self._change = self._action(_("Ändern"), "pencil", lambda: self._about(self._change_dialog))
        self._menu = QMenu(self)
        self._confirm = self._menu.addAction(_("Eintritt bestätigen …"), lambda: self._about(self._confirm_dialog))
        self._not_entered = self._menu.addAction(_("Nicht eingetreten …"), lambda: self._about(self._non_entry_dialog))
        self._suspend = self._menu.addAction(_("Ruhen lassen …"), lambda: self._about(self._rest_dialog))
        self._end = self._menu.addAction(_("Teilnahme beenden …"), self._end_enrolment)
        self._menu.addAction(_("Verlauf …"), self._show_history)
        self._menu.addSeparator()
        self._menu.addAction(_("Aufnahme zurücknehmen"), self._take_back)
        if page.context.workplace.may(Permission.RESET_PIN):
            self._menu.addSeparator()
            self._menu.addAction(_("Geheimzahlen verteilen …"), self._give_pins)
        self._more = self._action(_("Mehr"), "ellipsis", self._show_menu)
        self._empty = EmptyState(
            "user-plus",
            _("Noch niemand in der Gruppe"),
            _("Hier stehen die Personen der Gruppe mit ihren Zeitfenstern. Der Eintritt ist jederzeit möglich."),
            Button(_("Personen aufnehmen"), icon="user-plus", kind=Kind.PRIMARY, run=self.open_enrol),
        )
        self._note = TextLabel("", tone="muted", wrap=True)
        self._filled = QWidget()
        actions = row(self._enrol, None, self._open, self._change, self._more, spacing=2)
        self._filled.setLayout(column(actions, self.table, self._note, spacing=GRID))
        self.setLayout(column(self._filled, self._empty))

    def show_people(self, record: GroupRecord, people: tuple[EnrolmentRow, ...], figures: GroupFigures) -> None:
        """Fill the table; the chosen person stays chosen."""
        self._record = record
        self._rates = {
            person.enrolment_id: format_rate(person.figures.rate.numerator, person.figures.rate.denominator)
            + f" ({person.figures.rate.numerator}/{person.figures.rate.denominator})"
            for person in figures.people
        }
        before = self.table.current_record()
        self.table.set_records(people)
        self._choose(people, before.id if before is not None else None)
        self._filled.setVisible(bool(people))
        self._empty.setVisible(not people)
        self._enable()

    def open_enrol(self) -> None:
        """The dialog that brings people in."""
        if self._record is not None:
            EnrolDialog(self._page, self._record).open()

    def _columns(self) -> list[Column]:
        return [
            Column(_("Name"), person_name, strong=True, stretch=True),
            Column(
                pgettext("Teilnahme", "Stand"),
                self._state_word,
                tone=lambda person: person_tone(person.state),
            ),
            Column(_("Eintritt"), lambda person: format_date(person.entry_on)),
            Column(_("Zeitfenster"), self._slots_of),
            Column(_("Anwesend"), lambda person: self._rates.get(person.id, "–"), number=True),
        ]

    def _state_word(self, person: EnrolmentRow) -> str:
        today = self._page.context.today()
        resting = any(
            rest.starts_on <= today and (rest.ends_on is None or today <= rest.ends_on) for rest in person.suspensions
        )
        active = person.state is ParticipantState.ACTIVE
        return _("ruht") if resting and active else person_state_word(person.state)

    def _slots_of(self, person: EnrolmentRow) -> str:
        slots = self._record.slots if self._record is not None else ()
        return short_slots(slots, frozenset(person.slot_ids)) or _("alle")

    def _choose(self, people: tuple[EnrolmentRow, ...], wanted: EnrolmentId | None) -> None:
        found = next((number for number, person in enumerate(people) if person.id == wanted), 0)
        if people:
            self.table.selectRow(found)

    def _enable(self) -> None:
        chosen: EnrolmentRow | None = self.table.current_record()
        inside = chosen is not None and chosen.state in _WITH_A_PLACE
        note = enrolment_note(chosen, self._page.context.today()) if chosen is not None else ""
        self._note.setText(f"{person_name(chosen)}: {note}" if chosen is not None and note else "")
        self._note.setVisible(bool(note))
        for button in (self._open, self._change, self._more):
            button.setEnabled(chosen is not None)
        for action in (self._confirm, self._not_entered, self._suspend):
            action.setEnabled(inside)
        ended = chosen is not None and chosen.exit_on is not None
        self._end.setText(_("Ende ändern …") if ended else _("Teilnahme beenden …"))
        self._end.setEnabled(inside or ended)

    def _end_enrolment(self) -> None:
        chosen: EnrolmentRow | None = self.table.current_record()
        if chosen is not None:
            end_enrolment(self._page, chosen.id)

    def _action(self, text: str, icon: str, run: Callable[[], object]) -> Button:
        return Button(text, icon=icon, kind=Kind.QUIET, run=run)

    def _open_person(self) -> None:
        chosen: EnrolmentRow | None = self.table.current_record()
        if chosen is not None:
            self._page.context.go("participants", chosen.participant_id)

    def _show_history(self) -> None:
        chosen: EnrolmentRow | None = self.table.current_record()
        if chosen is not None:
            title = _("Verlauf der Teilnahme von {name}").format(name=person_name(chosen))
            open_history(self._page, title, "enrolment", chosen.id)

    def _show_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _give_pins(self) -> None:
        if self._record is not None:
            PinSlipsDialog(self._page, self._record.row.id).open()

    def _take_back(self) -> None:
        """Nothing is erased: the enrolment leaves the group and can come back."""
        chosen: EnrolmentRow | None = self.table.current_record()
        if chosen is not None:
            page, workplace = self._page, self._page.context.workplace
            undo = partial(page.run, enrolments.remove_enrolments, workplace, [chosen.id], removed=False)
            text = _("Die Aufnahme von {name} ist zurückgenommen.").format(name=person_name(chosen))
            page.run(
                enrolments.remove_enrolments,
                workplace,
                [chosen.id],
                done=lambda _answer: page.messages.success(text, undo=undo),
            )

    def _about(self, dialog: Callable[[EnrolmentRow], FormDialog]) -> None:
        chosen: EnrolmentRow | None = self.table.current_record()
        if chosen is not None:
            dialog(chosen).open()

    def _change_dialog(self, chosen: EnrolmentRow) -> FormDialog:
        assert self._record is not None
        return change_dialog(self._page, self._record, chosen)

    def _confirm_dialog(self, chosen: EnrolmentRow) -> FormDialog:
        return confirm_entry_dialog(self._page, chosen)

    def _non_entry_dialog(self, chosen: EnrolmentRow) -> FormDialog:
        return non_entry_dialog(self._page, chosen)

    def _rest_dialog(self, chosen: EnrolmentRow) -> FormDialog:
        return suspend_dialog(self._page, chosen)
