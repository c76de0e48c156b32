"""The job-search log: applications with dated stages, hints, suggestions, and the proof for the Jobcenter."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.factories import a_group, a_participant, an_application, an_enrolment, an_own_place, make_workplace
from tests.tools import text_of_pdf
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.records.changes import Noun
from werkakademie.records.enums import ApplicationChannel, ApplicationStage, Role, VacancySource
from werkakademie.records.ids import JobApplicationId, ParticipantId
from werkakademie.records.job_search import ApplicationRecord
from werkakademie.records.own_log import NewApplication
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import job_search
from werkakademie.services.documents import FileNotWrittenError
from werkakademie.services.job_search import LastStageError
from werkakademie.services.own import log
from werkakademie.services.workplace import Workplace

#: The clock of these tests stands on Monday, 23 November 2026.
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
S = ApplicationStage


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store")
    yield opened
    opened.store.close()


@pytest.fixture
def olena(workplace: Workplace) -> ParticipantId:
    return a_participant(workplace)


def applications(workplace: Workplace, person: ParticipantId) -> tuple[ApplicationRecord, ...]:
    return job_search.job_search_log(workplace, person).applications


def stages(workplace: Workplace, person: ParticipantId) -> list[tuple[date, ApplicationStage, str]]:
    (only,) = applications(workplace, person)
    return [(stage.happened_on, stage.stage, stage.note) for stage in only.stages]


def problems_of(action: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidFieldsError) as caught:
        action()
    return [problem.field for problem in caught.value.problems]


def test_an_application_is_read_as_it_was_written(workplace: Workplace, olena: ParticipantId) -> None:
    done = job_search.add_application(
        workplace,
        olena,
        employer_name="  Logistik Nord GmbH ",
        employer_city="Musterstadt",
        stage=S.APPLIED,
        happened_on=day(9),
        fields={
            "position": "Fachlagerhelferin",
            "source": VacancySource.JOB_PORTAL,
            "channel": ApplicationChannel.EMAIL,
            "reference": "LN-114",
            "contact": "Frau Beispiel",
        },
    )
    (record,) = applications(workplace, olena)
    assert done.changes.nouns == {Noun.JOB_APPLICATION}
    assert record.id == done.value
    assert (record.employer_name, record.employer_city) == ("Logistik Nord GmbH", "Musterstadt")
    assert (record.position, record.reference, record.contact) == ("Fachlagerhelferin", "LN-114", "Frau Beispiel")
    assert (record.source, record.channel) == (VacancySource.JOB_PORTAL, ApplicationChannel.EMAIL)
    assert record.current_stage is S.APPLIED


def test_the_application_with_the_newest_stage_stands_first(workplace: Workplace, olena: ParticipantId) -> None:
    an_application(workplace, olena, "Alt", stages=[(S.APPLIED, day(2))])
    an_application(workplace, olena, "Neu", stages=[(S.APPLIED, day(9))])
    an_application(workplace, olena, "Bewegt", stages=[(S.APPLIED, day(1)), (S.ANSWER, day(20))])
    assert [one.employer_name for one in applications(workplace, olena)] == ["Bewegt", "Neu", "Alt"]


def test_history_may_be_written_backwards(workplace: Workplace, olena: ParticipantId) -> None:
    application = an_application(workplace, olena, stages=[(S.INVITATION, day(20))])
    job_search.add_stage(workplace, application, stage=S.APPLIED, happened_on=day(9), note="  per Bote ")
    assert stages(workplace, olena) == [(day(9), S.APPLIED, "per Bote"), (day(20), S.INVITATION, "")]


def test_only_what_is_agreed_may_lie_ahead(workplace: Workplace, olena: ParticipantId) -> None:
    application = an_application(workplace, olena)
    job_search.add_stage(workplace, application, stage=S.INTERVIEW, happened_on=TOMORROW)

    def refused(stage: ApplicationStage) -> list[str]:
        return problems_of(lambda: job_search.add_stage(workplace, application, stage=stage, happened_on=TOMORROW))

    assert refused(S.REFUSAL) == ["happened_on"]
    assert problems_of(lambda: an_application(workplace, olena, stages=[(S.APPLIED, TOMORROW)])) == ["happened_on"]
    assert [entry[1] for entry in stages(workplace, olena)] == [S.APPLIED, S.INTERVIEW]


def test_a_stage_is_corrected(workplace: Workplace, olena: ParticipantId) -> None:
    application = an_application(workplace, olena, stages=[(S.APPLIED, day(9))])
    (record,) = applications(workplace, olena)
    job_search.change_stage(workplace, record.stages[0].id, stage=S.RESEARCHED, happened_on=day(5), note="Aushang")
    assert stages(workplace, olena) == [(day(5), S.RESEARCHED, "Aushang")]
    assert application == record.id


def test_a_day_that_was_not_known_is_known_once_it_is_written(workplace: Workplace, olena: ParticipantId) -> None:
    own = an_own_place(workplace, olena)
    log.add_application(own, NewApplication("Nord GmbH", "", "Koch", None, None))
    (found,) = applications(workplace, olena)
    event, today = found.stages[0].id, found.stages[0].happened_on
    job_search.change_stage(workplace, event, stage=S.APPLIED, happened_on=None, note="am Telefon")
    (kept,) = applications(workplace, olena)[0].stages
    assert (kept.happened_on, kept.day_known, kept.note) == (today, False, "am Telefon")
    job_search.change_stage(workplace, event, stage=S.APPLIED, happened_on=today)
    assert applications(workplace, olena)[0].stages[0].day_known


def test_a_stage_is_removed_and_comes_back(workplace: Workplace, olena: ParticipantId) -> None:
    application = an_application(workplace, olena, stages=[(S.APPLIED, day(9))])
    refusal = job_search.add_stage(workplace, application, stage=S.REFUSAL, happened_on=day(12)).value
    job_search.remove_stage(workplace, refusal)
    assert applications(workplace, olena)[0].current_stage is S.APPLIED
    job_search.remove_stage(workplace, refusal, removed=False)
    assert applications(workplace, olena)[0].current_stage is S.REFUSAL


def test_an_application_keeps_its_last_stage(workplace: Workplace, olena: ParticipantId) -> None:
    an_application(workplace, olena, stages=[(S.APPLIED, day(9))])
    (record,) = applications(workplace, olena)
    with pytest.raises(LastStageError, match="einzige"):
        job_search.remove_stage(workplace, record.stages[0].id)
    assert stages(workplace, olena) == [(day(9), S.APPLIED, "")]


def test_an_application_is_removed_and_comes_back(workplace: Workplace, olena: ParticipantId) -> None:
    application = an_application(workplace, olena)
    job_search.remove_application(workplace, application)
    assert applications(workplace, olena) == ()
    job_search.remove_application(workplace, application, removed=False)
    assert [one.id for one in applications(workplace, olena)] == [application]


def test_an_application_is_changed_with_its_employer(workplace: Workplace, olena: ParticipantId) -> None:
    application = an_application(workplace, olena, "Logistik Nort", reference="1")
    job_search.change_application(workplace, application, fields={"position": "Staplerfahrerin"})
    job_search.change_application(
        workplace, application, employer_name="Logistik Nord", employer_city="Musterstadt", fields={"contact": "Frau B"}
    )
    (record,) = applications(workplace, olena)
    assert (record.employer_name, record.employer_city) == ("Logistik Nord", "Musterstadt")
    assert (record.position, record.reference, record.contact) == ("Staplerfahrerin", "1", "Frau B")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"employer_name": "  "}, "employer_name"),
        ({"position": ""}, "position"),
        ({"reference": "x" * 121}, "reference"),
    ],
)
def test_problems_stand_at_their_field(
    workplace: Workplace, olena: ParticipantId, change: dict[str, Any], field: str
) -> None:
    assert problems_of(lambda: an_application(workplace, olena, **change)) == [field]
    assert applications(workplace, olena) == ()
    assert job_search.employer_suggestions(workplace, "Logistik") == ()


def test_employers_are_shared_by_name_and_city(workplace: Workplace, olena: ParticipantId) -> None:
    def employer_of(name: str, city: str) -> object:
        number = an_application(workplace, olena, name, city)
        return next(one.employer_id for one in applications(workplace, olena) if one.id == number)

    first = employer_of("Bäckerei Groß", "Musterstadt")
    assert employer_of("bäckerei gross", "MUSTERSTADT") == first
    assert employer_of("Bäckerei Groß", "") == first
    assert employer_of("Bäckerei Groß", "Beispielhausen") != first


def test_known_employers_are_offered_by_the_beginning_of_a_word(workplace: Workplace, olena: ParticipantId) -> None:
    for name in ("Logistik Nord GmbH", "Nordsee-Küche", "Bäckerei Öztürk", "Gartenbau Grün"):
        an_application(workplace, olena, name)

    def offered(text: str) -> list[str]:
        return [employer.name for employer in job_search.employer_suggestions(workplace, text)]

    assert offered("nord") == ["Nordsee-Küche", "Logistik Nord GmbH"]
    assert offered("BACK") == ["Bäckerei Öztürk"]
    assert offered("ozt") == ["Bäckerei Öztürk"]
    assert offered("ord") == offered("  ") == []
    assert len(job_search.employer_suggestions(workplace, "n", limit=1)) == 1


def test_a_hint_says_that_the_person_applied_there_before(workplace: Workplace, olena: ParticipantId) -> None:
    an_application(workplace, olena, "Logistik Nord GmbH", stages=[(S.APPLIED, day(12)), (S.REFUSAL, day(20))])
    earlier = job_search.earlier_application(workplace, olena, employer_name=" logistik nord gmbh")
    assert earlier is not None
    assert (earlier.position, earlier.begun_on) == ("Lagerhelferin", day(12))
    assert (earlier.last_stage, earlier.last_stage_on) == (S.REFUSAL, day(20))


def test_the_hint_is_about_this_person_and_this_employer(workplace: Workplace, olena: ParticipantId) -> None:
    an_application(workplace, olena, "Logistik Nord GmbH")
    fatma = a_participant(workplace, "Fatma", "Öztürk")
    assert job_search.earlier_application(workplace, fatma, employer_name="Logistik Nord GmbH") is None
    assert job_search.earlier_application(workplace, olena, employer_name="Logistik") is None
    assert job_search.earlier_application(workplace, olena, employer_name="  ") is None


def test_the_list_counts_what_each_log_holds(workplace: Workplace, olena: ParticipantId) -> None:
    an_enrolment(workplace, a_group(workplace), olena)
    a_participant(workplace, "Fatma", "Öztürk")
    an_application(workplace, olena, "Eins", stages=[(S.APPLIED, day(9)), (S.INVITATION, day(12))])
    an_application(workplace, olena, "Zwei", stages=[(S.APPLIED, day(10)), (S.INTERVIEW, TOMORROW)])
    gone = an_application(workplace, olena, "Drei", stages=[(S.INVITATION, day(22))])
    job_search.remove_application(workplace, gone)
    rows, next_key = job_search.applicant_page(workplace, ParticipantQuery())
    assert next_key is None
    assert [(row.family_name, row.applications, row.invitations, row.last_entry_on) for row in rows] == [
        ("Kovalenko", 2, 1, day(12)),
        ("Öztürk", 0, 0, None),
    ]
    assert rows[0].group_name == "Herbst 3"


def test_only_staff_reads_the_log(tmp_path: Path) -> None:
    workplace = make_workplace(tmp_path, roles=[Role.CARER])
    with workplace.store, pytest.raises(NotAllowedError):
        job_search.applicant_page(workplace, ParticipantQuery())


class TestProof:
    """The „Bewerbungsnachweis“."""

    @pytest.fixture
    def numbers(self, workplace: Workplace, olena: ParticipantId) -> dict[str, JobApplicationId]:
        """Three applications: before the span, reaching into it, and inside it."""
        return {
            "before": an_application(workplace, olena, "Vorher AG", stages=[(S.APPLIED, day(1)), (S.REFUSAL, day(4))]),
            "into": an_application(workplace, olena, "Hinein AG", stages=[(S.APPLIED, day(3)), (S.ANSWER, day(10))]),
            "inside": an_application(workplace, olena, "Mitten AG", "Musterstadt", stages=[(S.APPLIED, day(12))]),
        }

    def test_it_holds_what_moved_in_the_span(
        self, workplace: Workplace, olena: ParticipantId, numbers: dict[str, JobApplicationId]
    ) -> None:
        proof = job_search.application_proof(workplace, olena, first=day(10), last=day(20))
        assert [one.id for one in proof.applications] == [numbers["into"], numbers["inside"]]
        assert [stage.stage for stage in proof.applications[0].stages] == [S.APPLIED, S.ANSWER]
        assert (proof.made_on, proof.site_name, proof.practice) == (TODAY, "Übungsstandort", True)

    def test_the_span_must_run_forwards(self, workplace: Workplace, olena: ParticipantId) -> None:
        assert problems_of(lambda: job_search.application_proof(workplace, olena, first=day(10), last=day(9))) == [
            "last"
        ]

    @pytest.mark.usefixtures("numbers")
    def test_it_is_written_as_pdf(self, workplace: Workplace, olena: ParticipantId, tmp_path: Path) -> None:
        path = tmp_path / "Nachweis.pdf"
        count = job_search.save_application_proof(workplace, olena, first=day(10), last=day(20), path=path)
        text = " ".join(text_of_pdf(path).split())
        assert count == 2
        for words in ("Bewerbungsnachweis", "Olena Kovalenko", "10.11.2026 bis 20.11.2026", "2 Bewerbungen"):
            assert words in text
        assert "Mitten AG, Musterstadt" in text
        assert "03.11.2026 beworben · 10.11.2026 Antwort erhalten" in text
        assert "Vorher AG" not in text

    @pytest.mark.usefixtures("numbers")
    def test_it_is_written_as_csv_for_people(self, workplace: Workplace, olena: ParticipantId, tmp_path: Path) -> None:
        path = tmp_path / "Nachweis.CSV"
        job_search.save_application_proof(workplace, olena, first=day(10), last=day(20), path=path)
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.decode("utf-8-sig").split("\r\n") == [
            "Arbeitgeber;Ort;Stelle;Gefunden über;Beworben per;Kennziffer;Tag;Stand",
            "Hinein AG;;Lagerhelferin;;;;03.11.2026;beworben",
            "Hinein AG;;Lagerhelferin;;;;10.11.2026;Antwort erhalten",
            "Mitten AG;Musterstadt;Lagerhelferin;;;;12.11.2026;beworben",
            "",
        ]

    def test_found_vacancies_are_not_counted_as_applications(
        self, workplace: Workplace, olena: ParticipantId, tmp_path: Path
    ) -> None:
        an_application(workplace, olena, stages=[(S.RESEARCHED, day(12))])
        path = tmp_path / "Nachweis.pdf"
        job_search.save_application_proof(workplace, olena, first=day(10), last=day(20), path=path)
        text = text_of_pdf(path)
        assert "1 gefundene Stelle" in text
        assert "1 Bewerbung" not in text

    def test_a_span_without_applications_says_so(
        self, workplace: Workplace, olena: ParticipantId, tmp_path: Path
    ) -> None:
        path = tmp_path / "Nachweis.pdf"
        job_search.save_application_proof(workplace, olena, first=day(10), last=day(20), path=path)
        assert "keine Bewerbung eingetragen" in text_of_pdf(path)

    def test_a_place_that_cannot_be_written_is_said(
        self, workplace: Workplace, olena: ParticipantId, tmp_path: Path
    ) -> None:
        with pytest.raises(FileNotWrittenError, match="ließ sich nicht schreiben"):
            job_search.save_application_proof(
                workplace, olena, first=day(10), last=day(20), path=tmp_path / "fehlt" / "x.pdf"
            )
