"""Follow-ups: the list with its counts, what is due on a day, and one follow-up with its whole story."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.errors import ProgramError
from werkakademie.models import Account, ContactAttempt, Enrolment, FollowUp, Group, Participant
from werkakademie.records.enums import FollowUpState
from werkakademie.records.follow_ups import (
    AttemptRecord,
    FollowUpFilter,
    FollowUpList,
    FollowUpRecord,
    FollowUpRow,
    OutcomeStanding,
)
from werkakademie.records.ids import FollowUpId
from werkakademie.rules.follow_ups import overdue_before, suggestion, timeliness
from werkakademie.rules.outcomes import contradicting
from werkakademie.storage.exits import placements
from werkakademie.storage.outcomes import outcome_records
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction

#: Computed by the database from the names; see the schema.
_SORT_NAME = sa.literal_column("participant.folded", sa.Text)


def follow_up_list(tx: Transaction, chip: FollowUpFilter) -> FollowUpList:
    """The follow-ups of a chip: what fell due first stands on top; closed ones the other way round."""
    day = col(FollowUp.due_on)
    order = day.desc() if chip is FollowUpFilter.CLOSED else day
    statement = _rows().where(*_conditions(chip, tx.today)).order_by(order, _SORT_NAME, col(FollowUp.id))
    return FollowUpList(_read(tx, statement, tx.today), follow_up_counts(tx))


def follow_ups_due(tx: Transaction, on: date, *, limit: int | None = None) -> tuple[FollowUpRow, ...]:
    """What there is to ask on the day, the oldest first; at most `limit` of them."""
    statement = _rows().where(*_conditions(FollowUpFilter.DUE, on)).limit(limit)
    return _read(tx, statement.order_by(col(FollowUp.due_on), _SORT_NAME, col(FollowUp.id)), on)


def follow_up_counts(tx: Transaction) -> Mapping[FollowUpFilter, int]:
    """How many follow-ups each chip lists."""
    sums = [
        sa.func.coalesce(sa.func.sum(sa.case((sa.and_(*_chip(chip, tx.today)), 1), else_=0)), 0)
        for chip in FollowUpFilter
    ]
    statement = sa.select(*sums).select_from(FollowUp).join(Enrolment).join(Participant)
    statement = statement.where(*_shown(), unrestricted())
    return dict(zip(FollowUpFilter, tx.execute(statement).one(), strict=True))


def follow_up_record(tx: Transaction, follow_up_id: FollowUpId) -> FollowUpRecord:
    """One follow-up with attempts, outcomes and job starts; raises MissingRecordError."""
    follow_up = tx.get(FollowUp, follow_up_id)
    enrolment = tx.get(Enrolment, follow_up.enrolment_id)
    (row,) = _read(tx, _rows().where(col(FollowUp.id) == follow_up_id), tx.today)
    if enrolment.exit_type is None or enrolment.exit_reason is None or enrolment.cut_off_on is None:
        raise ProgramError(f"follow-up {follow_up_id} without an exit")
    outcomes = outcome_records(tx, enrolment)
    counting = next((one for one in outcomes if one.standing is OutcomeStanding.COUNTS), None)
    started = placements(tx, [enrolment.id]).get(enrolment.id, ())
    return FollowUpRecord(
        row=row,
        months=follow_up.months,
        entry_on=enrolment.entry_on,
        exit_type=enrolment.exit_type,
        exit_reason=enrolment.exit_reason,
        insured_at_entry=enrolment.insured_at_entry,
        employer_permission_on=follow_up.employer_permission_on,
        closed_on=follow_up.closed_on,
        attempts=_attempts(tx, [follow_up_id]),
        outcomes=outcomes,
        placements=started,
        contradiction=contradicting(counting, outcomes),
        suggestion=suggestion(started, enrolment.cut_off_on),
        benefit_name=the_site(tx).benefit_name,
    )


def _attempts(tx: Transaction, follow_up_ids: Sequence[UUID]) -> tuple[AttemptRecord, ...]:
    """The attempts, the latest first."""
    statement = (
        sa.select(ContactAttempt, col(Account.name))
        .outerjoin(Account, col(Account.id) == ContactAttempt.created_by)
        .where(col(ContactAttempt.follow_up_id).in_(follow_up_ids))
        .order_by(col(ContactAttempt.attempted_on).desc(), col(ContactAttempt.id).desc())
    )
    return tuple(
        AttemptRecord(one.id, one.attempted_on, one.channel, one.result, one.note, name or "")
        for one, name in tx.execute(statement)
    )


def _rows() -> sa.Select[Any]:
    attempts = (
        sa.select(
            col(ContactAttempt.follow_up_id),
            sa.func.count().label("number"),
            sa.func.max(ContactAttempt.attempted_on).label("last"),
        )
        .group_by(col(ContactAttempt.follow_up_id))
        .subquery()
    )
    return (
        sa.select(
            FollowUp,
            Participant,
            col(Group.name),
            col(Enrolment.exit_on),
            sa.func.coalesce(attempts.c.number, 0),
            attempts.c.last,
        )
        .join(Enrolment, col(Enrolment.id) == FollowUp.enrolment_id)
        .join(Participant, col(Participant.id) == Enrolment.participant_id)
        .join(Group, col(Group.id) == Enrolment.group_id)
        .outerjoin(attempts, attempts.c.follow_up_id == FollowUp.id)
        .where(*_shown())
    )


def _read(tx: Transaction, statement: sa.Select[Any], today: date) -> tuple[FollowUpRow, ...]:
    return tuple(
        FollowUpRow(
            id=follow_up.id,
            enrolment_id=follow_up.enrolment_id,
            participant_id=person.id,
            given_names=person.given_names,
            family_name=person.family_name,
            own_number=person.own_number,
            group_name=group_name,
            phone=person.phone,
            email=person.email,
            exit_on=exit_on,
            due_on=follow_up.due_on,
            state=follow_up.state,
            timeliness=timeliness(follow_up.due_on, today),
            attempts=attempts,
            last_attempt_on=last,
        )
        for follow_up, person, group_name, exit_on, attempts, last in tx.execute(statement)
    )


def _shown() -> list[sa.ColumnElement[bool]]:
    return [
        col(FollowUp.deleted).is_(False),
        col(Enrolment.deleted).is_(False),
        col(Enrolment.exit_on).is_not(None),
        col(Participant.deleted).is_(False),
    ]


def _conditions(chip: FollowUpFilter, today: date) -> list[sa.ColumnElement[bool]]:
    """The one filter behind the list, its counts and the first page."""
    return [*_shown(), unrestricted(), *_chip(chip, today)]


def _chip(chip: FollowUpFilter, today: date) -> list[sa.ColumnElement[bool]]:
    is_open = col(FollowUp.state) == FollowUpState.OPEN
    match chip:
        case FollowUpFilter.DUE:
            return [is_open, col(FollowUp.due_on) <= today]
        case FollowUpFilter.OVERDUE:
            return [is_open, col(FollowUp.due_on) < overdue_before(today)]
        case FollowUpFilter.COMING:
            return [is_open, col(FollowUp.due_on) > today]
        case FollowUpFilter.CLOSED:
            return [sa.not_(is_open)]


def follow_up_for(tx: Transaction, key: UUID) -> FollowUpId | None:
    """The follow-up with this id, or of the enrolment with this id."""
    statement = (
        sa.select(col(FollowUp.id))
        .where(sa.or_(col(FollowUp.id) == key, col(FollowUp.enrolment_id) == key), col(FollowUp.deleted).is_(False))
        .order_by(col(FollowUp.due_on).desc(), col(FollowUp.id))
        .limit(1)
    )
    return tx.scalar(statement)
