"""Where the job search asks, and which postings stand in a person's log already."""

from typing import Final

from sqlmodel import col, select

from werkakademie.models import JobApplication, JobPortal
from werkakademie.records.ids import JobApplicationId, ParticipantId
from werkakademie.records.job_portal import PORTAL_AS_DELIVERED, PortalSettings
from werkakademie.storage.transaction import Transaction

#: There is one row, made when the lead first saves.
PORTAL_ID: Final = 1


def portal_settings(tx: Transaction) -> PortalSettings:
    """What the lead set; as delivered, and off, until then."""
    row = tx.find(JobPortal, PORTAL_ID)
    if row is None:
        return PORTAL_AS_DELIVERED
    return PortalSettings(row.enabled, row.base_address, row.search_path, row.detail_path, row.api_key)


def logged_references(tx: Transaction, participant_id: ParticipantId) -> dict[str, JobApplicationId]:
    """The reference numbers in the person's log, each with its newest application."""
    statement = (
        select(JobApplication.reference, JobApplication.id)
        .where(
            col(JobApplication.participant_id) == participant_id,
            col(JobApplication.deleted).is_(False),
            col(JobApplication.reference) != "",
        )
        .order_by(col(JobApplication.created_at), col(JobApplication.id))
    )
    return {row.reference: row.id for row in tx.execute(statement)}
