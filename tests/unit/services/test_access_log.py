"""Opening a person's record outside one's own groups leaves a trace that the lead reads."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.factories import a_group, a_paper, a_participant, an_enrolment, an_exit
from tests.unit.services.house import House, a_house, somebody
from werkakademie.errors import NotAllowedError
from werkakademie.records.access import AccessQuery
from werkakademie.records.enums import AccessKind, Role
from werkakademie.records.ids import EnrolmentId, FollowUpId, ParticipantId
from werkakademie.services import access_log, exits, follow_ups, job_search, papers, participants
from werkakademie.services.workplace import Workplace

MONDAY = date(2026, 11, 23)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def olena(house: House) -> ParticipantId:
    """Somebody in Ben's group."""
    person = a_participant(house.ben, "Olena", "Kovalenko")
    an_enrolment(house.lead, a_group(house.lead, "Bens Gruppe", coaches=[house.ben.account_id]), person)
    return person


def noted(house: House, **query: object) -> list[tuple[str, str, str]]:
    found = access_log.access_list(house.lead, AccessQuery(**query))  # type: ignore[arg-type]
    return [(row.account_name, row.person, row.kind.value) for row in found.rows]


READS: dict[str, Callable[[Workplace, ParticipantId], object]] = {
    "overview": participants.participant_overview,
    "record": participants.participant_record,
    "job search": job_search.job_search_log,
    "papers": papers.paper_folder,
    "proof": lambda who, person: job_search.application_proof(who, person, first=MONDAY, last=MONDAY),
}


@pytest.mark.parametrize("read", READS)
def test_a_look_outside_the_own_groups_is_noted(read: str, house: House, olena: ParticipantId) -> None:
    READS[read](house.anna, olena)
    assert noted(house) == [("Anna Berg", "Olena Kovalenko", "outside_own_groups")]


@pytest.mark.parametrize("read", READS)
def test_neither_the_groups_coach_nor_the_lead_is_noted(read: str, house: House, olena: ParticipantId) -> None:
    READS[read](house.ben, olena)
    READS[read](house.lead, olena)
    assert noted(house) == []


def test_a_stored_file_a_follow_up_and_an_exit_are_looks_too(house: House, olena: ParticipantId) -> None:
    paper = a_paper(house.ben, olena)
    version = papers.add_version(house.ben, paper, file_name="a.pdf", media_type="", data=b"%PDF-").value
    enrolment: EnrolmentId = participants.participant_record(house.ben, olena).enrolments[0].id
    follow_up: FollowUpId = an_exit(house.ben, enrolment, MONDAY - timedelta(days=3))
    looks: tuple[Callable[[], object], ...] = (
        lambda: papers.version_file(house.anna, version),
        lambda: follow_ups.follow_up_record(house.anna, follow_up),
        lambda: follow_ups.find_follow_up(house.anna, enrolment),
        lambda: exits.exit_record(house.anna, enrolment),
    )
    for number, look in enumerate(looks, start=1):
        look()
        assert len(noted(house)) == number
        house.clock.step(timedelta(hours=1))


def test_who_is_in_no_group_is_nobodys_secret(house: House) -> None:
    person = a_participant(house.ben)
    participants.participant_overview(house.anna, person)
    assert noted(house) == []


def test_turning_pages_is_one_look_and_coming_back_later_another(house: House, olena: ParticipantId) -> None:
    for minutes in (0, 10, 19):
        house.clock.step(timedelta(minutes=minutes))
        participants.participant_overview(house.anna, olena)
        papers.paper_folder(house.anna, olena)
    assert len(noted(house)) == 1
    house.clock.step(timedelta(minutes=2))
    participants.participant_overview(house.anna, olena)
    assert len(noted(house)) == 2


def test_what_is_handed_out_is_noted_each_time(house: House, olena: ParticipantId) -> None:
    for _ in range(2):
        access_log.note(house.ben, AccessKind.RECORD_HANDED_OUT, olena)
    assert noted(house) == [("Ben Krug", "Olena Kovalenko", "record_handed_out")] * 2


def test_after_six_months_the_next_note_forgets_the_old_ones(house: House, olena: ParticipantId) -> None:
    access_log.note(house.ben, AccessKind.RECORD_HANDED_OUT, olena)
    house.clock.step(timedelta(days=183))
    access_log.note(house.anna, AccessKind.RECORD_HANDED_OUT, olena)
    assert [who for who, _person, _kind in noted(house)] == ["Anna Berg", "Ben Krug"]
    house.clock.step(timedelta(days=1))
    access_log.note(house.anna, AccessKind.RECORD_HANDED_OUT, olena)
    assert [who for who, _person, _kind in noted(house)] == ["Anna Berg", "Anna Berg"]


def test_the_lead_filters_by_account_and_by_person(house: House, olena: ParticipantId, tmp_path: Path) -> None:
    leyla = a_participant(house.ben, "Leyla", "Yılmaz")
    access_log.note(house.ben, AccessKind.RECORD_HANDED_OUT, leyla)
    house.clock.step(timedelta(minutes=1))
    participants.participant_overview(house.anna, olena)
    assert [row[0] for row in noted(house)] == ["Anna Berg", "Ben Krug"]
    assert [row[0] for row in noted(house, account_id=house.ben.account_id)] == ["Ben Krug"]
    assert [row[1] for row in noted(house, text="yilmaz")] == ["Leyla Yılmaz"]
    path = tmp_path / "zugriffe.csv"
    assert access_log.save_access_table(house.lead, AccessQuery(), path) == 2
    assert path.read_text("utf-8-sig").splitlines() == [
        "Zeitpunkt;Wer;Person;Grund",
        "23.11.2026 09:01;Anna Berg;Olena Kovalenko;außerhalb der eigenen Gruppen angesehen",
        "23.11.2026 09:00;Ben Krug;Leyla Yılmaz;Auskunft herausgegeben",
    ]


def test_a_long_list_says_that_there_is_more(house: House, olena: ParticipantId) -> None:
    for _ in range(3):
        access_log.note(house.ben, AccessKind.RECORD_HANDED_OUT, olena)
    found = access_log.access_list(house.lead, AccessQuery(limit=2))
    assert (len(found.rows), found.more) == (2, True)


def test_only_the_lead_reads_the_log(house: House) -> None:
    with pytest.raises(NotAllowedError):
        access_log.access_list(house.anna, AccessQuery())


def test_each_persons_look_is_noted_for_itself(house: House, olena: ParticipantId) -> None:
    zoe = somebody(house.lead, "Zoe Lang", Role.COACH)
    participants.participant_overview(zoe, olena)
    participants.participant_overview(house.anna, olena)
    assert sorted(who for who, _person, _kind in noted(house)) == ["Anna Berg", "Zoe Lang"]
