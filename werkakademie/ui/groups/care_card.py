"""The card „Kinderbetreuung“ of a group: whether its sessions have care, where, and for how long around them."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_count, ngettext
from werkakademie.records.childcare import CareRoomRow, GroupCareRow
from werkakademie.records.childcare_bookings import BookingSummary
from werkakademie.records.drafts import DraftKey
from werkakademie.records.groups import GroupRecord, GroupRow
from werkakademie.services import childcare_lists, childcare_settings, enrolments
from werkakademie.ui.groups.form_dialog import FormDialog, Run, Values
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import ChoiceField, NumberField
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID
from werkakademie.ui.widgets.text import TextLabel, muted

if TYPE_CHECKING:
    from werkakademie.records.ids import GroupId
    from werkakademie.services.workplace import Workplace


@dataclass(frozen=True, slots=True)
class GroupCare:
    """What the card shows: the care of the group with its coming places, if it has any, and the rooms there are."""

    care: GroupCareRow | None
    rooms: tuple[CareRoomRow, ...]
    places: BookingSummary


def read_group_care(workplace: "Workplace", group_id: "GroupId") -> GroupCare:
    """What the card shows of a group."""
    care = childcare_settings.group_care(workplace, group_id)
    places = BookingSummary()
    if care is not None:
        people = [row.id for row in enrolments.enrolment_rows(workplace, group_id)]
        places = childcare_lists.booking_summary(workplace, people)
    return GroupCare(care, childcare_settings.care_rooms(workplace), places)


class CareCard(Card):
    """Care can be given, changed and ended here; places follow the sessions by themselves."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Kinderbetreuung"), icon="baby")
        self._page = page
        self._group: GroupRow | None = None
        self._found: GroupCare | None = None
        self._where = TextLabel("", wrap=True)
        self._minutes = muted()
        self._places = TextLabel("", wrap=True)
        self.give = Button(_("Betreuung einschalten …"), icon="plus", run=self._change)
        self.change = Button(_("Ändern …"), icon="pencil", run=self._change)
        self.end = Button(_("Ausschalten"), run=self._end)
        self.set_up = Button(_("Räume und Team einrichten"), icon="arrow-right", run=self._set_up)
        buttons = QWidget()
        flow = FlowLayout(gap=GRID)
        buttons.setLayout(flow)
        for button in (self.give, self.change, self.end, self.set_up):
            flow.addWidget(button)
        self.add(self._where, self._minutes, self._places, buttons)

    def show_care(self, record: GroupRecord, found: GroupCare) -> None:
        """Fill the card."""
        self._group, self._found = record.row, found
        care, rooms = found.care, bool(found.rooms)
        self._places.setVisible(care is not None)
        self._places.setText(places_words(found.places))
        self.give.setVisible(care is None and rooms)
        self.set_up.setVisible(care is None and not rooms)
        for button in (self.change, self.end):
            button.setVisible(care is not None)
        if care is None:
            self._where.setText(_("Neben den Terminen dieser Gruppe wird niemand betreut."))
            self._minutes.setText(
                _("Eingeschaltet bekommt jedes Kind, das Betreuung braucht, zu jedem Termin einen Platz.")
                if rooms
                else _("Zuerst braucht es einen Raum und ein Team.")
            )
            return
        self._where.setText(_("Neben jedem Termin, im Raum „{room}“.").format(room=care.room_name))
        self._minutes.setText(
            _(
                "Ab {lead} Minuten vor dem Beginn bis {tail} Minuten nach dem Ende. Die Plätze folgen den Terminen."
            ).format(lead=care.lead_minutes, tail=care.tail_minutes)
        )

    def _change(self) -> None:
        if self._group is not None and self._found is not None:
            care_dialog(self._page, self._group, self._found).open()

    def _end(self) -> None:
        if self._group is None:
            return
        page, workplace, group_id = self._page, self._page.context.workplace, self._group.id

        def ended(_id: object) -> None:
            page.messages.success(
                _("Die Gruppe hat keine Kinderbetreuung mehr. Kommende Plätze sind frei."),
                undo=lambda: page.run(childcare_settings.end_group_care, workplace, group_id, ended=False),
            )

        page.run(childcare_settings.end_group_care, workplace, group_id, done=ended)

    def _set_up(self) -> None:
        self._page.context.go("childcare", "settings")


def care_dialog(page: Page, group: GroupRow, found: GroupCare) -> FormDialog:
    """Where, and how many minutes around each session."""
    workplace = page.context.workplace

    def send(values: Values, run: Run) -> None:
        run(childcare_settings.set_group_care, workplace, group.id, **values)

    def stored(_values: Values, group_id: "GroupId") -> None:
        page.run(read_group_care, workplace, group_id, done=partial(_say, page))

    dialog = FormDialog(
        page,
        _("Kinderbetreuung für „{group}“").format(group=group.name),
        _("Speichern"),
        [
            ChoiceField("room_id", _("Raum"), [(room.id, room.name) for room in found.rooms]),
            NumberField(
                "lead_minutes",
                _("Minuten davor"),
                least=0,
                most=120,
                help=_("Zum Bringen, vor dem Beginn des Termins."),
            ),
            NumberField("tail_minutes", _("Minuten danach"), least=0, most=120, help=_("Zum Abholen.")),
        ],
        send=send,
        stored=stored,
        intro=_("Jeder Termin bekommt eine Betreuungszeit; wird er verschoben oder abgesagt, folgen die Plätze."),
        draft=DraftKey.about("group_childcare", group.id),
    )
    only = found.rooms[0].id if len(found.rooms) == 1 else None
    first = {"room_id": only, "lead_minutes": 15, "tail_minutes": 15}
    care = found.care
    if care is not None:
        first = {"room_id": care.room_id, "lead_minutes": care.lead_minutes, "tail_minutes": care.tail_minutes}
    dialog.form.set_values(first)
    return dialog


def _say(page: Page, found: GroupCare) -> None:
    if found.care is not None:
        text = _("Die Termine haben jetzt Kinderbetreuung in „{room}“. {places}")
        page.messages.success(text.format(room=found.care.room_name, places=places_words(found.places)))


def places_words(places: BookingSummary) -> str:
    """How far the coming sessions have places; one count is one child at one session."""
    if not places.wanted:
        return _("Noch braucht kein Kind zu kommenden Terminen einen Platz.")
    booked = ngettext("{count} Platz gebucht", "{count} Plätze gebucht", places.booked)
    parts = [booked.format(count=format_count(places.booked))]
    if places.partly:
        parts.append(_("davon {count} teilweise").format(count=format_count(places.partly)))
    if places.offered:
        parts.append(_("{count} angeboten").format(count=format_count(places.offered)))
    if places.waiting:
        parts.append(_("{count} auf der Warteliste").format(count=format_count(places.waiting)))
    return _("Kommende Termine: {places}.").format(places=", ".join(parts))
