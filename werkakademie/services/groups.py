"""Set groups up: their fields, weekly slots and coaches."""

from collections.abc import Mapping, Sequence

from werkakademie.errors import FieldProblem, SituationError
from werkakademie.i18n import _
from werkakademie.models import Group, GroupCoach, GroupFields, TimeSlot
from werkakademie.records.changes import Done
from werkakademie.records.groups import CoachChoice, GroupFilter, GroupRecord, GroupRow, SlotDraft
from werkakademie.records.ids import AccountId, GroupId, TimeSlotId
from werkakademie.records.permissions import Permission
from werkakademie.services import reach
from werkakademie.services.validation import refuse, validated
from werkakademie.services.workplace import Workplace
from werkakademie.storage import enrolments, groups
from werkakademie.storage.transaction import Transaction


class GroupHasPeopleError(SituationError):
    """Somebody belongs to the group, or did."""

    def sentence(self) -> str:
        return _("Löschen lässt sich nur eine Gruppe, in der niemand ist oder war.")


def group_rows(workplace: Workplace, chip: GroupFilter = GroupFilter.ALL) -> tuple[GroupRow, ...]:
    """The groups that a chip of the list stands for."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return groups.group_rows(tx, chip)


def group_counts(workplace: Workplace) -> Mapping[GroupFilter, int]:
    """How many groups each chip stands for."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return groups.group_counts(tx)


def group_record(workplace: Workplace, group_id: GroupId) -> GroupRecord:
    """One whole group."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return groups.group_record(tx, group_id)


def coach_choices(workplace: Workplace) -> tuple[CoachChoice, ...]:
    """Everybody who can lead a group."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return groups.coach_choices(tx)


def add_group(
    workplace: Workplace,
    *,
    fields: Mapping[str, object],
    slots: Sequence[SlotDraft] = (),
    coaches: Sequence[AccountId] = (),
) -> Done[GroupId]:
    """Set a group up. Raises InvalidFieldsError; a problem of the slots is one of the field `slots`."""
    workplace.require(Permission.EDIT_GROUPS)
    valid = _validated_group(fields, slots)
    with workplace.store.write(workplace.account_id) as tx:
        group = Group(**valid.model_dump(), id=GroupId(tx.new_id()), created_at=tx.now, created_by=tx.actor)
        tx.add(group)
        tx.flush()
        _write_slots(tx, group.id, slots)
        _write_coaches(tx, group.id, coaches)
    return Done(group.id, tx.changes)


def change_group(
    workplace: Workplace,
    group_id: GroupId,
    *,
    fields: Mapping[str, object],
    slots: Sequence[SlotDraft] | None = None,
    coaches: Sequence[AccountId] | None = None,
) -> Done[GroupId]:
    """Write the fields named, and slots and coaches if they are given. Raises InvalidFieldsError.

    A slot that is left out no longer proposes sessions; sessions made from it stay.
    """
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        group = tx.get(Group, group_id)
        reach.require_group(workplace, tx, group_id)
        kept = groups.slot_records(tx, group_id)
        drafts = slots if slots is not None else [SlotDraft(slot.weekday, slot.starts, slot.ends) for slot in kept]
        before = {name: getattr(group, name) for name in GroupFields.model_fields}
        valid = _validated_group(before | dict(fields), drafts)
        for name in fields:
            setattr(group, name, getattr(valid, name))
        tx.add(group)
        if slots is not None:
            _write_slots(tx, group_id, slots)
        if coaches is not None:
            _write_coaches(tx, group_id, coaches)
    return Done(group_id, tx.changes)


def remove_group(workplace: Workplace, group_id: GroupId, *, removed: bool = True) -> Done[GroupId]:
    """Take a group out of the list, or bring it back (`removed=False`).

    Raises GroupHasPeopleError: people's records name their group, whether they left it or not.
    """
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        group = tx.get(Group, group_id)
        reach.require_group(workplace, tx, group_id)
        if removed and enrolments.enrolment_rows(tx, group_id):
            raise GroupHasPeopleError
        group.deleted = removed
        tx.add(group)
    return Done(group_id, tx.changes)


def _validated_group(fields: Mapping[str, object], slots: Sequence[SlotDraft]) -> GroupFields:
    """The fields and slots, if they fit together."""
    valid = validated(GroupFields, fields)
    problems = [*_date_problems(valid), *_slot_problems(valid, slots)]
    refuse(problems)
    return valid


def _date_problems(valid: GroupFields) -> list[FieldProblem]:
    if valid.ends_on is not None and valid.ends_on < valid.starts_on:
        return [FieldProblem("ends_on", _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."))]
    return []


def _slot_problems(valid: GroupFields, slots: Sequence[SlotDraft]) -> list[FieldProblem]:
    problems = []
    if any(slot.ends <= slot.starts for slot in slots):
        problems.append(FieldProblem("slots", _("Jedes Zeitfenster braucht ein Ende, das nach dem Beginn liegt.")))
    if len({(slot.weekday, slot.starts, slot.ends) for slot in slots}) < len(slots):
        problems.append(FieldProblem("slots", _("Ein Zeitfenster ist doppelt. Bitte löschen Sie eines davon.")))
    if valid.slots_per_week is not None and slots and valid.slots_per_week > len(slots):
        message = _("So viele Zeitfenster gibt es nicht: Jede Person kann höchstens {most} wählen.")
        problems.append(FieldProblem("slots_per_week", message.format(most=len(slots))))
    return problems


def _write_slots(tx: Transaction, group_id: GroupId, drafts: Sequence[SlotDraft]) -> None:
    """Change the slots that are named, add the new ones, mark the others as deleted."""
    known = groups.slots(tx, group_id)
    named = {draft.id for draft in drafts}
    for slot_id, slot in known.items():
        slot.deleted = slot_id not in named
    for draft in drafts:
        existing = known.get(draft.id) if draft.id is not None else None
        slot = existing or TimeSlot(
            id=TimeSlotId(tx.new_id()), group_id=group_id, weekday=0, starts=draft.starts, ends=draft.ends
        )
        slot.weekday, slot.starts, slot.ends = draft.weekday, draft.starts, draft.ends
        tx.add(slot)


def _write_coaches(tx: Transaction, group_id: GroupId, coaches: Sequence[AccountId]) -> None:
    known = groups.group_coaches(tx, group_id)
    for account_id, coach in known.items():
        coach.deleted = account_id not in coaches
    new = [number for number in dict.fromkeys(coaches) if number not in known]
    tx.add(*known.values(), *(GroupCoach(group_id=group_id, account_id=number) for number in new))
