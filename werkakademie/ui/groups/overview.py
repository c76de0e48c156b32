"""The first tab of a group: places, attendance, slots, and the next sessions."""

from datetime import date

from PySide6.QtWidgets import QGridLayout, QSizePolicy

from werkakademie.i18n import _, format_rate, format_time, ngettext
from werkakademie.records.attendance_sheets import AttendanceFigures
from werkakademie.records.groups import GroupRecord, SlotRecord
from werkakademie.records.sessions import SessionRow
from werkakademie.ui.groups.care_card import CareCard, GroupCare
from werkakademie.ui.groups.lasting_card import LastingCareCard
from werkakademie.ui.groups.texts import (
    places_left,
    session_state,
    session_tone,
    short_day,
    slot_text,
    way_of_counting,
)
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.figures import BigNumber
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, clear_layout, column, row
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

#: So many sessions stand in the card.
_NEXT = 4


class GroupOverview(ScrollPane):
    """Cards in two columns; `show_group` fills them."""

    def __init__(self, page: Page) -> None:
        super().__init__(margins=0)
        self.care = CareCard(page)
        self.lasting = LastingCareCard(page)
        self._places = BigNumber()
        self._rate = BigNumber()
        self._slots = column(spacing=GRID)
        self._next = column(spacing=GRID)
        places = Card(_("Plätze"), icon="users").add(self._places)
        rate = Card(_("Anwesenheit"), icon="calendar-check").add(self._rate)
        slots = Card(_("Zeitfenster"), icon="clock").add(self._slots)
        coming = Card(_("Nächste Termine"), icon="calendar-days").add(self._next)
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for number, card in enumerate((places, rate, slots, coming, self.care, self.lasting)):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(card, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def show_group(
        self,
        record: GroupRecord,
        sessions: tuple[SessionRow, ...],
        figures: AttendanceFigures,
        care: GroupCare,
        today: date,
    ) -> None:
        """Fill the cards."""
        self.care.show_care(record, care)
        self.lasting.show_group(record.row.id)
        self._show_places(record)
        self._show_rate(figures)
        clear_layout(self._slots)
        self._slots.addWidget(muted(way_of_counting(record)))
        for slot in record.slots:
            self._slots.addLayout(row(TextLabel(slot_text(slot)), None, Pill(_chosen_by(slot))))
        clear_layout(self._next)
        coming = [session for session in sessions if not session.begun or session.held_on == today][:_NEXT]
        for session in coming:
            text = f"{short_day(session.held_on)}, {format_time(session.starts_at)}"
            pill = Pill(_pill_text(session), session_tone(session))
            self._next.addLayout(row(TextLabel(text), None, pill))
        if not coming:
            self._next.addWidget(muted(_("Es ist kein Termin geplant. Sie können Termine vorschlagen lassen.")))

    def _show_places(self, record: GroupRecord) -> None:
        people, capacity = record.row.people, record.row.capacity
        if capacity is None:
            words = ngettext("Person in der Gruppe", "Personen in der Gruppe", people)
            self._places.show_value(str(people), words, _("ohne Begrenzung"))
        else:
            of_all = _("von {capacity} Plätzen belegt").format(capacity=capacity)
            self._places.show_value(str(people), of_all, places_left(record.row))

    def _show_rate(self, figures: AttendanceFigures) -> None:
        rate, weeks = figures.rate, figures.weeks_met
        self._rate.show_value(
            format_rate(rate.numerator, rate.denominator),
            _("{present} von {counted} anwesend").format(present=rate.numerator, counted=rate.denominator),
            _("{recorded} von {due} erfasst · {met} von {weeks} Wochen erfüllt").format(
                recorded=figures.recorded, due=figures.due, met=weeks.numerator, weeks=weeks.denominator
            ),
        )


def _chosen_by(slot: SlotRecord) -> str:
    return ngettext("{count} Person", "{count} Personen", slot.people).format(count=slot.people)


def _pill_text(session: SessionRow) -> str:
    if session.cancelled:
        return _("abgesagt")
    if not session.begun and session.due:
        return ngettext("{count} Person", "{count} Personen", session.due).format(count=session.due)
    return session_state(session)
