"""A coach changes own and shared groups; others' groups are seen, and refused with a sentence that helps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.exchange.sheets import write_csv
from tests.factories import (
    a_group,
    a_paper,
    a_participant,
    a_session,
    an_application,
    an_enrolment,
    an_exit,
    an_outcome,
)
from tests.unit.services.house import House, a_house, somebody
from werkakademie.models import Account
from werkakademie.records.enums import (
    ApplicationStage,
    AttendanceMark,
    ContactChannel,
    ContactResult,
    ExitReason,
    ExitType,
    NonEntryReason,
    OutcomeCategory,
    PaperKind,
    PaperStatus,
    Role,
    SuspensionKind,
)
from werkakademie.records.import_run import DoubleDecision, DoubleDecisions, ImportResult
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import (
    attendance,
    enrolments,
    exits,
    follow_ups,
    groups,
    importing,
    job_search,
    papers,
    participants,
    sessions,
    stand_ins,
)
from werkakademie.services.reach import OutsideOwnGroupsError
from werkakademie.services.workplace import Workplace

MONDAY = date(2026, 11, 23)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@dataclass(frozen=True)
class Case:
    """A group of Ben's with somebody in it, and everything that hangs on that."""

    group: Any
    person: Any
    enrolment: Any
    session: Any
    application: Any
    stage: Any
    paper: Any
    version: Any


@pytest.fixture
def bens(house: House) -> Case:
    group = a_group(house.lead, "Bens Gruppe", coaches=[house.ben.account_id])
    person = a_participant(house.lead, "Olena", "Kovalenko")
    enrolment = an_enrolment(house.lead, group, person)
    session = a_session(house.lead, group)
    application = an_application(house.lead, person)
    log = job_search.job_search_log(house.lead, person)
    paper = a_paper(house.lead, person)
    version = papers.add_version(
        house.lead, paper, file_name="Lebenslauf.pdf", media_type="application/pdf", data=b"%PDF-"
    ).value
    return Case(group, person, enrolment, session, application, log.applications[0].stages[0].id, paper, version)


SESSION = {"held_on": MONDAY, "starts": "14:00", "ends": "15:00"}
JOB = {"employer_name": "Nordlicht", "starts_on": MONDAY, "category": OutcomeCategory.INSURED_FULL_TIME}
POSITION = {"position": "Lagerhelferin"}
EXIT = {"exit_on": MONDAY, "exit_type": ExitType.PLANNED, "exit_reason": ExitReason.COMPLETED}

CHANGES: dict[str, Callable[[Workplace, Case], object]] = {
    "person changed": lambda who, at: participants.change_participant(who, at.person, fields={"city": "Celle"}),
    "person removed": lambda who, at: participants.remove_participant(who, at.person),
    "group changed": lambda who, at: groups.change_group(who, at.group, fields={"room": "Raum 9"}),
    "group removed": lambda who, at: groups.remove_group(who, at.group),
    "sessions taken over": lambda who, at: sessions.take_over(who, at.group, proposals=()),
    "session added": lambda who, at: sessions.add_session(who, at.group, fields=SESSION),
    "session moved": lambda who, at: sessions.move_session(who, at.session, fields=SESSION),
    "session cancelled": lambda who, at: sessions.cancel_session(who, at.session, reason="krank"),
    "session revived": lambda who, at: sessions.revive_session(who, at.session),
    "sessions removed": lambda who, at: sessions.remove_sessions(who, [at.session]),
    "mark given": lambda who, at: attendance.give_mark(who, at.session, at.enrolment, mark=AttendanceMark.PRESENT),
    "all marked": lambda who, at: attendance.mark_all_present(who, at.session),
    "marks undone": lambda who, at: attendance.undo_marks(who, at.session, changes=()),
    "enrolled": lambda who, at: enrolments.enrol(
        who, at.group, participants=[a_participant(who, "Neu")], allocated_on=MONDAY
    ),
    "enrolment changed": lambda who, at: enrolments.change_enrolment(
        who, at.enrolment, allocated_on=MONDAY, entry_on=None, slots=()
    ),
    "enrolment removed": lambda who, at: enrolments.remove_enrolments(who, [at.enrolment]),
    "non-entry": lambda who, at: enrolments.record_non_entry(
        who, at.enrolment, reason=NonEntryReason.DID_NOT_APPEAR, decided_on=MONDAY
    ),
    "non-entry taken back": lambda who, at: enrolments.take_back_non_entry(who, at.enrolment),
    "entry confirmed": lambda who, at: enrolments.confirm_entry(who, at.enrolment, entry_on=MONDAY, reason="war da"),
    "suspended": lambda who, at: enrolments.suspend(who, at.enrolment, kind=SuspensionKind.SICK_PAY, starts_on=MONDAY),
    "exit": lambda who, at: exits.record_exit(who, at.enrolment, fields=EXIT),
    "exit taken back": lambda who, at: exits.take_back_exit(who, at.enrolment),
    "job start": lambda who, at: exits.add_placement(who, at.enrolment, fields=JOB),
    "application": lambda who, at: job_search.add_application(
        who, at.person, employer_name="Nordlicht", stage=ApplicationStage.APPLIED, happened_on=MONDAY, fields=POSITION
    ),
    "application changed": lambda who, at: job_search.change_application(who, at.application, fields=POSITION),
    "application removed": lambda who, at: job_search.remove_application(who, at.application),
    "stage added": lambda who, at: job_search.add_stage(
        who, at.application, stage=ApplicationStage.INVITATION, happened_on=MONDAY
    ),
    "stage changed": lambda who, at: job_search.change_stage(
        who, at.stage, stage=ApplicationStage.APPLIED, happened_on=MONDAY
    ),
    "stage removed": lambda who, at: job_search.remove_stage(who, at.stage),
    "paper added": lambda who, at: papers.add_paper(who, at.person, kind=PaperKind.PHOTO, title="Foto"),
    "usual papers": lambda who, at: papers.add_usual_papers(who, at.person),
    "paper changed": lambda who, at: papers.change_paper(who, at.paper, kind=PaperKind.CV, title="CV"),
    "version": lambda who, at: papers.add_version(who, at.paper, file_name="a.pdf", media_type="", data=b"%PDF"),
    "paper's status": lambda who, at: papers.set_status(who, at.paper, status=PaperStatus.DRAFT),
    "paper removed": lambda who, at: papers.remove_paper(who, at.paper),
}


