"""Which groups and people lie outside an account's reach: one indexed question for any number of ids."""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from werkakademie.models import Account, Enrolment, Group, GroupCoach, StandIn
from werkakademie.records.access import ForeignGroup
from werkakademie.records.ids import AccountId, EnrolmentId, GroupId, ParticipantId
from werkakademie.storage.groups import holds_place
from werkakademie.storage.transaction import Transaction


def group_outside(tx: Transaction, account_id: AccountId, group_ids: Collection[GroupId]) -> ForeignGroup | None:
    """The first of the groups that others coach and that the account doesn't stand in for today."""
    if not group_ids:
        return None
    statement = (
        sa.select(col(Group.id))
        .where(col(Group.id).in_(group_ids), _is_outside(col(Group.id), account_id, tx.today))
        .order_by(col(Group.name), col(Group.id))
        .limit(1)
    )
    found = tx.scalar(statement)
    return None if found is None else _foreign(tx, GroupId(found))


def person_outside(
    tx: Transaction, account_id: AccountId, participant_ids: Collection[ParticipantId]
) -> ForeignGroup | None:
    """The latest group of the first person who has been in other coaches' groups only."""
    return _foreign_group_of(tx, account_id, participant_ids, placed=False)


def person_placed_outside(
    tx: Transaction, account_id: AccountId, participant_ids: Collection[ParticipantId]
) -> ForeignGroup | None:
    """The group of the first person who holds a place today in other coaches' groups only."""
    return _foreign_group_of(tx, account_id, participant_ids, placed=True)


def groups_of(tx: Transaction, enrolment_ids: Collection[EnrolmentId]) -> frozenset[GroupId]:
    """The groups of some enrolments."""
    statement = sa.select(col(Enrolment.group_id)).where(col(Enrolment.id).in_(enrolment_ids)).distinct()
    return frozenset(GroupId(found) for found in tx.scalars(statement))


def _foreign_group_of(
    tx: Transaction, account_id: AccountId, participant_ids: Collection[ParticipantId], *, placed: bool
) -> ForeignGroup | None:
    if not participant_ids:
        return None
    other = aliased(Enrolment)
    outside = _is_outside(col(Enrolment.group_id), account_id, tx.today)
    reached = sa.exists().where(
        col(other.participant_id) == Enrolment.participant_id,
        col(other.deleted).is_(False),
        sa.not_(_is_outside(col(other.group_id), account_id, tx.today)),
    )
    mine = [holds_place(tx.today)] if placed else []
    statement = (
        sa.select(col(Enrolment.group_id))
        .where(col(Enrolment.participant_id).in_(participant_ids), col(Enrolment.deleted).is_(False), *mine)
        .where(outside, sa.not_(reached))
        .order_by(col(Enrolment.allocated_on).desc(), col(Enrolment.id).desc())
        .limit(1)
    )
    found = tx.scalar(statement)
    return None if found is None else _foreign(tx, GroupId(found))


def _is_outside(group_id: Any, account_id: AccountId, today: date) -> sa.ColumnElement[bool]:
    """Whether the group has coaches, none of them is the account, and it doesn't stand in today."""
    coached = (
        sa.exists()
        .where(col(GroupCoach.group_id) == group_id, col(GroupCoach.deleted).is_(False))
        .where(col(Account.id) == GroupCoach.account_id, col(Account.deleted).is_(False))
    )
    own = sa.exists().where(
        col(GroupCoach.group_id) == group_id,
        col(GroupCoach.account_id) == account_id,
        col(GroupCoach.deleted).is_(False),
    )
    stands_in = sa.exists().where(
        col(StandIn.group_id) == group_id,
        col(StandIn.account_id) == account_id,
        col(StandIn.day) == today,
        col(StandIn.deleted).is_(False),
    )
    return sa.and_(coached, sa.not_(own), sa.not_(stands_in))


def _foreign(tx: Transaction, group_id: GroupId) -> ForeignGroup:
    statement = (
        sa.select(col(Account.name))
        .join(GroupCoach, col(GroupCoach.account_id) == Account.id)
        .where(col(GroupCoach.group_id) == group_id, col(GroupCoach.deleted).is_(False))
        .where(col(Account.deleted).is_(False))
        .order_by(col(Account.name))
    )
    return ForeignGroup(tx.get(Group, group_id).name, tuple(tx.scalars(statement)))
