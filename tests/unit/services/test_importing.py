"""A list of people goes in whole or not at all: check, doubles, groups, enrolments, outcomes, cancel."""

import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from tests.exchange.sheets import write_csv
from tests.factories import a_group, a_participant, make_workplace
from werkakademie.errors import Cancelled, InvalidFieldsError, NotAllowedError
from werkakademie.models import Enrolment, FollowUp, Group, Outcome, Participant
from werkakademie.records.changes import Noun
from werkakademie.records.enums import (
    Evidence,
    ExitReason,
    Focus,
    FollowUpState,
    NonEntryReason,
    OutcomeCategory,
    Role,
    Sex,
)
from werkakademie.records.import_run import DoubleDecision, DoubleDecisions, ImportCheck, ImportResult
from werkakademie.records.importing import DoubleKind, FieldMapping, MappingProfile
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import groups, importing, participants
from werkakademie.services.import_groups import TooManyGroupsError
from werkakademie.services.importing import FileChangedError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.transaction import RowT

HEADER = ("Nachname", "Vorname", "Geburtsdatum", "Ort")
PEOPLE = (
    ("Müller", "Anna", "03.04.1985", "Celle"),
    ("Yıldız", "Ömer", "31.12.1979", "Peine"),
    ("Kovalenko", "Olena", "", "Celle"),
)
COURSE = ("Nachname", "Gruppe", "Eintritt", "Austritt", "Art des Austritts", "Verbleib", "Nachweis")


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


