"""Participants: the list page by page, search, one record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Enrolment, FollowUp, Group, Participant, ParticipantFields
from werkakademie.records.enums import FollowUpState
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import (
    EnrolmentSummary,
    ParticipantFilter,
    ParticipantPage,
    ParticipantQuery,
    ParticipantRecord,
    ParticipantRow,
)
from werkakademie.rules.participant_state import EnrolmentFacts, enrolment_state, participant_state
from werkakademie.storage.search import FOLDED, found_by
from werkakademie.storage.transaction import Transaction


def participant_page(tx: Transaction, query: ParticipantQuery) -> ParticipantPage:
    """At most `query.limit` rows in the order of the sort name, beginning behind `query.after`."""
    statement = (
        sa.select(
            col(Participant.id),
            col(Participant.given_names),
            col(Participant.family_name),
            col(Participant.own_number),
            FOLDED,
        )
        .where(*_conditions(query, tx.today))
        .order_by(FOLDED, col(Participant.id))
        .limit(query.limit + 1)
    )
    if query.after is not None:
        name, last = query.after
        statement = statement.where(
            sa.tuple_(FOLDED, col(Participant.id)) > sa.tuple_(sa.literal(name), sa.literal(UUID(last), sa.Uuid))
        )
    found = tx.execute(statement).all()
    rows = found[: query.limit]
    summaries = enrolments_of(tx, [row[0] for row in rows])
    page = tuple(
        _row(ParticipantId(number), given, family, own, summaries.get(number, ()))
        for number, given, family, own, _sort in rows
    )
    more = len(found) > query.limit
    return ParticipantPage(page, (rows[-1][4], str(rows[-1][0])) if more else None)


def participant_counts(tx: Transaction, text: str) -> Mapping[ParticipantFilter, int]:
    """How many people each chip would list for the typed words."""
    counts: dict[ParticipantFilter, int] = {}
    for chip in ParticipantFilter:
        conditions = _conditions(ParticipantQuery(text=text, filter=chip), tx.today)
        statement = sa.select(sa.func.count()).select_from(Participant).where(*conditions)
        counts[chip] = tx.execute(statement).scalar_one()
    return counts


def participant_record(tx: Transaction, participant_id: ParticipantId) -> ParticipantRecord:
    """The whole record; raises MissingRecordError."""
    person = tx.get(Participant, participant_id)
    enrolments = enrolments_of(tx, [participant_id]).get(participant_id, ())
    values = {name: getattr(person, name) for name in ParticipantFields.model_fields}
    state = participant_state(summary.state for summary in enrolments)
    return ParticipantRecord(participant_id, values, state, enrolments)


def participant_row(tx: Transaction, participant_id: ParticipantId) -> ParticipantRow:
    """One person as the list shows them; raises MissingRecordError."""
    person = tx.get(Participant, participant_id)
    summaries = enrolments_of(tx, [participant_id]).get(participant_id, ())
    return _row(participant_id, person.given_names, person.family_name, person.own_number, summaries)


def enrolments_of(tx: Transaction, participant_ids: Sequence[UUID]) -> Mapping[UUID, tuple[EnrolmentSummary, ...]]:
    """The enrolments of each of the people, newest first, with the state of each today."""
    open_due = (
        select(sa.func.min(FollowUp.due_on))
        .where(
            col(FollowUp.enrolment_id) == Enrolment.id,
            col(FollowUp.state) == FollowUpState.OPEN,
            col(FollowUp.deleted).is_(False),
        )
        .correlate(Enrolment)
        .scalar_subquery()
    )
    statement = (
        sa.select(Enrolment, col(Group.name), col(Group.focus), open_due)
        .join(Group, col(Group.id) == Enrolment.group_id)
        .where(col(Enrolment.participant_id).in_(participant_ids), col(Enrolment.deleted).is_(False))
        .order_by(col(Enrolment.allocated_on).desc(), col(Enrolment.id).desc())
    )
    found: dict[UUID, list[EnrolmentSummary]] = {}
    for enrolment, name, focus, due_on in tx.execute(statement):
        facts = EnrolmentFacts(enrolment.entry_on, enrolment.non_entry_on, enrolment.exit_on, due_on)
        found.setdefault(enrolment.participant_id, []).append(
            EnrolmentSummary(
                id=enrolment.id,
                group_id=enrolment.group_id,
                group_name=name,
                focus=focus,
                allocated_on=enrolment.allocated_on,
                entry_on=enrolment.entry_on,
                exit_on=enrolment.exit_on,
                cut_off_on=enrolment.cut_off_on,
                state=enrolment_state(facts, tx.today),
            )
        )
    return {person: tuple(summaries) for person, summaries in found.items()}


def _row(
    participant_id: ParticipantId, given: str, family: str, own: str, summaries: Iterable[EnrolmentSummary]
) -> ParticipantRow:
    """The row shows the group whose state is the person's."""
    known = tuple(summaries)
    state = participant_state(summary.state for summary in known)
    group_name = next((summary.group_name for summary in known if summary.state is state), "")
    return ParticipantRow(participant_id, given, family, own, group_name, state)


def _conditions(query: ParticipantQuery, today: date) -> list[Any]:
    """The one filter behind the list, its counts and its export."""
    conditions: list[Any] = [col(Participant.deleted).is_(False)]
    if query.text.strip():
        conditions.append(found_by(query.text))
    enrolled = sa.exists().where(col(Enrolment.participant_id) == Participant.id, col(Enrolment.deleted).is_(False))
    running = sa.or_(col(Enrolment.exit_on).is_(None), col(Enrolment.exit_on) > today)
    match query.filter:
        case ParticipantFilter.WITHOUT_GROUP:
            conditions.append(~enrolled)
        case ParticipantFilter.ACTIVE:
            conditions.append(enrolled.where(running, col(Enrolment.non_entry_on).is_(None)))
        case ParticipantFilter.ENDED:
            conditions.append(enrolled.where(col(Enrolment.exit_on) <= today))
        case ParticipantFilter.FOLLOW_UP_DUE:
            conditions.append(
                enrolled.where(
                    col(FollowUp.enrolment_id) == Enrolment.id,
                    col(FollowUp.state) == FollowUpState.OPEN,
                    col(FollowUp.due_on) <= today,
                    col(FollowUp.deleted).is_(False),
                )
            )
        case ParticipantFilter.ALL:
            pass
    return conditions
