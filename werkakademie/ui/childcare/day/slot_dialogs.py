"""A time with care placed by hand, and care that cannot be given."""

from collections.abc import Sequence
from datetime import date

from werkakademie.i18n import _
from werkakademie.records.childcare import CareRoomRow
from werkakademie.records.childcare_bookings import SlotRow
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import ChildcareSlotId
from werkakademie.services import childcare_bookings, childcare_slots
from werkakademie.ui.childcare.day.texts import slot_words
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.fields import ChoiceField, DateField, TextField, TimeField


def add_slot_dialog(page: Page, rooms: Sequence[CareRoomRow], day: date) -> FormDialog:
    """Care without a session, such as for a parents' morning."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        run(childcare_slots.add_slot, workplace, **{**values, "title": values["title"] or ""})

    def stored(_values: Values, slot_id: ChildcareSlotId) -> None:
        page.messages.success(
            _("Die Betreuungszeit ist angelegt."),
            undo=lambda: page.run(childcare_slots.remove_slot, workplace, slot_id),
        )

    dialog = FormDialog(
        page,
        _("Betreuungszeit von Hand"),
        _("Anlegen"),
        [
            TextField("title", _("Anlass")),
            ChoiceField("room_id", _("Raum"), [(room.id, room.name) for room in rooms]),
            DateField("held_on", _("Tag")),
            TimeField("starts", _("Von")),
            TimeField("ends", _("Bis")),
        ],
        send=send,
        stored=stored,
        intro=_("Zu Terminen von Gruppen mit Kinderbetreuung entstehen die Zeiten von selbst."),
        draft=DraftKey("slot.add"),
        columns=2,
    )
    only = {"room_id": rooms[0].id} if len(rooms) == 1 else {}
    dialog.form.set_values({"held_on": day} | only)
    return dialog


def cancel_slot_dialog(page: Page, slot: SlotRow) -> FormDialog:
    """The session takes place, and nobody can look after the children."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        run(childcare_slots.cancel_slot, workplace, slot.id, reason=values["reason"])

    def stored(_values: Values, _answer: object) -> None:
        page.messages.success(
            _("Die Betreuung {slot} ist abgesagt. Bitte rufen Sie die Familien an.").format(slot=slot_words(slot)),
            undo=lambda: page.run(childcare_slots.revive_slot, workplace, slot.id),
        )

    return FormDialog(
        page,
        _("Betreuung {slot} absagen").format(slot=slot_words(slot)),
        _("Absagen"),
        [TextField("reason", _("Grund"), help=_("Kein Grund, der etwas über die Gesundheit von jemandem sagt."))],
        send=send,
        stored=stored,
        intro=_("Der Termin der Eltern bleibt. In der Anwesenheit wird „Kinderbetreuung ausgefallen“ vorgeschlagen."),
        draft=DraftKey.about("slot.cancel", slot.id),
    )


def book_dialog(page: Page, slot: SlotRow, choices: Sequence[tuple[object, str]]) -> FormDialog:
    """A child at a time that was placed by hand."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        run(
            childcare_bookings.book_by_hand,
            workplace,
            slot.id,
            child_ids=[values["child_id"]],
            over_reason=values["over_reason"] or "",
        )

    return FormDialog(
        page,
        _("Kind eintragen: {slot}").format(slot=slot_words(slot)),
        _("Eintragen"),
        [
            ChoiceField("child_id", _("Kind"), list(choices)),
            TextField("over_reason", _("Grund, falls es über die Regel geht"), optional=True),
        ],
        send=send,
        draft=DraftKey.about("slot.book", slot.id),
    )
