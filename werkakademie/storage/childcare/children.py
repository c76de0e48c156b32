"""Children of participants, with what carers must know of them and who may collect them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Child, ChildNote, Collector, CollectorPicture, Participant
from werkakademie.records.children import ChildNoteRecord, ChildRow, CollectorRow, EmergencyChild, EmergencyRecord
from werkakademie.records.ids import ChildId, CollectorId, ParticipantId
from werkakademie.records.participants import display_name
from werkakademie.rules.childcare.ages import age_on, band_on
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.transaction import Transaction


def children_of(tx: Transaction, participant_id: ParticipantId) -> tuple[ChildRow, ...]:
    """A participant's children, the eldest first."""
    statement = (
        select(Child)
        .where(col(Child.participant_id) == participant_id, col(Child.deleted).is_(False))
        .order_by(col(Child.birth_month), col(Child.given_name), col(Child.id))
    )
    return child_rows(tx, tx.scalars(statement))


def count_of(tx: Transaction, participant_id: ParticipantId) -> int:
    """How many children of a participant are entered."""
    found = tx.scalar(
        sa.select(sa.func.count())
        .select_from(Child)
        .where(col(Child.participant_id) == participant_id, col(Child.deleted).is_(False))
    )
    return found or 0


def child_rows(tx: Transaction, children: Sequence[Child]) -> tuple[ChildRow, ...]:
    """Children with their collectors, in the order given."""
    ids = [child.id for child in children]
    collectors, noted = collectors_of(tx, ids), _with_notes(tx, ids)
    return tuple(
        ChildRow(
            id=child.id,
            participant_id=child.participant_id,
            given_name=child.given_name,
            birth_month=child.birth_month,
            age=age_on(child.birth_month, tx.today),
            band=band_on(child.birth_month, tx.today),
            consent_on=child.consent_on,
            consent_withdrawn_on=child.consent_withdrawn_on,
            care_wanted=child.care_wanted,
            has_note=child.id in noted,
            collectors=collectors.get(child.id, ()),
        )
        for child in children
    )


def collectors_of(tx: Transaction, child_ids: Collection[ChildId]) -> Mapping[ChildId, tuple[CollectorRow, ...]]:
    """Who may collect each child, by name; those who expressly may not come first, for nobody must overlook them."""
    statement = (
        sa.select(Collector, col(CollectorPicture.collector_id))
        .outerjoin(CollectorPicture, col(CollectorPicture.collector_id) == Collector.id)
        .where(col(Collector.child_id).in_(child_ids), col(Collector.deleted).is_(False))
        .order_by(col(Collector.allowed), col(Collector.name), col(Collector.id))
    )
    found: dict[ChildId, list[CollectorRow]] = defaultdict(list)
    for one, picture in tx.rows(statement):
        found[one.child_id].append(
            CollectorRow(one.id, one.child_id, one.name, one.relation, one.phone, one.allowed, picture is not None)
        )
    return {child: tuple(rows) for child, rows in found.items()}


def notes_of(tx: Transaction, child_ids: Collection[ChildId]) -> tuple[ChildNoteRecord, ...]:
    """What carers must know of the children; whoever calls this has asked who may read it."""
    statement = select(ChildNote).where(col(ChildNote.child_id).in_(child_ids)).order_by(col(ChildNote.child_id))
    return tuple(
        ChildNoteRecord(note.child_id, note.needs, note.emergency_note, note.collection_word)
        for note in tx.scalars(statement)
    )


def drop_picture(tx: Transaction, collector_id: CollectorId) -> None:
    """Delete the picture of a collector for good, if there is one."""
    kept = tx.find(CollectorPicture, collector_id)
    if kept is not None:
        tx.delete(kept)


def emergency_record(tx: Transaction, child_ids: Collection[ChildId]) -> EmergencyRecord:
    """What matters in an emergency about these children, by name; restricted records stand in no list."""
    statement = (
        sa.select(Child, Participant)
        .join(Participant, col(Participant.id) == Child.participant_id)
        .where(col(Child.id).in_(child_ids), col(Child.deleted).is_(False), unrestricted())
        .order_by(col(Child.given_name), col(Child.id))
    )
    found = tx.rows(statement)
    rows = {row.id: row for row in child_rows(tx, [child for child, _parent in found])}
    notes = {note.child_id: note for note in notes_of(tx, list(rows))}
    return EmergencyRecord(
        tx.today,
        tuple(
            EmergencyChild(
                child=rows[child.id],
                note=notes.get(child.id, ChildNoteRecord(child.id)),
                parent_name=display_name(parent.given_names, parent.family_name, parent.own_number),
                phone=parent.phone,
            )
            for child, parent in found
        ),
    )


def _with_notes(tx: Transaction, child_ids: Collection[ChildId]) -> frozenset[ChildId]:
    statement = sa.select(col(ChildNote.child_id)).where(
        col(ChildNote.child_id).in_(child_ids),
        sa.or_(col(ChildNote.needs) != "", col(ChildNote.emergency_note) != "", col(ChildNote.collection_word) != ""),
    )
    return frozenset(tx.scalars(statement))