@pytest.mark.parametrize("change", CHANGES)
def test_another_coachs_group_and_its_people_are_not_changed(change: str, house: House, bens: Case) -> None:
    with pytest.raises(OutsideOwnGroupsError) as refused:
        CHANGES[change](house.anna, bens)
    assert refused.value.sentence() == (
        "Die Gruppe „Bens Gruppe“ gehört zu Ben Krug. Es wurde nichts geändert. Wenn Sie einspringen, wählen Sie "
        "bitte auf der Seite „Gruppen“ die Gruppe und dort „Vertretung übernehmen“."
    )


@pytest.mark.parametrize("change", ["person changed", "group changed", "mark given", "paper added", "stage added"])
def test_the_groups_coach_the_lead_and_who_stands_in_may(change: str, house: House, bens: Case) -> None:
    stand_ins.take_over(house.anna, bens.group, day=MONDAY, reason="Ben ist krank")
    for who in (house.ben, house.lead, house.anna):
        CHANGES[change](who, bens)


def test_a_follow_up_belongs_to_the_coach_of_the_group(house: House, bens: Case) -> None:
    follow_up = an_exit(house.lead, bens.enrolment, MONDAY - timedelta(days=1))
    outcome = an_outcome(house.lead, follow_up, observed_on=MONDAY)
    attempt = {"attempted_on": MONDAY, "channel": ContactChannel.PHONE, "result": ContactResult.NOT_REACHED}
    changes: tuple[Callable[[], object], ...] = (
        lambda: follow_ups.record_attempt(house.anna, follow_up, fields=attempt),
        lambda: follow_ups.set_employer_permission(house.anna, follow_up, on=MONDAY),
        lambda: follow_ups.withdraw_outcome(house.anna, outcome),
        lambda: follow_ups.close_not_reached(house.anna, follow_up),
    )
    for change in changes:
        with pytest.raises(OutsideOwnGroupsError):
            change()


def test_a_group_without_a_coach_is_shared(house: House) -> None:
    group = a_group(house.lead)
    person = a_participant(house.lead)
    an_enrolment(house.anna, group, person)
    participants.change_participant(house.ben, person, fields={"city": "Celle"})
    groups.change_group(house.ben, group, fields={"room": "Raum 9"})


def test_a_group_whose_only_coach_has_left_is_shared(house: House, bens: Case) -> None:
    with house.lead.store.write(house.lead.account_id) as tx:
        tx.get(Account, house.ben.account_id).deleted = True
    groups.change_group(house.anna, bens.group, fields={"room": "Raum 9"})


def test_a_person_without_a_group_is_everybodys(house: House) -> None:
    person = a_participant(house.ben)
    participants.change_participant(house.anna, person, fields={"city": "Celle"})


def test_a_person_who_is_in_both_groups_is_both_coaches(house: House, bens: Case) -> None:
    an_enrolment(house.lead, a_group(house.lead, "Annas Gruppe", coaches=[house.anna.account_id]), bens.person)
    participants.change_participant(house.anna, bens.person, fields={"city": "Celle"})
    with pytest.raises(OutsideOwnGroupsError):
        groups.change_group(house.anna, bens.group, fields={"room": "Raum 9"})


