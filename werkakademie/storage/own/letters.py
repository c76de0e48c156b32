"""A person's cover letters, what they can be written for, and who the sender is."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import CoverLetter, Employer, JobApplication, PaperComment, Participant, Resume
from werkakademie.records.clock import local_moment
from werkakademie.records.cover_letter import (
    TEXT_FIELDS,
    CoverLetterRecord,
    LetterFields,
    LetterRow,
    LetterTarget,
    Sender,
    employer_of,
)
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import CoverLetterId, JobApplicationId, ParticipantId
from werkakademie.records.participants import display_name
from werkakademie.storage.own.comments import comments_on
from werkakademie.storage.own.resume import contact_of
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction

_PRACTICE = "ÜBUNG: erfundene Personen"


def letter_rows(tx: Transaction, participant_id: ParticipantId) -> tuple[LetterRow, ...]:
    """A person's letters, the one that was changed last first."""
    found = _letters(tx, participant_id)
    targets = _targets_by_id(tx, participant_id)
    comments = _open_comments(tx, [letter.id for letter in found])
    rows = []
    for letter in found:
        target = targets.get(letter.application_id) if letter.application_id else None
        employer = employer_of(fields_of(letter), target)
        changed = local_moment(letter.changed_at)
        said = comments.get(letter.id, 0)
        rows.append(LetterRow(letter.id, letter.application_id, letter.subject, employer, changed, said))
    return tuple(rows)


def letter_records(tx: Transaction, participant_id: ParticipantId) -> tuple[CoverLetterRecord, ...]:
    """A person's letters with all that stands in them, the one that was changed last first."""
    return tuple(letter_record(tx, letter) for letter in _letters(tx, participant_id))


def letter_record(tx: Transaction, letter: CoverLetter) -> CoverLetterRecord:
    """One letter with its sender and its comments."""
    targets = _targets_by_id(tx, letter.participant_id)
    return CoverLetterRecord(
        id=letter.id,
        target=targets.get(letter.application_id) if letter.application_id else None,
        sender=sender_of(tx, letter.participant_id),
        fields=fields_of(letter),
        comments=comments_on(tx, letter.participant_id, CommentOn.LETTER, letter.id),
        footer=footer(tx),
    )


def fields_of(letter: CoverLetter) -> LetterFields:
    """What stands in the letter."""
    return LetterFields.of({name: getattr(letter, name) for name in (*TEXT_FIELDS, "letter_on")})


def targets(tx: Transaction, participant_id: ParticipantId) -> tuple[LetterTarget, ...]:
    """The person's applications, the one written down last first."""
    statement = (
        sa.select(JobApplication, Employer)
        .join(Employer, col(Employer.id) == JobApplication.employer_id)
        .where(col(JobApplication.participant_id) == participant_id, col(JobApplication.deleted).is_(False))
        .order_by(col(JobApplication.created_at).desc(), col(JobApplication.id).desc())
    )
    return tuple(
        LetterTarget(
            application.id,
            employer.name,
            employer.city,
            application.position,
            application.contact,
            application.reference,
        )
        for application, employer in tx.execute(statement)
    )


def sender_of(tx: Transaction, participant_id: ParticipantId) -> Sender:
    """The person as they stand in a letter."""
    person, contact = tx.get(Participant, participant_id), contact_of(tx, participant_id)
    return Sender(
        name=display_name(person.given_names, person.family_name, person.own_number),
        street=contact.street,
        place=f"{contact.postcode} {contact.city}".strip(),
        phone=contact.phone,
        email=contact.email,
        city=contact.city,
    )


def resume_changed_at(tx: Transaction, participant_id: ParticipantId) -> datetime | None:
    """When the person's CV was changed last, in local time; None where there is none."""
    newest = sa.select(sa.func.max(col(Resume.changed_at))).where(
        col(Resume.participant_id) == participant_id, col(Resume.deleted).is_(False)
    )
    changed = tx.scalar(newest)
    return local_moment(changed) if changed is not None else None


def footer(tx: Transaction) -> str:
    """What is printed small at the foot; empty on a real site."""
    return _PRACTICE if the_site(tx).practice else ""


def _letters(tx: Transaction, participant_id: ParticipantId) -> Sequence[CoverLetter]:
    statement = (
        sa.select(CoverLetter)
        .where(col(CoverLetter.participant_id) == participant_id, col(CoverLetter.deleted).is_(False))
        .order_by(col(CoverLetter.changed_at).desc(), col(CoverLetter.id).desc())
    )
    return tx.scalars(statement)


def _targets_by_id(tx: Transaction, participant_id: ParticipantId) -> dict[JobApplicationId, LetterTarget]:
    return {target.application_id: target for target in targets(tx, participant_id)}


def _open_comments(tx: Transaction, letter_ids: Sequence[CoverLetterId]) -> dict[UUID, int]:
    statement = (
        sa.select(col(PaperComment.letter_id), sa.func.count())
        .where(
            col(PaperComment.letter_id).in_(letter_ids),
            col(PaperComment.ticked_at).is_(None),
            col(PaperComment.deleted).is_(False),
        )
        .group_by(col(PaperComment.letter_id))
    )
    return {letter: int(count) for letter, count in tx.execute(statement)}
