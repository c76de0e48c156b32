"""How the first page greets, and how its rows read."""

from datetime import date, datetime

from werkakademie.i18n import _, format_date, ngettext
from werkakademie.records.attendance_sheets import MissingPerson
from werkakademie.records.backup_texts import moment_words
from werkakademie.records.backups import BackupStatus
from werkakademie.records.enums import SessionKind
from werkakademie.records.follow_ups import FollowUpRow
from werkakademie.records.labels import label
from werkakademie.records.participants import display_name
from werkakademie.records.sessions import SessionRow
from werkakademie.records.today import UnclearEntry
from werkakademie.ui.follow_ups.texts import attempts_text, state_tone, state_word
from werkakademie.ui.groups.texts import session_state, session_tone, short_day, time_span, weekday_names
from werkakademie.ui.widgets.figures import initials_of
from werkakademie.ui.widgets.record_list import RowText
from werkakademie.ui.widgets.styling import Tone

_MORNING_ENDS, _EVENING_BEGINS = 11, 18


def greeting(now: datetime, name: str) -> str:
    """Guten Morgen, Petra Wagner."""
    if now.hour < _MORNING_ENDS:
        return _("Guten Morgen, {name}").format(name=name)
    if now.hour < _EVENING_BEGINS:
        return _("Guten Tag, {name}").format(name=name)
    return _("Guten Abend, {name}").format(name=name)


def session_row(row: SessionRow) -> RowText:
    """A session of today: when and which group, where, and whether marks are missing."""
    parts = [row.room, session_state(row)]
    if row.kind is SessionKind.SINGLE:
        parts.insert(0, label(row.kind))
    title = f"{time_span(row.starts_at, row.ends_at)}  {row.group_name}"
    return RowText(title, " · ".join(part for part in parts if part), pill=_session_word(row), tone=session_tone(row))


def unrecorded_row(row: SessionRow) -> RowText:
    """A session of an earlier day that lacks marks."""
    title = f"{short_day(row.held_on)}  {row.group_name}"
    left = row.due - row.recorded
    pill = _("{count} offen").format(count=left)
    return RowText(title, f"{time_span(row.starts_at, row.ends_at)} · {session_state(row)}", pill=pill, tone=Tone.WARN)


def missing_row(person: MissingPerson) -> RowText:
    """Somebody who was absent unexcused several times in a row."""
    name = display_name(person.given_names, person.family_name, person.own_number)
    times = ngettext("{count} Mal in Folge", "{count} Mal in Folge", person.in_a_row).format(count=person.in_a_row)
    subtitle = _("{group} · zuletzt {day}").format(group=person.group_name, day=format_date(person.last_on))
    return RowText(name, subtitle, initials_of(name), times, Tone.BAD)


def follow_up_row(row: FollowUpRow) -> RowText:
    """Somebody to ask after."""
    name = display_name(row.given_names, row.family_name, row.own_number)
    since = _("seit {day}").format(day=format_date(row.due_on))
    return RowText(
        name, f"{row.group_name} · {since} · {attempts_text(row)}", initials_of(name), state_word(row), state_tone(row)
    )


def unclear_row(entry: UnclearEntry) -> RowText:
    """Somebody of whom nobody knows whether they entered."""
    name = display_name(entry.given_names, entry.family_name, entry.own_number)
    since = _("zugewiesen am {day}").format(day=format_date(entry.allocated_on))
    return RowText(name, f"{entry.group_name} · {since}", initials_of(name), _("offen"), Tone.WARN)


def long_date(day: date) -> str:
    """Montag, 23. November 2026."""
    return _("{weekday}, {day}. {month} {year}").format(
        weekday=weekday_names()[day.weekday()], day=day.day, month=_month(day.month), year=day.year
    )


def _session_word(row: SessionRow) -> str:
    if row.cancelled:
        return _("abgesagt")
    if not row.begun:
        return _("kommt")
    if row.due == 0:
        return _("niemand gebucht")
    return _("erfasst") if row.complete else _("offen")


def _month(number: int) -> str:
    months = (
        _("Januar"),
        _("Februar"),
        _("März"),
        _("April"),
        _("Mai"),
        _("Juni"),
        _("Juli"),
        _("August"),
        _("September"),
        _("Oktober"),
        _("November"),
        _("Dezember"),
    )
    return months[number - 1]


def backup_hint(status: BackupStatus) -> str:
    """Why somebody should look after the backups."""
    if status.last_problem:
        return _("Die letzte Sicherung ist fehlgeschlagen. {problem}").format(problem=status.last_problem)
    if status.newest_at is None:
        return _("Von diesem Standort gibt es noch keine Sicherung.")
    return _("Die letzte Sicherung ist vom {moment}. Was seither kam, ist nur auf diesem PC.").format(
        moment=moment_words(status.newest_at)
    )
