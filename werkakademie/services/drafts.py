"""Unfinished input of forms: it survives a lock, a crash and a power cut, and each account sees only its own."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from werkakademie.records.drafts import DraftKey, DraftRecord
from werkakademie.records.permissions import Permission
from werkakademie.services.workplace import Workplace
from werkakademie.storage import drafts

#: After this time nobody comes back to a form any more.
OLDEST = timedelta(days=30)


def save_draft(workplace: Workplace, key: DraftKey, values: Mapping[str, Any]) -> None:
    """Keep what was typed; when this returns, it is on the disk."""
    workplace.require(Permission.KEEP_DRAFTS)
    with workplace.store.write(workplace.account_id) as tx:
        drafts.save_draft(tx, workplace.draft_owner, key, values)


def find_draft(workplace: Workplace, key: DraftKey) -> DraftRecord | None:
    """What the signed-in account typed into this form and did not store."""
    workplace.require(Permission.KEEP_DRAFTS)
    with workplace.store.read() as tx:
        return drafts.find_draft(tx, workplace.draft_owner, key)


def drop_draft(workplace: Workplace, key: DraftKey) -> None:
    """Forget it: it was stored, or discarded."""
    workplace.require(Permission.KEEP_DRAFTS)
    with workplace.store.write(workplace.account_id) as tx:
        drafts.drop_draft(tx, workplace.draft_owner, key)


def drop_old_drafts(workplace: Workplace) -> int:
    """Forget everybody's drafts that are too old, and those of accounts that are gone; gives their number."""
    workplace.require(Permission.USE_SITE)
    with workplace.store.write(workplace.account_id) as tx:
        return drafts.drop_before(tx, tx.now - OLDEST)
