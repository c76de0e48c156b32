"""The dialog in which people are brought into a group: several at once, from a list that can be searched."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, ngettext
from werkakademie.records.drafts import DraftKey
from werkakademie.records.groups import Candidate, Candidates, GroupRecord
from werkakademie.records.ids import EnrolmentId, ParticipantId
from werkakademie.records.participants import display_name
from werkakademie.services import enrolments
from werkakademie.services.enrolments import OverCapacityError
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.groups.saying_places import say_with_places
from werkakademie.ui.groups.texts import places, places_left, slot_text
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.fields import DateField, MultiChoiceField, TextField
from werkakademie.ui.widgets.forms import Form
from werkakademie.ui.widgets.text import TextLabel

_CANDIDATE = Qt.ItemDataRole.UserRole


class EnrolDialog(ServiceDialog):
    """Search, check marks, days and slots; marks stay while the search changes."""

    #: Somebody was marked or unmarked.
    changed = Signal()

    def __init__(self, page: Page, record: GroupRecord) -> None:
        super().__init__(page, _("Personen aufnehmen"), submit=_("Aufnehmen"), wide=True)
        self._record = record
        self._chosen: dict[ParticipantId, str] = {}
        self.search = TextField("text", _("Person suchen"), optional=False)
        self.search.edit.setClearButtonEnabled(True)
        self.search.changed.connect(self._ask)
        self.people = QListWidget()
        self.people.setAccessibleName(_("Gefundene Personen"))
        self.people.setMinimumHeight(210)
        self.people.itemChanged.connect(self._marked)
        self._more = TextLabel("", tone="muted", wrap=True)
        self._places = TextLabel("", wrap=True)
        today = page.context.today()
        self.form = Form([DateField("allocated_on", _("Zugewiesen am")), _entry_field()], columns=2)
        self.form.set_values({"allocated_on": today, "entry_on": max(today, record.row.starts_on)})
        self.slots = _slots_form(record)
        self.add(self.search, self.people, self._more, self._places, self.form, self.slots)
        self.keep_draft(DraftKey.about("enrol", record.row.id), self, self.form, self.slots)
        self._show_places()
        self._ask()

    def draft_values(self) -> dict[str, Any]:
        """Who is marked, with the names that stand below the list."""
        return {"people": [[person.hex, name] for person, name in self._chosen.items()]}

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        if "people" in values:
            self._chosen = {ParticipantId(UUID(person)): name for person, name in values["people"] or ()}
            self._show_places()
            self._ask()

    def open(self) -> None:
        super().open()
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Enrol whoever has a check mark."""
        self._enrol(over_capacity=False)

    def _enrol(self, *, over_capacity: bool) -> None:
        if not self.form.check():
            return
        self.ask(
            enrolments.enrol,
            self.workplace,
            self._record.row.id,
            participants=tuple(self._chosen),
            **self.form.values(),
            **self.slots.values(),
            over_capacity=over_capacity,
            done=self._stored,
            failed=self._refused,
        )

    def _ask(self) -> None:
        self.ask(
            enrolments.candidates,
            self.workplace,
            self._record.row.id,
            text=self.search.text(),
            done=self._show_candidates,
        )

    def _show_candidates(self, found: Candidates) -> None:
        self.people.blockSignals(True)
        self.people.clear()
        for candidate in found.rows:
            if candidate.already:
                self._chosen.pop(candidate.participant_id, None)
            self.people.addItem(self._item(candidate))
        self.people.blockSignals(False)
        if self.people.count():
            self.people.setCurrentRow(0)
        text = _("Es gibt noch mehr. Bitte tippen Sie ein paar Buchstaben des Namens.") if found.more else ""
        self._more.setText(text or ("" if found.rows else _("Niemand gefunden.")))
        self._more.setVisible(bool(self._more.text()))

    def _item(self, candidate: Candidate) -> QListWidgetItem:
        name = _name(candidate)
        note = _("schon in dieser Gruppe") if candidate.already else candidate.other_group
        item = QListWidgetItem(f"{name} – {note}" if note else name)
        item.setData(_CANDIDATE, candidate)
        item.setSizeHint(QSize(0, self.people.fontMetrics().lineSpacing() + 14))
        if candidate.already:
            item.setFlags(Qt.ItemFlag.ItemIsSelectable)
        else:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            checked = candidate.participant_id in self._chosen
            item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        return item

    def _marked(self, item: QListWidgetItem) -> None:
        candidate: Candidate = item.data(_CANDIDATE)
        if item.checkState() == Qt.CheckState.Checked:
            self._chosen[candidate.participant_id] = _name(candidate)
        else:
            self._chosen.pop(candidate.participant_id, None)
        self._show_places()
        self.changed.emit()

    def _show_places(self) -> None:
        """How many are chosen, and what that does to the places."""
        row, count = self._record.row, len(self._chosen)
        chosen = ngettext("{count} Person ausgewählt", "{count} Personen ausgewählt", count).format(count=count)
        if count:
            chosen += f": {', '.join(self._chosen.values())}"
        over = row.places_left is not None and count > row.places_left
        parts = [part for part in (places(row), places_left(row)) if part]
        there = _("In der Gruppe: {places}").format(places=" · ".join(parts))
        self._places.setText(f"{there}\n{chosen}")
        self._places.set_tone("warn" if over else "muted")

    def _stored(self, enrolled: Sequence[EnrolmentId]) -> None:
        page, workplace = self.page, self.workplace
        text = ngettext("{count} Person wurde aufgenommen.", "{count} Personen wurden aufgenommen.", len(enrolled))
        say_with_places(
            page,
            self._record.row.id,
            text.format(count=len(enrolled)),
            undo=lambda: page.run(enrolments.remove_enrolments, workplace, tuple(enrolled)),
        )
        self.accept()

    def _refused(self, error: WerkakademieError) -> None:
        if isinstance(error, OverCapacityError):
            again = Button(_("Trotzdem aufnehmen"), kind=Kind.DANGER, run=lambda: self._enrol(over_capacity=True))
            self.messages.warning(error.sentence(), action=again)
            again.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(error, InvalidFieldsError):
            known = self.form.field_names()
            self.form.show_problems(problem for problem in error.problems if problem.field in known)
            others = [problem for problem in error.problems if problem.field not in known]
            if others:
                self.messages.error(" ".join(problem.message for problem in others))
        else:
            self.messages.error(error.sentence())
        announce(self, error.sentence())


def _name(candidate: Candidate) -> str:
    return display_name(candidate.given_names, candidate.family_name, candidate.own_number)


def _entry_field() -> DateField:
    return DateField("entry_on", _("Eintritt am"), optional=True, help=_("Leer, solange der Tag noch offen ist."))


def slots_field(record: GroupRecord) -> MultiChoiceField:
    """The slots that a person chooses, with the number that the group asks for."""
    choices = [
        (slot.id, f"{slot_text(slot)} · {_('bisher {count}').format(count=slot.people)}") for slot in record.slots
    ]
    help_text = _("Ohne Auswahl kommt die Person zu allen Zeitfenstern.")
    if record.slots_per_week is not None:
        help_text = _("In dieser Gruppe wählt jede Person {count} Zeitfenster.").format(count=record.slots_per_week)
    return MultiChoiceField("slots", _("Zeitfenster"), choices, optional=True, help=help_text)


def _slots_form(record: GroupRecord) -> Form:
    """Only a group that lets people choose asks for slots."""
    return Form([slots_field(record)] if record.slots_per_week is not None and record.slots else [])
