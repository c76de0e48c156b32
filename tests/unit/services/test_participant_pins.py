"""A participant's PIN: set by a coach, tried slowly, never readable again."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_group, a_participant, an_enrolment
from tests.unit.services.house import House, a_house
from werkakademie.errors import InvalidFieldsError
from werkakademie.models import JournalEntry, ParticipantPin
from werkakademie.records.access import PinAnswer, PinResult
from werkakademie.records.ids import ParticipantId
from werkakademie.rules.pin_tries import is_easy
from werkakademie.services import participant_pins
from werkakademie.services.reach import OutsideOwnGroupsError

PIN = "2683"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def olena(house: House) -> ParticipantId:
    person = a_participant(house.anna, birth_date=date(1990, 5, 17))
    participant_pins.set_pin(house.anna, person, pin=PIN)
    return person


def tried(house: House, person: ParticipantId, pin: str) -> PinAnswer:
    return participant_pins.check(house.anna, person, pin=pin)


def test_the_right_one_is_right(house: House, olena: ParticipantId) -> None:
    assert tried(house, olena, PIN).result is PinResult.RIGHT


def test_wrong_ones_slow_down_and_the_fifth_is_the_last(house: House, olena: ParticipantId) -> None:
    assert tried(house, olena, "0001") == PinAnswer(PinResult.WRONG, 4, 0)
    assert tried(house, olena, "0002") == PinAnswer(PinResult.WRONG, 3, 2)
    assert tried(house, olena, PIN) == PinAnswer(PinResult.TOO_SOON, 3, 2)
    house.clock.step(timedelta(seconds=2))
    assert tried(house, olena, "0003") == PinAnswer(PinResult.WRONG, 2, 5)
    house.clock.step(timedelta(seconds=4))
    assert tried(house, olena, PIN) == PinAnswer(PinResult.TOO_SOON, 2, 1)
    house.clock.step(timedelta(seconds=1))
    assert tried(house, olena, "0004") == PinAnswer(PinResult.WRONG, 1, 10)
    house.clock.step(timedelta(seconds=10))
    assert tried(house, olena, "0005") == PinAnswer(PinResult.BLOCKED)
    house.clock.step(timedelta(days=1))
    assert tried(house, olena, PIN) == PinAnswer(PinResult.BLOCKED)
    assert participant_pins.pin_state(house.anna, olena).blocked


def test_a_coach_helps_out_with_a_new_one(house: House, olena: ParticipantId) -> None:
    for wrong in ("0001", "0002", "0003", "0004", "0005"):
        tried(house, olena, wrong)
        house.clock.step(timedelta(minutes=1))
    participant_pins.set_pin(house.anna, olena, pin="7391")
    assert not participant_pins.pin_state(house.anna, olena).blocked
    assert tried(house, olena, PIN).result is PinResult.WRONG
    assert tried(house, olena, "7391") == PinAnswer(PinResult.RIGHT, 5)
    assert tried(house, olena, "0001").tries_left == 4


def test_a_clock_that_was_set_back_does_not_let_in_sooner_nor_shut_out(house: House, olena: ParticipantId) -> None:
    tried(house, olena, "0001")
    tried(house, olena, "0002")
    house.clock.step(timedelta(days=-2))
    assert tried(house, olena, PIN) == PinAnswer(PinResult.TOO_SOON, 3, 2)


def test_without_a_pin_nothing_is_right(house: House) -> None:
    person = a_participant(house.anna)
    assert tried(house, person, "") == PinAnswer(PinResult.NOT_SET)
    assert participant_pins.pin_state(house.anna, person).set_at is None


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "12 4", "٣٤٥٦", "1234", "0000", "1990", "1705", "1212"])
def test_what_is_no_pin_or_an_easy_one_is_refused(pin: str, house: House, olena: ParticipantId) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        participant_pins.set_pin(house.anna, olena, pin=pin)
    assert [problem.field for problem in refused.value.problems] == ["pin"]
    assert pin == "" or pin == "1234" or pin not in repr(refused.value)
    assert tried(house, olena, PIN).result is PinResult.RIGHT


def test_another_coachs_people_get_none_from_me(house: House, olena: ParticipantId) -> None:
    an_enrolment(house.lead, a_group(house.lead, coaches=[house.ben.account_id]), olena)
    with pytest.raises(OutsideOwnGroupsError):
        participant_pins.set_pin(house.anna, olena, pin="7391")


def test_the_store_keeps_a_hash_and_the_journal_nothing(house: House, olena: ParticipantId) -> None:
    tried(house, olena, "4711")
    with house.lead.store.read() as tx:
        row = tx.get(ParticipantPin, olena)
        journal = tx.scalars(select(JournalEntry))
    assert row.pin_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PIN not in repr(row)
    assert all(entry.table_name != "participant_pin" for entry in journal)
    assert all(PIN not in str(entry.fields) and "4711" not in str(entry.fields) for entry in journal)


def test_a_suggested_pin_is_never_an_easy_one() -> None:
    suggested = {participant_pins.suggested_pin() for _ in range(200)}
    assert all(len(pin) == 4 and pin.isdigit() and not is_easy(pin) for pin in suggested)
    assert len(suggested) > 150
