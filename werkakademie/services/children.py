"""A participant's children: taken in with the least that care needs, their notes, and who may collect them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _
from werkakademie.models import Child, ChildFields, ChildNote, Collector, Participant
from werkakademie.models.childcare import ChildNoteFields, CollectorFields
from werkakademie.records.changes import Done
from werkakademie.records.children import FamilyRecord
from werkakademie.records.enums import BookingState
from werkakademie.records.ids import ChildId, CollectorId, ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.rules.childcare.ages import age_on
from werkakademie.services import access_log, person_rights, reach
from werkakademie.services.documents import write_whole
from werkakademie.services.validation import refuse, validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import bookings, children, settings
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction

#: Whole years; an older child needs no care beside a session.
ELDEST: Final = 17


def family(workplace: Workplace, participant_id: ParticipantId) -> FamilyRecord:
    """The children of a person; what carers must know of them only for who looks after the person, or the lead."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        rows = children.children_of(tx, participant_id)
        outside = reach.is_outside(workplace, tx, participant_id)
        notes = () if outside else children.notes_of(tx, [row.id for row in rows])
        record = FamilyRecord(
            participant_id=participant_id,
            children=rows,
            notes=notes,
            may_read_notes=not outside,
            may_edit=not outside,
            pictures_allowed=settings.policy(tx).pictures_allowed,
            coming=tuple(
                booking
                for row in rows
                for booking in bookings.bookings_of_child(tx, row.id, first=tx.today)
                if booking.state is not BookingState.FREED
            ),
        )
        noted = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=noted)
    return record


def add_child(workplace: Workplace, participant_id: ParticipantId, *, fields: Mapping[str, object]) -> Done[ChildId]:
    """Take a child in. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Participant, participant_id)
        reach.require_participant(workplace, tx, participant_id)
        valid = validated_child(tx, fields)
        child = Child(
            **valid.model_dump(),
            id=ChildId(tx.new_id()),
            participant_id=participant_id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(child)
    return Done(child.id, tx.changes)


def change_child(workplace: Workplace, child_id: ChildId, *, fields: Mapping[str, object]) -> Done[ChildId]:
    """Write the fields named; all others stay. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        child = _reached(workplace, tx, child_id)
        before = {name: getattr(child, name) for name in ChildFields.model_fields}
        valid = validated_child(tx, before | dict(fields))
        for name in fields:
            setattr(child, name, getattr(valid, name))
        tx.add(child)
    return Done(child_id, tx.changes)


def remove_child(workplace: Workplace, child_id: ChildId, *, removed: bool = True) -> Done[ChildId]:
    """Take a child out, or bring it back (`removed=False`); its places become free."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        child = _reached(workplace, tx, child_id)
        child.deleted = removed
        tx.add(child)
    return Done(child_id, tx.changes)


def write_note(workplace: Workplace, child_id: ChildId, *, fields: Mapping[str, object]) -> Done[ChildId]:
    """Keep what carers must know. The journal says that it changed, and not what. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_PLAN)
    valid = validated(ChildNoteFields, fields)
    with workplace.store.write(workplace.account_id) as tx:
        child = _reached(workplace, tx, child_id)
        note = tx.find(ChildNote, child_id) or ChildNote(child_id=child_id, changed_at=tx.now)
        given = {name: getattr(valid, name) for name in ChildNoteFields.model_fields}
        if any(getattr(note, name) != value for name, value in given.items()):
            for name, value in given.items():
                setattr(note, name, value)
            note.changed_at, note.changed_by = tx.now, tx.actor
            tx.add(note)
            tx.note_event("child_note_changed", subject=child.participant_id)
    return Done(child_id, tx.changes)


def add_collector(
    workplace: Workplace, child_id: ChildId, *, fields: Mapping[str, object], siblings: bool = False
) -> Done[tuple[CollectorId, ...]]:
    """Enter who may collect a child, or expressly may not; with `siblings` for all children of the parent.

    A sibling's entry of the same name is brought in line, so that nobody stands there twice. Raises InvalidFieldsError.
    """
    workplace.require(Permission.CARE_PLAN)
    valid = validated(CollectorFields, fields)
    with workplace.store.write(workplace.account_id) as tx:
        child = _reached(workplace, tx, child_id)
        rows = [_new_collector(tx, child_id, valid)]
        if siblings:
            rows += _at_siblings(tx, child, valid, called=valid.name)
    return Done(tuple(row.id for row in rows), tx.changes)


