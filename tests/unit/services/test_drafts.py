"""Drafts in the store: each account its own, gone with their person, with their account, and with time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.factories import MONDAY_MORNING, a_participant, make_workplace
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import AccountId
from werkakademie.services import drafts
from werkakademie.services.workplace import Workplace
from werkakademie.storage.drafts import drop_about
from werkakademie.storage.practice_identity import SteppedClock

NEW = DraftKey("participant")


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=clock)
    yield opened
    opened.store.close()


def kept(workplace: Workplace, key: DraftKey) -> object:
    record = drafts.find_draft(workplace, key)
    return record and record.values


def test_the_last_one_counts(workplace: Workplace) -> None:
    drafts.save_draft(workplace, NEW, {"family_name": "Had"})
    drafts.save_draft(workplace, NEW, {"family_name": "Haddad", "slots": [[0, "9", "", None]]})
    assert kept(workplace, NEW) == {"family_name": "Haddad", "slots": [[0, "9", "", None]]}
    drafts.drop_draft(workplace, NEW)
    drafts.drop_draft(workplace, NEW)
    assert kept(workplace, NEW) is None


def test_nobody_sees_somebody_elses(workplace: Workplace) -> None:
    drafts.save_draft(workplace, NEW, {"family_name": "Haddad"})
    other = replace(workplace, account_id=AccountId(UUID(int=7)))
    assert kept(other, NEW) is None
    drafts.drop_draft(other, NEW)
    assert kept(workplace, NEW) is not None


def test_after_thirty_days_it_goes(workplace: Workplace, clock: SteppedClock) -> None:
    drafts.save_draft(workplace, NEW, {"family_name": "Haddad"})
    clock.set(MONDAY_MORNING + timedelta(days=30))
    assert drafts.drop_old_drafts(workplace) == 0
    clock.set(MONDAY_MORNING + timedelta(days=30, seconds=1))
    assert drafts.drop_old_drafts(workplace) == 1
    assert kept(workplace, NEW) is None


def test_it_goes_with_its_account(workplace: Workplace) -> None:
    gone = replace(workplace, account_id=AccountId(UUID(int=7)))
    drafts.save_draft(gone, NEW, {"family_name": "Haddad"})
    drafts.save_draft(workplace, NEW, {"family_name": "Demir"})
    assert drafts.drop_old_drafts(workplace) == 1
    assert kept(workplace, NEW) == {"family_name": "Demir"}


def test_it_goes_with_the_person_it_names(workplace: Workplace) -> None:
    person, other = a_participant(workplace), a_participant(workplace, "Yusuf", "Demir")
    about, among = DraftKey.about("application", person, UUID(int=5)), DraftKey("enrol", "1" * 32)
    drafts.save_draft(workplace, about, {"note": "ruft zurück"})
    drafts.save_draft(workplace, among, {"people": [[person.hex, "Kovalenko, Olena"]]})
    drafts.save_draft(workplace, DraftKey.about("participant", other), {"phone": "1"})
    with workplace.store.write(workplace.account_id) as tx:
        assert drop_about(tx, ()) == 0
        assert drop_about(tx, [person]) == 2
    assert kept(workplace, DraftKey.about("participant", other)) == {"phone": "1"}
