"""A person's rights about their record: restrictions, notes of dispute, holds."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Account, DisputeNote, ErasureHold, Restriction
from werkakademie.records.ids import ParticipantId
from werkakademie.records.retention import DisputeRecord, HoldRecord, RestrictionRecord, RightsNote, RightsRecord
from werkakademie.rules.retention import holds_on
from werkakademie.storage.erasure_runs import waits_for_person
from werkakademie.storage.retention import hold_record
from werkakademie.storage.transaction import Transaction


def rights_note(tx: Transaction, participant_id: ParticipantId) -> RightsNote:
    """What stands beside the record wherever it is shown."""
    restriction = present_restriction(tx, participant_id)
    disputes = sa.select(sa.func.count()).where(
        col(DisputeNote.participant_id) == participant_id, col(DisputeNote.deleted).is_(False)
    )
    return RightsNote(restriction.since if restriction is not None else None, tx.scalar(disputes) or 0)


def rights_record(tx: Transaction, participant_id: ParticipantId) -> RightsRecord:
    """Everything about the rights of one person."""
    restriction = present_restriction(tx, participant_id)
    return RightsRecord(
        restriction=_restriction(restriction) if restriction is not None else None,
        disputes=disputes_of(tx, participant_id),
        holds=_holds(tx, participant_id),
        erasure_proposed=waits_for_person(tx, participant_id),
    )


def present_restriction(tx: Transaction, participant_id: ParticipantId) -> Restriction | None:
    """The restriction that holds now, for writing; None without one."""
    statement = select(Restriction).where(
        col(Restriction.participant_id) == participant_id,
        col(Restriction.deleted).is_(False),
        col(Restriction.lifted_on).is_(None),
    )
    return tx.scalar(statement.limit(1))


def disputes_of(tx: Transaction, participant_id: ParticipantId) -> tuple[DisputeRecord, ...]:
    """What the person says against entries, the latest first."""
    statement = (
        sa.select(DisputeNote, col(Account.name))
        .outerjoin(Account, col(Account.id) == DisputeNote.created_by)
        .where(col(DisputeNote.participant_id) == participant_id, col(DisputeNote.deleted).is_(False))
        .order_by(col(DisputeNote.created_at).desc(), col(DisputeNote.id).desc())
    )
    return tuple(
        DisputeRecord(note.id, note.about, note.statement, note.created_at, name or "")
        for note, name in tx.rows(statement)
    )


def _holds(tx: Transaction, participant_id: ParticipantId) -> tuple[HoldRecord, ...]:
    statement = select(ErasureHold).where(
        col(ErasureHold.participant_id) == participant_id, col(ErasureHold.deleted).is_(False)
    )
    found: Sequence[ErasureHold] = tx.scalars(statement)
    return tuple(hold_record(hold) for hold in found if holds_on(hold.since, hold.ends_on, tx.today))


def _restriction(row: Restriction) -> RestrictionRecord:
    return RestrictionRecord(row.id, row.reason, row.since, row.lifted_on)