class Watch:
    """Progress that remembers, and stops at a row if told so."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.told: list[int] = []
        self._stop_at = stop_at

    def advance(self, done: int, total: int | None, text: str = "") -> None:
        assert text
        assert total is None or done <= total
        self.told.append(done)
        if self._stop_at is not None and done >= self._stop_at:
            raise Cancelled


def checked(workplace: Workplace, folder: Path, table: Sequence[Sequence[object]]) -> ImportCheck:
    """The check of a table by the mapping that is suggested for it."""
    file = importing.recognise_file(workplace, write_csv(folder / "liste.csv", table))
    return importing.check_file(workplace, file.table, file.profile)


def imported(
    workplace: Workplace,
    folder: Path,
    table: Sequence[Sequence[object]],
    doubles: DoubleDecision = DoubleDecision.SKIP,
) -> ImportResult:
    check = checked(workplace, folder, table)
    return importing.import_file(workplace, check, doubles=DoubleDecisions(doubles)).value


def all_of(workplace: Workplace, table: type[RowT]) -> Sequence[RowT]:
    with workplace.store.read() as tx:
        return tx.scalars(select(table).order_by("id"))


def test_people_go_in_and_are_found_again(workplace: Workplace, tmp_path: Path) -> None:
    check = checked(workplace, tmp_path, [HEADER, *PEOPLE])
    assert (check.rows, check.accepted, check.problems.total, len(check.index)) == (3, 3, 0, 0)
    assert all_of(workplace, Participant) == []
    done = importing.import_file(workplace, check)
    assert (done.value.people, done.value.enrolments) == (3, 0)
    assert set(done.changes.nouns) == {Noun.PARTICIPANT}
    anna = all_of(workplace, Participant)[0]
    assert (anna.family_name, anna.given_names, anna.birth_date, anna.city) == (
        "Müller",
        "Anna",
        date(1985, 4, 3),
        "Celle",
    )
    assert (anna.sex, anna.phone, anna.deleted, anna.created_by) == (None, "", False, workplace.account_id)
    for typed in ("yildiz omer", "Yıldız", "muller"):
        assert len(participants.participant_page(workplace, ParticipantQuery(text=typed)).rows) == 1


def test_a_row_goes_in_without_its_bad_cell_and_stays_out_without_a_name(workplace: Workplace, tmp_path: Path) -> None:
    table = [HEADER, ("Müller", "Anna", "31.02.1985", "Celle"), ("", "", "03.04.1985", "Celle")]
    check = checked(workplace, tmp_path, table)
    assert (check.rows, check.accepted) == (2, 1)
    assert [(problem.row, problem.column, problem.value) for problem in check.problems.first] == [
        (2, "Geburtsdatum", "31.02.1985"),
        (3, "", ""),
    ]
    result = importing.import_file(workplace, check).value
    assert (result.people, result.rows_left_out, result.cells_left_out) == (1, 1, 1)
    (anna,) = all_of(workplace, Participant)
    assert (anna.given_names, anna.birth_date) == ("Anna", None)


def test_the_problem_list_names_every_row(workplace: Workplace, tmp_path: Path) -> None:
    check = checked(workplace, tmp_path, [HEADER, ("Müller", "Anna", "31.02.1985", "Celle")])
    path = importing.save_problem_list(workplace, check, tmp_path / "probleme.csv")
    assert path.read_text("utf-8-sig").splitlines() == [
        "Zeile;Spalte;Wert;Grund;Folge",
        "2;Geburtsdatum;31.02.1985;Das ist kein Datum.;Zelle ausgelassen",
    ]


def test_an_ended_enrolment_with_its_outcome(workplace: Workplace, tmp_path: Path) -> None:
    table = [COURSE, ("Müller", "Frühjahr", "02.03.2026", "30.04.2026", "planmäßig", "Vollzeit", "eigene Angabe")]
    result = imported(workplace, tmp_path, table)
    assert (result.people, result.enrolments, result.outcomes, result.new_groups) == (1, 1, 1, ("Frühjahr",))
    (group,) = all_of(workplace, Group)
    assert (group.name, group.focus, group.starts_on) == ("Frühjahr", Focus.MIXED, date(2026, 3, 2))
    (enrolment,) = all_of(workplace, Enrolment)
    assert (enrolment.allocated_on, enrolment.entry_on) == (date(2026, 3, 2), date(2026, 3, 2))
    assert enrolment.entry_confirmed_because == "durch Import bestätigt"
    assert (enrolment.exit_reason, enrolment.cut_off_on) == (ExitReason.OTHER, date(2026, 7, 30))
    (follow_up,) = all_of(workplace, FollowUp)
    assert (follow_up.due_on, follow_up.months) == (date(2026, 7, 30), 3)
    assert (follow_up.state, follow_up.closed_on) == (FollowUpState.ANSWERED, date(2026, 11, 23))
    (outcome,) = all_of(workplace, Outcome)
    assert (outcome.as_of, outcome.observed_on) == (date(2026, 7, 30), date(2026, 7, 30))
    assert (outcome.category, outcome.evidence) == (OutcomeCategory.INSURED_FULL_TIME, Evidence.OWN_STATEMENT)
    assert outcome.says_what_was


def test_groups_are_found_by_name_and_made_once(workplace: Workplace, tmp_path: Path) -> None:
    there = a_group(workplace, "Herbst 3")
    table = [
        ("Nachname", "Gruppe", "Eintritt"),
        ("Müller", "herbst  3", "03.11.2026"),
        ("Groß", "Winter", "09.11.2026"),
        ("Klein", "WINTER", "02.11.2026"),
        ("Ohne", "", ""),
    ]
    check = checked(workplace, tmp_path, table)
    plans = [(plan.name, plan.people, plan.exists, plan.starts_on) for plan in check.groups]
    assert plans == [("Herbst 3", 1, True, date(2026, 11, 2)), ("Winter", 2, False, date(2026, 11, 2))]
    result = importing.import_file(workplace, check).value
    assert (result.people, result.enrolments, result.new_groups) == (4, 3, ("Winter",))
    assert [enrolment.group_id for enrolment in all_of(workplace, Enrolment)].count(there) == 1
    # A running enrolment is not confirmed by a list: marks of presence will show it.
    assert {enrolment.entry_confirmed_because for enrolment in all_of(workplace, Enrolment)} == {""}


def test_who_did_not_enter_is_stored_as_such(workplace: Workplace, tmp_path: Path) -> None:
    table = [
        ("Nachname", "Gruppe", "eingetreten", "Grund des Nichteintritts", "Nichteintritt am"),
        ("Müller", "Herbst", "nein", "fehlende Kinderbetreuung", "05.11.2026"),
        ("Groß", "Herbst", "ja", "", ""),
    ]
    imported(workplace, tmp_path, table)
    absent, entered = all_of(workplace, Enrolment)
    assert (absent.entry_on, absent.non_entry_reason) == (None, NonEntryReason.MISSING_CHILDCARE)
    assert (absent.non_entry_on, absent.allocated_on) == (date(2026, 11, 5), date(2026, 11, 5))
    assert (entered.entry_on, entered.non_entry_on) == (date(2026, 11, 23), None)
    assert entered.entry_confirmed_because == "durch Import bestätigt"


def test_doubles_in_the_file_and_in_the_store_are_shown_with_both_people(workplace: Workplace, tmp_path: Path) -> None:
    a_participant(workplace, "Omer", "Yildiz", birth_date=date(1979, 12, 31))
    table = [HEADER, *PEOPLE, ("Anna", "Muller", "03.04.1985", "Gifhorn")]
    check = checked(workplace, tmp_path, table)
    stored, within = check.doubles
    assert (stored.row, stored.kind, stored.earlier_row) == (3, DoubleKind.SAME_NAME_AND_BIRTH, None)
    assert (stored.who.given_names, stored.other.given_names) == ("Ömer", "Omer")
    assert (within.row, within.kind, within.earlier_row) == (5, DoubleKind.SAME_NAME_AND_BIRTH, 2)
    assert (within.who.family_name, within.other.family_name) == ("Anna", "Müller")
    assert (check.doubles_in_store, check.doubles_in_file) == (1, 1)


def test_the_surest_double_of_a_row_is_named(workplace: Workplace, tmp_path: Path) -> None:
    a_participant(workplace, "Ute", "Klein")
    table = [("Nummer", "Nachname", "Vorname"), ("N-1", "Klein-Groß", "Ute"), ("N-1", "Klein", "Ute")]
    (double,) = checked(workplace, tmp_path, table).doubles
    assert (double.row, double.kind, double.earlier_row) == (3, DoubleKind.SAME_NUMBER, 2)


def test_doubles_stay_out_unless_decided_otherwise(workplace: Workplace, tmp_path: Path) -> None:
    imported(workplace, tmp_path, [HEADER, *PEOPLE])
    again = imported(workplace, tmp_path, [HEADER, *PEOPLE])
    assert (again.people, again.doubles_left_out) == (0, 3)
    check = checked(workplace, tmp_path, [HEADER, *PEOPLE])
    decisions = DoubleDecisions(rows={3: DoubleDecision.NEW_PERSON})
    one = importing.import_file(workplace, check, doubles=decisions).value
    assert (one.people, one.doubles_left_out) == (1, 2)


def test_the_same_person_gets_the_enrolment_and_keeps_the_fields(workplace: Workplace, tmp_path: Path) -> None:
    anna = a_participant(workplace, "Anna", "Müller", city="Hannover", sex=Sex.FEMALE)
    table = [
        ("Nachname", "Vorname", "Ort", "Gruppe", "Eintritt"),
        ("Müller", "Anna", "Celle", "Herbst", "02.11.2026"),
        ("Neu", "Nina", "Celle", "Herbst", "02.11.2026"),
        ("Neu", "Nina", "Celle", "Winter", "16.11.2026"),
    ]
    result = imported(workplace, tmp_path, table, DoubleDecision.SAME_PERSON)
    assert (result.people, result.enrolments, result.same_people) == (1, 3, 2)
    stored, nina = all_of(workplace, Participant)
    assert (stored.id, stored.city, stored.sex) == (anna, "Hannover", Sex.FEMALE)
    assert [enrolment.participant_id for enrolment in all_of(workplace, Enrolment)].count(anna) == 1
    assert [enrolment.participant_id for enrolment in all_of(workplace, Enrolment)].count(nina.id) == 2
    again = imported(workplace, tmp_path, table, DoubleDecision.SAME_PERSON)
    assert (again.people, again.enrolments, again.enrolled_already) == (0, 0, 3)


def test_nobody_is_merged_unseen_where_several_fit(workplace: Workplace, tmp_path: Path) -> None:
    a_participant(workplace, "Anna", "Müller")
    a_participant(workplace, "Anna", "Müller")
    table = [("Nachname", "Vorname", "Gruppe"), ("Müller", "Anna", "Herbst")]
    assert checked(workplace, tmp_path, table).doubles[0].several
    result = imported(workplace, tmp_path, table, DoubleDecision.SAME_PERSON)
    assert (result.enrolments, result.doubles_left_out) == (0, 1)


def test_a_death_closes_the_other_follow_ups_of_a_known_person(workplace: Workplace, tmp_path: Path) -> None:
    first = ("Müller", "Frühjahr", "02.03.2026", "30.04.2026", "planmäßig", "", "")
    second = ("Müller", "Sommer", "01.06.2026", "30.06.2026", "abgebrochen", "verstorben", "eigene Angabe")
    imported(workplace, tmp_path, [COURSE, first, second], DoubleDecision.SAME_PERSON)
    assert {one.state for one in all_of(workplace, FollowUp)} == {FollowUpState.CLOSED_BY_DEATH}


def test_cancelled_in_the_middle_nothing_is_stored(workplace: Workplace, tmp_path: Path) -> None:
    table = [("Nachname", "Gruppe"), *((f"Person {number}", f"Gruppe {number % 3}") for number in range(3_100))]
    check = checked(workplace, tmp_path, table)
    with pytest.raises(Cancelled):
        importing.import_file(workplace, check, progress=Watch(stop_at=importing.BATCH))
    assert (all_of(workplace, Participant), all_of(workplace, Group), all_of(workplace, Enrolment)) == ([], [], [])
    watch = Watch()
    result = importing.import_file(workplace, check, progress=watch).value
    assert (result.people, len(result.new_groups), watch.told) == (3_100, 3, [0, importing.BATCH])
    with pytest.raises(Cancelled):
        importing.check_file(workplace, check.table, check.profile, progress=Watch(stop_at=importing.BATCH))


def test_memory_does_not_grow_with_the_file(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four times the rows need the same memory: small batches make the effect visible in a small file."""
    monkeypatch.setattr(importing, "BATCH", 100)
    peaks = []
    for rows in (800, 3_200):
        lines = ((f"Person {number % 200}", f"Straße {number % 90}") for number in range(rows))
        check = checked(workplace, tmp_path, [("Nachname", "Straße"), *lines])
        tracemalloc.start()
        importing.import_file(workplace, check, doubles=DoubleDecisions(DoubleDecision.NEW_PERSON))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]


