"""From the due list over a second person's yes to the deletion, and what figures say before and after."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.factories import a_participant, a_session, an_enrolment
from tests.unit.services.erasable import (
    APPROVED_ON,
    YEAR,
    a_colleague,
    a_site,
    an_autumn_group,
    approve,
    erase_due,
    everything_due,
    somebody,
)
from werkakademie.errors import Cancelled, InvalidFieldsError, NotAllowedError
from werkakademie.models import (
    AnonymousOutcome,
    ApplicationDocument,
    Attachment,
    Attendance,
    Employer,
    ErasureItem,
    JobApplication,
    Participant,
)
from werkakademie.records.backups import BackupReason
from werkakademie.records.doctor import Gravity
from werkakademie.records.enums import (
    AttendanceMark,
    ErasureDrop,
    ErasureReason,
    ErasureState,
    NonEntryReason,
    OutcomeCategory,
    PaperKind,
    RetentionKind,
    Role,
)
from werkakademie.records.participants import ParticipantQuery
from werkakademie.reports import verbleib_texts
from werkakademie.reports.words import Words
from werkakademie.services import (
    attendance,
    doctor,
    enrolments,
    erasure,
    papers,
    participants,
    results,
    retention,
)
from werkakademie.services.attendance import MarksErasedError
from werkakademie.services.erasure_errors import HeldError, NothingDueError, NotWaitingError, OwnListError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.backup_file import backups_folder, backups_in
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.practice_identity import SteppedClock

Kind = RetentionKind


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Workplace, SteppedClock]]:
    opened, clock = a_site(tmp_path)
    yield opened, clock
    opened.store.close()


@pytest.fixture
def clock(site: tuple[Workplace, SteppedClock]) -> SteppedClock:
    return site[1]


@pytest.fixture
def workplace(site: tuple[Workplace, SteppedClock]) -> Workplace:
    return site[0]


def count(workplace: Workplace, table: type) -> int:
    with workplace.store.read() as tx:
        return len(tx.scalars(select(table)))


def chain_holds(workplace: Workplace) -> bool:
    with workplace.store.read() as tx:
        return verify(tx.driver) == ()


# The due list.


def test_the_list_says_who_what_since_when_and_how_much(workplace: Workplace, clock: SteppedClock) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    clock.set(datetime(2027, 5, 20, 9, 0, tzinfo=UTC))
    due = {item.kind: item for item in retention.due_list(workplace)}
    assert set(due) == {Kind.PAPERS, Kind.JOB_SEARCH, Kind.CONTACT}
    listed = due[Kind.PAPERS]
    assert (listed.participant_id, listed.family_name, listed.due_on) == (person, "Kovalenko", date(2027, 5, 20))
    assert listed.row_count == 2  # one paper with one version
    assert listed.blocked is ErasureDrop.NOT_APPROVED
    assert due[Kind.CONTACT].due_on == date(2027, 2, 22)


def test_a_day_earlier_the_papers_are_not_due(workplace: Workplace, clock: SteppedClock) -> None:
    somebody(workplace, an_autumn_group(workplace))
    clock.set(datetime(2027, 5, 19, 9, 0, tzinfo=UTC))
    assert {item.kind for item in retention.due_list(workplace)} == {Kind.CONTACT}


def test_who_takes_part_again_is_not_in_the_list(workplace: Workplace, clock: SteppedClock) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    an_enrolment(workplace, an_autumn_group(workplace, "Winter 1"), person)
    clock.set(datetime(2030, 5, 20, 9, 0, tzinfo=UTC))
    assert retention.due_list(workplace) == ()


# Periods and their approval.


def test_without_an_approval_nothing_can_be_proposed(workplace: Workplace, clock: SteppedClock) -> None:
    somebody(workplace, an_autumn_group(workplace))
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    with pytest.raises(NothingDueError):
        erasure.propose(workplace, everything_due(workplace))


def test_an_approval_is_of_one_period(workplace: Workplace) -> None:
    approve(workplace, Kind.PAPERS)
    with pytest.raises(InvalidFieldsError):
        retention.set_rule(workplace, Kind.PAPERS, months=9, approved_by="Frau Behrens", approved_on=APPROVED_ON)
    retention.set_rule(workplace, Kind.PAPERS, months=9)
    rule = next(rule for rule in retention.retention_rules(workplace) if rule.kind is Kind.PAPERS)
    assert (rule.months, rule.default_months, rule.approved) == (9, 6, False)


@pytest.mark.parametrize(
    ("months", "approved_by", "approved_on", "field"),
    [
        (-1, "", None, "months"),
        (241, "", None, "months"),
        (6, "Frau Behrens", None, "approved_on"),
        (6, "", APPROVED_ON, "approved_by"),
        (6, "Frau Behrens", date(2026, 11, 21), "approved_on"),
    ],
)
def test_a_rule_that_is_not_right_is_refused(
    workplace: Workplace, months: int, approved_by: str, approved_on: date | None, field: str
) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        retention.set_rule(workplace, Kind.PAPERS, months=months, approved_by=approved_by, approved_on=approved_on)
    assert [problem.field for problem in refused.value.problems] == [field]


# Holds.


def test_a_hold_stops_the_deletion_until_it_ends(workplace: Workplace, clock: SteppedClock) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    retention.hold(workplace, person, reason="Widerspruch läuft", ends_on=date(2027, 6, 30))
    held = retention.due_list(workplace)
    assert {item.blocked for item in held} == {ErasureDrop.HELD}
    assert {item.held_because for item in held} == {"Widerspruch läuft"}
    with pytest.raises(NothingDueError):
        erasure.propose(workplace, everything_due(workplace))
    with pytest.raises(HeldError):
        erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH)
    clock.set(datetime(2027, 7, 1, 9, 0, tzinfo=UTC))
    assert {item.blocked for item in retention.due_list(workplace)} == {None}


def test_a_lifted_hold_holds_no_more(workplace: Workplace, clock: SteppedClock) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    hold_id = retention.hold(workplace, person, reason="Klage").value
    retention.lift_hold(workplace, hold_id)
    assert {item.blocked for item in retention.due_list(workplace)} == {None}


def test_a_hold_after_the_proposal_takes_the_person_out(workplace: Workplace, clock: SteppedClock) -> None:
    group_id = an_autumn_group(workplace)
    person, _enrolment = somebody(workplace, group_id)
    other, _enrolment = somebody(workplace, group_id, "Marek", "Nowak")
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    run_id = erasure.propose(workplace, everything_due(workplace, Kind.PAPERS)).value
    retention.hold(workplace, person, reason="Widerspruch läuft")
    record = erasure.confirm(a_colleague(workplace), run_id).value.record
    assert record.dropped == ((ErasureDrop.HELD, 1),)
    assert [(kind.kind, kind.people) for kind in record.kinds] == [(Kind.PAPERS, 1)]
    with workplace.store.read() as tx:
        assert {paper.participant_id for paper in tx.scalars(select(ApplicationDocument))} == {person}
    assert other != person


def test_a_list_of_which_nothing_is_left_is_withdrawn(workplace: Workplace, clock: SteppedClock) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    run_id = erasure.propose(workplace, everything_due(workplace)).value
    an_enrolment(workplace, an_autumn_group(workplace, "Sommer 1"), person)
    record = erasure.confirm(a_colleague(workplace), run_id).value.record
    assert (record.state, record.certificate) == (ErasureState.WITHDRAWN, None)
    assert dict(record.dropped) == {ErasureDrop.NOT_DUE: 3}
    assert count(workplace, ApplicationDocument) == 1


# The second pair of eyes.


def test_nobody_confirms_what_they_proposed(workplace: Workplace, clock: SteppedClock) -> None:
    somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    a_colleague(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    run_id = erasure.propose(workplace, everything_due(workplace)).value
    clock.step(timedelta(days=30))
    with pytest.raises(OwnListError) as refused:
        erasure.confirm(workplace, run_id)
    assert refused.value.confirm_from is None
    assert count(workplace, ApplicationDocument) == 1


def test_who_is_alone_confirms_after_a_day(workplace: Workplace, clock: SteppedClock) -> None:
    somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    run_id = erasure.propose(workplace, everything_due(workplace)).value
    clock.step(timedelta(hours=23, minutes=59))
    with pytest.raises(OwnListError) as refused:
        erasure.confirm(workplace, run_id)
    assert "02.06.2027, 11:00" in refused.value.sentence()
    clock.step(timedelta(minutes=1))
    assert erasure.confirm(workplace, run_id).value.record.state is ErasureState.DONE


def test_who_may_only_record_attendance_neither_proposes_nor_confirms(
    workplace: Workplace, clock: SteppedClock
) -> None:
    somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    run_id = erasure.propose(workplace, everything_due(workplace)).value
    helper = a_colleague(workplace, "Ute Harms", (Role.ATTENDANCE,))
    for refused in (
        lambda: erasure.confirm(helper, run_id),
        lambda: erasure.withdraw(helper, run_id),
        lambda: erasure.propose(helper, ()),
        lambda: retention.due_list(helper),
        lambda: retention.set_rule(helper, Kind.PAPERS, months=1),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_a_withdrawn_list_deletes_nothing(workplace: Workplace, clock: SteppedClock) -> None:
    somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    chosen = everything_due(workplace)
    run_id = erasure.propose(workplace, chosen).value
    assert all(item.proposed for item in retention.due_list(workplace))
    erasure.withdraw(workplace, run_id)
    with pytest.raises(NotWaitingError):
        erasure.confirm(a_colleague(workplace), run_id)
    assert erasure.propose(workplace, chosen).value != run_id


# The deletion.


def test_papers_go_with_their_files_but_not_with_a_file_that_somebody_else_uses(
    workplace: Workplace, clock: SteppedClock
) -> None:
    group_id = an_autumn_group(workplace)
    somebody(workplace, group_id)
    running = a_participant(workplace, "Marek", "Nowak")
    an_enrolment(workplace, an_autumn_group(workplace, "Winter 1"), running)
    for title, data in (("Lebenslauf", b"Lebenslauf Kovalenko"), ("Zeugnis", b"Zeugnis Nowak")):
        paper = papers.add_paper(workplace, running, kind=PaperKind.OTHER, title=title).value
        papers.add_version(workplace, paper, file_name="a.txt", media_type="text/plain", data=data)
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    assert count(workplace, Attachment) == 2
    erase_due(workplace, Kind.PAPERS)
    assert count(workplace, Attachment) == 2
    assert count(workplace, ApplicationDocument) == 2
    assert chain_holds(workplace)


def test_the_file_of_deleted_papers_goes(workplace: Workplace, clock: SteppedClock) -> None:
    somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    erase_due(workplace, Kind.PAPERS)
    assert (count(workplace, Attachment), count(workplace, JobApplication)) == (0, 1)


def test_applications_go_with_employers_that_nobody_else_names(workplace: Workplace, clock: SteppedClock) -> None:
    group_id = an_autumn_group(workplace)
    somebody(workplace, group_id)
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    erase_due(workplace, Kind.JOB_SEARCH)
    assert (count(workplace, JobApplication), count(workplace, Employer)) == (0, 0)


def test_contact_data_are_emptied_and_no_longer_found(workplace: Workplace, clock: SteppedClock) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace), city="Westerstede")
    approve(workplace)
    clock.set(datetime(2027, 3, 1, 9, 0, tzinfo=UTC))
    assert participants.participant_page(workplace, ParticipantQuery(text="westerst")).rows
    erase_due(workplace, Kind.CONTACT)
    values = participants.participant_record(workplace, person).values
    assert (values["phone"], values["city"], values["family_name"]) == ("", "", "Kovalenko")
    assert participants.participant_page(workplace, ParticipantQuery(text="westerst")).rows == ()
    assert participants.participant_page(workplace, ParticipantQuery(text="koval")).rows


def test_figures_of_the_result_stay_when_marks_contacts_notes_and_papers_go(
    workplace: Workplace, clock: SteppedClock
) -> None:
    group_id = an_autumn_group(workplace)
    somebody(workplace, group_id)
    somebody(workplace, group_id, "Marek", "Nowak", marks=(), category=OutcomeCategory.SEEKING)
    _person, confirmed = somebody(workplace, group_id, "Anna", "Wiese", marks=())
    enrolments.confirm_entry(workplace, confirmed, entry_on=date(2026, 11, 2), reason="stand auf der Papierliste")
    somebody(
        workplace, group_id, "Ali", "Demir", marks=[AttendanceMark.UNEXCUSED] * 3, category=OutcomeCategory.SEEKING
    )
    approve(workplace)
    clock.set(datetime(2027, 12, 1, 9, 0, tzinfo=UTC))
    before, sheet = results.result(workplace, YEAR), attendance.group_attendance(workplace, group_id)
    erased = erase_due(workplace)
    assert {kind.kind for kind in erased.record.kinds} == {
        Kind.PAPERS, Kind.JOB_SEARCH, Kind.NOTES, Kind.CONTACT, Kind.ATTENDANCE,
    }  # fmt: skip
    assert count(workplace, Attendance) == 0
    assert results.result(workplace, YEAR) == before
    after = attendance.group_attendance(workplace, group_id)
    assert [each.figures.rate for each in after.people] == [each.figures.rate for each in sheet.people]
    assert replace(after.figures, alarm=False) == replace(sheet.figures, alarm=False)
    assert chain_holds(workplace)


def test_counted_marks_take_no_new_ones(workplace: Workplace, clock: SteppedClock) -> None:
    group_id = an_autumn_group(workplace)
    _person, enrolment_id = somebody(workplace, group_id)
    approve(workplace)
    clock.set(datetime(2027, 12, 1, 9, 0, tzinfo=UTC))
    erase_due(workplace, Kind.ATTENDANCE)
    session_id = a_session(workplace, group_id, date(2026, 11, 17))
    assert attendance.attendance_sheet(workplace, session_id).rows == ()
    with pytest.raises(MarksErasedError):
        attendance.give_mark(workplace, session_id, enrolment_id, mark=AttendanceMark.PRESENT)


def test_after_five_years_the_person_goes_and_a_count_stays(workplace: Workplace, clock: SteppedClock) -> None:
    group_id = an_autumn_group(workplace)
    for number in range(3):
        somebody(workplace, group_id, "Person", f"Nummer {number}")
    approve(workplace)
    clock.set(datetime(2031, 11, 20, 9, 0, tzinfo=UTC))
    erase_due(workplace)
    assert count(workplace, Participant) == 0
    with workplace.store.read() as tx:
        (line,) = tx.scalars(select(AnonymousOutcome))
    assert (line.period, line.age_class, line.number) == ("2026-11", "25-49", 3)
    assert (line.category, line.insured) == (OutcomeCategory.INSURED_FULL_TIME, True)
    found = results.result(workplace, YEAR)
    assert (found.total.counted, found.erased_entered, found.erased_not_entered) == (0, 3, 0)
    said = dict(verbleib_texts.result_texts(found, 8, Words()).beside)
    assert said["nach Frist oder auf Wunsch gelöscht, nicht enthalten: eingetreten"] == 3
    assert chain_holds(workplace)


def test_who_never_entered_goes_after_half_a_year(workplace: Workplace, clock: SteppedClock) -> None:
    person = a_participant(workplace, "Ina", "Petersen")
    enrolment_id = an_enrolment(workplace, an_autumn_group(workplace), person, entry_on=None)
    reason = NonEntryReason.NO_PLACE
    enrolments.record_non_entry(workplace, enrolment_id, reason=reason, decided_on=date(2026, 11, 20))
    approve(workplace)
    clock.set(datetime(2027, 5, 20, 9, 0, tzinfo=UTC))
    erase_due(workplace)
    assert count(workplace, Participant) == 0


def test_a_wish_deletes_everything_whatever_the_periods_say(workplace: Workplace) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH).value
    with pytest.raises(NothingDueError):
        erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH)
    erased = erasure.confirm(a_colleague(workplace), run_id).value
    assert erased.log_folded
    assert count(workplace, Participant) == 0
    with workplace.store.read() as tx:
        (item,) = tx.scalars(select(ErasureItem))
    assert (item.participant_id, item.done) == (person, True)
    assert chain_holds(workplace)


def test_before_the_deletion_there_is_a_backup(workplace: Workplace) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH).value
    erasure.confirm(a_colleague(workplace), run_id)
    (backup,) = backups_in(backups_folder(workplace.store.path.parent))
    assert backup.reason is BackupReason.ERASURE


class StopsAt:
    """Wants to stop when so much is done."""

    def __init__(self, place: int) -> None:
        self.place, self.calls = place, 0

    def advance(self, done: int, total: int | None, text: str = "") -> None:  # noqa: ARG002
        self.calls += 1
        if self.calls > self.place:
            raise Cancelled


def test_a_cancelled_deletion_deletes_nothing(workplace: Workplace, clock: SteppedClock) -> None:
    somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 12, 1, 9, 0, tzinfo=UTC))
    run_id = erasure.propose(workplace, everything_due(workplace)).value
    colleague = a_colleague(workplace)
    watched = StopsAt(10**6)
    with workplace.store.read() as tx:
        before = tx.driver.execute("SELECT count(*) FROM journal_entry").fetchone()
    for place in range(3, 40):
        stops = StopsAt(place)
        try:
            erasure.confirm(colleague, run_id, progress=stops)
        except Cancelled:
            assert count(workplace, Attendance) == 3
            with workplace.store.read() as tx:
                assert tx.driver.execute("SELECT count(*) FROM journal_entry").fetchone() == before
        else:
            break
    assert place > 3
    assert count(workplace, Attendance) == 0
    assert watched.calls == 0


# The certificate.


def test_certificates_are_numbered_and_name_nobody(workplace: Workplace, clock: SteppedClock) -> None:
    person, _enrolment = somebody(workplace, an_autumn_group(workplace))
    approve(workplace)
    clock.set(datetime(2027, 6, 1, 9, 0, tzinfo=UTC))
    first = erase_due(workplace, Kind.PAPERS).record
    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.OWN_WISH).value
    second = erasure.confirm(a_colleague(workplace, "Ute Harms"), run_id).value.record
    assert (first.certificate, second.certificate) == (1, 2)
    found = [record.certificate for record in erasure.runs(workplace)]
    assert sorted(found, key=str) == [1, 2]


def test_the_check_of_the_store_finds_nothing_wrong_after_a_deletion(workplace: Workplace, clock: SteppedClock) -> None:
    group_id = an_autumn_group(workplace)
    person, _enrolment = somebody(workplace, group_id)
    somebody(workplace, group_id, "Marek", "Nowak")
    approve(workplace)
    run_id = erasure.propose_person(workplace, person, reason=ErasureReason.NOT_NEEDED).value
    erasure.confirm(a_colleague(workplace), run_id)
    clock.set(datetime(2027, 12, 1, 9, 0, tzinfo=UTC))
    erase_due(workplace)
    damage = [one.kind for one in doctor.check_store(workplace).findings if one.gravity is Gravity.DAMAGE]
    assert damage == []
