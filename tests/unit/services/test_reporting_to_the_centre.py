"""A site reports to its centre: what is refused, what arrives, and that both count the same."""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st
from sqlmodel import select

from tests.factories import QUICK, a_group, a_participant, an_enrolment, an_exit, an_outcome, make_workplace
from tests.laws import examples
from tests.unit.services.test_results import histories, store_histories
from werkakademie.central.errors import CentralStoreExistsError, NoCentralStoreError
from werkakademie.errors import NotAllowedError
from werkakademie.exchange.participants_import import profile_from_json
from werkakademie.exchange.reporting.errors import NotWrittenError
from werkakademie.exchange.reporting.keys import NoSiteLineError
from werkakademie.models import Group, ReportingPackage
from werkakademie.records.central import ImportState, SiteFigures
from werkakademie.records.enums import Basis, FollowUpState, OutcomeCategory, Role, Sex
from werkakademie.records.reporting import Coarsening
from werkakademie.records.result_queries import ResultQuery
from werkakademie.records.results import Figures, Rate, Result
from werkakademie.services import central, enrolments, exporting, importing, results, site
from werkakademie.services.central import Centre
from werkakademie.services.exporting import FutureAsOfError, NoCentreError, NoLegalBasisError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.errors import ConstraintError, StoreExistsError, WrongPasswordError
from werkakademie.storage.practice_identity import CountingIds, SteppedClock

TODAY = date(2027, 6, 1)
NOON = datetime(2027, 6, 1, 10, 0, tzinfo=UTC)
PASSWORD = "ein langes Passwort"
PROFILE = Path(__file__).parents[2] / "exchange" / "profiles" / "jobs2.json"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made, _recovery_key = new_centre(tmp_path / "centre")
    yield made
    central.close_centre(made)


@pytest.fixture
def workplace(tmp_path: Path, centre: Centre) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "site", clock=SteppedClock(NOON))
    meet(opened, centre)
    yield opened
    opened.store.close()


def new_centre(folder: Path) -> tuple[Centre, str]:
    return central.create_centre(
        folder, name="Land", password=PASSWORD, clock=SteppedClock(NOON), ids=CountingIds(9000), hardness=QUICK
    )


def meet(workplace: Workplace, centre: Centre) -> None:
    """Site and centre tell each other their keys."""
    settled = {"centre_recipient": centre.record.recipient, "legal_basis": "Vereinbarung vom 2.1.2026"}
    site.change_site(workplace, fields=settled)
    central.trust_site(centre, name="Nord", line=exporting.site_line(workplace))


def a_person_with_an_outcome(workplace: Workplace, category: OutcomeCategory, group: str = "Herbst 3") -> None:
    with workplace.store.read() as tx:
        known = {one.name: one.id for one in tx.scalars(select(Group))}
    group_id = known.get(group) or a_group(workplace, group)
    person = a_participant(workplace, sex=Sex.FEMALE, birth_date=date(1990, 1, 5))
    enrolment_id = an_enrolment(workplace, group_id, person)
    enrolments.confirm_entry(workplace, enrolment_id, entry_on=date(2026, 11, 2), reason="Liste auf Papier")
    an_outcome(workplace, an_exit(workplace, enrolment_id, date(2026, 12, 18)), date(2027, 4, 1), category)


def write(workplace: Workplace, folder: Path, *, as_of: date = TODAY, coarsening: Coarsening | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    chosen = coarsening or Coarsening()
    return Path(exporting.export_package(workplace, folder=folder, as_of=as_of, coarsening=chosen).value.path)


# At the site.


def test_the_preview_says_what_would_leave(workplace: Workplace) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING, "Winter 1")
    preview = exporting.preview(workplace, as_of=TODAY)
    assert (preview.number, preview.rows, preview.groups, preview.practice) == (1, 3, 2, True)
    assert [count for _coarsening, count in preview.unique] == [0, 0, 0, 0, 0]
    assert exporting.preview(workplace, as_of=date(2026, 11, 30)).rows == 0


def test_packages_are_numbered_and_remembered(workplace: Workplace, tmp_path: Path) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    first = write(workplace, tmp_path / "out")
    second = write(workplace, tmp_path / "out", as_of=date(2027, 5, 1))
    assert first.name == "UEBUNG_Bericht_0001_2027-06-01.werkpaket"
    assert second.name == "UEBUNG_Bericht_0002_2027-05-01.werkpaket"
    rows = exporting.written_packages(workplace)
    assert [(row.number, row.as_of, row.row_count) for row in rows] == [(2, date(2027, 5, 1), 1), (1, TODAY, 1)]


def test_the_legal_basis_travels_with_its_day(workplace: Workplace, tmp_path: Path) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    site.change_site(workplace, fields={"legal_basis": "Vereinbarung", "legal_basis_as_of": date(2026, 3, 1)})
    write(workplace, tmp_path / "out")
    (written,) = exporting.written_packages(workplace)
    assert written.legal_basis == "Vereinbarung (Stand 01.03.2026)"


class RepeatingIds:
    """Gives an id that the store has already, so that the last write of an action fails."""

    def __init__(self, number: UUID) -> None:
        self._number = number

    def new_id(self) -> UUID:
        return self._number


