"""Who can open a store, as the unlock page shows it."""

from dataclasses import dataclass

from werkakademie.records.ids import AccountId


@dataclass(frozen=True, slots=True)
class VaultAccount:
    """An account with a slot of its own in the vault. The name is readable on the locked PC."""

    account_id: AccountId
    name: str
