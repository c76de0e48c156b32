"""A person's rights about their record: restriction of processing, and notes of dispute."""

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import DisputeNote, Participant, Restriction
from werkakademie.records.changes import Done
from werkakademie.records.ids import DisputeNoteId, ParticipantId, RestrictionId
from werkakademie.records.permissions import Permission
from werkakademie.records.retention import RightsRecord
from werkakademie.services.retention import MOST_SIGNS, checked_text
from werkakademie.services.workplace import Workplace
from werkakademie.storage import rights
from werkakademie.storage.restricted import RestrictedError
from werkakademie.storage.transaction import Transaction

MOST_OF_STATEMENT = 2000
MOST_OF_SUBJECT = 200


def rights_of(workplace: Workplace, participant_id: ParticipantId) -> RightsRecord:
    """What stands beside the record: restriction, disputes, holds, and whether it is to be deleted."""
    workplace.require(Permission.READ_PEOPLE)
    with workplace.store.read() as tx:
        return rights.rights_record(tx, participant_id)


def restrict(workplace: Workplace, participant_id: ParticipantId, *, reason: str) -> Done[RestrictionId]:
    """Keep the record without using it (Art. 18 DSGVO). Raises InvalidFieldsError."""
    workplace.require(Permission.RESTRICT)
    reason = checked_text("reason", reason, MOST_SIGNS)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Participant, participant_id)
        if rights.present_restriction(tx, participant_id) is not None:
            problem = FieldProblem("reason", _("Die Verarbeitung ist schon eingeschränkt."))
            raise InvalidFieldsError((problem,))
        made = Restriction(
            id=RestrictionId(tx.new_id()),
            participant_id=participant_id,
            reason=reason,
            since=tx.today,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(made)
    return Done(made.id, tx.changes)


def lift_restriction(workplace: Workplace, restriction_id: RestrictionId) -> Done[RestrictionId]:
    """Use the record again; that it was restricted stays to be read."""
    workplace.require(Permission.RESTRICT)
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(Restriction, restriction_id)
        row.lifted_on = tx.today
        tx.add(row)
    return Done(restriction_id, tx.changes)


def note_dispute(
    workplace: Workplace, participant_id: ParticipantId, *, about: str, statement: str
) -> Done[DisputeNoteId]:
    """Note what the person says against an entry; it stands beside the record. Raises InvalidFieldsError."""
    workplace.require(Permission.NOTE_DISPUTE)
    about = checked_text("about", about, MOST_OF_SUBJECT)
    statement = checked_text("statement", statement, MOST_OF_STATEMENT)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Participant, participant_id)
        note = DisputeNote(
            id=DisputeNoteId(tx.new_id()),
            participant_id=participant_id,
            about=about,
            statement=statement,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(note)
    return Done(note.id, tx.changes)


def remove_dispute(workplace: Workplace, note_id: DisputeNoteId, *, removed: bool = True) -> Done[DisputeNoteId]:
    """Take a note away, because it was settled or entered by mistake, or bring it back."""
    workplace.require(Permission.NOTE_DISPUTE)
    with workplace.store.write(workplace.account_id) as tx:
        note = tx.get(DisputeNote, note_id)
        note.deleted = removed
        tx.add(note)
    return Done(note_id, tx.changes)


def require_readable(workplace: Workplace, tx: Transaction, participant_id: ParticipantId) -> None:
    """Raises RestrictedError for a restricted record, unless the lead reads it."""
    if not workplace.may(Permission.RESTRICT) and rights.present_restriction(tx, participant_id) is not None:
        raise RestrictedError
