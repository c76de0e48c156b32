"""The team of childcare: who looks after children, and the times of the week."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from werkakademie.models import Carer, CarerFields, CarerShift
from werkakademie.records.changes import Done
from werkakademie.records.childcare import ShiftDraft
from werkakademie.records.ids import AccountId, CarerId, CarerShiftId
from werkakademie.records.permissions import Permission
from werkakademie.services.childcare_problems import validated_carer
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import settings
from werkakademie.storage.transaction import Transaction


def add_carer(
    workplace: Workplace,
    *,
    fields: Mapping[str, object],
    shifts: Sequence[ShiftDraft] = (),
) -> Done[CarerId]:
    """Take somebody into the team. Raises InvalidFieldsError; a problem of the weekly times is one of `shifts`.

    Beside the fields of a carer, `account_id` may name the account with which the carer signs in.
    """
    workplace.require(Permission.CARE_SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        rest, account_id = _without_account(fields)
        valid = validated_carer(tx, rest, shifts)
        carer = Carer(
            **valid.model_dump(),
            id=CarerId(tx.new_id()),
            account_id=account_id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(carer)
        tx.flush()
        tx.add(*(_new_shift(tx, carer.id, draft, None) for draft in shifts))
    return Done(carer.id, tx.changes)


def change_carer(
    workplace: Workplace,
    carer_id: CarerId,
    *,
    fields: Mapping[str, object],
    shifts: Sequence[ShiftDraft] | None = None,
    since: date | None = None,
) -> Done[CarerId]:
    """Write the fields named, and the weekly times if they are given. Raises InvalidFieldsError.

    From the day `since` on (today, if it is left out) the carer comes exactly at the times given; what was before
    stays as it was, so that figures about the past do.
    """
    workplace.require(Permission.CARE_SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        carer = tx.get(Carer, carer_id)
        rest, account_id = _without_account(fields)
        before = {name: getattr(carer, name) for name in CarerFields.model_fields}
        valid = validated_carer(tx, before | rest, shifts or ())
        for name in rest:
            setattr(carer, name, getattr(valid, name))
        if "account_id" in fields:
            carer.account_id = account_id
        tx.add(carer)
        if shifts is not None:
            _write_shifts(tx, carer_id, shifts, since or tx.today)
    return Done(carer_id, tx.changes)


def remove_carer(workplace: Workplace, carer_id: CarerId, *, removed: bool = True) -> Done[CarerId]:
    """Take a carer out who was entered by mistake, or bring one back; who leaves gets a last day instead."""
    workplace.require(Permission.CARE_SETTINGS)
    with workplace.store.write(workplace.account_id) as tx:
        carer = tx.get(Carer, carer_id)
        carer.deleted = removed
        tx.add(carer)
    return Done(carer_id, tx.changes)


def _without_account(fields: Mapping[str, object]) -> tuple[dict[str, object], AccountId | None]:
    """The fields of the carer alone, and the account that stands among them."""
    account_id = fields.get("account_id")
    rest = {name: value for name, value in fields.items() if name != "account_id"}
    return rest, AccountId(account_id) if isinstance(account_id, UUID) else None


def _write_shifts(tx: Transaction, carer_id: CarerId, drafts: Sequence[ShiftDraft], since: date) -> None:
    """From that day on exactly these times hold: others end the day before, or go if they never held."""
    wanted = {draft.id: draft for draft in drafts if draft.id is not None}
    kept: set[CarerShiftId] = set()
    for shift in settings.carer_shifts(tx, carer_id):
        if shift.ends_on is not None and shift.ends_on < since:
            continue
        draft = wanted.get(shift.id)
        if draft is not None and shift.ends_on is None and draft == _as_draft(shift):
            kept.add(shift.id)
            if shift.starts_on is not None and shift.starts_on > since:
                shift.starts_on = since
        elif shift.starts_on is not None and shift.starts_on >= since:
            shift.deleted = True
        else:
            shift.ends_on = since - timedelta(days=1)
        tx.add(shift)
    tx.add(*(_new_shift(tx, carer_id, draft, since) for draft in drafts if draft.id not in kept))


def _as_draft(shift: CarerShift) -> ShiftDraft:
    return ShiftDraft(shift.weekday, shift.starts, shift.ends, shift.room_id, shift.id)


def _new_shift(tx: Transaction, carer_id: CarerId, draft: ShiftDraft, since: date | None) -> CarerShift:
    return CarerShift(
        id=CarerShiftId(tx.new_id()),
        carer_id=carer_id,
        room_id=draft.room_id,
        weekday=draft.weekday,
        starts=draft.starts,
        ends=draft.ends,
        starts_on=since,
        created_at=tx.now,
        created_by=tx.actor,
    )