def test_a_package_that_could_not_be_noted_leaves_no_file(workplace: Workplace, tmp_path: Path) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    first = write(workplace, tmp_path / "out")
    with workplace.store.read() as tx:
        (known,) = tx.scalars(select(ReportingPackage))
    workplace.store.ids = RepeatingIds(known.id)
    with pytest.raises(ConstraintError):
        write(workplace, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == [first]
    assert len(exporting.written_packages(workplace)) == 1


def test_a_real_site_writes_no_practice_in_the_name(tmp_path: Path, centre: Centre) -> None:
    opened = make_workplace(tmp_path / "real", clock=SteppedClock(NOON), practice=False)
    with opened.store:
        meet(opened, centre)
        assert write(opened, tmp_path).name == "Bericht_0001_2027-06-01.werkpaket"


def test_without_what_it_needs_nothing_is_written(workplace: Workplace, tmp_path: Path) -> None:
    with pytest.raises(FutureAsOfError, match="in der Zukunft"):
        write(workplace, tmp_path, as_of=date(2027, 6, 2))
    site.change_site(workplace, fields={"legal_basis": ""})
    with pytest.raises(NoLegalBasisError, match="Rechtsgrundlage"):
        write(workplace, tmp_path)
    site.change_site(workplace, fields={"centre_recipient": ""})
    with pytest.raises(NoCentreError, match="Schlüssel der Zentrale"):
        write(workplace, tmp_path)
    assert exporting.written_packages(workplace) == ()


def test_a_failed_write_uses_up_no_number(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", no_space)
        with pytest.raises(NotWrittenError):
            write(workplace, tmp_path / "out")
    assert exporting.written_packages(workplace) == ()
    assert write(workplace, tmp_path / "out").name.startswith("UEBUNG_Bericht_0001")


def test_only_the_lead_reports(tmp_path: Path) -> None:
    opened = make_workplace(tmp_path / "coach", roles=[Role.COACH])
    with opened.store:
        for action in (exporting.site_line, exporting.written_packages):
            with pytest.raises(NotAllowedError):
                action(opened)
        with pytest.raises(NotAllowedError):
            exporting.preview(opened, as_of=TODAY)


# At the centre.


def test_a_centre_opens_by_its_password_only(tmp_path: Path) -> None:
    made, recovery_key = new_centre(tmp_path / "zentrale")
    central.close_centre(made)
    assert recovery_key
    assert b"SQLite format 3" not in (tmp_path / "zentrale" / central.DATABASE_NAME).read_bytes()
    with pytest.raises(WrongPasswordError):
        central.open_centre(tmp_path / "zentrale", "ein falsches Passwort", clock=SteppedClock(NOON))
    again = central.open_centre(tmp_path / "zentrale", PASSWORD, clock=SteppedClock(NOON))
    assert again.record == made.record
    central.close_centre(again)


def test_a_centre_is_never_set_up_over_another(tmp_path: Path) -> None:
    made, _key = new_centre(tmp_path / "zentrale")
    central.close_centre(made)
    with pytest.raises(StoreExistsError):
        new_centre(tmp_path / "zentrale")
    with pytest.raises(NoCentralStoreError):
        central.open_centre(tmp_path, PASSWORD, clock=SteppedClock(NOON))


def test_a_centre_on_a_server(postgres_url: str, workplace: Workplace, tmp_path: Path) -> None:
    with pytest.raises(NoCentralStoreError):
        central.open_centre_at(postgres_url, clock=SteppedClock(NOON))
    made = central.create_centre_at(postgres_url, name="Land", clock=SteppedClock(NOON))
    with pytest.raises(CentralStoreExistsError):
        central.create_centre_at(postgres_url, name="Land", clock=SteppedClock(NOON))
    meet(workplace, made)
    a_person_with_an_outcome(workplace, OutcomeCategory.INSURED_PART_TIME)
    (answer,) = central.import_packages(made, [write(workplace, tmp_path / "out")])
    assert answer.state is ImportState.CURRENT
    assert central.centre_table(made).sites[0].entered.total.eq3 == Rate(1, 1)
    central.close_centre(made)


def test_a_line_that_is_none_is_refused(centre: Centre) -> None:
    for line in ("", "Nord", "nord:RWQ", f"{CountingIds().new_id()}:Käse"):
        with pytest.raises(NoSiteLineError, match="kein Ausweis eines Standorts"):
            central.trust_site(centre, name="Nord", line=line)


def test_each_package_gets_its_own_answer(workplace: Workplace, centre: Centre, tmp_path: Path) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    good = write(workplace, tmp_path / "out")
    bad = tmp_path / "Urlaub.werkpaket"
    bad.write_bytes(b"kein Paket")
    answers = central.import_packages(centre, [bad, good, good])
    assert [answer.state for answer in answers] == [
        ImportState.REFUSED,
        ImportState.CURRENT,
        ImportState.ALREADY_IMPORTED,
    ]
    assert "„Urlaub.werkpaket“ ist kein vollständiges Berichtspaket" in answers[0].sentence
    assert [(one.number, one.row_count) for one in central.imported_packages(centre)] == [(1, 1)]


def test_a_site_that_nobody_vouched_for_is_refused(tmp_path: Path, centre: Centre) -> None:
    stranger = make_workplace(tmp_path / "stranger", clock=SteppedClock(NOON))
    with stranger.store:
        settled = {"centre_recipient": centre.record.recipient, "legal_basis": "keine"}
        site.change_site(stranger, fields=settled)
        (answer,) = central.import_packages(centre, [write(stranger, tmp_path / "out")])
        assert answer.state is ImportState.REFUSED
        assert "den kennt diese Zentrale nicht" in answer.sentence
        assert central.centre_table(centre).sites == ()


def test_the_year_chooses_by_the_exit(workplace: Workplace, centre: Centre, tmp_path: Path) -> None:
    a_person_with_an_outcome(workplace, OutcomeCategory.SEEKING)
    central.import_packages(centre, [write(workplace, tmp_path / "out")])
    table = central.centre_table(centre, year=2026)
    assert table.years == (2026,)
    assert table.sites[0].entered.total.counted == 1
    assert central.centre_table(centre, year=2027).sites[0].entered.total.counted == 0


def test_jobs2_arrives_at_the_centre(real_data: Path, tmp_path: Path, workplace: Workplace, centre: Centre) -> None:
    """Assigned 207 of 600 and 86 of 299; entered 123 of 372 with 228 who did not; starts were not collected."""
    recognised = importing.recognise_file(workplace, real_data / "training" / "jobs2.csv")
    check = importing.check_file(workplace, recognised.table, profile_from_json(PROFILE.read_text("utf-8")))
    importing.import_file(workplace, check)
    central.import_packages(centre, [write(workplace, tmp_path / "out")])
    (only,) = central.centre_table(centre).sites
    assert by_group(only.allocated) == {"workshop": (Rate(207, 600), 228), "control": (Rate(86, 299), 299)}
    assert by_group(only.entered) == {"workshop": (Rate(123, 372), 228), "control": (Rate(0, 0), 299)}
    assert only.entered.total.taken_up is None
    assert only.allocated.total.taken_up is None


def by_group(result: Result) -> dict[str, tuple[Rate, int]]:
    return {part.group_name: (part.figures.eq3, part.figures.not_entered) for part in result.groups}


# Whatever happened at the site, both count the same.


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workplace, Centre, Path]]:
    folder = tmp_path_factory.mktemp("practice")
    opened = make_workplace(folder / "site", clock=SteppedClock(datetime(2026, 9, 1, 8, 0, tzinfo=UTC)))
    made, _key = new_centre(folder / "centre")
    meet(opened, made)
    yield opened, made, folder / "out"
    central.close_centre(made)
    opened.store.close()