def test_a_file_that_changed_after_the_check_is_refused(workplace: Workplace, tmp_path: Path) -> None:
    check = checked(workplace, tmp_path, [HEADER, *PEOPLE])
    write_csv(tmp_path / "liste.csv", [HEADER, *PEOPLE, *PEOPLE])
    with pytest.raises(FileChangedError, match="seit der Prüfung geändert"):
        importing.import_file(workplace, check)
    assert all_of(workplace, Participant) == []


def test_a_wrong_column_for_the_group_is_noticed(workplace: Workplace, tmp_path: Path) -> None:
    table = [("Nachname", "Gruppe"), *((f"P{number}", f"G{number}") for number in range(501))]
    with pytest.raises(TooManyGroupsError, match="Spalte „Gruppe“"):
        checked(workplace, tmp_path, table)


def test_the_preview_shows_rows_as_they_will_be_stored(workplace: Workplace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "liste.csv", [(*HEADER, "Bemerkung"), *((*person, "geheim") for person in PEOPLE)])
    file = importing.recognise_file(workplace, path)
    shown = importing.preview(workplace, file.table, file.profile)
    assert [field.key for field in shown.fields] == ["given_names", "family_name", "birth_date", "city"]
    assert shown.rows[0].values["birth_date"] == date(1985, 4, 3)
    assert shown.never_stored == ("Bemerkung",)


