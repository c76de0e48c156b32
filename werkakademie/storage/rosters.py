"""Rosters and figures: the rules applied to the facts of groups, as records that views read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from werkakademie.models import Attendance, AttendanceCount, CoachingSession, Group, Site
from werkakademie.records.attendance_sheets import (
    AttendanceFigures,
    AttendanceSheet,
    GroupFigures,
    MissingPerson,
    PeriodCount,
    PeriodList,
    PersonFigures,
    Ratio,
    SheetRow,
    UnbookedPerson,
)
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import AttendanceMark
from werkakademie.records.ids import CoachingSessionId, EnrolmentId, GroupId
from werkakademie.records.sessions import SessionRow
from werkakademie.rules.attendance import (
    PRESENT,
    AttendanceRules,
    MarkedSession,
    attendance_figures,
    together,
    unexcused_in_a_row,
)
from werkakademie.rules.roster import Meeting, Span, belongs, is_booked, shown_mark
from werkakademie.storage.attendance import GroupFacts, PersonFacts, group_facts, groups_with_sessions
from werkakademie.storage.childcare.absences import enrolments_without_care
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction

#: So many marks make the row of shapes beside a person's rate.
LATEST = 10
#: Only groups that met in this time are looked through for missing people.
LOOKING_BACK = timedelta(weeks=5)


def session_rows(
    tx: Transaction, group_ids: Sequence[GroupId], *, first: date | None = None, last: date | None = None
) -> tuple[SessionRow, ...]:
    """The sessions of groups by time, each with how many people are due and recorded."""
    rows = [
        _session_row(facts, session, tx.now)
        for facts in group_facts(tx, group_ids, first=first, last=last)
        for session in facts.sessions
    ]
    return tuple(sorted(rows, key=lambda row: (row.starts_at, row.group_name, str(row.id))))


def attendance_sheet(tx: Transaction, session_id: CoachingSessionId) -> AttendanceSheet:
    """The sheet of one session; raises MissingRecordError."""
    session = tx.get(CoachingSession, session_id)
    (facts,) = group_facts(tx, [session.group_id])
    rules = _rules(the_site(tx), facts.group)
    without_care = enrolments_without_care(tx, session_id)
    rows, unbooked = [], []
    for person in _marked_people(facts):
        mark = _mark(facts, person, session)
        if _is_on_sheet(person, session, mark):
            row = _sheet_row(facts, person, session, rules)
            rows.append(replace(row, care_missing=row.enrolment_id in without_care))
        elif _could_come(person, session):
            names = (person.given_names, person.family_name, person.own_number)
            unbooked.append(UnbookedPerson(person.enrolment.id, *names))
    return AttendanceSheet(_session_row(facts, session, tx.now), tuple(rows), tuple(unbooked))


def group_figures(tx: Transaction, group_id: GroupId) -> GroupFigures:
    """The figures of a group and of each of its people; raises MissingRecordError."""
    tx.get(Group, group_id)
    (facts,) = group_facts(tx, [group_id])
    rules = _rules(the_site(tx), facts.group)
    people = tuple(_person_figures(facts, person, rules, tx.now) for person in facts.people)
    return GroupFigures(group_id, together([person.figures for person in people]), people)


def person_figures(tx: Transaction, group_id: GroupId, enrolment_id: EnrolmentId) -> PersonFigures | None:
    """The figures of one person; None when the person was taken out of the group."""
    (facts,) = group_facts(tx, [group_id])
    rules = _rules(the_site(tx), facts.group)
    found = (person for person in facts.people if person.enrolment.id == enrolment_id)
    return next((_person_figures(facts, person, rules, tx.now) for person in found), None)


def period_list(tx: Transaction, group_id: GroupId, *, first: date | None, last: date) -> PeriodList:
    """How often each person was present, excused and missing in a span of days; who had nothing due is left out."""
    first = first or tx.get(Group, group_id).starts_on
    (facts,) = group_facts(tx, [group_id], first=first, last=last)
    rules = _rules(the_site(tx), facts.group)
    people = []
    for person in _marked_people(facts):
        figures = attendance_figures(_marked(facts, person, facts.sessions), tx.now, rules)
        if figures.due:
            names = (person.given_names, person.family_name, person.own_number)
            counts = (figures.due, figures.present, figures.excused, figures.unexcused)
            people.append(PeriodCount(*names, *counts))
    held = sum(not session.cancelled_because and session.starts_at <= tx.now for session in facts.sessions)
    return PeriodList(facts.group.name, first, last, held, tuple(people))


def missing_people(tx: Transaction) -> tuple[MissingPerson, ...]:
    """Everybody still in a group who raises the alarm, by the latest absence."""
    site = the_site(tx)
    found: list[MissingPerson] = []
    for facts in group_facts(tx, groups_with_sessions(tx, tx.today - LOOKING_BACK, tx.today)):
        rules = _rules(site, facts.group)
        for person in _marked_people(facts):
            if belongs(_span(person), tx.today):
                found.extend(_missing(facts, person, rules, tx.now))
    return tuple(sorted(found, key=lambda each: (-each.last_on.toordinal(), each.group_name, str(each.enrolment_id))))


def _missing(facts: GroupFacts, person: PersonFacts, rules: AttendanceRules, now: datetime) -> list[MissingPerson]:
    held = [session for session in facts.sessions if session.starts_at <= now]
    in_a_row = unexcused_in_a_row(_marked(facts, person, held))
    if in_a_row < rules.alarm_after:
        return []
    latest = next(session for session in reversed(held) if _mark(facts, person, session) is AttendanceMark.UNEXCUSED)
    return [
        MissingPerson(
            enrolment_id=person.enrolment.id,
            participant_id=person.enrolment.participant_id,
            given_names=person.given_names,
            family_name=person.family_name,
            own_number=person.own_number,
            group_id=facts.group.id,
            group_name=facts.group.name,
            in_a_row=in_a_row,
            last_on=latest.held_on,
            last_session_id=latest.id,
        )
    ]


def _person_figures(facts: GroupFacts, person: PersonFacts, rules: AttendanceRules, now: datetime) -> PersonFigures:
    marked = _marked(facts, person, facts.sessions) if person.counts is None else []
    figures = attendance_figures(marked, now, rules) if person.counts is None else _counted(person.counts, rules)
    shown = [each.mark for each in marked if each.starts_at <= now and each.mark is not AttendanceMark.NOT_BOOKED]
    return PersonFigures(
        enrolment_id=person.enrolment.id,
        participant_id=person.enrolment.participant_id,
        given_names=person.given_names,
        family_name=person.family_name,
        own_number=person.own_number,
        figures=figures,
        latest=tuple(shown[-LATEST:]),
    )


def _counted(counts: AttendanceCount, rules: AttendanceRules) -> AttendanceFigures:
    """The figures as they were before the single marks were deleted."""
    wanted = rules.appointments_total
    return AttendanceFigures(
        due=counts.due,
        recorded=counts.recorded,
        present=counts.present,
        excused=counts.excused,
        unexcused=counts.unexcused,
        rate=Ratio(counts.present, counts.rate_of),
        commitment=Ratio(counts.kept, counts.recorded),
        weeks_met=Ratio(counts.weeks_met, counts.weeks),
        appointments=Ratio(counts.present, wanted) if wanted is not None else None,
        still_possible=0,
        alarm=False,
    )


def _marked_people(facts: GroupFacts) -> Sequence[PersonFacts]:
    """Those whose marks are there and may be given: not after their period, and not where a record is only kept."""
    return [person for person in facts.people if person.counts is None and not person.restricted]


def _marked(facts: GroupFacts, person: PersonFacts, sessions: Sequence[CoachingSession]) -> list[MarkedSession]:
    """The sessions that concern a person: inside the enrolment, or attended all the same."""
    span = _span(person)
    marked = []
    for session in sessions:
        mark = _mark(facts, person, session)
        meant = session.enrolment_id in (None, person.enrolment.id) and belongs(span, session.held_on)
        if meant or mark in PRESENT:
            row = facts.marks.get((session.id, person.enrolment.id))
            marked.append(MarkedSession(session.held_on, session.starts_at, mark, row.reported_at if row else None))
    return marked


def _sheet_row(facts: GroupFacts, person: PersonFacts, session: CoachingSession, rules: AttendanceRules) -> SheetRow:
    row = facts.marks.get((session.id, person.enrolment.id))
    until_here = [each for each in facts.sessions if each.starts_at <= session.starts_at]
    return SheetRow(
        enrolment_id=person.enrolment.id,
        participant_id=person.enrolment.participant_id,
        given_names=person.given_names,
        family_name=person.family_name,
        own_number=person.own_number,
        mark=_mark(facts, person, session),
        minutes_late=row.minutes_late if row else None,
        reported_at=local_moment(row.reported_at) if row and row.reported_at else None,
        booked=is_booked(_span(person), _meeting(session)),
        alarm=unexcused_in_a_row(_marked(facts, person, until_here)) >= rules.alarm_after,
    )


def _session_row(facts: GroupFacts, session: CoachingSession, now: datetime) -> SessionRow:
    marks = [_mark(facts, person, session) for person in _marked_people(facts)]
    due = [mark for mark in marks if mark not in (AttendanceMark.NOT_BOOKED, AttendanceMark.CANCELLED)]
    return SessionRow(
        id=session.id,
        group_id=facts.group.id,
        group_name=facts.group.name,
        kind=session.kind,
        slot_id=session.slot_id,
        enrolment_id=session.enrolment_id,
        held_on=session.held_on,
        starts_at=local_moment(session.starts_at),
        ends_at=local_moment(session.ends_at),
        room=session.room,
        cancelled_because=session.cancelled_because,
        due=len(due),
        recorded=sum(mark is not AttendanceMark.NOT_RECORDED for mark in due),
        begun=session.starts_at <= now,
    )


def _mark(facts: GroupFacts, person: PersonFacts, session: CoachingSession) -> AttendanceMark:
    """The key in the sheet."""
    row: Attendance | None = facts.marks.get((session.id, person.enrolment.id))
    return shown_mark(_span(person), _meeting(session), row.mark if row else None)


def _is_on_sheet(person: PersonFacts, session: CoachingSession, mark: AttendanceMark) -> bool:
    if mark is AttendanceMark.CANCELLED:
        return is_booked(_span(person), _meeting(session))
    return mark is not AttendanceMark.NOT_BOOKED


def _could_come(person: PersonFacts, session: CoachingSession) -> bool:
    """Whether somebody who is not booked may still be added: not refused, not gone by that day."""
    enrolment = person.enrolment
    gone = enrolment.exit_on is not None and enrolment.exit_on < session.held_on
    return not (session.cancelled_because or enrolment.non_entry_on is not None or gone)


def _span(person: PersonFacts) -> Span:
    enrolment = person.enrolment
    return Span(
        enrolment_id=enrolment.id,
        starts_on=enrolment.entry_on or enrolment.allocated_on,
        ends_on=enrolment.exit_on or enrolment.non_entry_on,
        suspensions=tuple((rest.starts_on, rest.ends_on) for rest in person.suspensions),
        chosen=person.slot_ids,
    )


def _meeting(session: CoachingSession) -> Meeting:
    return Meeting(
        held_on=session.held_on,
        slot_id=session.slot_id,
        enrolment_id=session.enrolment_id,
        cancelled=bool(session.cancelled_because),
    )


def _rules(site: Site, group: Group) -> AttendanceRules:
    return AttendanceRules(
        neutral=frozenset(mark for mark in AttendanceMark if mark.value in site.neutral_marks),
        alarm_after=site.alarm_after,
        slots_per_week=group.slots_per_week,
        appointments_total=group.appointments_total,
    )