def test_nobody_is_taken_out_of_a_running_group_but_who_has_left_it_may_be_enrolled(house: House, bens: Case) -> None:
    own = a_group(house.lead, "Annas Gruppe", coaches=[house.anna.account_id])
    with pytest.raises(OutsideOwnGroupsError):
        enrolments.enrol(house.anna, own, participants=[bens.person], allocated_on=MONDAY)
    an_exit(house.ben, bens.enrolment, MONDAY - timedelta(days=3))
    enrolments.enrol(house.anna, own, participants=[bens.person], allocated_on=MONDAY)
    participants.change_participant(house.anna, bens.person, fields={"city": "Celle"})


def test_a_stand_in_ends_with_its_day(house: House, bens: Case) -> None:
    stand_ins.take_over(house.anna, bens.group, day=MONDAY)
    groups.change_group(house.anna, bens.group, fields={"room": "Raum 9"})
    house.clock.step(timedelta(days=1))
    with pytest.raises(OutsideOwnGroupsError):
        groups.change_group(house.anna, bens.group, fields={"room": "Raum 8"})


def test_a_stand_in_for_tomorrow_says_nothing_about_today(house: House, bens: Case) -> None:
    stand_ins.take_over(house.anna, bens.group, day=MONDAY + timedelta(days=1))
    with pytest.raises(OutsideOwnGroupsError):
        groups.change_group(house.anna, bens.group, fields={"room": "Raum 8"})


def test_a_stand_in_that_was_ended_early_gives_nothing_any_more(house: House, bens: Case) -> None:
    taken = stand_ins.take_over(house.anna, bens.group, day=MONDAY).value
    stand_ins.end(house.anna, taken)
    with pytest.raises(OutsideOwnGroupsError):
        groups.change_group(house.anna, bens.group, fields={"room": "Raum 8"})


def test_who_only_marks_attendance_marks_it_in_every_group(house: House, bens: Case) -> None:
    helper = somebody(house.lead, "Kim Aushilfe", Role.ATTENDANCE)
    assert [row.family_name for row in attendance.attendance_sheet(helper, bens.session).rows] == ["Kovalenko"]
    attendance.give_mark(helper, bens.session, bens.enrolment, mark=AttendanceMark.PRESENT)
    attendance.mark_all_present(helper, bens.session)


def test_lists_show_the_names_of_all(house: House, bens: Case) -> None:  # noqa: ARG001 - it is in the store
    rows = participants.participant_page(house.anna, ParticipantQuery()).rows
    assert [(row.family_name, row.group_name) for row in rows] == [("Kovalenko", "Bens Gruppe")]


def imported(who: Workplace, path: Path, *rows: tuple[str, str, str]) -> ImportResult:
    """A list with name, group and entry goes in; people who are known stay the same people."""
    table = write_csv(path, [("Nachname", "Vorname", "Gruppe", "Eintritt"), *((*row, "23.11.2026") for row in rows)])
    file = importing.recognise_file(who, table)
    check = importing.check_file(who, file.table, file.profile)
    return importing.import_file(who, check, doubles=DoubleDecisions(DoubleDecision.SAME_PERSON)).value


def test_a_list_goes_into_no_group_of_others(house: House, bens: Case, tmp_path: Path) -> None:  # noqa: ARG001
    with pytest.raises(OutsideOwnGroupsError):
        imported(house.anna, tmp_path / "liste.csv", ("Demir", "Ali", "Bens Gruppe"))
    assert imported(house.ben, tmp_path / "liste.csv", ("Demir", "Ali", "Bens Gruppe")).enrolments == 1


def test_a_list_takes_nobody_out_of_a_running_group_of_others(house: House, bens: Case, tmp_path: Path) -> None:
    own = a_group(house.lead, "Annas Gruppe", coaches=[house.anna.account_id])
    with pytest.raises(OutsideOwnGroupsError):
        imported(house.anna, tmp_path / "liste.csv", ("Kovalenko", "Olena", "Annas Gruppe"))
    assert enrolments.enrolment_rows(house.lead, own) == ()
    an_exit(house.ben, bens.enrolment, MONDAY - timedelta(days=3))
    assert imported(house.anna, tmp_path / "liste.csv", ("Kovalenko", "Olena", "Annas Gruppe")).enrolments == 1


def test_a_change_of_many_people_asks_once(house: House) -> None:
    people = [a_participant(house.lead, f"Person {number}") for number in range(40)]
    own = a_group(house.lead, "Annas Gruppe", coaches=[house.anna.account_id], capacity=60)
    asked: list[str] = []
    sa.event.listen(house.anna.store.engine, "before_cursor_execute", lambda *found: asked.append(found[2]))
    enrolments.enrol(house.anna, own, participants=people, allocated_on=MONDAY)
    assert sum("group_coach" in statement for statement in asked) == 2
