"""The result the slow way: each enrolment is read on its own and judged by the rules, then the figures are counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from werkakademie.models import (
    Attendance,
    CoachingSession,
    Enrolment,
    FollowUp,
    Outcome,
    Placement,
    Site,
    SlotChoice,
    Suspension,
)
from werkakademie.records.enums import AttendanceMark, Basis, FollowUpState, OutcomeCategory, TrainingPlace, Unit
from werkakademie.records.follow_ups import OutcomeStanding
from werkakademie.records.ids import CoachingSessionId, GroupId
from werkakademie.records.result_queries import ResultQuery
from werkakademie.rules.attendance import PRESENT
from werkakademie.rules.dates import provisional_until
from werkakademie.rules.outcomes import Observation, Start, standings, taken_up
from werkakademie.rules.roster import Meeting, Span, shown_mark
from werkakademie.storage.transaction import Transaction

JOBS = (OutcomeCategory.INSURED_FULL_TIME, OutcomeCategory.INSURED_PART_TIME)


@dataclass(frozen=True)
class Judged:
    """One enrolment as the rules judge it on the as-of day."""

    enrolment: Enrolment
    entered: bool
    not_entered: bool
    status: OutcomeCategory
    training_place: TrainingPlace | None
    registered: bool | None
    taken_up: bool | None
    closed: bool

    @property
    def insured(self) -> bool:
        in_company = self.training_place is TrainingPlace.COMPANY
        return self.status in JOBS or (self.status is OutcomeCategory.VOCATIONAL_TRAINING and in_company)

    @property
    def group_id(self) -> GroupId:
        return self.enrolment.group_id


def judged(tx: Transaction, enrolment: Enrolment, as_of: date) -> Judged:
    marks = {
        one.session_id: one.mark
        for one in tx.scalars(select(Attendance).where(Attendance.enrolment_id == enrolment.id))
    }
    entered = bool(enrolment.entry_confirmed_because) or any(mark in PRESENT for mark in marks.values())
    refused = enrolment.non_entry_on is not None and enrolment.non_entry_on <= as_of
    outcomes = list(tx.scalars(select(Outcome).where(Outcome.enrolment_id == enrolment.id)))
    seen = [
        Observation(
            one.category, one.as_of, one.observed_on, one.says_what_was, one.withdrawn, (one.recorded_at, str(one.id))
        )
        for one in outcomes
    ]
    worth = standings(seen, enrolment.cut_off_on, as_of)
    answer = next((one for one, what in zip(outcomes, worth, strict=True) if what is OutcomeStanding.COUNTS), None)
    follow_up = tx.scalar(select(FollowUp).where(FollowUp.enrolment_id == enrolment.id))
    status = answer.category if answer else OutcomeCategory.UNKNOWN
    place = answer.training_place if answer else None
    if follow_up and follow_up.state is FollowUpState.CLOSED_BY_DEATH:
        status = OutcomeCategory.DIED
    return Judged(
        enrolment=enrolment,
        entered=entered,
        not_entered=not entered and (refused or _all_recorded(tx, enrolment, marks, as_of)),
        status=status,
        training_place=place,
        registered=answer.registered_unemployed if answer else None,
        taken_up=_taken_up(tx, enrolment, answer),
        closed=follow_up is not None and follow_up.state is FollowUpState.NOT_REACHED,
    )


def _all_recorded(
    tx: Transaction, enrolment: Enrolment, marks: dict[CoachingSessionId, AttendanceMark], as_of: date
) -> bool:
    rests = tx.scalars(select(Suspension).where(Suspension.enrolment_id == enrolment.id))
    chosen = tx.scalars(select(SlotChoice).where(SlotChoice.enrolment_id == enrolment.id))
    span = Span(
        enrolment_id=enrolment.id,
        starts_on=enrolment.entry_on or enrolment.allocated_on,
        ends_on=min(enrolment.exit_on or as_of, as_of),
        suspensions=tuple((rest.starts_on, rest.ends_on) for rest in rests),
        chosen=frozenset(one.slot_id for one in chosen),
    )
    sessions = tx.scalars(select(CoachingSession).where(CoachingSession.group_id == enrolment.group_id))
    shown = [
        shown_mark(
            span, Meeting(one.held_on, one.slot_id, one.enrolment_id, bool(one.cancelled_because)), marks.get(one.id)
        )
        for one in sessions
    ]
    return bool(marks) and AttendanceMark.NOT_RECORDED not in shown


def _taken_up(tx: Transaction, enrolment: Enrolment, answer: Outcome | None) -> bool | None:
    if enrolment.cut_off_on is None:
        return None
    starts = [
        Start(job.starts_on, job.category in JOBS)
        for job in tx.scalars(select(Placement).where(Placement.enrolment_id == enrolment.id))
        if not job.deleted
    ]
    category = answer.category if answer else OutcomeCategory.UNKNOWN
    place = answer.training_place if answer else None
    company = category is OutcomeCategory.VOCATIONAL_TRAINING and place is TrainingPlace.COMPANY
    if answer and answer.started_on:
        starts.append(Start(answer.started_on, category in JOBS or company))
    return taken_up(
        begun_on=enrolment.entry_on or enrolment.allocated_on,
        cut_off_on=enrolment.cut_off_on,
        starts=starts,
        category=category,
        training_place=place,
        insured_at_entry=enrolment.insured_at_entry,
    )


@dataclass(frozen=True)
class SlowFigures:
    """The figures by their letters."""

    a: int
    s: int
    b: int
    u_open: int
    u_closed: int
    t: int | None
    vq: int
    work: int
    n: int
    q: int
    not_yet_due: int
    provisional: bool


def slow_figures(tx: Transaction, query: ResultQuery) -> dict[GroupId | None, SlowFigures]:
    """The figures of each group that anybody is counted in, and of all under None."""
    site = tx.scalar(select(Site))
    assert site is not None
    chosen = list(_chosen(tx, query))
    groups: dict[GroupId | None, list[Judged]] = {None: chosen}
    for one in chosen:
        groups.setdefault(one.group_id, []).append(one)
    return {group: _figures(those, query, site.provisional_weeks) for group, those in groups.items()}


def _ends(one: Judged, query: ResultQuery) -> bool:
    day = one.enrolment.exit_on
    return day is not None and query.first_exit_on <= day <= query.last_exit_on


def _refused(one: Judged, query: ResultQuery) -> bool:
    day = one.enrolment.non_entry_on or one.enrolment.exit_on
    return one.not_entered and day is not None and query.first_exit_on <= day <= query.last_exit_on


def _chosen(tx: Transaction, query: ResultQuery) -> Iterator[Judged]:
    every = [one for one in tx.scalars(select(Enrolment)) if not one.deleted]
    all_judged = [judged(tx, one, query.as_of) for one in every if not _moved_on(one, every)]
    if query.basis is Basis.ENTERED:
        counted = [one for one in all_judged if (_refused(one, query) if one.not_entered else _ends(one, query))]
    else:
        counted = [one for one in all_judged if _ends(one, query) or _refused(one, query)]
    if query.unit is Unit.ENROLMENTS:
        return iter(counted)
    return iter(_last_of_each_person([one for one in all_judged if one in counted], query))


def _last_of_each_person(counted: Sequence[Judged], query: ResultQuery) -> list[Judged]:
    def rank(one: Judged) -> tuple[bool, bool, date, str]:
        enters = one.entered if query.basis is Basis.ENTERED else True
        end = one.enrolment.exit_on
        return (enters, end is not None, end or date.min, one.enrolment.id.hex)

    last: dict[object, Judged] = {}
    for one in counted:
        person = one.enrolment.participant_id
        if person not in last or rank(one) > rank(last[person]):
            last[person] = one
    return list(last.values())


def _moved_on(one: Enrolment, every: Sequence[Enrolment]) -> bool:
    return one.exit_on is not None and any(
        other.participant_id == one.participant_id
        and other.group_id != one.group_id
        and other.entry_on is not None
        and 0 <= (other.entry_on - one.exit_on).days <= 7
        for other in every
    )


def _figures(those: Sequence[Judged], query: ResultQuery, weeks: int) -> SlowFigures:
    on_basis = [one for one in those if (one.entered or query.basis is Basis.ALLOCATED) and _ends(one, query)]
    a = [one for one in on_basis if one.enrolment.cut_off_on and one.enrolment.cut_off_on <= query.as_of]
    unknown = [one for one in a if one.status is OutcomeCategory.UNKNOWN]
    known = [one for one in a if one.status not in (OutcomeCategory.UNKNOWN, OutcomeCategory.DIED)]
    return SlowFigures(
        a=len(a),
        s=sum(one.insured for one in a),
        b=sum(one.insured and one.enrolment.insured_at_entry is True for one in a),
        u_open=sum(not one.closed for one in unknown),
        u_closed=sum(one.closed for one in unknown),
        t=None if all(one.taken_up is None for one in a) else sum(one.taken_up is True for one in a),
        vq=sum(one.registered is False or one.insured for one in known),
        work=sum(one.status <= OutcomeCategory.SELF_EMPLOYED for one in a),
        n=sum(one.not_entered for one in those),
        q=sum(not one.entered and not one.not_entered for one in those),
        not_yet_due=len(on_basis) - len(a),
        provisional=any(
            one.enrolment.cut_off_on and provisional_until(one.enrolment.cut_off_on, weeks) >= query.as_of for one in a
        ),
    )
