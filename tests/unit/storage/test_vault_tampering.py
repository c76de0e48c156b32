"""Whoever changes vault.json is found out, and told which part it was; with and without mended check sums."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pyrage
import pytest

from tests.migrations.stored import folder_of
from tests.unit.storage.vault_texts import change_vault, mended
from werkakademie.records.ids import AccountId
from werkakademie.records.site import NewSite
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import vault
from werkakademie.storage.engine import Connector
from werkakademie.storage.errors import (
    DamagedVaultError,
    MistypedRecoveryKeyError,
    NewerVaultError,
    UnknownAccountError,
    VaultPart,
    WrongPasswordError,
    WrongRecoveryKeyError,
)
from werkakademie.storage.vault import NewVault
from werkakademie.storage.vault_document import parse_vault
from werkakademie.storage.vault_file import Hardness, read_vault, vault_path

SECOND = VaultAccount(AccountId(UUID("00000000-0000-7000-8000-0000000000c2")), "Bernd Kaya")
SECOND_PASSWORD = "Rotes Fahrrad"
REFUSALS = (
    DamagedVaultError,
    NewerVaultError,
    UnknownAccountError,
    WrongPasswordError,
    WrongRecoveryKeyError,
    MistypedRecoveryKeyError,
)


@pytest.fixture
def made(tmp_path: Path, coach: VaultAccount, password: str, quick: Hardness) -> NewVault:
    """A vault with every kind of slot."""
    made = vault.create_vault(tmp_path, account=coach, password=password, hardness=quick)
    vault.set_account(tmp_path, made.key, account=SECOND, password=SECOND_PASSWORD, hardness=quick)
    recipient = str(pyrage.x25519.Identity.generate().to_public())
    vault.set_organisation(tmp_path, made.key, recipient)
    handed = vault.rotated_vault(
        read_vault(tmp_path), keep={coach.account_id, SECOND.account_id}, old=made.key, new=bytes(range(32))
    )
    vault._write(tmp_path, handed, bytes(range(32)), lambda _written: None)
    return NewVault(bytes(range(32)), made.recovery_key)


def flipped(content: bytes, place: int, bits: int) -> bytes:
    changed = bytearray(content)
    changed[place] ^= bits
    return bytes(changed)


@pytest.mark.parametrize("bits", [1, 2, 4, 8, 16, 32, 64, 128, 255])
@pytest.mark.usefixtures("made")
def test_every_changed_byte_is_refused_and_its_slot_named(tmp_path: Path, bits: int) -> None:
    path = vault_path(tmp_path)
    content = path.read_bytes()
    # The text of each part by its own first line; what lies before and behind belongs to the head.
    starts = [content.index(b'"kind": "account"'), content.index(b'"kind": "recovery"')]
    starts += [content.index(b'"kind": "account"', starts[1]), content.index(b'"kind": "organisation"')]
    owners = [VaultPart.ACCOUNT, VaultPart.RECOVERY, VaultPart.ACCOUNT, VaultPart.ORGANISATION]
    named = set()
    for place in range(len(content)):
        with pytest.raises((DamagedVaultError, NewerVaultError)) as caught:
            parse_vault(flipped(content, place, bits), path)
        assert "vault.json" in caught.value.sentence()
        part = caught.value.part if isinstance(caught.value, DamagedVaultError) else None
        named.add(part)
        if part in owners:
            inside = max(number for number, start in enumerate(starts) if place >= start - 10)
            assert part is owners[inside]
    assert set(owners) <= named


def test_what_was_changed_with_mended_check_sums_gives_no_key(
    tmp_path: Path, made: NewVault, coach: VaultAccount, password: str
) -> None:
    """For each sign of the file: another one in its place, all check sums right again, and somebody signs in."""
    path = vault_path(tmp_path)
    content = path.read_bytes()
    named = set()
    for place in range(0, len(content), 3):
        text = mended_or_none(flipped(content, place, 0x01))
        if text is None or text == content:
            continue
        path.write_bytes(text)
        with pytest.raises(REFUSALS) as caught:
            vault.open_with_password(tmp_path, coach.account_id, password)
        assert caught.value.sentence()
        named.add(caught.value.part if isinstance(caught.value, DamagedVaultError) else type(caught.value))
    assert named >= {VaultPart.ACCOUNT, VaultPart.RECOVERY, VaultPart.ORGANISATION, VaultPart.KEY_MARK}
    path.write_bytes(content)
    assert vault.open_with_password(tmp_path, coach.account_id, password) == made.key


def mended_or_none(content: bytes) -> bytes | None:
    """None where not even the check sums can be mended, because it is no vault any more."""
    try:
        return mended(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def slot(body: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = body["slots"][number]
    return found


def exchange(body: dict[str, Any], *fields: str) -> None:
    """Put fields of two people's slots in each other's place."""
    first, second = slot(body, 0), slot(body, 2)
    for name in fields:
        first[name], second[name] = second[name], first[name]


STRANGER = pyrage.x25519.Identity.generate().to_public()
#: What somebody does to whose slot, and the part that is named when the first coach signs in.
MISDEEDS: dict[str, tuple[Callable[[dict[str, Any]], object], VaultPart]] = {
    "another's name": (lambda body: slot(body, 2).update(name="Falscher Name"), VaultPart.ACCOUNT),
    "the own name": (lambda body: slot(body, 0).update(name="Falscher Name"), VaultPart.ACCOUNT),
    "another's public key": (lambda body: slot(body, 2).update(public="A" * 43 + "="), VaultPart.ACCOUNT),
    "the recovery's cost": (lambda body: slot(body, 1)["derivation"].update(passes=2), VaultPart.RECOVERY),
    "a key handed over": (lambda body: slot(body, 0)["handed"].append(slot(body, 2)["handed"][0]), VaultPart.ACCOUNT),
    "a key not handed over": (lambda body: slot(body, 0)["handed"].clear(), VaultPart.KEY_MARK),
    "contents": (lambda body: exchange(body, "wrapped"), VaultPart.ACCOUNT),
    "keys": (lambda body: exchange(body, "handed"), VaultPart.ACCOUNT),
    "a slot gone": (lambda body: body["slots"].pop(2), VaultPart.LIST),
    "a slot twice": (lambda body: body["slots"].append(dict(slot(body, 2))), VaultPart.LIST),
    "slots moved": (lambda body: body["slots"].reverse(), VaultPart.LIST),
    "the organisation gone": (lambda body: body.update(organisation=None), VaultPart.LIST),
    "another organisation": (
        lambda body: body["organisation"].update(recipient=str(STRANGER)),
        VaultPart.ORGANISATION,
    ),
    "the key mark": (lambda body: body.update(key_mark="00" * 16), VaultPart.KEY_MARK),
    "the seal": (lambda body: body.update(seal="00" * 32), VaultPart.LIST),
    "format 0": (lambda body: body.update(format=0), VaultPart.FORMAT),
    "format true": (lambda body: body.update(format=True), VaultPart.FORMAT),
}


@pytest.mark.parametrize("misdeed", MISDEEDS)
@pytest.mark.usefixtures("made")
def test_a_misdeed_is_named(tmp_path: Path, coach: VaultAccount, password: str, misdeed: str) -> None:
    change, part = MISDEEDS[misdeed]
    change_vault(tmp_path, change)
    with pytest.raises(DamagedVaultError) as caught:
        vault.open_with_password(tmp_path, coach.account_id, password)
    assert caught.value.part is part
    assert "Bitte holen Sie diese Datei" in caught.value.sentence()


@pytest.mark.usefixtures("made")
def test_the_sentence_names_whose_access_it_is(tmp_path: Path, coach: VaultAccount, password: str) -> None:
    change_vault(tmp_path, lambda body: slot(body, 2).update(nonce="AAAAAAAAAAAAAAAA"))
    with pytest.raises(DamagedVaultError, match=r"Der Zugang von „Bernd Kaya“ in der Datei .*vault\.json"):
        vault.open_with_password(tmp_path, coach.account_id, password)


@pytest.mark.usefixtures("made")
def test_seals_do_not_vanish_with_the_number_of_the_format(tmp_path: Path, coach: VaultAccount, password: str) -> None:
    def backwards(body: dict[str, Any]) -> None:
        body.update(format=1)
        for part in body["slots"]:
            for name in ("seal", "check_sum", "public", "check", "handed"):
                part.pop(name)

    change_vault(tmp_path, backwards)
    with pytest.raises(WrongPasswordError):
        vault.open_with_password(tmp_path, coach.account_id, password)
    change_vault(tmp_path, lambda body: slot(body, 0).update(public="A" * 43 + "=", check="AAAA"))
    with pytest.raises(DamagedVaultError):
        vault.open_with_password(tmp_path, coach.account_id, password)


def test_somebody_with_the_old_key_but_no_slot_cannot_hand_a_key_of_theirs(
    tmp_path: Path, coach: VaultAccount, password: str, quick: Hardness
) -> None:
    """Without the key before it, nothing that is put into a slot opens."""
    made = vault.create_vault(tmp_path, account=coach, password=password, hardness=quick)
    own, guessed = bytes(32), bytes(31) + b"\x01"
    forged = vault.rotated_vault(read_vault(tmp_path), keep={coach.account_id}, old=guessed, new=own)
    vault._write(tmp_path, forged, own, lambda _written: None)
    with pytest.raises(DamagedVaultError, match="Renate Öz"):
        vault.open_with_password(tmp_path, coach.account_id, password)
    assert made.key != own


@pytest.mark.usefixtures("made")
def test_nothing_secret_shows_in_texts_of_errors_and_values(
    tmp_path: Path, made: NewVault, coach: VaultAccount, password: str
) -> None:
    secrets = [password, SECOND_PASSWORD, made.key.hex(), repr(made.key), made.recovery_key]
    new_site = NewSite("Musterstadt", "NI", "Petra Wagner", password)
    shown = [repr(made), repr(read_vault(tmp_path)), repr(new_site), repr(Connector(tmp_path, made.key))]
    attempts: list[Callable[[], object]] = [
        lambda: vault.open_with_password(tmp_path, coach.account_id, SECOND_PASSWORD),
        lambda: vault.open_with_recovery_key(tmp_path, made.recovery_key[:-1]),
        lambda: vault.set_account(tmp_path, made.key[::-1], account=coach, password=password),
    ]
    for attempt in attempts:
        with pytest.raises(REFUSALS) as caught:
            attempt()
        error: BaseException | None = caught.value
        while error is not None:
            shown += [str(error), repr(error), repr(error.args)]
            error = error.__cause__ or error.__context__
    opener = vault._BySecret(coach.account_id, password.encode(), WrongPasswordError)
    shown += [repr(opener), repr(opener(read_vault(tmp_path), vault_path(tmp_path)))]
    for secret in secrets:
        assert not [text for text in shown if secret in text]


@pytest.mark.parametrize("bits", [1, 8, 128, 255])
def test_every_changed_byte_of_a_vault_of_format_1_is_refused(bits: int) -> None:
    path = vault_path(folder_of(1))
    content = path.read_bytes()
    for place in range(len(content.rstrip())):
        with pytest.raises((DamagedVaultError, NewerVaultError)):
            parse_vault(flipped(content, place, bits), path)
