"""Words about rooms, carers, their times and days."""

from collections.abc import Sequence
from datetime import date

from werkakademie.i18n import _, format_count, format_date, ngettext
from werkakademie.records.childcare import CarerDayRow, CareRoomRow, CarerRow, Clearance, GroupCareRow, ShiftRow
from werkakademie.records.enums import CarerDayKind
from werkakademie.records.labels import label
from werkakademie.ui.groups.texts import long_day, time_span
from werkakademie.ui.widgets.styling import Tone


def room_words(room: CareRoomRow) -> str:
    """15 Kinder · 42 m² · 07:00–18:00 Uhr."""
    parts = [
        ngettext("höchstens {count} Kind", "höchstens {count} Kinder", room.places).format(
            count=format_count(room.places)
        )
    ]
    if room.square_metres is not None:
        parts.append(_("{size} m²").format(size=format_count(room.square_metres)))
    parts.append(_("{span} Uhr").format(span=time_span(room.opens, room.closes)))
    return " · ".join(parts)


def clearance_words(carer: CarerRow) -> str:
    """What the pill says about the certificate of good conduct."""
    match carer.clearance:
        case Clearance.SEEN:
            return _("Führungszeugnis gesehen am {day}").format(day=format_date(carer.clearance_seen_on))
        case Clearance.TO_RENEW:
            return _("Führungszeugnis bitte erneut ansehen")
        case Clearance.MISSING:
            return _("Führungszeugnis fehlt: zählt nicht mit")


def clearance_tone(clearance: Clearance) -> Tone:
    return {Clearance.SEEN: Tone.GOOD, Clearance.TO_RENEW: Tone.WARN, Clearance.MISSING: Tone.BAD}[clearance]


def carer_words(carer: CarerRow, today: date, *, with_room: bool) -> str:
    """Qualification, telephone, the room if it is always the same, and from when to when where that matters."""
    rooms = {shift.room_name for shift in carer.shifts}
    room = next(iter(rooms)) if with_room and len(rooms) == 1 else ""
    parts = [label(carer.qualification), carer.phone, room]
    if carer.starts_on is not None and carer.starts_on > today:
        parts.append(_("ab {day}").format(day=format_date(carer.starts_on)))
    if carer.ends_on is not None:
        parts.append(_("bis {day}").format(day=format_date(carer.ends_on)))
    return " · ".join(part for part in parts if part)


def shift_words(shift: ShiftRow, today: date, *, with_room: bool) -> tuple[str, str]:
    """The time, and below it the room and from when or until when it holds."""
    notes = [shift.room_name] if with_room else []
    if shift.ends <= shift.starts:
        notes.append(_("bis zum nächsten Tag"))
    if shift.starts_on is not None and shift.starts_on > today:
        notes.append(_("ab {day}").format(day=format_date(shift.starts_on)))
    if shift.ends_on is not None:
        notes.append(_("bis {day}").format(day=format_date(shift.ends_on)))
    return time_span(shift.starts, shift.ends), ", ".join(notes)


def day_words(row: CarerDayRow, today: date) -> str:
    """Heute, ganzer Tag; or Dienstag, 24.11.2026, 14:00–17:00 Uhr, Sonnenzimmer."""
    day = _("Heute") if row.day == today else long_day(row.day)
    if row.starts is None or row.ends is None:
        return _("{day}, ganzer Tag").format(day=day)
    times = _("{span} Uhr").format(span=time_span(row.starts, row.ends))
    return ", ".join(part for part in (day, times, row.room_name) if part)


def day_tone(kind: CarerDayKind) -> Tone:
    return Tone.WARN if kind is CarerDayKind.ABSENT else Tone.INFO


def group_care_words(care: GroupCareRow) -> str:
    """Sonnenzimmer, 15 Minuten davor und 15 danach."""
    return _("{room}, {lead} Minuten davor und {tail} danach").format(
        room=care.room_name, lead=care.lead_minutes, tail=care.tail_minutes
    )


def ask_words(leads: Sequence[str]) -> str:
    """Whom somebody asks who may not change this."""
    if not leads:
        return _("Räume, Team und Regel ändert die Leitung.")
    return _("Räume, Team und Regel ändert die Leitung. Bitte fragen Sie: {names}.").format(names=", ".join(leads))
