"""Who may sit down at a room's PC, and what it takes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.factories import (
    MONDAY_MORNING,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    make_workplace,
)
from werkakademie.errors import InvalidFieldsError, MissingRecordError, NotAllowedError
from werkakademie.models import OwnSettings
from werkakademie.records.access import PinResult
from werkakademie.records.changes import Noun
from werkakademie.records.enums import AttendanceMark, ClaimState, Role
from werkakademie.records.ids import GroupId, ParticipantId, PresenceClaimId
from werkakademie.services import accounts, attendance, participant_pins, participants, person_rights, presence_claims
from werkakademie.services.own import home, presence, sign_in
from werkakademie.services.own.place import OWN_ACCOUNT, OwnPlace
from werkakademie.services.own.presence import NoSessionNowError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

TODAY = date(2026, 11, 23)
PIN = "8361"


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(MONDAY_MORNING)


@pytest.fixture
def workplace(tmp_path: Path, clock: SteppedClock) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=clock)
    yield opened
    opened.store.close()


@pytest.fixture
def group(workplace: Workplace) -> GroupId:
    """Meets today from nine to twelve; it is nine o'clock."""
    made = a_group(workplace)
    a_session(workplace, made, TODAY, time(9), time(12))
    return made


def somebody(workplace: Workplace, group: GroupId, given: str = "Olena", family: str = "Kovalenko") -> ParticipantId:
    person = a_participant(workplace, given, family)
    an_enrolment(workplace, group, person)
    participant_pins.set_pin(workplace, person, pin=PIN)
    return person


def seated(workplace: Workplace, person: ParticipantId, pin: str = PIN) -> OwnPlace:
    own = sign_in.sign_in(workplace, person, pin=pin).value.own
    assert own is not None
    return own


def test_first_names_and_initials_of_the_running_session_are_offered(workplace: Workplace, group: GroupId) -> None:
    somebody(workplace, group, "Olena", "Kovalenko")
    somebody(workplace, group, "Ali Hassan", "Öztürk")
    assert [one.name for one in sign_in.offered_people(workplace)] == ["Ali Ö.", "Olena K."]


def test_somebody_of_another_session_is_not_offered_and_gets_no_place(workplace: Workplace, group: GroupId) -> None:
    somebody(workplace, group)
    other = a_group(workplace, "Winter 1")
    a_session(workplace, other, TODAY, time(14), time(16))
    later = somebody(workplace, other, "Zoë", "Adler")
    assert [one.name for one in sign_in.offered_people(workplace)] == ["Olena K."]
    answer = sign_in.sign_in(workplace, later, pin=PIN).value
    assert answer.own is None
    assert answer.answer.result is PinResult.NOT_SET


def test_half_an_hour_before_to_a_quarter_after(workplace: Workplace, group: GroupId, clock: SteppedClock) -> None:
    somebody(workplace, group)
    for minutes, offered in ((-31, 0), (-30, 1), (194, 1), (195, 0)):
        clock.set(MONDAY_MORNING + timedelta(minutes=minutes))
        assert len(sign_in.offered_people(workplace)) == offered, minutes


def test_restricted_and_removed_people_are_not_offered(workplace: Workplace, group: GroupId) -> None:
    restricted, removed = somebody(workplace, group, "Ali"), somebody(workplace, group, "Zoë")
    person_rights.restrict(workplace, restricted, reason="Art. 18")
    participants.remove_participant(workplace, removed)
    assert sign_in.offered_people(workplace) == ()
    for person in (restricted, removed):
        assert sign_in.sign_in(workplace, person, pin=PIN).value.own is None


def test_a_right_pin_opens_the_own_place_and_nothing_else(workplace: Workplace, group: GroupId) -> None:
    person = somebody(workplace, group)
    own = seated(workplace, person)
    assert (own.participant_id, own.account_id, own.given_name) == (person, OWN_ACCOUNT, "Olena")
    assert own.account_name == "Olena K."
    assert own.roles == {Role.PARTICIPANT}
    with pytest.raises(NotAllowedError):
        participants.add_participant(own, fields={"family_name": "Fremd"})
    assert OWN_ACCOUNT not in {row.id for row in accounts.account_rows(workplace)}


