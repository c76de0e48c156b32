"""A person's CV: the one row, its photo, and what the house knows already."""

from sqlmodel import col, select

from werkakademie.models import DocumentVersion, Participant, Resume
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import display_name
from werkakademie.records.resume import ResumeDocument, read_resume
from werkakademie.storage import attachments
from werkakademie.storage.transaction import Transaction


def resume_row(tx: Transaction, participant_id: ParticipantId) -> Resume | None:
    """The CV that was changed last; two can only come from two PCs."""
    statement = (
        select(Resume)
        .where(col(Resume.participant_id) == participant_id, col(Resume.deleted).is_(False))
        .order_by(col(Resume.changed_at).desc(), col(Resume.id))
        .limit(1)
    )
    found = tx.scalars(statement)
    return found[0] if found else None


def photo_of(tx: Transaction, row: Resume | None) -> bytes:
    """The photo that was cut to size; empty without one."""
    if row is None or row.photo_version_id is None:
        return b""
    version = tx.find(DocumentVersion, row.photo_version_id)
    return attachments.get(tx, version.attachment_sha256) if version is not None else b""


def contact_of(tx: Transaction, participant_id: ParticipantId) -> ResumeDocument:
    """How to reach the person, for all that goes to employers: as their own CV says, else as the house knows it.

    So a letter and the CV beside it name one address. Street, postcode and town belong together.
    """
    known, row = beginning_of(tx, participant_id), resume_row(tx, participant_id)
    if row is None:
        return known
    own = read_resume(row.document)
    where = own if own.street or own.postcode or own.city else known
    return known.with_(
        street=where.street,
        postcode=where.postcode,
        city=where.city,
        phone=own.phone or known.phone,
        email=own.email or known.email,
    )


def beginning_of(tx: Transaction, participant_id: ParticipantId) -> ResumeDocument:
    """A CV with what is known of the person and belongs into every CV; nothing voluntary."""
    person = tx.get(Participant, participant_id)
    return ResumeDocument(
        name=display_name(person.given_names, person.family_name, ""),
        street=person.street,
        postcode=person.postcode,
        city=person.city,
        phone=person.phone,
        email=person.email,
    )