def named(result: Result) -> dict[str, Figures]:
    """The figures of groups in which anybody is counted at all; a group of nobody is no line."""
    return {part.group_name: part.figures for part in result.groups} | {"": result.total}


#: Absent from all that was due until the exit; the decision that says so is dated after the as-of day.
DECIDED_LATER: dict[str, Any] = {
    "person": 0,
    "group": 0,
    "entry_on": date(2026, 1, 5),
    "confirmed": False,
    "insured_at_entry": None,
    "non_entry_on": date(2026, 3, 10),
    "exit_on": date(2026, 1, 30),
    "cut_off_on": date(2026, 4, 30),
    "state": FollowUpState.OPEN,
    "marks": ["U", "U", "U"],
    "outcomes": [],
    "jobs": [],
    "rests": False,
}


@example(drawn=[DECIDED_LATER], as_of=date(2026, 3, 1), coarsening=Coarsening())
@examples(25, suppress_health_check=list(HealthCheck))
@given(
    drawn=st.lists(histories(), max_size=8),
    as_of=st.dates(date(2026, 1, 15), date(2026, 8, 31)),
    coarsening=st.sampled_from(exporting.COARSENINGS),
)
def test_the_centre_counts_what_the_site_counts(
    practice: tuple[Workplace, Centre, Path], drawn: list[dict[str, Any]], as_of: date, coarsening: Coarsening
) -> None:
    workplace, centre, folder = practice
    store_histories(workplace, drawn)
    # Each draw is a newer package of the same site; an earlier as-of day would only be put on file.
    path = write(workplace, folder, as_of=as_of, coarsening=coarsening)
    _forget_earlier_packages(centre)
    (answer,) = central.import_packages(centre, [path])
    assert answer.state is ImportState.CURRENT, answer.sentence
    (reported,) = central.centre_table(centre).sites
    for basis in Basis:
        here = results.result(workplace, ResultQuery(date(2026, 1, 1), as_of, as_of, basis))
        assert named(_of(reported, basis)) == named(here)


def _of(reported: SiteFigures, basis: Basis) -> Result:
    return reported.entered if basis is Basis.ENTERED else reported.allocated


def _forget_earlier_packages(centre: Centre) -> None:
    with centre.store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM import_log")
        connection.exec_driver_sql("DELETE FROM reported_enrolment")
