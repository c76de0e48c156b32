"""Work against care: the gaps of a job, and what is agreed about them."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from tests.factories import a_group, a_participant, an_enrolment, make_workplace
from tests.unit.services.care import a_job, a_little_child, a_search, every_day
from tests.unit.services.house import a_house
from werkakademie.errors import InvalidFieldsError
from werkakademie.records.care_search import ChildMatch, DayHours
from werkakademie.records.changes import Noun
from werkakademie.records.enums import CareAnswer
from werkakademie.records.ids import ParticipantId, PlacementId
from werkakademie.services import care_matching
from werkakademie.services.reach import OutsideOwnGroupsError
from werkakademie.services.workplace import Workplace

TAKEN: dict[str, Any] = {"answer": CareAnswer.ACCEPTED, "starts_on": date(2027, 2, 1)}


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def olena(workplace: Workplace) -> ParticipantId:
    return a_participant(workplace)


@pytest.fixture
def job(workplace: Workplace, olena: ParticipantId) -> PlacementId:
    return a_job(workplace, an_enrolment(workplace, a_group(workplace), olena))


def gaps_of(match: ChildMatch) -> list[tuple[int, str, str]]:
    return [(gap.weekday, f"{gap.starts:%H:%M}", f"{gap.ends:%H:%M}") for gap in match.gaps]


def test_the_way_makes_a_gap_before_and_after_work(
    workplace: Workplace, olena: ParticipantId, job: PlacementId
) -> None:
    """Work from 8 to 16 with half an hour of way needs care from 7:30 to 16:30; the Kita has it from 7:30 to 16."""
    mila = a_little_child(workplace, olena)
    a_search(workplace, mila, hours=every_day(time(7, 30), time(16)), **TAKEN)
    done = care_matching.set_work_hours(workplace, job, hours=every_day(time(8), time(16), (0, 1)), travel_minutes=30)
    assert {Noun.CARE_SEARCH, Noun.PLACEMENT} <= done.changes.nouns
    found = care_matching.matching_of(workplace, job)
    (match,) = found.children
    assert (match.child_name, match.places) == ("Mila", ("Kita Sonnenblume",))
    assert gaps_of(match) == [(0, "16:00", "16:30"), (1, "16:00", "16:30")]
    assert found.open_gaps == 2
    care_matching.set_work_hours(workplace, job, hours=every_day(time(8), time(15), (1,)), travel_minutes=None)
    found = care_matching.matching_of(workplace, job)
    assert (found.work.hours, found.work.travel_minutes, found.open_gaps) == (
        (DayHours(1, time(8), time(15)),),
        None,
        0,
    )


def test_only_places_that_are_there_when_work_begins_count(
    workplace: Workplace, olena: ParticipantId, job: PlacementId
) -> None:
    hours = every_day(time(7), time(17))
    care_matching.set_work_hours(workplace, job, hours=every_day(time(8), time(12)), travel_minutes=0)
    early = a_little_child(workplace, olena, "Ava", date(2020, 1, 1))
    a_search(workplace, early, "Hort", hours=hours, answer=CareAnswer.ACCEPTED, starts_on=date(2026, 8, 1),
             ends_on=date(2027, 2, 28))  # fmt: skip
    late = a_little_child(workplace, olena, "Ben", date(2021, 1, 1))
    a_search(workplace, late, "Kita", hours=hours, answer=CareAnswer.ACCEPTED, starts_on=date(2027, 4, 1))
    waiting = a_little_child(workplace, olena, "Can", date(2022, 1, 1))
    a_search(workplace, waiting, hours=hours, answer=CareAnswer.WAITING_LIST)
    found = care_matching.matching_of(workplace, job)
    assert [match.child_name for match in found.children] == ["Ava", "Ben", "Can"]
    assert all(not match.comparable and match.gaps == () for match in found.children)
    assert [(match.later_place, match.later_from) for match in found.children] == [
        ("", None),
        ("Kita", date(2027, 4, 1)),
        ("", None),
    ]


def test_two_places_of_one_child_close_each_others_gaps(
    workplace: Workplace, olena: ParticipantId, job: PlacementId
) -> None:
    child = a_little_child(workplace, olena)
    a_search(workplace, child, "Kita", hours=every_day(time(8), time(14), (0,)), **TAKEN)
    a_search(workplace, child, "Oma", hours=every_day(time(14), time(15), (0,)), **TAKEN)
    care_matching.set_work_hours(workplace, job, hours=every_day(time(8), time(16), (0,)), travel_minutes=0)
    (match,) = care_matching.matching_of(workplace, job).children
    assert gaps_of(match) == [(0, "15:00", "16:00")]


def test_night_work_leaves_a_gap_over_midnight(workplace: Workplace, olena: ParticipantId, job: PlacementId) -> None:
    child = a_little_child(workplace, olena)
    a_search(workplace, child, hours=every_day(time(8), time(16)), **TAKEN)
    care_matching.set_work_hours(workplace, job, hours=[DayHours(6, time(22), time(6))], travel_minutes=30)
    (match,) = care_matching.matching_of(workplace, job).children
    assert gaps_of(match) == [(6, "21:30", "06:30")]
    assert match.gaps[0].no_care_that_day


def test_an_agreement_closes_its_gap_and_can_be_settled(
    workplace: Workplace, olena: ParticipantId, job: PlacementId
) -> None:
    child = a_little_child(workplace, olena)
    a_search(workplace, child, hours=every_day(time(8), time(14), (0,)), **TAKEN)
    care_matching.set_work_hours(workplace, job, hours=every_day(time(8), time(16), (0,)), travel_minutes=0)
    (gap,) = care_matching.matching_of(workplace, job).children[0].gaps
    about = [DayHours(gap.weekday, gap.starts, gap.ends)]
    made = care_matching.agree(workplace, job, child, gaps=about, text=" Oma holt ab ").value
    found = care_matching.matching_of(workplace, job)
    assert found.open_gaps == 0
    (agreement,) = found.children[0].agreements
    assert (agreement.text, agreement.done_on) == ("Oma holt ab", None)
    care_matching.settle_agreements(workplace, made)
    (agreement,) = care_matching.matching_of(workplace, job).children[0].agreements
    assert agreement.done_on == date(2026, 11, 23)
    care_matching.change_agreements(workplace, made, text="Nachbarin holt ab")
    care_matching.settle_agreements(workplace, made, stands=False)
    (agreement,) = care_matching.matchings_of_person(workplace, olena)[0].children[0].agreements
    assert (agreement.text, agreement.done_on) == ("Nachbarin holt ab", None)
    care_matching.remove_agreements(workplace, made)
    assert care_matching.matching_of(workplace, job).open_gaps == 1
    care_matching.remove_agreements(workplace, made, removed=False)
    assert care_matching.matching_of(workplace, job).open_gaps == 0


def test_what_cannot_be_is_refused(workplace: Workplace, olena: ParticipantId, job: PlacementId) -> None:
    child = a_little_child(workplace, olena)
    with pytest.raises(InvalidFieldsError):
        care_matching.set_work_hours(workplace, job, hours=[DayHours(0, time(8), time(8))], travel_minutes=0)
    with pytest.raises(InvalidFieldsError):
        care_matching.set_work_hours(workplace, job, hours=[], travel_minutes=241)
    for text in ("  ", "x" * 301):
        with pytest.raises(InvalidFieldsError):
            care_matching.agree(workplace, job, child, gaps=every_day(time(8), time(9), (0,)), text=text)


def test_jobs_of_others_people_are_not_changed(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        person = a_participant(house.lead)
        enrolment = an_enrolment(house.lead, a_group(house.lead, coaches=[house.anna.account_id]), person)
        job, child = a_job(house.anna, enrolment), a_little_child(house.lead, person)
        gaps = every_day(time(8), time(9), (0,))
        made = care_matching.agree(house.anna, job, child, gaps=gaps, text="Oma").value
        for change in (
            lambda: care_matching.set_work_hours(house.ben, job, hours=[], travel_minutes=1),
            lambda: care_matching.agree(house.ben, job, child, gaps=gaps, text="Oma"),
            lambda: care_matching.change_agreements(house.ben, made, text="Opa"),
            lambda: care_matching.settle_agreements(house.ben, made),
            lambda: care_matching.remove_agreements(house.ben, made),
        ):
            with pytest.raises(OutsideOwnGroupsError):
                change()