def test_a_mapping_is_kept_and_found_for_the_next_file(workplace: Workplace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "liste.csv", [("A", "B"), ("Müller", "1"), ("Groß", "2")])
    file = importing.recognise_file(workplace, path)
    assert (file.fits, file.profile.fields) == ("", {})
    values = FieldMapping(column="B", values={"1": "female", "2": "male"})
    profile = MappingProfile(
        name="", fields={"family_name": FieldMapping(column="A"), "sex": values}, header=file.table.header
    )
    kept = importing.save_profile(workplace, profile, name=" Liste vom Träger ").value
    assert importing.save_profile(workplace, profile, name="Liste vom Träger").value == kept
    again = importing.recognise_file(workplace, path)
    assert (again.fits, len(again.kept), again.profile.fields) == ("Liste vom Träger", 1, profile.fields)
    check = importing.check_file(workplace, again.table, again.profile)
    importing.import_file(workplace, check)
    assert [person.sex for person in all_of(workplace, Participant)] == [Sex.FEMALE, Sex.MALE]
    importing.remove_profile(workplace, kept)
    assert importing.recognise_file(workplace, path).kept == ()
    with pytest.raises(InvalidFieldsError):
        importing.save_profile(workplace, profile, name="  ")


def test_only_coaches_and_the_lead_may(tmp_path: Path) -> None:
    workplace = make_workplace(tmp_path, roles=[role for role in Role if role not in (Role.COACH, Role.LEAD)][:1])
    with pytest.raises(NotAllowedError):
        importing.recognise_file(workplace, write_csv(tmp_path / "liste.csv", [HEADER, *PEOPLE]))
    workplace.store.close()


@pytest.mark.parametrize(
    ("last_exit", "ends_on"),
    [("30.05.2025", date(2025, 5, 30)), ("", None)],
    ids=["all have left", "one is still there"],
)
def test_a_new_group_lasts_as_long_as_its_people(
    workplace: Workplace, tmp_path: Path, last_exit: str, ends_on: date | None
) -> None:
    table = (
        ("Nachname", "Gruppe", "Eintritt", "Austritt", "Art des Austritts"),
        ("Müller", "Frühjahr", "03.03.2025", "25.04.2025", "wie geplant beendet"),
        ("Yıldız", "Frühjahr", "03.03.2025", last_exit, "wie geplant beendet" if last_exit else ""),
    )
    importing.import_file(workplace, checked(workplace, tmp_path, table))
    (group,) = groups.group_rows(workplace)
    assert (group.starts_on, group.ends_on) == (date(2025, 3, 3), ends_on)
