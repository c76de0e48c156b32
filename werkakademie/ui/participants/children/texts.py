"""The words of the tab: how old a child is, whether the parent consents, and where its next places stand."""

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.childcare_bookings import BookingRow
from werkakademie.records.children import ChildRow, CollectorRow
from werkakademie.records.enums import BookingState
from werkakademie.records.labels import label
from werkakademie.ui.groups.texts import short_day, time_span
from werkakademie.ui.widgets.styling import Tone

_TONES = {
    BookingState.BOOKED: Tone.GOOD,
    BookingState.OFFERED: Tone.INFO,
    BookingState.WAITING: Tone.WARN,
    BookingState.FALLEN_THROUGH: Tone.BAD,
}


def name_and_age(child: ChildRow) -> str:
    """„Mila, 4 Jahre“."""
    return _("{name}, {age}").format(name=child.given_name, age=age_words(child))


def age_words(child: ChildRow) -> str:
    if not child.age:
        return _("unter 1 Jahr")
    return ngettext("{count} Jahr", "{count} Jahre", child.age).format(count=child.age)


def consent_status(child: ChildRow) -> tuple[str, Tone]:
    """The word of the pill about the parent's consent."""
    if child.has_consent:
        return _("Einwilligung liegt vor"), Tone.GOOD
    if child.consent_withdrawn_on is not None:
        return _("Einwilligung widerrufen"), Tone.WARN
    return _("Einwilligung fehlt"), Tone.WARN


def wanted_status(child: ChildRow) -> tuple[str, Tone]:
    """The word of the pill about care beside the sessions."""
    return (_("Betreuung gewünscht"), Tone.INFO) if child.care_wanted else (_("keine Betreuung"), Tone.NEUTRAL)


def child_line(child: ChildRow) -> str:
    """When the child was born, and since when the parent consents or no longer does."""
    parts = [_("geboren {month}").format(month=f"{child.birth_month:%m.%Y}")]
    if child.consent_withdrawn_on is not None:
        parts.append(_("widerrufen am {day}").format(day=format_date(child.consent_withdrawn_on)))
    elif child.consent_on is not None:
        parts.append(_("eingewilligt am {day}").format(day=format_date(child.consent_on)))
    return " · ".join(parts)


def consent_hint(child: ChildRow) -> str:
    """Why the child gets no place; empty where that is not so."""
    if not child.care_wanted or child.has_consent:
        return ""
    return _("Ohne Einwilligung wird kein Betreuungsplatz gebucht. Bitte fragen Sie den Elternteil.")


def collector_words(collector: CollectorRow) -> str:
    """How to recognise and reach somebody."""
    return " · ".join(part for part in (collector.relation, collector.phone) if part)


def collector_status(collector: CollectorRow) -> tuple[str, Tone]:
    return (_("darf abholen"), Tone.GOOD) if collector.allowed else (_("darf NICHT abholen"), Tone.BAD)


def booking_status(booking: BookingRow) -> tuple[str, Tone]:
    """The word of the pill beside a place."""
    if booking.slot_cancelled_because:
        return label(BookingState.FALLEN_THROUGH), Tone.BAD
    if booking.state is BookingState.WAITING and booking.place is not None:
        return _("Warteliste, Platz {number}").format(number=booking.place), Tone.WARN
    if booking.state is BookingState.BOOKED and booking.partly:
        return _("Platz gebucht, teilweise"), Tone.GOOD
    return label(booking.state), _TONES.get(booking.state, Tone.NEUTRAL)


def booking_words(booking: BookingRow) -> str:
    """When the place is, and beside what."""
    starts, ends = booking.starts_at, booking.ends_at
    if booking.from_at is not None and booking.until_at is not None:
        starts, ends = booking.from_at, booking.until_at
    when = f"{short_day(booking.held_on)}, {time_span(starts, ends)}"
    return " · ".join(part for part in (when, booking.group_name or booking.title) if part)
