"""Record attendance, and read what it comes to."""

from collections.abc import Sequence
from datetime import datetime

from werkakademie.errors import FieldProblem, InvalidFieldsError, MissingRecordError, ProgramError, SituationError
from werkakademie.i18n import _
from werkakademie.models import Attendance, AttendanceCount, CoachingSession, Enrolment
from werkakademie.records.attendance_sheets import (
    STORED_MARKS,
    AttendanceFigures,
    AttendanceSheet,
    GroupFigures,
    MarkChange,
    MarkRecord,
    MissingPerson,
    PersonFigures,
)
from werkakademie.records.changes import Done
from werkakademie.records.clock import LOCAL_ZONE, local_moment
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, GroupId
from werkakademie.records.permissions import Permission
from werkakademie.rules.attendance import PRESENT, REPORTED, filled_with_present, may_be_given
from werkakademie.rules.undo_stack import undo_stack
from werkakademie.services import reach
from werkakademie.services.workplace import Workplace
from werkakademie.storage import rosters
from werkakademie.storage.attendance import group_of_enrolment
from werkakademie.storage.childcare.absences import enrolments_without_care
from werkakademie.storage.journal import reading
from werkakademie.storage.transaction import Transaction

MOST_MINUTES = 600


class FutureMarkError(SituationError):
    """A mark of presence, or of an absence without excuse, for a session that has not begun."""

    def sentence(self) -> str:
        return _(
            "Dieser Termin hat noch nicht begonnen. Vorher können Sie nur eine angekündigte Abwesenheit eintragen "
            "(E, K, M, T, B, C). Es wurde nichts geändert."
        )


class CancelledSessionError(SituationError):
    """A cancelled session takes no marks."""

    def sentence(self) -> str:
        return _("Dieser Termin ist abgesagt. Es wurde nichts geändert. Nehmen Sie die Absage zuerst zurück.")


class MarksErasedError(SituationError):
    """The single marks of an enrolment were deleted after their period; new ones would falsify their counts."""

    def sentence(self) -> str:
        return _(
            "Die einzelnen Anwesenheiten dieser Teilnahme sind nach Ablauf ihrer Frist gelöscht, nur ihre Summen sind "
            "noch da. Es wurde nichts geändert."
        )


class ChildcareFellThroughError(SituationError):
    """An absence without excuse for somebody whose child had no place; it can be repeated with the confirmation."""

    def __init__(self, enrolment_id: EnrolmentId) -> None:
        super().__init__(enrolment_id)
        self.enrolment_id = enrolment_id

    def sentence(self) -> str:
        return _(
            "Für ein Kind dieser Person gab es zu diesem Termin keinen Betreuungsplatz. „Unentschuldigt“ ist nicht "
            "eingetragen; vorgeschlagen wird C, Kinderbetreuung ausgefallen. Wenn das nicht der Grund war, geben Sie "
            "in der Liste noch einmal U ein."
        )


def attendance_sheet(workplace: Workplace, session_id: CoachingSessionId) -> AttendanceSheet:
    """The roster of one session with its marks."""
    workplace.require(Permission.READ_ROSTERS)
    with workplace.store.read() as tx:
        return rosters.attendance_sheet(tx, session_id)


def give_mark(
    workplace: Workplace,
    session_id: CoachingSessionId,
    enrolment_id: EnrolmentId,
    *,
    mark: AttendanceMark,
    minutes_late: int | None = None,
    reported_at: datetime | None = None,
    confirmed: bool = False,
) -> Done[tuple[MarkChange, ...]]:
    """Give one person a mark; NOT_RECORDED takes it away. Who comes unbooked is booked by it.

    `minutes_late` belongs to V, `reported_at` (local time) to absences. Raises FutureMarkError,
    CancelledSessionError, InvalidFieldsError, and ChildcareFellThroughError unless `confirmed`.
    """
    workplace.require(Permission.MARK_ATTENDANCE)
    record = _checked(MarkRecord(mark, minutes_late, reported_at))
    with workplace.store.write(workplace.account_id) as tx:
        change = mark_inside(workplace, tx, session_id, enrolment_id, record=record, confirmed=confirmed)
    return Done((change,), tx.changes)


def mark_inside(
    workplace: Workplace,
    tx: Transaction,
    session_id: CoachingSessionId,
    enrolment_id: EnrolmentId,
    *,
    record: MarkRecord | None,
    confirmed: bool = False,
) -> MarkChange:
    """`give_mark` inside a transaction that stores more than that; raises what it raises."""
    workplace.require(Permission.MARK_ATTENDANCE)
    session = _open_session(tx, session_id)
    reach.require_group(workplace, tx, session.group_id, to=Permission.MARK_ATTENDANCE)
    if record is not None and not may_be_given(record.mark, starts_at=session.starts_at, now=tx.now):
        raise FutureMarkError
    if record is not None and record.mark is AttendanceMark.UNEXCUSED and not confirmed:
        _refuse_without_care(tx, session_id, enrolment_id)
    return _write(tx, session, enrolment_id, record)


def mark_all_present(workplace: Workplace, session_id: CoachingSessionId) -> Done[tuple[MarkChange, ...]]:
    """Mark as present whoever is expected and has no mark yet. Raises FutureMarkError, CancelledSessionError."""
    workplace.require(Permission.MARK_ATTENDANCE)
    with workplace.store.write(workplace.account_id) as tx:
        session = _open_session(tx, session_id)
        reach.require_group(workplace, tx, session.group_id, to=Permission.MARK_ATTENDANCE)
        if not may_be_given(AttendanceMark.PRESENT, starts_at=session.starts_at, now=tx.now):
            raise FutureMarkError
        sheet = rosters.attendance_sheet(tx, session_id)
        filled = filled_with_present({row.enrolment_id: row.mark for row in sheet.rows})
        changes = [_write(tx, session, enrolment_id, MarkRecord(mark)) for enrolment_id, mark in filled.items()]
    return Done(tuple(changes), tx.changes)


