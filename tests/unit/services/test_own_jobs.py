"""A participant searches in the net: what may leave the house, and what comes into the log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.factories import a_participant, an_own_place, make_workplace
from tests.job_portal.answers import page, posting
from tests.job_portal.stand_in import StandIn, as_json, standing_in
from werkakademie.errors import InvalidFieldsError
from werkakademie.records.enums import ApplicationStage, VacancySource
from werkakademie.records.job_portal import JobPlace, JobPosting, JobQuery
from werkakademie.records.own_log import UNKNOWN_EMPLOYER
from werkakademie.services import job_portal, job_search, participants
from werkakademie.services.own import home, jobs
from werkakademie.services.own.jobs import Line, PortalOffError
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.workplace import Workplace

FOUND = JobPosting(
    reference="10000-1-S",
    title="Verkäuferin (m/w/d)",
    employer="Kaufhaus Muster GmbH",
    places=(JobPlace("04109", "Musterstadt", "Musterweg 3a"),),
    link="https://www.beispiel.de/jobs/42",
)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    job_portal.change_settings(opened, fields={"enabled": True})
    yield opened
    opened.store.close()


@pytest.fixture
def own(workplace: Workplace) -> OwnPlace:
    return an_own_place(workplace)


@pytest.fixture
def stand_in(workplace: Workplace) -> Iterator[StandIn]:
    with standing_in() as server:
        portal = server.portal()
        fields = {name: getattr(portal, name) for name in portal.__dataclass_fields__}
        job_portal.change_settings(workplace, fields=fields)
        yield server


def refused(own: OwnPlace, what: str, where: str) -> set[str]:
    with pytest.raises(InvalidFieldsError) as caught:
        jobs.prepare_search(own, what=what, where=where, radius_km=25)
    return {problem.field for problem in caught.value.problems}


def test_off_is_off(workplace: Workplace, own: OwnPlace) -> None:
    assert home.own_home(own).search_open
    job_portal.change_settings(workplace, fields={"enabled": False})
    assert not home.own_home(own).search_open
    assert not jobs.jobs_place(own).is_open
    with pytest.raises(PortalOffError):
        jobs.prepare_search(own, what="Koch", where="", radius_km=25)
    with pytest.raises(PortalOffError):
        jobs.prepare_details(own)


@pytest.mark.parametrize(
    "where",
    ["04109", "04109 Leipzig", "Leipzig", "Frankfurt (Oder)", "St. Peter-Ording", "Halle/Saale", "Київ", "Villingen"],
)
def test_places(own: OwnPlace, where: str) -> None:
    prepared = jobs.prepare_search(own, what="", where=f" {where}  ", radius_km=25)
    assert prepared.query == JobQuery("", where, 25, 1)


@pytest.mark.parametrize(
    "where", ["Musterweg 3a", "Musterweg 3, 04109 Leipzig", "0410", "041090", "a@b.de", "Leipzig; x", "3", "x" * 61]
)
def test_no_house_number_and_no_mail_as_a_place(own: OwnPlace, where: str) -> None:
    assert refused(own, "Koch", where) == {"where"}


@pytest.mark.parametrize("what", ["Koch", "3D-Druck", "Fahrer C1E", "Verkäufer/in", "Pflege Teilzeit", "Kovalenko"])
def test_occupations(own: OwnPlace, what: str) -> None:
    assert jobs.prepare_search(own, what=what, where="", radius_km=25).query.what == what


@pytest.mark.parametrize(
    "what",
    ["olena@post.example", "0341 123456", "0170/1234567", "Olena Kovalenko", "kovalenko, OLENA Köchin", "x" * 81],
)
def test_no_name_and_no_number_as_an_occupation(own: OwnPlace, what: str) -> None:
    assert refused(own, what.replace(",", ""), "Leipzig") == {"what"}


def test_something_must_be_asked(own: OwnPlace) -> None:
    assert refused(own, " ", "") == {"what"}


def test_the_radius_is_one_that_is_offered(own: OwnPlace) -> None:
    assert jobs.prepare_search(own, what="Koch", where="", radius_km=40).query.radius_km == 50
    assert jobs.prepare_search(own, what="Koch", where="", radius_km=-3, page=0).query.page == 1


def test_where_somebody_lives_is_offered_without_the_street(workplace: Workplace) -> None:
    def where(**fields: str) -> str:
        person = a_participant(workplace, "Amal", "Haddad")
        participants.change_participant(workplace, person, fields=fields)
        return jobs.jobs_place(an_own_place(workplace, person)).where

    assert where(postcode="04109", city="Leipzig") == "04109"
    assert where(postcode="", city="Leipzig") == "Leipzig"
    assert where(postcode="", city="Musterweg 3, Leipzig") == ""


def test_the_way_from_search_to_log(own: OwnPlace, workplace: Workplace, stand_in: StandIn) -> None:
    stand_in.answers = lambda target: as_json(
        posting(stellenangebotsBeschreibung="Viel zu tun", firma=None) if "jobdetails" in target else page(posting())
    )
    prepared = jobs.prepare_search(own, what="Verkauf", where="04109", radius_km=10, page=3)
    found = jobs.search_jobs(own, prepared, line=Line())
    assert found.page == 3
    details = jobs.job_details(own, jobs.prepare_details(own), found.postings[0], line=Line())
    assert details.description == "Viel zu tun"
    assert details.employer == "Kaufhaus Muster GmbH", "the list said it"

    taken = jobs.take_over(own, details)
    assert not taken.value.was_there
    (record,) = job_search.job_search_log(workplace, own.participant_id).applications
    assert (record.position, record.employer_name, record.employer_city) == (
        "Verkäufer/in (m/w/d) 1",
        "Kaufhaus Muster GmbH",
        "Musterstadt",
    )
    assert (record.reference, record.source) == ("10000-0001-S", VacancySource.JOB_PORTAL)
    assert [stage.stage for stage in record.stages] == [ApplicationStage.RESEARCHED]
    assert jobs.jobs_place(own).logged == {"10000-0001-S": taken.value.application_id}


def test_a_posting_is_written_once(own: OwnPlace, workplace: Workplace) -> None:
    first = jobs.take_over(own, FOUND)
    again = jobs.take_over(own, FOUND)
    assert again.value.was_there
    assert again.value.application_id == first.value.application_id
    assert not again.changes
    job_search.remove_application(workplace, first.value.application_id)
    assert not jobs.take_over(own, FOUND).value.was_there, "what was taken out may come again"


def test_each_person_has_a_log_of_their_own(own: OwnPlace, workplace: Workplace) -> None:
    other = an_own_place(workplace, a_participant(workplace, "Amal", "Haddad"))
    jobs.take_over(own, FOUND)
    assert jobs.jobs_place(other).logged == {}
    assert not jobs.take_over(other, FOUND).value.was_there


def test_a_posting_without_an_employer(own: OwnPlace, workplace: Workplace) -> None:
    jobs.take_over(own, JobPosting(reference="1", title="Koch"))
    (record,) = job_search.job_search_log(workplace, own.participant_id).applications
    assert record.employer_name == UNKNOWN_EMPLOYER


def test_what_was_searched_for_stands_nowhere_in_the_store(
    own: OwnPlace, workplace: Workplace, stand_in: StandIn
) -> None:
    stand_in.answer(as_json(page(posting())))
    prepared = jobs.prepare_search(own, what="Hebamme", where="Pirna", radius_km=10)
    found = jobs.search_jobs(own, prepared, line=Line())
    jobs.take_over(own, found.postings[0])
    with workplace.store.read() as tx:
        tables = [row.name for row in tx.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
        everything = repr([[tuple(row) for row in tx.execute(sa.text(f'SELECT * FROM "{name}"'))] for name in tables])
    assert "Verkäufer/in (m/w/d) 1" in everything
    assert "Hebamme" not in everything
    assert "Pirna" not in everything
