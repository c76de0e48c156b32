"""The tab „Tag“: how full the rooms are, who looks after the children, and each place of the day."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from werkakademie.i18n import _, format_count
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.childcare_bookings import BookingRow, SlotRow, WaitingFamily
from werkakademie.records.childcare_chart import ChartRun
from werkakademie.records.childcare_day import CareDay, CareRoomDay
from werkakademie.records.childcare_door import KnownChild
from werkakademie.records.childcare_texts import policy_sentence
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import BookingState
from werkakademie.services import childcare_bookings, childcare_day, childcare_lists
from werkakademie.ui.childcare.day.actions import BookingActions
from werkakademie.ui.childcare.day.chart import DayChart
from werkakademie.ui.childcare.day.shortage_card import ShortageCard
from werkakademie.ui.childcare.day.slot_dialogs import add_slot_dialog, book_dialog, cancel_slot_dialog
from werkakademie.ui.childcare.day.texts import (
    carer_words,
    child_words,
    excess_words,
    hint_words,
    is_absent,
    long_day,
    slot_words,
    span_words,
    state_tone,
    state_words,
)
from werkakademie.ui.childcare.settings.dialogs import absence_dialog, extra_dialog
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.shell.tabbed_page import PageTab
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.data_table import Column, DataTable
from werkakademie.ui.widgets.empty_state import EmptyState
from werkakademie.ui.widgets.fields import DateField
from werkakademie.ui.widgets.figures import Facts
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, clear_layout, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import heading, muted

_SHOWN = frozenset({Noun.CHILD, Noun.CHILDCARE, Noun.COACHING_SESSION, Noun.ENROLMENT, Noun.PARTICIPANT, Noun.GROUP})
_STEP = timedelta(days=1)


class DayTab(PageTab):
    """One day at a time; a session's time with care comes and goes with the session."""

    def __init__(self, context: PageContext, page: Page) -> None:
        super().__init__(context, page)
        self._day = context.today()
        self._record: CareDay | None = None
        self._waiting: tuple[WaitingFamily, ...] = ()
        self.title = heading("")
        self.day_field = DateField("day", _("Tag"))
        self.day_field.changed.connect(self._typed)
        self.earlier = icon_button("chevron-left", _("Tag davor"), run=lambda: self._go(self._day - _STEP))
        self.later = icon_button("chevron-right", _("Tag danach"), run=lambda: self._go(self._day + _STEP))
        self.today = Button(_("Heute"), kind=Kind.QUIET, run=lambda: self._go(context.today()))
        self.absent = Button(_("Betreuungskraft fällt aus …"), icon="calendar-x", run=self._report_absence)
        self.by_hand = Button(_("Betreuungszeit von Hand …"), icon="calendar-plus", run=self._add_slot)
        self.shortage = ShortageCard(page, self._stand_in)
        self.rooms: QVBoxLayout = column(spacing=2 * GRID)
        self.charts: list[DayChart] = []
        self.places = Card(_("Plätze"), icon="baby")
        self.table = DataTable(self._columns(), name=_("Plätze des Tages"))
        self.table.chosen.connect(self._choose)
        self.decisions = BookingActions(page)
        self.cancel_slot = Button(_("Betreuung absagen …"), icon="x", kind=Kind.QUIET, run=self._cancel_slot)
        self.enter_child = Button(_("Kind eintragen …"), icon="plus", kind=Kind.QUIET, run=self._enter_child)
        self.team = Card(_("Team an diesem Tag"), icon="users")
        self.team_facts = Facts([])
        self.empty = EmptyState(
            "baby",
            _("An diesem Tag ist keine Betreuung"),
            _("Betreuungszeiten entstehen mit den Terminen von Gruppen, die Kinderbetreuung haben."),
            Button(_("Gruppen"), run=lambda: context.go("groups")),
            Button(_("Räume und Team"), run=lambda: context.go("childcare", "settings")),
        )
        self._build()

    def _build(self) -> None:
        days = row(self.earlier, self.title, self.later, self.today, None, self.day_field, spacing=GRID)
        buttons = FlowLayout(gap=GRID)
        for button in (self.absent, self.by_hand):
            buttons.addWidget(button)
        self.places.add(self.table, self.decisions, row(self.cancel_slot, self.enter_child, None))
        self.team.add(self.team_facts)
        pane = ScrollPane(margins=0)
        for item in (days, buttons, self.shortage, self.empty, self.rooms, self.places, self.team):
            if isinstance(item, QWidget):
                pane.body.addWidget(item)
            else:
                pane.body.addLayout(item)
        pane.body.addStretch(1)
        self.setLayout(column(pane))

    def enter(self, target: object = None) -> None:
        """With a day as target, that one."""
        if isinstance(target, date):
            self._day = target
        # Offers whose deadline is over go on to the next family before anybody looks at them.
        self.page.run(childcare_bookings.settle, self.context.workplace, done=lambda _changed: self._load())

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self._load()

    def _go(self, day: date) -> None:
        self._day = day
        self._load()

    def _typed(self) -> None:
        day = self.day_field.value()
        if isinstance(day, date) and day != self._day:
            self._go(day)

    def _load(self) -> None:
        workplace = self.context.workplace
        self.page.run(childcare_lists.waiting_list, workplace, self._day, self._day, done=self._keep_waiting)
        self.page.run(childcare_day.care_day, workplace, self._day, done=self._show)

    def _keep_waiting(self, found: tuple[WaitingFamily, ...]) -> None:
        self._waiting = found

    def _show(self, record: CareDay) -> None:
        if record.day != self._day:
            return
        self._record = record
        self.title.setText(long_day(record.day))
        self.day_field.set_value(record.day)
        self.today.setEnabled(record.day != self.context.today())
        self.by_hand.setEnabled(bool(record.rooms))
        self.absent.setEnabled(bool(record.carers))
        self.shortage.show_day(record)
        self._show_rooms(record)
        self._show_places(record)
        facts = [(one.carer.name, carer_words(one)) for one in record.carers]
        self.team_facts.show_facts(facts)
        self.team.setVisible(bool(facts))
        self.empty.setVisible(not record.slots and not record.bookings)

    def _show_rooms(self, record: CareDay) -> None:
        clear_layout(self.rooms)
        self.charts = []
        used = {slot.room_id for slot in record.slots}
        for one in record.rooms:
            if one.room.id in used:
                self.rooms.addWidget(self._room_card(one, record))

    def _room_card(self, one: CareRoomDay, record: CareDay) -> Card:
        chart = DayChart(_("Belegung {room}").format(room=one.room.name))
        chart.show_runs(one.runs)
        self.charts.append(chart)
        table = DataTable(_run_columns(), name=_("Belegung {room} als Tabelle").format(room=one.room.name))
        table.set_records([run for run in one.runs if run.open or run.heads])
        table.fit_height(most_rows=6)
        table.hide()
        switch = Button(_("Als Tabelle"), icon="table-2", kind=Kind.QUIET)
        switch.clicked.connect(lambda: table.setVisible(table.isHidden()))
        card = Card(
            _("{room}: höchstens {count} Kinder").format(room=one.room.name, count=one.room.places), icon="clock"
        )
        card.add_action(switch)
        legend = muted(_("Dunkel: belegt · hell: frei · gestreift: mehr, als die Regel zulässt"))
        return card.add(chart, legend, table, muted(policy_sentence(record.policy)))

    def _show_places(self, record: CareDay) -> None:
        shown = [one for one in record.bookings if one.arrived_at or one.state is not BookingState.FREED]
        chosen: BookingRow | None = self.table.current_record()
        self.table.set_records(shown)
        self.table.fit_height(most_rows=14)
        self.places.setVisible(bool(record.slots) or bool(shown))
        kept = next((place for place, one in enumerate(shown) if chosen is not None and one.id == chosen.id), None)
        if kept is not None:
            self.table.selectRow(kept)
        self._choose(self.table.current_record())

    def _choose(self, booking: BookingRow | None) -> None:
        record = self._record
        family = self._family(booking)
        waits = next((one for one in self._waiting if booking in one.bookings), None)
        policy = record.policy.over_capacity if record is not None else None
        self.decisions.show_family(family, has_part=waits is not None and waits.has_part, policy=policy)
        slot = self._slot(booking)
        self.cancel_slot.setVisible(slot is not None and not slot.cancelled_because)
        self.enter_child.setVisible(slot is not None and slot.session_id is None)

    def _family(self, booking: BookingRow | None) -> tuple[BookingRow, ...]:
        if booking is None or self._record is None:
            return ()
        key = (booking.slot_id, booking.participant_id, booking.state)
        return tuple(one for one in self._record.bookings if (one.slot_id, one.participant_id, one.state) == key)

    def _slot(self, booking: BookingRow | None) -> SlotRow | None:
        """The slot of the chosen place; without a place the only slot of the day."""
        slots: Sequence[SlotRow] = self._record.slots if self._record is not None else ()
        if booking is not None:
            return next((slot for slot in slots if slot.id == booking.slot_id), None)
        return slots[0] if len(slots) == 1 else None

    def _report_absence(self) -> None:
        if self._record is not None:
            there = [one.carer for one in self._record.carers if not is_absent(one)]
            dialog = absence_dialog(self.page, there)
            dialog.form.set_values({"day": self._day})
            dialog.open()

    def _stand_in(self) -> None:
        if self._record is not None:
            rooms = [one.room for one in self._record.rooms]
            dialog = extra_dialog(self.page, self._record.stand_ins, rooms)
            missing = self._record.missing
            times = {"starts": missing[0].starts_at.time(), "ends": missing[-1].ends_at.time()} if missing else {}
            dialog.form.set_values({"day": self._day} | times)
            dialog.open()

    def _add_slot(self) -> None:
        if self._record is not None:
            add_slot_dialog(self.page, [one.room for one in self._record.rooms], self._day).open()

    def _cancel_slot(self) -> None:
        slot = self._slot(self.table.current_record())
        if slot is not None:
            cancel_slot_dialog(self.page, slot).open()

    def _enter_child(self) -> None:
        slot = self._slot(self.table.current_record())
        if slot is None:
            return

        def show(found: Sequence[KnownChild]) -> None:
            choices = [(one.child_id, f"{one.given_name} ({one.parent_name})") for one in found]
            if choices:
                book_dialog(self.page, slot, choices).open()
            else:
                self.page.messages.info(_("Es gibt kein weiteres Kind mit Einwilligung."))

        self.page.run(childcare_day.children_to_book, self.context.workplace, slot.id, done=show)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Betreuungszeit"), slot_words, width=210),
            Column(_("Kind"), child_words, strong=True, width=170),
            Column(_("Elternteil"), lambda one: one.parent_name, width=170),
            Column(_("Telefon"), lambda one: one.phone, width=120),
            Column(_("Stand"), state_words, width=190, tone=state_tone),
            Column(_("Hinweis"), hint_words, stretch=True),
        ]


def _run_columns() -> list[Column]:
    """The chart in words and numbers."""
    return [
        Column(
            _("Zeit"), lambda run: span_words(local_moment(run.starts), local_moment(run.ends)), strong=True, width=130
        ),
        Column(_("Betreuungskräfte"), lambda run: format_count(run.carers), number=True, width=150),
        Column(_("belegt"), lambda run: format_count(run.heads), number=True, width=90),
        Column(_("frei"), lambda run: format_count(run.places_left), number=True, width=90),
        Column(_("Hinweis"), excess_words, stretch=True, tone=lambda run: Tone.BAD if run.excess else Tone.NEUTRAL),
    ]


def _run_span(run: ChartRun) -> str:
    return span_words(local_moment(run.starts), local_moment(run.ends))