def test_after_five_wrong_tries_only_a_coach_helps(workplace: Workplace, group: GroupId, clock: SteppedClock) -> None:
    person = somebody(workplace, group)
    for _try in range(5):
        clock.step(timedelta(minutes=1))
        assert sign_in.sign_in(workplace, person, pin="1111").value.own is None
    clock.step(timedelta(minutes=1))
    assert sign_in.sign_in(workplace, person, pin=PIN).value.answer.result is PinResult.BLOCKED
    participant_pins.set_pin(workplace, person, pin="2958")
    assert seated(workplace, person, "2958").participant_id == person


def test_the_page_about_data_is_read_once(workplace: Workplace, group: GroupId) -> None:
    person = somebody(workplace, group)
    first = sign_in.sign_in(workplace, person, pin=PIN).value
    assert not first.informed
    assert first.own is not None
    sign_in.confirm_information(first.own)
    assert sign_in.sign_in(workplace, person, pin=PIN).value.informed
    with workplace.store.write(workplace.account_id) as tx:
        row = tx.get(OwnSettings, person)
        row.informed_version = 0
        tx.add(row)
    assert not sign_in.sign_in(workplace, person, pin=PIN).value.informed, "it says something else now"


def test_a_card_leads_to_its_person_only_while_they_are_offered(
    workplace: Workplace, group: GroupId, clock: SteppedClock
) -> None:
    person, other = somebody(workplace, group), somebody(workplace, group, "Ali")
    participant_pins.set_card_number(workplace, person, card_number="4711")
    found = sign_in.person_of_card(workplace, " 4711 ")
    assert found is not None
    assert found.participant_id == person
    assert sign_in.person_of_card(workplace, "") is None
    with pytest.raises(InvalidFieldsError, match="schon jemand"):
        participant_pins.set_card_number(workplace, other, card_number="4711")
    clock.step(timedelta(hours=6))
    assert sign_in.person_of_card(workplace, "4711") is None


def test_saying_to_be_there_marks_nobody_present(workplace: Workplace, group: GroupId) -> None:
    own = seated(workplace, somebody(workplace, group))
    presence.claim_presence(own)
    presence.claim_presence(own)
    session = home.own_home(own).running
    assert session is not None
    assert (session.claim, session.marked_present) == (ClaimState.OPEN, False)
    assert len(presence_claims.open_claims(workplace, session.session_id)) == 1
    (row,) = attendance.attendance_sheet(workplace, session.session_id).rows
    assert row.mark is AttendanceMark.NOT_RECORDED


def test_a_coach_confirms_or_declines(workplace: Workplace, group: GroupId) -> None:
    own = seated(workplace, somebody(workplace, group))
    presence.claim_presence(own)
    session = home.own_home(own).running
    assert session is not None
    (claim,) = presence_claims.open_claims(workplace, session.session_id)
    presence_claims.decline(workplace, claim)
    assert presence_claims.open_claims(workplace, session.session_id) == ()
    presence.claim_presence(own)
    (again,) = presence_claims.open_claims(workplace, session.session_id)
    presence_claims.confirm(workplace, again)
    now = home.own_home(own).running
    assert now is not None
    assert (now.claim, now.marked_present) == (ClaimState.CONFIRMED, True)


def test_a_confirmation_is_whole_or_nothing(workplace: Workplace, group: GroupId) -> None:
    own = seated(workplace, somebody(workplace, group))
    presence.claim_presence(own)
    session = home.own_home(own).running
    assert session is not None
    (claim,) = presence_claims.open_claims(workplace, session.session_id)
    with pytest.raises(MissingRecordError):
        presence_claims.confirm(workplace, replace(claim, id=PresenceClaimId(workplace.store.ids.new_id())))
    (row,) = attendance.attendance_sheet(workplace, session.session_id).rows
    assert row.mark is AttendanceMark.NOT_RECORDED
    assert Noun.ATTENDANCE in presence_claims.confirm(workplace, claim).changes


def test_nobody_is_there_where_nothing_takes_place(workplace: Workplace, group: GroupId, clock: SteppedClock) -> None:
    own = seated(workplace, somebody(workplace, group))
    clock.step(timedelta(hours=6))
    assert home.own_home(own).running is None
    with pytest.raises(NoSessionNowError):
        presence.claim_presence(own)
