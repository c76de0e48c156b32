"""Drafts of forms: saving, finding and dropping them. They are in no journal.

The owner is the account that typed, or the participant at their own place; a draft belongs to nobody else.
"""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Account, Draft, Participant
from werkakademie.records.drafts import DraftKey, DraftRecord
from werkakademie.records.ids import AccountId
from werkakademie.storage.transaction import Transaction


def save_draft(tx: Transaction, owner: UUID, key: DraftKey, values: Mapping[str, Any]) -> None:
    """Keep the values, in place of what was kept for the same form."""
    content = json.dumps(values, ensure_ascii=False, sort_keys=True)
    row = tx.find(Draft, (owner, key.form, key.target))
    if row is None:
        tx.add(Draft(account_id=AccountId(owner), form=key.form, target=key.target, content=content, saved_at=tx.now))
    else:
        row.content, row.saved_at = content, tx.now
        tx.add(row)


def find_draft(tx: Transaction, owner: UUID, key: DraftKey) -> DraftRecord | None:
    """The owner's own draft for this form."""
    row = tx.find(Draft, (owner, key.form, key.target))
    return DraftRecord(json.loads(row.content), row.saved_at) if row is not None else None


def drop_draft(tx: Transaction, owner: UUID, key: DraftKey) -> None:
    """Forget the draft, if there is one."""
    row = tx.find(Draft, (owner, key.form, key.target))
    if row is not None:
        tx.delete(row)


def drop_before(tx: Transaction, moment: datetime) -> int:
    """Forget drafts last saved before `moment`, and those of accounts or people that are gone; gives their number."""
    present: sa.CompoundSelect[UUID] = sa.union_all(
        select(col(Account.id)).where(col(Account.deleted).is_(False)),
        select(col(Participant.id)).where(col(Participant.deleted).is_(False)),
    )
    stale = sa.or_(col(Draft.saved_at) < moment, col(Draft.account_id).not_in(present))
    return _deleted(tx, stale)


def drop_about(tx: Transaction, ids: Collection[UUID]) -> int:
    """Forget drafts that name one of the ids, as target or in their content, or are theirs; gives their number.

    A draft about nobody yet, such as that of a person who is being taken in, names no id; only its age ends it.
    """
    if not ids:
        return 0
    named = [column.contains(one.hex) for one in ids for column in (col(Draft.target), col(Draft.content))]
    named += [col(Draft.account_id) == one for one in ids]
    return _deleted(tx, sa.or_(*named))


def _deleted(tx: Transaction, which: sa.ColumnElement[bool]) -> int:
    rows = tx.scalars(select(Draft).where(which))
    for row in rows:
        tx.delete(row)
    return len(rows)
