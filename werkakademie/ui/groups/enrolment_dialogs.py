"""What a coach writes about one person in a group: days and slots, no entry, a confirmed entry, a rest."""

from collections.abc import Callable
from functools import partial
from typing import Any

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import NonEntryReason, SuspensionKind
from werkakademie.records.groups import EnrolmentRow, GroupRecord
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.services import enrolments
from werkakademie.ui.groups.enrol_dialog import slots_field
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, DateField, FormField, TextField


def person_name(row: EnrolmentRow) -> str:
    return display_name(row.given_names, row.family_name, row.own_number)


def change_dialog(page: Page, record: GroupRecord, row: EnrolmentRow) -> FormDialog:
    """Correct the days of an enrolment, its slots, and whether the person was insured at entry."""
    fields: list[FormField] = [
        DateField("allocated_on", _("Zugewiesen am")),
        DateField("entry_on", _("Eintritt am"), optional=True),
        ChoiceField(
            "insured_at_entry",
            _("Beim Eintritt versicherungspflichtig beschäftigt"),
            [(True, _("ja")), (False, _("nein"))],
            optional=True,
            empty=_("nicht bekannt"),
        ),
    ]
    if record.slots:
        fields.append(slots_field(record))

    def send(values: Values, run: Run) -> None:
        run(enrolments.change_enrolment, page.context.workplace, row.id, **{"slots": (), **values})

    draft = DraftKey.about("enrolment", row.id)
    dialog = FormDialog(page, person_name(row), _("Speichern"), fields, send=send, draft=draft)
    dialog.form.set_values(
        {
            "allocated_on": row.allocated_on,
            "entry_on": row.entry_on,
            "insured_at_entry": row.insured_at_entry,
            "slots": tuple(slot.id for slot in record.slots if slot.id in row.slot_ids),
        }
    )
    return dialog


def non_entry_dialog(page: Page, row: EnrolmentRow) -> FormDialog:
    """Why somebody did not enter, and when that was settled."""
    fields: list[FormField] = [
        ChoiceField("reason", _("Grund"), [(reason, label(reason)) for reason in NonEntryReason]),
        DateField("decided_on", _("Entschieden am")),
    ]
    workplace = page.context.workplace

    def undo() -> None:
        page.run(
            enrolments.take_back_non_entry,
            workplace,
            row.id,
            entry_on=row.entry_on,
            confirmed_because=row.entry_confirmed_because,
        )

    def stored(_values: Values, _answer: object) -> None:
        text = _("{name} ist als nicht eingetreten eingetragen. Der Platz ist wieder frei.")
        page.messages.success(text.format(name=person_name(row)), undo=undo)

    title = _("{name} ist nicht eingetreten").format(name=person_name(row))
    send = partial(_send, page, enrolments.record_non_entry, row)
    draft = DraftKey.about("enrolment.non_entry", row.id)
    dialog = FormDialog(page, title, _("Eintragen"), fields, send=send, stored=stored, draft=draft)
    dialog.form.set_values({"decided_on": page.context.today()})
    return dialog


def confirm_entry_dialog(page: Page, row: EnrolmentRow) -> FormDialog:
    """An entry that no present mark shows."""
    fields: list[FormField] = [
        DateField("entry_on", _("Eintritt am")),
        TextField("reason", _("Woher wissen Sie das?"), help=_("Zum Beispiel: Anwesenheitsliste auf Papier.")),
    ]
    title = _("Eintritt von {name} bestätigen").format(name=person_name(row))
    intro = _("Sonst gilt als eingetreten, wer mindestens einmal anwesend war.")
    send = partial(_send, page, enrolments.confirm_entry, row)
    draft = DraftKey.about("enrolment.entry", row.id)
    dialog = FormDialog(page, title, _("Bestätigen"), fields, send=send, intro=intro, draft=draft)
    dialog.form.set_values({"entry_on": row.entry_on or row.allocated_on})
    return dialog


def suspend_dialog(page: Page, row: EnrolmentRow) -> FormDialog:
    """Let the enrolment rest: nothing is due in that time."""
    fields: list[FormField] = [
        ChoiceField("kind", _("Grund"), [(kind, label(kind)) for kind in SuspensionKind]),
        DateField("starts_on", _("Von")),
        DateField("ends_on", _("Bis"), optional=True, help=_("Leer, solange das Ende offen ist.")),
    ]
    workplace = page.context.workplace

    def stored(values: Values, _answer: object) -> None:
        starts_on = values["starts_on"]
        page.messages.success(
            _("Die Teilnahme von {name} ruht.").format(name=person_name(row)),
            undo=lambda: page.run(enrolments.remove_suspension, workplace, row.id, starts_on=starts_on),
        )

    title = _("Teilnahme von {name} ruhen lassen").format(name=person_name(row))
    send = partial(_send, page, enrolments.suspend, row)
    intro = _("In dieser Zeit wird kein Termin als versäumt gezählt.")
    draft = DraftKey.about("enrolment.suspend", row.id)
    dialog = FormDialog(page, title, _("Ruhen lassen"), fields, send=send, stored=stored, intro=intro, draft=draft)
    dialog.form.set_values({"starts_on": page.context.today()})
    return dialog


def _send(page: Page, service: Callable[..., Any], row: EnrolmentRow, values: Values, run: Run) -> None:
    run(service, page.context.workplace, row.id, **values)
