"""The words of a day of childcare and of the waiting list."""

from collections.abc import Sequence
from datetime import date, datetime

from werkakademie.i18n import _, format_date, format_time, ngettext
from werkakademie.records.childcare import Clearance
from werkakademie.records.childcare_bookings import BookingRow, SlotRow, WaitingFamily
from werkakademie.records.childcare_chart import ChartRun, Excess
from werkakademie.records.childcare_day import AffectedFamily, CarerOnDay
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import BookingState, CarerDayKind
from werkakademie.records.labels import label
from werkakademie.ui.widgets.figures import initials_of
from werkakademie.ui.widgets.record_list import RowText
from werkakademie.ui.widgets.styling import Tone

_TONES = {
    BookingState.BOOKED: Tone.GOOD,
    BookingState.OFFERED: Tone.INFO,
    BookingState.WAITING: Tone.WARN,
    BookingState.FALLEN_THROUGH: Tone.BAD,
}


def long_day(day: date) -> str:
    """„Montag, 23.11.2026“."""
    names = (_("Montag"), _("Dienstag"), _("Mittwoch"), _("Donnerstag"), _("Freitag"), _("Samstag"), _("Sonntag"))
    return f"{names[day.weekday()]}, {format_date(day)}"


def span_words(starts: datetime, ends: datetime) -> str:
    return f"{format_time(starts)}–{format_time(ends)}"


def slot_words(row: BookingRow | SlotRow) -> str:
    """The time with what it is for: „09:45–12:15, Alleinerziehende 2“."""
    what = row.group_name or row.title
    time = span_words(row.starts_at, row.ends_at)
    return f"{time}, {what}" if what else time


def state_words(row: BookingRow) -> str:
    """Where the place stands, and for how much of the time."""
    if row.arrived_at is not None:
        return _("da") if row.left_at is None else _("war da")
    if row.state is BookingState.BOOKED and row.partly and row.from_at and row.until_at:
        return _("teilweise: {time}").format(time=span_words(row.from_at, row.until_at))
    if row.state is BookingState.OFFERED and row.offer_until:
        day, time = format_date(row.offer_until.date()), format_time(row.offer_until)
        return _("angeboten bis {day}, {time}").format(day=day, time=time)
    if row.state is BookingState.WAITING and row.place:
        return _("Warteliste, Platz {place}").format(place=row.place)
    return label(row.state)


def state_tone(row: BookingRow) -> Tone:
    if row.arrived_at is not None:
        return Tone.GOOD
    if row.state is BookingState.BOOKED and row.partly:
        return Tone.WARN
    return _TONES.get(row.state, Tone.NEUTRAL)


def hint_words(row: BookingRow) -> str:
    """Why a booking is as it is."""
    parts = []
    if row.over_reason:
        parts.append(_("über der Regel: {reason}").format(reason=row.over_reason))
    if row.cause is not None:
        parts.append(label(row.cause))
    if row.passed_over is not None:
        needed, there = row.passed_over
        parts.append(passed_words(needed, there))
    if row.by_hand:
        parts.append(_("von Hand"))
    return " · ".join(parts)


def passed_words(needed: int, there: int) -> str:
    places = ngettext("{count} Platz nötig", "{count} Plätze nötig", needed).format(count=needed)
    return _("übergangen: {needed}, {there} frei").format(needed=places, there=there)


def child_words(row: BookingRow) -> str:
    return _("{name} ({band})").format(name=row.child_name, band=label(row.band))


def family_names(rows: Sequence[BookingRow]) -> str:
    """The children and their parent: „Mila, Tom (Olena Kovalenko)“."""
    names = ", ".join(row.child_name for row in rows)
    return _("{children} ({parent})").format(children=names, parent=rows[0].parent_name)


def care_row(row: BookingRow) -> RowText:
    """A place that somebody has to do something about, on the first page."""
    when = f"{format_date(row.held_on)}, {slot_words(row)}"
    title = _("{child} ({parent})").format(child=row.child_name, parent=row.parent_name)
    cause = label(row.cause) if row.cause is not None and row.state is not BookingState.OFFERED else ""
    subtitle = " · ".join(part for part in (when, cause, row.phone) if part)
    return RowText(title, subtitle, initials_of(row.child_name), state_words(row), state_tone(row))


def part_words(family: WaitingFamily) -> str:
    """The part that would fit now."""
    if family.part_from is None or family.part_until is None:
        return ""
    return _("frei wäre {time}").format(time=span_words(family.part_from, family.part_until))


def run_words(run: ChartRun) -> str:
    """One stretch of the chart for who hears or reads it instead of seeing it."""
    time = span_words(local_moment(run.starts), local_moment(run.ends))
    if not run.open:
        return _("{time}: geschlossen").format(time=time)
    words = _("{time}: {heads} von {places} Plätzen belegt, {carers} Betreuungskräfte").format(
        time=time, heads=run.heads, places=run.heads + run.places_left, carers=run.carers
    )
    return f"{words}, {excess_words(run)}" if run.excess else words


def excess_words(run: ChartRun) -> str:
    """Why it is too much."""
    reasons = {
        Excess.CLOSED: _("Raum geschlossen"),
        Excess.TOO_FEW_CARERS: _("zu wenige Betreuungskräfte"),
        Excess.ROOM_FULL: _("Raum voll"),
        Excess.TOO_MUCH_WEIGHT: _("zu viele Kinder je Betreuungskraft"),
    }
    return ", ".join(reasons[one] for one in run.excess)


def carer_words(one: CarerOnDay) -> str:
    """„08:00–13:00“, „fällt aus“, „kommt zusätzlich 13:00–15:00“."""
    parts = [f"{format_time(shift.starts)}–{format_time(shift.ends)}" for shift in one.shifts]
    for row in one.days:
        what = label(row.kind)
        if row.starts is not None and row.ends is not None:
            what = f"{what} {format_time(row.starts)}–{format_time(row.ends)}"
        parts.append(what)
    if one.carer.clearance is Clearance.MISSING:
        parts.append(_("Führungszeugnis fehlt: zählt nicht mit"))
    return ", ".join(parts)


def is_absent(one: CarerOnDay) -> bool:
    return any(row.kind is CarerDayKind.ABSENT for row in one.days)


def affected_words(family: AffectedFamily) -> str:
    """Whom to call about what."""
    times = ", ".join(span_words(starts, ends) for starts, ends in family.spans)
    words = _("{family}, {time}").format(family=family_names(family.bookings), time=times)
    return _("{family}: schon da").format(family=words) if family.there else words
