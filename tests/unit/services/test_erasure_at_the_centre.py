"""Who was erased at the site is gone at the centre with the next package: a package is the whole state."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from tests.factories import make_workplace
from tests.unit.services.erasable import a_colleague
from tests.unit.services.test_reporting_to_the_centre import NOON, a_person_with_an_outcome, meet, new_centre, write
from werkakademie.central.tables import ENROLMENT
from werkakademie.exchange.reporting.rows import pseudonym
from werkakademie.models import Participant
from werkakademie.records.enums import ErasureReason, OutcomeCategory
from werkakademie.records.ids import ParticipantId
from werkakademie.services import central, erasure, person_rights
from werkakademie.services.central import Centre
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.storage.sites import PSEUDONYM_SECRET, site_key


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made, _recovery_key = new_centre(tmp_path / "centre")
    yield made
    central.close_centre(made)


@pytest.fixture
def workplace(tmp_path: Path, centre: Centre) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "site", clock=SteppedClock(NOON))
    meet(opened, centre)
    yield opened
    opened.store.close()


def people_at(centre: Centre) -> set[str]:
    """The pseudonyms of people that the centre holds rows about."""
    with centre.store.engine.connect() as connection:
        return set(connection.scalars(sa.select(ENROLMENT.c.person)))


def person_and_pseudonym(workplace: Workplace) -> tuple[ParticipantId, str]:
    with workplace.store.read() as tx:
        person = tx.scalars(select(Participant))[0].id
        secret = site_key(tx, PSEUDONYM_SECRET)
        assert secret is not None
        return person, pseudonym(bytes.fromhex(secret.secret), person)


def two_reported(workplace: Workplace, centre: Centre, folder: Path) -> tuple[ParticipantId, str]:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    a_person_with_an_outcome(workplace, OutcomeCategory.INSURED_FULL_TIME)
    central.import_packages(centre, [write(workplace, folder)])
    person, name = person_and_pseudonym(workplace)
    assert len(people_at(centre)) == 2
    assert name in people_at(centre)
    return person, name


def test_an_erased_person_is_withdrawn_with_the_next_package(
    workplace: Workplace, centre: Centre, tmp_path: Path
) -> None:
    person, name = two_reported(workplace, centre, tmp_path / "out")
    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH).value
    erasure.confirm(a_colleague(workplace), run_id)
    central.import_packages(centre, [write(workplace, tmp_path / "out")])
    assert len(people_at(centre)) == 1
    assert name not in people_at(centre)


def test_a_restricted_person_is_withdrawn_until_the_restriction_is_lifted(
    workplace: Workplace, centre: Centre, tmp_path: Path
) -> None:
    person, name = two_reported(workplace, centre, tmp_path / "out")
    restriction = person_rights.restrict(workplace, person, reason="Richtigkeit bestritten").value
    central.import_packages(centre, [write(workplace, tmp_path / "out")])
    assert name not in people_at(centre)
    person_rights.lift_restriction(workplace, restriction)
    central.import_packages(centre, [write(workplace, tmp_path / "out")])
    assert name in people_at(centre)
