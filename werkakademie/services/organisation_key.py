"""The organisation's key: a site may let the organisation behind it open the store when nobody else can."""

from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.records.clock import Clock
from werkakademie.records.permissions import Permission
from werkakademie.records.vault import OrganisationKey, VaultAccount
from werkakademie.services.accounts import folder_of, own_key
from werkakademie.services.site import account_problems
from werkakademie.services.validation import refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage import instance, organisation_slot, restore_swap, vault
from werkakademie.storage.errors import NoRecipientError, StoreKeyError, UnknownAccountError
from werkakademie.storage.key_exchange import opens_with
from werkakademie.storage.vault_file import database_path
from werkakademie.storage.vault_records import Hardness


def organisation_key(workplace: Workplace) -> OrganisationKey | None:
    """The key that is in the vault now."""
    workplace.require(Permission.USE_SITE)
    recipient = vault.organisation_recipient(folder_of(workplace))
    return _record(recipient) if recipient else None


def set_organisation_key(workplace: Workplace, *, own_password: str, recipient: str) -> OrganisationKey:
    """Let the holder of an age identity open the store. Raises InvalidFieldsError."""
    workplace.require(Permission.ACCOUNTS)
    try:
        record = _record(organisation_slot.checked(recipient))
    except NoRecipientError as error:
        raise InvalidFieldsError((FieldProblem("recipient", error.sentence()),)) from error
    key = own_key(workplace, own_password)
    with vault.taken_back_on_error(folder_of(workplace), key), workplace.store.write(workplace.account_id) as tx:
        tx.note_event("organisation_key_set", fingerprint=record.fingerprint)
        vault.set_organisation(folder_of(workplace), key, record.recipient)
    return record


def remove_organisation_key(workplace: Workplace, *, own_password: str) -> None:
    """Take the organisation's slot out. Whoever opened the store with it before still knows the key of that time."""
    workplace.require(Permission.ACCOUNTS)
    key = own_key(workplace, own_password)
    with vault.taken_back_on_error(folder_of(workplace), key), workplace.store.write(workplace.account_id) as tx:
        tx.note_event("organisation_key_removed")
        vault.set_organisation(folder_of(workplace), key, None)


def fingerprint(recipient: str) -> str:
    """What two people compare on the telephone. Raises NoRecipientError."""
    return organisation_slot.fingerprint(organisation_slot.checked(recipient))


def set_password_by_identity(
    folder: Path,
    account: VaultAccount,
    *,
    identity: str,
    password: str,
    clock: Clock,
    hardness: Hardness = vault.DEFAULT_HARDNESS,
) -> None:
    """Give an account a new password by the content of the organisation's identity file.

    Raises InvalidFieldsError, NoIdentityError, StoreInUseError, StoreKeyError when vault and database don't belong
    together.
    """
    refuse(account_problems(account.name, password))
    held = instance.acquire(folder, clock.now())
    try:
        restore_swap.finish(folder)
        key = vault.open_with_identity(folder, identity)
        if not opens_with(database_path(folder), key):
            raise StoreKeyError(database_path(folder))
        if vault.proven_vault(folder, key).slot_of(account.account_id) is None:
            raise UnknownAccountError
        vault.set_account(folder, key, account=account, password=password, hardness=hardness)
    finally:
        held.release()


def _record(recipient: str) -> OrganisationKey:
    return OrganisationKey(recipient, organisation_slot.fingerprint(recipient))
