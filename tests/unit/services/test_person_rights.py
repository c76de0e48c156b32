"""A restricted record is kept and not used, whichever way somebody tries; a dispute stands beside the record."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_group, a_paper, a_session, an_application, an_enrolment
from tests.unit.services.erasable import a_colleague, a_site, an_autumn_group, approve, somebody
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.models import Participant
from werkakademie.records.enums import AttendanceMark, ErasureDrop, ErasureReason
from werkakademie.records.follow_ups import FollowUpFilter
from werkakademie.records.ids import EnrolmentId, ParticipantId
from werkakademie.services import (
    attendance,
    enrolments,
    erasure,
    follow_ups,
    history,
    job_search,
    papers,
    participants,
    person_rights,
    retention,
)
from werkakademie.services.erasure_errors import RestrictedErasureError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.storage.reporting import enrolments_to_report
from werkakademie.storage.restricted import RestrictedError


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Workplace, SteppedClock]]:
    opened, clock = a_site(tmp_path)
    yield opened, clock
    opened.store.close()


@pytest.fixture
def workplace(site: tuple[Workplace, SteppedClock]) -> Workplace:
    return site[0]


@pytest.fixture
def olena(workplace: Workplace) -> tuple[ParticipantId, EnrolmentId]:
    return somebody(workplace, an_autumn_group(workplace))


Change = Callable[[Workplace, ParticipantId, EnrolmentId], object]
CHANGES: dict[str, Change] = {
    "fields": lambda at, person, _one: participants.change_participant(at, person, fields={"phone": "1"}),
    "bin": lambda at, person, _one: participants.remove_participant(at, person),
    "enrolment": lambda at, person, _one: an_enrolment(at, a_group(at, "Winter 1"), person),
    "application": lambda at, person, _one: an_application(at, person),
    "paper": lambda at, person, _one: a_paper(at, person),
    "entry": lambda at, _person, one: enrolments.confirm_entry(at, one, entry_on=date(2026, 11, 2), reason="Liste"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_of_a_restricted_record_can_be_changed(
    workplace: Workplace, olena: tuple[ParticipantId, EnrolmentId], change: Change
) -> None:
    restriction = person_rights.restrict(workplace, olena[0], reason="Richtigkeit bestritten").value
    with pytest.raises(RestrictedError):
        change(workplace, *olena)
    person_rights.lift_restriction(workplace, restriction)
    change(workplace, *olena)


def test_a_bulk_statement_is_refused_too(workplace: Workplace, olena: tuple[ParticipantId, EnrolmentId]) -> None:
    person_rights.restrict(workplace, olena[0], reason="Richtigkeit bestritten")
    with pytest.raises(RestrictedError), workplace.store.write(workplace.account_id) as tx:
        tx.driver.execute("UPDATE participant SET phone = ''")
    with workplace.store.read() as tx:
        assert [person.phone for person in tx.scalars(select(Participant))] == ["0441 5550"]


def test_a_restricted_person_is_in_no_list_that_uses_the_data(
    site: tuple[Workplace, SteppedClock], olena: tuple[ParticipantId, EnrolmentId]
) -> None:
    workplace, clock = site
    group_id = a_group(workplace, "Winter 1")
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    with workplace.store.read() as tx:
        assert len(enrolments_to_report(tx, tx.today)) == 1
    assert follow_ups.follow_up_list(workplace, FollowUpFilter.CLOSED).rows
    person_rights.restrict(workplace, olena[0], reason="Richtigkeit bestritten")
    with workplace.store.read() as tx:
        assert enrolments_to_report(tx, tx.today) == ()
    listed = follow_ups.follow_up_list(workplace, FollowUpFilter.CLOSED)
    assert (listed.rows, listed.counts[FollowUpFilter.CLOSED]) == ((), 0)
    assert enrolments.candidates(workplace, group_id, text="").rows == ()
    assert {item.blocked for item in retention.due_list(workplace)} == {ErasureDrop.RESTRICTED}


def test_all_present_leaves_a_restricted_person_out(workplace: Workplace) -> None:
    group_id = an_autumn_group(workplace)
    one, other = an_enrolment(workplace, group_id), an_enrolment(workplace, group_id)
    with workplace.store.read() as tx:
        person = tx.scalars(select(Participant))[0].id
    person_rights.restrict(workplace, person, reason="Richtigkeit bestritten")
    session_id = a_session(workplace, group_id, date(2026, 11, 16))
    row = attendance.attendance_sheet(workplace, session_id).session
    assert (row.due, row.recorded) == (1, 0)
    (change,) = attendance.mark_all_present(workplace, session_id).value
    assert change.enrolment_id == other
    with pytest.raises(RestrictedError):
        attendance.give_mark(workplace, session_id, one, mark=AttendanceMark.PRESENT)


def test_a_restricted_record_is_not_deleted(workplace: Workplace, olena: tuple[ParticipantId, EnrolmentId]) -> None:
    approve(workplace)
    run_id = erasure.propose_person(workplace, olena[0], reason=ErasureReason.OWN_WISH).value
    person_rights.restrict(workplace, olena[0], reason="braucht die Daten für eine Klage")
    record = erasure.confirm(a_colleague(workplace), run_id).value.record
    assert record.dropped == ((ErasureDrop.RESTRICTED, 1),)
    with pytest.raises(RestrictedErasureError):
        erasure.propose_person(workplace, olena[0], reason=ErasureReason.OWN_WISH)


def test_only_the_lead_reads_a_restricted_record(
    workplace: Workplace, olena: tuple[ParticipantId, EnrolmentId]
) -> None:
    coach = a_colleague(workplace)
    assert participants.participant_overview(coach, olena[0]).rights.restricted_since is None
    person_rights.restrict(workplace, olena[0], reason="Richtigkeit bestritten")
    for reading in (
        participants.participant_overview,
        participants.participant_record,
        papers.paper_folder,
        job_search.job_search_log,
        history.person_history,
    ):
        with pytest.raises(RestrictedError):
            reading(coach, olena[0])
        reading(workplace, olena[0])
    assert participants.participant_overview(workplace, olena[0]).rights.restricted_since == date(2026, 11, 20)


def test_only_the_lead_restricts(workplace: Workplace, olena: tuple[ParticipantId, EnrolmentId]) -> None:
    with pytest.raises(NotAllowedError):
        person_rights.restrict(a_colleague(workplace), olena[0], reason="Richtigkeit bestritten")
    with pytest.raises(InvalidFieldsError):
        person_rights.restrict(workplace, olena[0], reason="  ")


def test_a_dispute_stands_beside_the_record_until_it_is_settled(
    workplace: Workplace, olena: tuple[ParticipantId, EnrolmentId]
) -> None:
    note = person_rights.note_dispute(
        workplace, olena[0], about="Abbruch am 20.11.", statement="Ich war krank gemeldet."
    ).value
    (found,) = person_rights.rights_of(workplace, olena[0]).disputes
    assert (found.about, found.statement, found.noted_by) == (
        "Abbruch am 20.11.", "Ich war krank gemeldet.", "Petra Wagner",
    )  # fmt: skip
    assert participants.participant_overview(workplace, olena[0]).rights.disputes == 1
    person_rights.remove_dispute(workplace, note)
    assert person_rights.rights_of(workplace, olena[0]).disputes == ()
