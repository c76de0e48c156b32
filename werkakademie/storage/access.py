"""Stand-ins, the log of accesses, and the PINs of participants."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import AccessLog, Account, AccountRole, Group, Participant, StandIn
from werkakademie.records.access import AccessList, AccessQuery, AccessRow, StandInRow
from werkakademie.records.clock import local_moment
from werkakademie.records.enums import AccessKind, Role
from werkakademie.records.ids import AccountId, GroupId, ParticipantId
from werkakademie.records.participants import display_name
from werkakademie.storage.search import found_by
from werkakademie.storage.transaction import Transaction


def stand_ins(
    tx: Transaction,
    *,
    first: date,
    last: date | None = None,
    group_id: GroupId | None = None,
    account_id: AccountId | None = None,
) -> tuple[StandInRow, ...]:
    """The stand-ins from a day on, by day and name; of one group or one account if it is given."""
    statement = (
        sa.select(StandIn, col(Group.name), col(Account.name))
        .join(Group, col(Group.id) == StandIn.group_id)
        .join(Account, col(Account.id) == StandIn.account_id)
        .where(col(StandIn.deleted).is_(False), col(StandIn.day) >= first)
        .order_by(col(StandIn.day), col(Group.name), col(Account.name), col(StandIn.id))
    )
    if last is not None:
        statement = statement.where(col(StandIn.day) <= last)
    if group_id is not None:
        statement = statement.where(col(StandIn.group_id) == group_id)
    if account_id is not None:
        statement = statement.where(col(StandIn.account_id) == account_id)
    return tuple(
        StandInRow(row.id, row.group_id, group, row.account_id, account, row.day, row.reason)
        for row, group, account in tx.rows(statement)
    )


def may_stand_in(tx: Transaction, account_id: AccountId, roles: Collection[Role]) -> bool:
    """Whether the account signs in here and has one of the roles."""
    statement = (
        sa.select(sa.func.count())
        .select_from(AccountRole)
        .join(Account, col(Account.id) == AccountRole.account_id)
        .where(col(Account.id) == account_id, col(Account.deleted).is_(False), col(AccountRole.role).in_(roles))
    )
    return bool(tx.scalar(statement))


def noted_since(
    tx: Transaction, account_id: AccountId, kind: AccessKind, participant_id: ParticipantId, since: datetime
) -> bool:
    """Whether the same access was noted at that moment or later."""
    statement = select(AccessLog.id).where(
        col(AccessLog.participant_id) == participant_id,
        col(AccessLog.account_id) == account_id,
        col(AccessLog.kind) == kind,
        col(AccessLog.at) >= since,
    )
    return tx.scalar(statement.limit(1)) is not None


def forget_accesses(tx: Transaction, before: datetime) -> None:
    """Delete what was noted before that moment."""
    tx.execute(sa.delete(AccessLog).where(col(AccessLog.at) < before))


def access_list(tx: Transaction, query: AccessQuery) -> AccessList:
    """The accesses of a query, the newest first."""
    statement = (
        sa.select(
            AccessLog, col(Account.name), col(Participant.given_names), col(Participant.family_name),
            col(Participant.own_number),
        )
        .outerjoin(Account, col(Account.id) == AccessLog.account_id)
        .outerjoin(Participant, col(Participant.id) == AccessLog.participant_id)
        .order_by(col(AccessLog.at).desc(), col(AccessLog.id).desc())
        .limit(query.limit + 1)
    )  # fmt: skip
    if query.account_id is not None:
        statement = statement.where(col(AccessLog.account_id) == query.account_id)
    if query.text.strip():
        statement = statement.where(found_by(query.text))
    found = tx.execute(statement).all()
    rows = tuple(
        AccessRow(
            id=log.id,
            at=local_moment(log.at),
            account_id=log.account_id,
            account_name=account or "",
            kind=log.kind,
            participant_id=log.participant_id,
            person=display_name(given or "", family or "", own or ""),
        )
        for log, account, given, family, own in found[: query.limit]
    )
    return AccessList(rows, len(found) > query.limit)


def leads(tx: Transaction) -> frozenset[AccountId]:
    """Everybody who signs in as a lead."""
    statement = (
        sa.select(col(AccountRole.account_id))
        .join(Account, col(Account.id) == AccountRole.account_id)
        .where(col(AccountRole.role) == Role.LEAD, col(Account.deleted).is_(False))
    )
    return frozenset(AccountId(found) for found in tx.scalars(statement))


def roles_for_writing(tx: Transaction, account_id: AccountId) -> Mapping[Role, AccountRole]:
    """The roles of an account for writing."""
    statement = select(AccountRole).where(col(AccountRole.account_id) == account_id)
    return {row.role: row for row in tx.scalars(statement)}