def undo_marks(
    workplace: Workplace, session_id: CoachingSessionId, *, changes: Sequence[MarkChange]
) -> Done[CoachingSessionId]:
    """Put back what stood there before the marks were given."""
    workplace.require(Permission.MARK_ATTENDANCE)
    with workplace.store.read() as tx:
        given_by = _given_by(tx, workplace, session_id, changes)
    with workplace.store.write(workplace.account_id, undoes=given_by) as tx:
        session = tx.get(CoachingSession, session_id)
        reach.require_group(workplace, tx, session.group_id, to=Permission.MARK_ATTENDANCE)
        for change in changes:
            _write(tx, session, change.enrolment_id, change.before)
            if change.entered:
                enrolment = tx.get(Enrolment, change.enrolment_id)
                enrolment.entry_on = None
                tx.add(enrolment)
    return Done(session_id, tx.changes)


def _given_by(
    tx: Transaction, workplace: Workplace, session_id: CoachingSessionId, changes: Sequence[MarkChange]
) -> int | None:
    """The own transaction that gave the marks and still stands, so that the window's Ctrl+Y can give them again."""
    if not changes:
        return None
    row_id = f"{session_id.hex}/{changes[0].enrolment_id.hex}"
    standing = undo_stack(reading.own_changes(tx, workplace.account_id, "attendance", row_id)).undo
    return standing[-1] if standing else None


def person_attendance(workplace: Workplace, enrolment_id: EnrolmentId) -> AttendanceFigures:
    """The figures of one enrolment."""
    return person_figures(workplace, enrolment_id).figures


def person_figures(workplace: Workplace, enrolment_id: EnrolmentId) -> PersonFigures:
    """The figures of one enrolment with its latest marks."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        found = rosters.person_figures(tx, group_of_enrolment(tx, enrolment_id), enrolment_id)
    if found is None:
        raise MissingRecordError("enrolment")
    return found


def group_attendance(workplace: Workplace, group_id: GroupId) -> GroupFigures:
    """The figures of a group and of each of its people."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return rosters.group_figures(tx, group_id)


def missing_people(workplace: Workplace) -> tuple[MissingPerson, ...]:
    """Who was absent unexcused so often in a row that somebody should ask."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return rosters.missing_people(tx)


def _checked(record: MarkRecord) -> MarkRecord | None:
    """The mark with only what belongs to it; None for NOT_RECORDED."""
    if record.mark is AttendanceMark.NOT_RECORDED:
        return None
    if record.mark not in STORED_MARKS:
        raise ProgramError(f"the mark {record.mark.name} is derived, never stored")
    late = record.minutes_late if record.mark is AttendanceMark.LATE else None
    if late is not None and not 0 <= late <= MOST_MINUTES:
        message = _("Bitte geben Sie eine ganze Zahl von {least} bis {most} ein.")
        problem = FieldProblem("minutes_late", message.format(least=0, most=MOST_MINUTES))
        raise InvalidFieldsError((problem,))
    return MarkRecord(record.mark, late, record.reported_at if record.mark in REPORTED else None)


def _refuse_without_care(tx: Transaction, session_id: CoachingSessionId, enrolment_id: EnrolmentId) -> None:
    if enrolment_id in enrolments_without_care(tx, session_id):
        raise ChildcareFellThroughError(enrolment_id)


def _open_session(tx: Transaction, session_id: CoachingSessionId) -> CoachingSession:
    session = tx.get(CoachingSession, session_id)
    if session.cancelled_because:
        raise CancelledSessionError
    return session


def _write(
    tx: Transaction, session: CoachingSession, enrolment_id: EnrolmentId, record: MarkRecord | None
) -> MarkChange:
    """Write or delete one mark, and say what stood there; a first presence sets the day of entry."""
    enrolment = tx.get(Enrolment, enrolment_id)
    if enrolment.group_id != session.group_id:
        raise MissingRecordError("enrolment")
    if tx.find(AttendanceCount, enrolment_id) is not None:
        raise MarksErasedError
    row = tx.find(Attendance, (session.id, enrolment_id))
    before = None
    if row is not None:
        before = MarkRecord(row.mark, row.minutes_late, local_moment(row.reported_at) if row.reported_at else None)
    if record is None:
        if row is not None:
            tx.delete(row)
        return MarkChange(enrolment_id, before)
    row = row or Attendance(session_id=session.id, enrolment_id=enrolment_id, mark=record.mark, recorded_at=tx.now)
    row.mark, row.minutes_late = record.mark, record.minutes_late
    row.reported_at = _aware(record.reported_at)
    row.recorded_at, row.recorded_by = tx.now, tx.actor
    entered = record.mark in PRESENT and enrolment.entry_on is None and enrolment.non_entry_on is None
    if entered:
        enrolment.entry_on = session.held_on
    tx.add(row, enrolment)
    return MarkChange(enrolment_id, before, entered)


def _aware(moment: datetime | None) -> datetime | None:
    """A local time without a zone is the room's time."""
    return moment.replace(tzinfo=LOCAL_ZONE) if moment is not None and moment.tzinfo is None else moment
