"""How groups, slots, sessions and enrolments are written."""

from collections.abc import Sequence
from datetime import date, datetime, time

from werkakademie.i18n import _, format_date, format_time, ngettext
from werkakademie.records.groups import EnrolmentRow, GroupRecord, GroupRow, GroupState, SlotDraft, SlotRecord
from werkakademie.records.labels import label
from werkakademie.records.participants import ParticipantState
from werkakademie.records.sessions import SessionRow
from werkakademie.ui.widgets.record_list import RowText
from werkakademie.ui.widgets.styling import Tone

_GROUP_TONES = {GroupState.PLANNED: Tone.INFO, GroupState.RUNNING: Tone.GOOD, GroupState.ENDED: Tone.NEUTRAL}
_PERSON_TONES = {
    ParticipantState.WITHOUT_GROUP: Tone.NEUTRAL,
    ParticipantState.ALLOCATED: Tone.INFO,
    ParticipantState.ACTIVE: Tone.GOOD,
    ParticipantState.NOT_ENTERED: Tone.NEUTRAL,
    ParticipantState.ENDED: Tone.NEUTRAL,
    ParticipantState.FOLLOW_UP_DUE: Tone.WARN,
}


def weekday_names() -> tuple[str, ...]:
    """Monday first."""
    return (
        _("Montag"),
        _("Dienstag"),
        _("Mittwoch"),
        _("Donnerstag"),
        _("Freitag"),
        _("Samstag"),
        _("Sonntag"),
    )


def short_weekday(weekday: int) -> str:
    """Mo, Di, Mi …"""
    return (_("Mo"), _("Di"), _("Mi"), _("Do"), _("Fr"), _("Sa"), _("So"))[weekday]


def long_day(day: date) -> str:
    """Montag, 23.11.2026."""
    return f"{weekday_names()[day.weekday()]}, {format_date(day)}"


def short_day(day: date) -> str:
    """Mo, 23.11.2026."""
    return f"{short_weekday(day.weekday())}, {format_date(day)}"


def time_span(starts: time | datetime, ends: time | datetime) -> str:
    """09:00–12:00."""
    return f"{format_time(starts)}–{format_time(ends)}"


def slot_text(slot: SlotRecord | SlotDraft) -> str:
    """Montag 09:00–12:00."""
    return f"{weekday_names()[slot.weekday]} {time_span(slot.starts, slot.ends)}"


def short_slots(slots: Sequence[SlotRecord], chosen: frozenset[object]) -> str:
    """The chosen slots in short: by day, and with the time where a day has several."""
    days = [slot.weekday for slot in slots]
    words = [
        f"{short_weekday(slot.weekday)} {format_time(slot.starts)}"
        if days.count(slot.weekday) > 1
        else short_weekday(slot.weekday)
        for slot in slots
        if slot.id in chosen
    ]
    return ", ".join(words)


def group_state_word(state: GroupState) -> str:
    return {GroupState.PLANNED: _("geplant"), GroupState.RUNNING: _("läuft"), GroupState.ENDED: _("beendet")}[state]


def group_tone(state: GroupState) -> Tone:
    return _GROUP_TONES[state]


def places(row: GroupRow) -> str:
    """8 von 12 Plätzen."""
    if row.capacity is None:
        return ngettext("{people} Person", "{people} Personen", row.people).format(people=row.people)
    return _("{people} von {capacity} Plätzen").format(people=row.people, capacity=row.capacity)


def places_left(row: GroupRow) -> str:
    """What the list and the card say about free places; empty without a capacity."""
    left = row.places_left
    if left is None:
        return ""
    if left < 0:
        return _("{count} über der Platzzahl").format(count=-left)
    if left == 0:
        return _("kein Platz frei")
    return ngettext("{count} Platz frei", "{count} Plätze frei", left).format(count=left)


def group_row(row: GroupRow) -> RowText:
    """A group in the list on the left."""
    return RowText(
        row.name, f"{label(row.focus)} · {places(row)}", "", group_state_word(row.state), group_tone(row.state)
    )


def period(row: GroupRow) -> str:
    """02.11.2026 – 31.12.2026, or since when."""
    if row.ends_on is None:
        return _("ab {day}").format(day=format_date(row.starts_on))
    return f"{format_date(row.starts_on)} – {format_date(row.ends_on)}"


def way_of_counting(record: GroupRecord) -> str:
    """How many slots or appointments are meant for each person."""
    if record.appointments_total is not None:
        return ngettext("{count} Termin insgesamt", "{count} Termine insgesamt", record.appointments_total).format(
            count=record.appointments_total
        )
    if record.slots_per_week is not None:
        return _("{chosen} von {all} Zeitfenstern pro Woche, frei gewählt").format(
            chosen=record.slots_per_week, all=len(record.slots)
        )
    return _("alle Zeitfenster für alle")


def person_state_word(state: ParticipantState) -> str:
    return {
        ParticipantState.WITHOUT_GROUP: _("ohne Gruppe"),
        ParticipantState.ALLOCATED: _("zugewiesen"),
        ParticipantState.ACTIVE: _("aktiv"),
        ParticipantState.NOT_ENTERED: _("nicht eingetreten"),
        ParticipantState.ENDED: _("beendet"),
        ParticipantState.FOLLOW_UP_DUE: _("Nachfrage fällig"),
    }[state]


def person_tone(state: ParticipantState) -> Tone:
    return _PERSON_TONES[state]


def enrolment_note(row: EnrolmentRow, today: date) -> str:
    """What is special about an enrolment, in a few words."""
    if row.non_entry_reason is not None:
        return f"{label(row.non_entry_reason)} ({format_date(row.non_entry_on)})"
    if row.exit_on is not None:
        return _("Austritt am {day}").format(day=format_date(row.exit_on))
    resting = [rest for rest in row.suspensions if rest.ends_on is None or rest.ends_on >= today]
    if resting:
        kind, starts = label(resting[0].kind), format_date(resting[0].starts_on)
        if resting[0].ends_on is None:
            return _("ruht ab {day} ({kind})").format(day=starts, kind=kind)
        return _("ruht {first} – {last} ({kind})").format(first=starts, last=format_date(resting[0].ends_on), kind=kind)
    if row.entry_confirmed_because:
        return _("Eintritt bestätigt: {reason}").format(reason=row.entry_confirmed_because)
    return ""


def session_state(row: SessionRow) -> str:
    """How far a session is: planned, how much is recorded, or why it was cancelled."""
    if row.cancelled:
        return _("abgesagt: {reason}").format(reason=row.cancelled_because)
    if row.due == 0:
        return _("niemand gebucht") if row.begun else _("geplant")
    if not row.begun and row.recorded == 0:
        return ngettext("geplant, {count} Person", "geplant, {count} Personen", row.due).format(count=row.due)
    if row.complete:
        return _("alle {count} erfasst").format(count=row.due)
    return _("{recorded} von {due} erfasst").format(recorded=row.recorded, due=row.due)


def session_tone(row: SessionRow) -> Tone:
    if row.cancelled or not row.begun or row.due == 0:
        return Tone.NEUTRAL
    return Tone.GOOD if row.complete else Tone.WARN
