"""The result's counted cells: one grouped query over the enrolments that ended in a period.

Each clause repeats a rule of the field in SQL; the tests hold it equal to the rules applied to single enrolments.
"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from werkakademie.models import (
    Attendance,
    AttendanceCount,
    CoachingSession,
    Enrolment,
    FollowUp,
    Group,
    Outcome,
    Participant,
    Placement,
    Site,
    SlotChoice,
    Suspension,
)
from werkakademie.records.enums import (
    Basis,
    EntryState,
    Focus,
    FollowUpState,
    OutcomeCategory,
    TrainingPlace,
    Unit,
)
from werkakademie.records.ids import GroupId
from werkakademie.records.result_queries import ResultQuery
from werkakademie.records.results import CountedCell
from werkakademie.storage.exits import PRESENT_MARKS
from werkakademie.storage.transaction import Transaction

#: A move to another group within this many days is no exit.
MOVE_DAYS = 7
#: Thousands of cells are read at once: looking a value up is quicker than making it.
_ENTRIES = {entry.value: entry for entry in EntryState}
_CATEGORIES = {int(category): category for category in OutcomeCategory}
_TRAININGS: dict[str | None, TrainingPlace | None] = {None: None, **{place.value: place for place in TrainingPlace}}
_ANSWERS: dict[int | None, bool | None] = {None: None, 0: False, 1: True}
_TEXTS = ("group_id", "entry", "training_place")
_INSURED_JOBS = (OutcomeCategory.INSURED_FULL_TIME, OutcomeCategory.INSURED_PART_TIME)


def provisional_weeks(tx: Transaction) -> int:
    """Weeks after a cut-off day in which this site still waits for answers; 8 unless it set something else."""
    weeks = tx.scalar(select(Site.provisional_weeks).order_by(col(Site.id)).limit(1))
    return 8 if weeks is None else weeks


def exit_span(tx: Transaction) -> tuple[date, date] | None:
    """The first and the last day on which an enrolment ended; None before any did."""
    statement = sa.select(sa.func.min(Enrolment.exit_on), sa.func.max(Enrolment.exit_on)).where(
        col(Enrolment.deleted).is_(False)
    )
    first, last = tx.execute(statement).one()
    return None if first is None else (first, last)


def counted_cells(tx: Transaction, query: ResultQuery) -> tuple[CountedCell, ...]:
    """The enrolments of the query, counted by everything that the figures depend on; groups by begin and name."""
    rows = tx.execute(cells_statement(query, provisional_weeks(tx)))
    groups: dict[str, tuple[GroupId, str, Focus]] = {}
    cells: list[CountedCell] = []
    for key, name, focus, entry, due, category, training, insured, registered, taken_up, closed, settled, count in rows:
        group = groups.get(key) or groups.setdefault(key, (GroupId(UUID(key)), name, Focus(focus)))
        cells.append(
            CountedCell(
                *group,
                _ENTRIES[entry],
                _ANSWERS[due],
                _CATEGORIES[category],
                _TRAININGS[training],
                _ANSWERS[insured],
                _ANSWERS[registered],
                _ANSWERS[taken_up],
                closed == 1,
                settled == 1,
                count,
            )
        )
    return tuple(cells)


def cells_statement(query: ResultQuery, weeks: int) -> sa.Select[Any]:
    """The grouped query behind `counted_cells`; public so that a benchmark can look at its plan."""
    ended = _chosen(decided_enrolments(query, weeks), query)
    cell = (
        ended.c.entry, ended.c.due, ended.c.category, ended.c.training_place, ended.c.insured_at_entry,
        ended.c.registered_unemployed, ended.c.taken_up, ended.c.closed, ended.c.settled,
    )  # fmt: skip
    counted = sa.select(ended.c.group_id, *cell, sa.func.count().label("number"))
    cells = counted.group_by(ended.c.group_id, *cell).subquery("cell")
    shown: list[sa.ColumnElement[Any]] = [
        sa.type_coerce(column, sa.String if column.name in _TEXTS else sa.Integer) for column in cells.c
    ]
    shown[1:1] = [sa.type_coerce(col(Group.name), sa.String), sa.type_coerce(col(Group.focus), sa.String)]
    return (
        sa.select(*shown)
        .join(Group, col(Group.id) == cells.c.group_id)
        .order_by(col(Group.starts_on), col(Group.name), cells.c.group_id)
    )


def _chosen(ended: sa.CTE, query: ResultQuery) -> sa.FromClause:
    """The enrolments of the basis; one for each person where persons are counted."""
    on_basis = sa.select(*ended.c).where(_on_basis(ended, query))
    if query.unit is Unit.ENROLMENTS:
        return on_basis.subquery("chosen")
    ranked = on_basis.add_columns(_place_in_person(ended, query.basis).label("place")).subquery("ranked")
    return sa.select(*ranked.c).where(ranked.c.place == 1).subquery("chosen")


def _on_basis(ended: sa.CTE, query: ResultQuery) -> sa.ColumnElement[bool]:
    """Who never entered is counted by the day of that decision, everybody else by the exit."""
    decided = ended.c.decided_on.between(query.first_exit_on, query.last_exit_on)
    refused = ended.c.entry == EntryState.NOT_ENTERED.value
    if query.basis is Basis.ALLOCATED:
        return sa.or_(ended.c.due.is_not(None), sa.and_(refused, decided))
    return sa.case((refused, decided), else_=ended.c.due.is_not(None))


def decided_enrolments(query: ResultQuery, weeks: int) -> sa.CTE:
    """One row per enrolment with an exit, or a decision against entry, in the period: what the rules decide on it."""
    answer = _answers(query.as_of)
    in_period = col(Enrolment.exit_on).between(query.first_exit_on, query.last_exit_on)
    decided = col(Enrolment.non_entry_on).between(query.first_exit_on, query.last_exit_on)
    entry = _entry(query.as_of)
    cut_off = col(Enrolment.cut_off_on)
    category = sa.case(
        (col(FollowUp.state) == FollowUpState.CLOSED_BY_DEATH, int(OutcomeCategory.DIED)),
        else_=sa.func.coalesce(answer.c.category, int(OutcomeCategory.UNKNOWN)),
    )
    columns: list[sa.ColumnElement[Any]] = [
        col(Enrolment.id).label("enrolment_id"),
        col(Enrolment.participant_id).label("participant_id"),
        col(Enrolment.exit_on).label("exit_on"),
        col(Enrolment.group_id).label("group_id"),
        entry.label("entry"),
        sa.case((in_period, cut_off <= query.as_of)).label("due"),
        sa.type_coerce(category, sa.Integer).label("category"),
        answer.c.training_place.label("training_place"),
        # Asked of the insured only, and of the others only: fewer different cells, the same figures.
        sa.case((_insured(answer), col(Enrolment.insured_at_entry))).label("insured_at_entry"),
        sa.case((sa.not_(_insured(answer)), answer.c.registered_unemployed)).label("registered_unemployed"),
        _taken_up(answer).label("taken_up"),
        (sa.func.coalesce(col(FollowUp.state), sa.literal("")) == FollowUpState.NOT_REACHED.value).label("closed"),
        (cut_off < query.as_of - timedelta(weeks=weeks)).label("settled"),
        sa.func.coalesce(col(Enrolment.non_entry_on), col(Enrolment.exit_on)).label("decided_on"),
    ]
    return (
        sa.select(*columns)
        .select_from(Enrolment)
        .outerjoin(answer, sa.and_(answer.c.enrolment_id == Enrolment.id, answer.c.as_of == cut_off))
        .outerjoin(FollowUp, sa.and_(col(FollowUp.enrolment_id) == Enrolment.id, col(FollowUp.deleted).is_(False)))
        .where(
            col(Enrolment.deleted).is_(False),
            # A short list read once; a join would fetch the row of every person.
            col(Enrolment.participant_id).not_in(sa.select(col(Participant.id)).where(col(Participant.deleted))),
            sa.or_(in_period, decided),
            sa.not_(_moved_on()),
        )
        .cte("ended")
        # Without this, SQLite works each rule out twice: to choose the rows and to group them.
        .prefix_with("MATERIALIZED")
    )


def _answers(as_of: date) -> sa.Subquery:
    """The newest observation that answers each cut-off day. SQLite takes the other columns from the row of max()."""
    answers = sa.or_(
        col(Outcome.observed_on) == Outcome.as_of,
        sa.and_(col(Outcome.observed_on) > col(Outcome.as_of), col(Outcome.says_what_was)),
        sa.and_(col(Outcome.observed_on) < col(Outcome.as_of), col(Outcome.category) == OutcomeCategory.DIED),
    )
    return (
        sa.select(
            col(Outcome.enrolment_id),
            col(Outcome.as_of),
            col(Outcome.category),
            col(Outcome.training_place),
            col(Outcome.registered_unemployed),
            col(Outcome.started_on),
            sa.func.max(sa.cast(Outcome.recorded_at, sa.String).concat(sa.cast(Outcome.id, sa.String))),
        )
        .where(col(Outcome.withdrawn).is_(False), col(Outcome.observed_on) <= as_of, answers)
        .group_by(col(Outcome.enrolment_id), col(Outcome.as_of))
        .subquery("answer")
    )


def _entry(as_of: date) -> sa.Case[str]:
    """Entered by a mark of presence or a confirmed entry; refused with a reason, or shown by complete marks.

    After the period of single marks their counts say the same.
    """
    marked = _exists().where(col(Attendance.enrolment_id) == Enrolment.id)
    counted = _exists().where(col(AttendanceCount.enrolment_id) == Enrolment.id)
    all_missed = counted.where(col(AttendanceCount.recorded) > 0, col(AttendanceCount.recorded) == AttendanceCount.due)
    return sa.case(
        (col(Enrolment.entry_confirmed_because) != "", EntryState.ENTERED.value),
        (marked.where(col(Attendance.mark).in_(PRESENT_MARKS)), EntryState.ENTERED.value),
        (counted.where(col(AttendanceCount.present) > 0), EntryState.ENTERED.value),
        (col(Enrolment.non_entry_on) <= as_of, EntryState.NOT_ENTERED.value),
        (all_missed, EntryState.NOT_ENTERED.value),
        (sa.and_(marked, sa.not_(_due_without_mark(as_of))), EntryState.NOT_ENTERED.value),
        else_=EntryState.UNCLEAR.value,
    )


def _due_without_mark(as_of: date) -> sa.ColumnElement[bool]:
    """Whether a session that was due for the person until the exit has no mark."""
    chosen = (
        _exists()
        .where(col(SlotChoice.enrolment_id) == Enrolment.id, col(SlotChoice.deleted).is_(False))
        .correlate_except(SlotChoice)
    )
    suspended = (
        _exists()
        .where(
            col(Suspension.enrolment_id) == Enrolment.id,
            col(Suspension.deleted).is_(False),
            col(Suspension.starts_on) <= CoachingSession.held_on,
            sa.or_(col(Suspension.ends_on).is_(None), col(Suspension.ends_on) >= CoachingSession.held_on),
        )
        .correlate_except(Suspension)
    )
    unmarked = sa.not_(
        _exists()
        .where(col(Attendance.session_id) == CoachingSession.id, col(Attendance.enrolment_id) == Enrolment.id)
        .correlate_except(Attendance)
    )
    meant = sa.case(
        (col(CoachingSession.enrolment_id).is_not(None), col(CoachingSession.enrolment_id) == Enrolment.id),
        (col(CoachingSession.slot_id).is_(None), True),
        else_=sa.or_(sa.not_(chosen), chosen.where(col(SlotChoice.slot_id) == CoachingSession.slot_id)),
    )
    last = sa.func.min(sa.func.coalesce(col(Enrolment.exit_on), as_of), as_of)
    return (
        _exists()
        .where(
            col(CoachingSession.group_id) == Enrolment.group_id,
            col(CoachingSession.deleted).is_(False),
            col(CoachingSession.cancelled_because) == "",
            col(CoachingSession.held_on).between(
                sa.func.coalesce(col(Enrolment.entry_on), col(Enrolment.allocated_on)), last
            ),
            meant,
            sa.not_(suspended),
            unmarked,
        )
        .correlate_except(CoachingSession)
    )


def _insured(answer: sa.Subquery) -> sa.ColumnElement[bool]:
    """Whether the answer is employment subject to social insurance."""
    # „IS": a place that is not known must make this false, not unknown, or NOT would lose the person.
    in_company = sa.and_(
        answer.c.category == OutcomeCategory.VOCATIONAL_TRAINING,
        answer.c.training_place.is_not_distinct_from(TrainingPlace.COMPANY),
    )
    return sa.or_(answer.c.category.in_(_INSURED_JOBS), in_company)


def _taken_up(answer: sa.Subquery) -> sa.Case[bool | None]:
    """An insured start in [entry, cut-off day]; NULL where no start is known."""
    begun = sa.func.coalesce(col(Enrolment.entry_on), col(Enrolment.allocated_on))
    insured = _insured(answer)
    placed = _exists().where(col(Placement.enrolment_id) == Enrolment.id, col(Placement.deleted).is_(False))
    placed_in_time = placed.where(
        col(Placement.category).in_(_INSURED_JOBS),
        col(Placement.starts_on).between(begun, col(Enrolment.cut_off_on)),
    )
    return sa.case(
        (sa.and_(insured, answer.c.started_on.between(begun, col(Enrolment.cut_off_on))), True),
        (placed_in_time, True),
        (sa.and_(insured, col(Enrolment.insured_at_entry).is_(False)), True),
        (sa.or_(answer.c.started_on.is_not(None), placed), False),
        else_=None,
    )


def _place_in_person(ended: sa.CTE, basis: Basis) -> sa.ColumnElement[int]:
    """1 for the enrolment that stands for its person: the last exit, of those that count on the basis first."""
    counts = sa.case((ended.c.entry == EntryState.ENTERED.value, 0), else_=1)
    order = [counts] if basis is Basis.ENTERED else []
    return sa.func.row_number().over(
        partition_by=ended.c.participant_id,
        order_by=[*order, ended.c.exit_on.desc(), ended.c.enrolment_id.desc()],
    )


def _moved_on() -> sa.Exists:
    """Whether the person went on in another group within a week."""
    other = aliased(Enrolment)
    return _exists().where(
        col(other.participant_id) == Enrolment.participant_id,
        col(other.group_id) != Enrolment.group_id,
        col(other.deleted).is_(False),
        col(other.entry_on) >= Enrolment.exit_on,
        col(other.entry_on) <= sa.func.date(col(Enrolment.exit_on), f"+{MOVE_DAYS} days"),
    )


def _exists() -> sa.Exists:
    """EXISTS (SELECT 1 …): with „SELECT *" SQLite would not answer from the index alone."""
    return sa.exists(sa.select(sa.literal_column("1")))
