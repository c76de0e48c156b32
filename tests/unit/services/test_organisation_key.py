"""The organisation's age key opens the store when nobody else can, and Debian's age can do it, too."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from tests.factories import MONDAY_MORNING, QUICK
from tests.tools import require_tool
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.records.enums import Role
from werkakademie.records.site import NewSite
from werkakademie.services import account_removal, accounts, backups, organisation_key, site
from werkakademie.services.workplace import Workplace
from werkakademie.storage import restore_swap, vault
from werkakademie.storage.errors import NoIdentityError, StoreKeyError
from werkakademie.storage.instance import StoreInUseError
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.vault_file import database_path, read_vault

OWN = "vier zufällige Wörter hier"
OTHER = "noch vier andere Wörter"
IDENTITY = pyrage.x25519.Identity.generate()
RECIPIENT = str(IDENTITY.to_public())
#: As age-keygen writes it.
FILE = f"# created: 2026-11-22T10:00:00+01:00\n# public key: {RECIPIENT}\n{IDENTITY}\n"


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    new = NewSite("Musterstadt", "NI", "Petra Wagner", OWN)
    workplace, _key = site.create_site(
        tmp_path / "store", new, clock=SteppedClock(MONDAY_MORNING), ids=CountingIds(), hardness=QUICK
    )
    yield workplace
    workplace.store.close()


def folder_of(workplace: Workplace) -> Path:
    return workplace.store.path.parent


def by_identity(workplace: Workplace, identity: str, password: str = OTHER) -> None:
    """Nobody else has the store open then."""
    site.lock(workplace)
    (account,) = site.accounts_of(folder_of(workplace))
    organisation_key.set_password_by_identity(
        folder_of(workplace), account, identity=identity, password=password, clock=workplace.store.clock, hardness=QUICK
    )


def test_without_one_there_is_none(workplace: Workplace) -> None:
    assert organisation_key.organisation_key(workplace) is None
    with pytest.raises(NoIdentityError, match="kein Schlüssel einer Organisation hinterlegt"):
        by_identity(workplace, FILE)


def test_the_key_is_kept_with_its_fingerprint(workplace: Workplace) -> None:
    told = organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=f" {RECIPIENT}\n")
    assert told == organisation_key.organisation_key(workplace)
    assert told.recipient == RECIPIENT
    by_hand = subprocess.run(["sha256sum"], input=RECIPIENT.encode(), capture_output=True, check=True).stdout.decode()
    assert told.fingerprint.replace(" ", "").lower() == by_hand[:16]
    assert len(told.fingerprint) == 19


@pytest.mark.parametrize(
    "recipient",
    ["", "age1mistyped", RECIPIENT[:-1], RECIPIENT + "q", str(IDENTITY)],
    ids=["empty", "mistyped", "shorter", "longer", "identity"],
)
def test_a_mistyped_key_is_refused(workplace: Workplace, recipient: str) -> None:
    with pytest.raises(InvalidFieldsError, match="Er beginnt mit age1"):
        organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=recipient)
    assert organisation_key.organisation_key(workplace) is None


def test_the_holder_of_the_identity_sets_a_new_password(workplace: Workplace) -> None:
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT)
    by_identity(workplace, FILE)
    assert accounts.own_key(workplace, OTHER)
    with pytest.raises(InvalidFieldsError):
        accounts.own_key(workplace, OWN)


@pytest.mark.parametrize(
    "identity",
    ["", "kein Schlüssel", str(pyrage.x25519.Identity.generate()), "AGE-SECRET-KEY-1KAPUTT"],
    ids=["empty", "text", "another", "broken"],
)
def test_another_identity_is_refused_and_changes_nothing(workplace: Workplace, identity: str) -> None:
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT)
    with pytest.raises(NoIdentityError, match="gehört nicht zu diesem Speicher") as caught:
        by_identity(workplace, identity)
    assert not identity or identity not in repr(caught.value) + str(caught.value)
    assert accounts.own_key(workplace, OWN)


def test_debians_age_opens_the_slot_also_after_a_rotation(workplace: Workplace, tmp_path: Path) -> None:
    age = require_tool("age")
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT)
    (tmp_path / "key.txt").write_text(FILE)
    keys = []
    for name in ("Tom Beispiel", None):
        organisation = read_vault(folder_of(workplace)).organisation
        assert organisation is not None
        command: list[str | Path] = [age, "--decrypt", "--identity", tmp_path / "key.txt"]
        told = subprocess.run(command, input=organisation.wrapped, capture_output=True, check=True).stdout
        assert told.decode() == accounts.own_key(workplace, OWN).hex()
        keys.append(told)
        if name is not None:
            tom = accounts.add_account(
                workplace, own_password=OWN, account_name=name, password=OTHER, roles=[Role.COACH], hardness=QUICK
            ).value
            account_removal.remove_account(workplace, tom, own_password=OWN)
    assert keys[0] != keys[1]
    by_identity(workplace, FILE)


def test_a_password_goes_into_the_vault_of_a_restore_that_was_cut_off(workplace: Workplace) -> None:
    """Else it would be gone with the vault that the restore replaces."""
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT)
    made = backups.create(workplace).backup
    folder = folder_of(workplace)
    shutil.copytree(made.folder, folder / restore_swap.READY_NAME)
    by_identity(workplace, FILE)
    account, clock = workplace.account_id, workplace.store.clock
    site.unlock(folder, account, OTHER, clock=clock, ids=CountingIds(9000)).store.close()


def test_nobody_sets_a_password_while_the_store_is_open(workplace: Workplace) -> None:
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT)
    (account,) = site.accounts_of(folder_of(workplace))
    with pytest.raises(StoreInUseError):
        organisation_key.set_password_by_identity(
            folder_of(workplace), account, identity=FILE, password=OTHER, clock=workplace.store.clock
        )
    assert accounts.own_key(workplace, OWN)


def test_a_taken_back_key_opens_nothing(workplace: Workplace) -> None:
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT)
    organisation_key.remove_organisation_key(workplace, own_password=OWN)
    assert organisation_key.organisation_key(workplace) is None
    with pytest.raises(NoIdentityError):
        by_identity(workplace, FILE)


def test_a_vault_beside_another_database_gets_no_password(workplace: Workplace, tmp_path: Path) -> None:
    organisation_key.set_organisation_key(workplace, own_password=OWN, recipient=RECIPIENT)
    other, _key = site.create_site(
        tmp_path / "other",
        NewSite("Beispielhausen", "NI", "Uta Muster", OWN),
        clock=SteppedClock(MONDAY_MORNING),
        ids=CountingIds(),
        hardness=QUICK,
    )
    other.store.close()
    workplace.store.close()
    database_path(folder_of(workplace)).write_bytes(database_path(folder_of(other)).read_bytes())
    with pytest.raises(StoreKeyError):
        by_identity(workplace, FILE)
    (account,) = site.accounts_of(folder_of(workplace))
    assert vault.open_with_password(folder_of(workplace), account.account_id, OWN)


def test_a_coach_neither_sets_nor_takes_it(workplace: Workplace) -> None:
    coach = replace(workplace, roles=frozenset({Role.COACH}))
    with pytest.raises(NotAllowedError):
        organisation_key.set_organisation_key(coach, own_password=OWN, recipient=RECIPIENT)
    with pytest.raises(NotAllowedError):
        organisation_key.remove_organisation_key(coach, own_password=OWN)