def change_collector(
    workplace: Workplace, collector_id: CollectorId, *, fields: Mapping[str, object], siblings: bool = False
) -> Done[CollectorId]:
    """Write the fields named; all others stay. With `siblings` at all children of the parent.

    Raises InvalidFieldsError.
    """
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(Collector, collector_id)
        child = _reached(workplace, tx, row.child_id)
        before = {name: getattr(row, name) for name in CollectorFields.model_fields}
        valid = validated(CollectorFields, before | dict(fields))
        _write_collector(tx, row, valid)
        if siblings:
            _at_siblings(tx, child, valid, called=str(before["name"]))
    return Done(collector_id, tx.changes)


def remove_collector(workplace: Workplace, collector_id: CollectorId, *, removed: bool = True) -> Done[CollectorId]:
    """Take somebody off the list, or put them back (`removed=False`); a picture goes for good."""
    workplace.require(Permission.CARE_PLAN)
    with workplace.store.write(workplace.account_id) as tx:
        row = _reached_collector(workplace, tx, collector_id)
        row.deleted = removed
        tx.add(row)
        if removed:
            children.drop_picture(tx, collector_id)
    return Done(collector_id, tx.changes)


def emergency_sheet(workplace: Workplace, participant_id: ParticipantId, *, language: str = "de") -> bytes:
    """A PDF with what matters in an emergency about a person's children; it is also how the parent is told it all."""
    from werkakademie.reports import emergency_sheet as sheet

    workplace.require(Permission.CARE_PLAN)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        reach.require_participant(workplace, tx, participant_id)
        record = children.emergency_record(tx, [row.id for row in children.children_of(tx, participant_id)])
        site = the_site(tx)
    return sheet.emergency_sheet(record, site_name=site.name, practice=site.practice, language=language)


def save_emergency_sheet(
    workplace: Workplace, participant_id: ParticipantId, path: Path, *, language: str = "de"
) -> None:
    """Write the sheet into a file. Raises FileNotWrittenError."""
    write_whole(path, emergency_sheet(workplace, participant_id, language=language))


def validated_child(tx: Transaction, fields: Mapping[str, object]) -> ChildFields:
    """The fields of a child that is born and young enough; the month is kept by its first day.

    Raises InvalidFieldsError.
    """
    valid = validated(ChildFields, fields)
    month = valid.birth_month.replace(day=1)
    problems = []
    if month > tx.today:
        problems.append(FieldProblem("birth_month", _("Dieser Monat kommt erst noch.")))
    elif age_on(month, tx.today) > ELDEST:
        message = _("Das Kind wäre schon volljährig.")
        problems.append(FieldProblem("birth_month", message))
    problems += _consent_problems(valid, tx.today)
    refuse(problems)
    return valid.model_copy(update={"birth_month": month})


def _reached(workplace: Workplace, tx: Transaction, child_id: ChildId) -> Child:
    child = tx.get(Child, child_id)
    reach.require_participant(workplace, tx, child.participant_id)
    return child


def _reached_collector(workplace: Workplace, tx: Transaction, collector_id: CollectorId) -> Collector:
    row = tx.get(Collector, collector_id)
    _reached(workplace, tx, row.child_id)
    return row


def _new_collector(tx: Transaction, child_id: ChildId, valid: CollectorFields) -> Collector:
    row = Collector(
        **valid.model_dump(), id=CollectorId(tx.new_id()), child_id=child_id, created_at=tx.now, created_by=tx.actor
    )
    tx.add(row)
    return row


def _write_collector(tx: Transaction, row: Collector, valid: CollectorFields) -> None:
    for name in CollectorFields.model_fields:
        setattr(row, name, getattr(valid, name))
    tx.add(row)


def _at_siblings(tx: Transaction, child: Child, valid: CollectorFields, *, called: str) -> list[Collector]:
    """The same at all other children of the parent; `called` is the name by which an entry is recognised."""
    rows = []
    for sibling in children.children_of(tx, child.participant_id):
        if sibling.id == child.id:
            continue
        known = [one for one in sibling.collectors if one.name.casefold() == called.casefold()]
        for one in known:
            row = tx.get(Collector, one.id)
            _write_collector(tx, row, valid)
            rows.append(row)
        if not known:
            rows.append(_new_collector(tx, sibling.id, valid))
    return rows


def _consent_problems(valid: ChildFields, today: date) -> list[FieldProblem]:
    problems = []
    if valid.consent_on is not None and valid.consent_on > today:
        problems.append(FieldProblem("consent_on", _("Dieser Tag kommt erst noch.")))
    withdrawn = valid.consent_withdrawn_on
    if withdrawn is not None and (valid.consent_on is None or withdrawn < valid.consent_on):
        message = _("Der Widerruf liegt vor der Einwilligung.")
        problems.append(FieldProblem("consent_withdrawn_on", message))
    return problems
