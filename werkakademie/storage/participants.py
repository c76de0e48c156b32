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
from werkakademie.storage.errors import MissingRowError
from werkakademie.storage.retention import restricted_people
from werkakademie.storage.search import FOLDED, found_by
from werkakademie.storage.transaction import Transaction


def require_present(tx: Transaction, participant_ids: Iterable[ParticipantId]) -> None:
    """Raises MissingRowError if one of the people lies in the bin: nothing new can belong to them."""
    if any(tx.get(Participant, number).deleted for number in participant_ids):
        raise MissingRowError("participant")


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
    restricted = frozenset(restricted_people(tx))
    page = tuple(
        _row(ParticipantId(number), given, family, own, summaries.get(number, ()), restricted=number in restricted)
        for number, given, family, own, _sort in rows
    )
    more = len(found) > query.limit
    return ParticipantPage(page, (rows[-1][4], str(rows[-1][0])) if more else None)


def participant_count(tx: Transaction, query: ParticipantQuery) -> int:
    """How many people the whole list of the query holds."""
    statement = sa.select(sa.func.count()).select_from(Participant).where(*_conditions(query, tx.today))
    return tx.scalar(statement) or 0


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
    restricted = participant_id in restricted_people(tx)
    names = person.given_names, person.family_name, person.own_number
    return _row(participant_id, *names, summaries, restricted=restricted)


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
    # Single columns: a list of a hundred people needs no hundred table objects.
    shown = (
        col(Enrolment.participant_id), col(Enrolment.id), col(Enrolment.group_id), col(Group.name), col(Group.focus),
        col(Enrolment.allocated_on), col(Enrolment.entry_on), col(Enrolment.non_entry_on), col(Enrolment.exit_on),
        col(Enrolment.cut_off_on),
    )  # fmt: skip
    statement = (
        sa.select(*shown, open_due)
        .select_from(Enrolment)
        .join(Group, col(Group.id) == Enrolment.group_id)
        .where(col(Enrolment.participant_id).in_(participant_ids), col(Enrolment.deleted).is_(False))
        .order_by(col(Enrolment.allocated_on).desc(), col(Enrolment.id).desc())
    )
    found: dict[UUID, list[EnrolmentSummary]] = {}
    for person, key, group, name, focus, allocated, entry, non_entry, ended, cut_off, due in tx.execute(statement):
        state = enrolment_state(EnrolmentFacts(entry, non_entry, ended, due), tx.today)
        found.setdefault(person, []).append(
            EnrolmentSummary(
                id=key,
                group_id=group,
                group_name=name,
                focus=focus,
                allocated_on=allocated,
                entry_on=entry,
                exit_on=ended,
                cut_off_on=cut_off,
                state=state,
            )
        )
    return {person: tuple(summaries) for person, summaries in found.items()}


def _row(
    participant_id: ParticipantId,
    given: str,
    family: str,
    own: str,
    summaries: Iterable[EnrolmentSummary],
    *,
    restricted: bool,
) -> ParticipantRow:
    """The row shows the group whose state is the person's."""
    known = tuple(summaries)
    state = participant_state(summary.state for summary in known)
    group_name = next((summary.group_name for summary in known if summary.state is state), "")
    return ParticipantRow(participant_id, given, family, own, group_name, state, restricted)


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
