"""What attendance marks come to: rates, weeks met, and when to ask after somebody.

due        = held, booked or obligatory, inside the enrolment; coming unbooked books it
recorded   = due without „?“
rate       = present / (recorded - neutral)
commitment = (present + absences reported before the start) / recorded
week met   = present >= min(n, held sessions of that week inside the enrolment)
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from werkakademie.records.attendance_sheets import AttendanceFigures, Ratio
from werkakademie.records.enums import AttendanceMark

Mark = AttendanceMark
KeyT = TypeVar("KeyT")

PRESENT = frozenset({Mark.PRESENT, Mark.ONLINE, Mark.LATE, Mark.LEFT_EARLY})
#: Absences that somebody may report beforehand.
REPORTED = frozenset({Mark.EXCUSED, Mark.SICK, Mark.SICK_PENDING, Mark.INTERVIEW, Mark.AUTHORITY, Mark.CHILDCARE})
#: Neither for nor against a row of absences.
_SKIPPED = frozenset({Mark.CANCELLED, Mark.NOT_BOOKED, Mark.NOT_RECORDED})
_NOT_DUE = frozenset({Mark.CANCELLED, Mark.NOT_BOOKED})


@dataclass(frozen=True, slots=True)
class MarkedSession:
    """A session inside one enrolment with its mark, as the sheet shows it (roster.shown_mark)."""

    held_on: date
    starts_at: datetime
    mark: AttendanceMark
    #: None counts as reported in time.
    reported_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AttendanceRules:
    """What the group and the site set."""

    neutral: frozenset[AttendanceMark] = frozenset({Mark.INTERVIEW, Mark.CHILDCARE})
    alarm_after: int = 2
    #: n of the week's sessions; None: all that were booked.
    slots_per_week: int | None = None
    #: k appointments in all.
    appointments_total: int | None = None


def attendance_figures(sessions: Iterable[MarkedSession], now: datetime, rules: AttendanceRules) -> AttendanceFigures:
    """One person's figures at the moment `now`; sessions that have not begun count only as still possible."""
    ordered = sorted(sessions, key=lambda session: session.starts_at)
    held = [session for session in ordered if session.starts_at <= now]
    due = [session for session in held if session.mark not in _NOT_DUE]
    recorded = [session for session in due if session.mark is not Mark.NOT_RECORDED]
    present = _count(recorded, PRESENT)
    reported = sum(session.mark in REPORTED and _in_time(session) for session in recorded)
    coming = [session for session in ordered if session.starts_at > now and session.mark is not Mark.CANCELLED]
    wanted = rules.appointments_total
    return AttendanceFigures(
        due=len(due),
        recorded=len(recorded),
        present=present,
        excused=_count(recorded, REPORTED),
        unexcused=_count(recorded, {Mark.UNEXCUSED}),
        rate=Ratio(present, len(recorded) - _count(recorded, rules.neutral - PRESENT)),
        commitment=Ratio(present + reported, len(recorded)),
        weeks_met=_weeks_met(held, rules.slots_per_week),
        appointments=Ratio(present, wanted) if wanted is not None else None,
        still_possible=len(coming),
        alarm=unexcused_in_a_row(held) >= rules.alarm_after,
    )


def together(figures: Sequence[AttendanceFigures]) -> AttendanceFigures:
    """The figures of several people as one: numerators and denominators are added, never rates."""
    with_appointments = [each.appointments for each in figures if each.appointments is not None]
    return AttendanceFigures(
        due=sum(each.due for each in figures),
        recorded=sum(each.recorded for each in figures),
        present=sum(each.present for each in figures),
        excused=sum(each.excused for each in figures),
        unexcused=sum(each.unexcused for each in figures),
        rate=_added(each.rate for each in figures),
        commitment=_added(each.commitment for each in figures),
        weeks_met=_added(each.weeks_met for each in figures),
        appointments=_added(with_appointments) if with_appointments else None,
        still_possible=sum(each.still_possible for each in figures),
        alarm=any(each.alarm for each in figures),
    )


def unexcused_in_a_row(sessions: Iterable[MarkedSession]) -> int:
    """How many of the latest sessions in a row were missed unexcused; X, – and ? are passed over."""
    row = 0
    for session in sorted(sessions, key=lambda each: each.starts_at):
        if session.mark is Mark.UNEXCUSED:
            row += 1
        elif session.mark not in _SKIPPED:
            row = 0
    return row


def may_be_given(mark: AttendanceMark, *, starts_at: datetime, now: datetime) -> bool:
    """Nobody was present, or missing, at a session that has not begun; a planned absence may be noted before."""
    return mark in REPORTED or starts_at <= now


def filled_with_present(marks: Mapping[KeyT, AttendanceMark]) -> dict[KeyT, AttendanceMark]:
    """„Alle anwesend“: the new marks of those who have none yet; what was recorded stays."""
    return {key: Mark.PRESENT for key, mark in marks.items() if mark is Mark.NOT_RECORDED}


def _weeks_met(held: Iterable[MarkedSession], slots_per_week: int | None) -> Ratio:
    weeks: dict[tuple[int, int], list[MarkedSession]] = defaultdict(list)
    for session in held:
        if session.mark is not Mark.CANCELLED:
            year, week, _weekday = session.held_on.isocalendar()
            weeks[year, week].append(session)
    met = asked = 0
    for sessions in weeks.values():
        booked = sum(session.mark is not Mark.NOT_BOOKED for session in sessions)
        wanted = min(slots_per_week, len(sessions)) if slots_per_week is not None else booked
        if wanted:
            asked += 1
            met += _count(sessions, PRESENT) >= wanted
    return Ratio(met, asked)


def _in_time(session: MarkedSession) -> bool:
    return session.reported_at is None or session.reported_at < session.starts_at


def _count(sessions: Iterable[MarkedSession], marks: Collection[AttendanceMark]) -> int:
    return sum(session.mark in marks for session in sessions)


def _added(ratios: Iterable[Ratio]) -> Ratio:
    known = tuple(ratios)
    return Ratio(sum(ratio.numerator for ratio in known), sum(ratio.denominator for ratio in known))
