"""Who can open a store, as the unlock page shows it."""

from dataclasses import dataclass

from werkakademie.records.ids import AccountId


@dataclass(frozen=True, slots=True)
class VaultAccount:
    """An account with a slot of its own in the vault. The name is readable on the locked PC."""

    account_id: AccountId
    name: str


@dataclass(frozen=True, slots=True)
class OrganisationKey:
    """The age recipient that can open the store beside the accounts, and what is compared on the telephone."""

    recipient: str
    fingerprint: str
