"""PINs for a whole group: all or nobody gets one, each stands on one slip of paper, and nothing readable is kept."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_group, a_participant, a_session, an_enrolment, an_exit
from tests.tools import text_of_pdf
from tests.unit.services.house import House, a_house
from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.models import JournalEntry, OwnSettings, ParticipantPin
from werkakademie.records.access import PinResult, PinSlip
from werkakademie.records.ids import GroupId, ParticipantId
from werkakademie.reports import pin_slips as sheet
from werkakademie.services import participant_pins, participants, person_rights, pin_slips
from werkakademie.services.reach import OutsideOwnGroupsError
from werkakademie.storage.restricted import RestrictedError

OLD_PIN = "2683"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path / "Standort") as opened:
        yield opened


@pytest.fixture
def group(house: House) -> GroupId:
    return a_group(house.lead, coaches=[house.anna.account_id])


def somebody(house: House, group: GroupId, given: str, family: str, **fields: object) -> ParticipantId:
    person = a_participant(house.lead, given_names=given, family_name=family, **fields)
    an_enrolment(house.lead, group, person)
    return person


def hashes(house: House) -> dict[ParticipantId, str]:
    with house.lead.store.read() as tx:
        return {row.participant_id: row.pin_hash for row in tx.scalars(select(ParticipantPin))}


def slips_of(content: bytes, folder: Path) -> str:
    path = folder / "Zettel.pdf"
    path.write_bytes(content)
    return text_of_pdf(path)


def test_each_gets_a_pin_that_stands_on_their_slip_and_nowhere_else(
    house: House, group: GroupId, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    olena = somebody(house, group, "Olena", "Kovalenko", birth_date=date(1990, 5, 17))
    ali = somebody(house, group, "Ali", "Demir")
    participant_pins.set_pin(house.anna, ali, pin=OLD_PIN)
    done = pin_slips.give(house.anna, [olena, ali, olena])
    said = slips_of(done.value.content, tmp_path)
    first, second = re.findall(r"\b\d{4}\b", said.replace("23.11.2026", ""))
    assert done.value.people == 2
    assert re.search(r"Olena K\. +Ali D\.", said), "as on the page to sign in, in the order of the list"
    assert "Kovalenko" not in said
    assert said.count("Bitte zeigen Sie sie") == 2
    assert participant_pins.check(house.anna, olena, pin=first).result is PinResult.RIGHT
    assert participant_pins.check(house.anna, ali, pin=OLD_PIN).result is PinResult.WRONG
    assert participant_pins.check(house.anna, ali, pin=second).result is PinResult.RIGHT
    with house.lead.store.read() as tx:
        assert all(first not in str(entry.fields) for entry in tx.scalars(select(JournalEntry)))
    assert first not in caplog.text
    assert repr(done).count(first) == 0
    assert repr(PinSlip("Olena K.", "", first)).count(first) == 0


def test_two_of_the_same_name_are_told_apart_and_a_known_language_is_spoken(
    house: House, group: GroupId, tmp_path: Path
) -> None:
    """A slip that is given to the wrong Olena would open the other one's place."""
    people = [somebody(house, group, "Olena", family) for family in ("Kovalenko", "Kusnezowa")]
    with house.lead.store.write(house.lead.account_id) as tx:
        tx.add(OwnSettings(participant_id=people[0], language="uk"))
    said = slips_of(pin_slips.give(house.anna, people).value.content, tmp_path)
    assert "Olena Kovalenko" in said
    assert "Olena Kusnezowa" in said
    assert said.count("введіть це число") == 1


def test_one_who_is_out_of_reach_or_restricted_keeps_all_the_others_as_they_were(house: House, group: GroupId) -> None:
    olena = somebody(house, group, "Olena", "Kovalenko")
    bens = somebody(house, a_group(house.lead, coaches=[house.ben.account_id]), "Ali", "Demir")
    kept = somebody(house, group, "Nour", "Haddad")
    person_rights.restrict(house.lead, kept, reason="bestritten")
    participant_pins.set_pin(house.anna, olena, pin=OLD_PIN)
    before = hashes(house)
    with pytest.raises(OutsideOwnGroupsError):
        pin_slips.give(house.anna, [olena, bens])
    with pytest.raises(RestrictedError):
        pin_slips.give(house.lead, [olena, kept])
    with pytest.raises(RestrictedError):
        participant_pins.set_pin(house.lead, kept, pin=OLD_PIN)
    with pytest.raises(InvalidFieldsError):
        pin_slips.give(house.anna, [])
    assert hashes(house) == before


def test_without_a_pdf_nobody_has_another_pin(house: House, group: GroupId, monkeypatch: pytest.MonkeyPatch) -> None:
    olena = somebody(house, group, "Olena", "Kovalenko")
    participant_pins.set_pin(house.anna, olena, pin=OLD_PIN)
    before = hashes(house)

    def fails(*_slips: object, **_fields: object) -> bytes:
        raise WerkakademieError

    monkeypatch.setattr(sheet, "pin_slips", fails)
    with pytest.raises(WerkakademieError):
        pin_slips.give(house.anna, [olena])
    assert hashes(house) == before


def test_the_list_holds_whoever_has_a_place_and_the_hint_counts_whoever_cannot_sign_in(
    house: House, group: GroupId
) -> None:
    olena = somebody(house, group, "Olena", "Kovalenko")
    ali = somebody(house, group, "Ali", "Demir")
    an_exit(house.lead, an_enrolment(house.lead, group, a_participant(house.lead, "Mira", "Lang")))
    kept = somebody(house, group, "Nour", "Haddad")
    gone = somebody(house, group, "Piotr", "Nowak")
    person_rights.restrict(house.lead, kept, reason="bestritten")
    participants.remove_participant(house.lead, gone)
    participant_pins.set_pin(house.anna, ali, pin=OLD_PIN)
    rows = pin_slips.people_of_group(house.anna, group)
    assert [(row.participant_id, row.pin.set_at is None) for row in rows] == [(ali, False), (olena, True)]
    runs = a_session(house.lead, group)
    later = a_session(house.lead, group, date(2026, 11, 30))
    assert pin_slips.people_without(house.anna, runs) == 1
    assert pin_slips.people_without(house.anna, later) == 0, "the room can't be open for it"
    assert pin_slips.people_without(house.ben, runs) == 0, "they are other coaches' people"
    for wrong in range(5):
        participant_pins.check(house.anna, ali, pin=f"000{wrong}")
        house.clock.step(timedelta(seconds=20))
    assert pin_slips.people_without(house.anna, runs) == 2
