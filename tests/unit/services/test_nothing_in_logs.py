"""Nobody's name, no password, no PIN and no key gets into a log, onto the screen of a terminal, or into a report."""

import logging
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.factories import COACH, QUICK
from tests.unit.services.erasable import IN_AUTUMN, a_colleague
from tests.unit.services.test_nothing_is_left import Words, used_for_weeks
from werkakademie.errors import InvalidFieldsError
from werkakademie.models import ParticipantPin, SiteKey
from werkakademie.records.enums import ErasureReason
from werkakademie.records.history import JournalQuery
from werkakademie.records.ids import ParticipantId
from werkakademie.records.site import NewSite
from werkakademie.services import (
    account_removal,
    accounts,
    backups,
    doctor,
    erasure,
    history,
    journal,
    participant_pins,
    participants,
    restoring,
    site,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage import sites
from werkakademie.storage.errors import WrongPasswordError
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

PASSWORD = "Zwetschge unter Birnbaum"
OTHER = "Quitte neben Holunder"
MISTYPED = "Zwetschge unter Birnbaun"
PIN, WRONG_PIN = "482913", "739164"


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """What somebody gets to see who asks each library for all it can tell."""
    caplog.set_level(logging.DEBUG)
    for name in [name for name in logging.root.manager.loggerDict if "." not in name]:
        caplog.set_level(logging.DEBUG, logger=name)
    caplog.set_level(logging.DEBUG, logger="sqlalchemy")
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.engine")
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.orm")
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.pool")
    return caplog


def test_a_log_of_everything_names_nobody_and_nothing_secret(
    everything_logged: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    clock, word = SteppedClock(IN_AUTUMN), Words()
    new = NewSite("Übungsstandort", "NI", COACH, PASSWORD)
    workplace, recovery_key = site.create_site(tmp_path / "store", new, clock=clock, ids=CountingIds(), hardness=QUICK)
    with workplace.store.read() as tx:
        pseudonyms = tx.get(SiteKey, sites.PSEUDONYM_SECRET).secret
    person = used_for_weeks(workplace, clock, word)
    whole_life(workplace, clock, person)
    with workplace.store.read() as tx:
        pin_hash = tx.get(ParticipantPin, person).pin_hash
    keys = [accounts.own_key(workplace, PASSWORD)]
    tom = accounts.add_account(
        workplace, own_password=PASSWORD, account_name="Tom Beispiel", password=OTHER, hardness=QUICK
    ).value
    account_removal.remove_account(workplace, tom, own_password=PASSWORD)
    keys.append(accounts.own_key(workplace, PASSWORD))
    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH).value
    erasure.confirm(a_colleague(workplace), run_id)
    site.lock(workplace)
    again(workplace, clock)

    written = capfd.readouterr()
    told = everything_logged.text + written.out + written.err
    assert "werkakademie" not in {record.name.split(".")[0] for record in everything_logged.records}
    secrets = {PASSWORD, OTHER, MISTYPED, PIN, WRONG_PIN, recovery_key, recovery_key.replace("-", ""), COACH}
    secrets |= {pseudonyms, pin_hash, "Tom Beispiel", *(key.hex() for key in keys), *(repr(key) for key in keys)}
    assert {secret for secret in secrets if secret.casefold() in told.casefold()} == set()
    assert word.found_in(told.encode()) == set()


def whole_life(workplace: Workplace, clock: SteppedClock, person: ParticipantId) -> None:
    """What reads and compares most: lists, histories, the check, a PIN, a backup and the way back."""
    participants.participant_record(workplace, person)
    history.person_history(workplace, person)
    journal.journal_page(workplace, JournalQuery())
    doctor.check_store(workplace)
    assert participant_pins.check(workplace, person, pin=WRONG_PIN).tries_left
    clock.step(timedelta(minutes=1))
    participant_pins.check(workplace, person, pin=PIN)
    with pytest.raises(InvalidFieldsError):
        accounts.change_password(workplace, own_password=MISTYPED, password=OTHER, hardness=QUICK)
    made = backups.create(workplace).backup
    with pytest.raises(WrongPasswordError):
        restoring.preview(workplace, made, account_id=workplace.account_id, password=MISTYPED)
    restoring.preview(workplace, made, account_id=workplace.account_id, password=PASSWORD)


def again(workplace: Workplace, clock: SteppedClock) -> None:
    folder, account_id = workplace.store.path.parent, workplace.account_id
    with pytest.raises(WrongPasswordError):
        site.unlock(folder, account_id, MISTYPED, clock=clock, ids=CountingIds(70_000))
    site.lock(site.unlock(folder, account_id, PASSWORD, clock=clock, ids=CountingIds(80_000)))


def test_rows_that_hold_a_secret_do_not_show_it() -> None:
    """A debugger, a failed assertion or an error with a row in it prints what `repr` says."""
    key = SiteKey(name="signing", public="RWQöffentlich", secret="5e5e5e")
    pin = ParticipantPin(participant_id=ParticipantId(UUID(int=7)), pin_hash="$argon2id$v=19$geheim", set_at=IN_AUTUMN)
    assert "5e5e5e" not in repr(key) + str(key)
    assert "RWQöffentlich" in repr(key)
    assert "geheim" not in repr(pin) + str(pin)
