"""People are taken in, changed, found again and taken out of the lists."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.factories import (
    a_group,
    a_paper,
    a_participant,
    an_application,
    an_enrolment,
    an_exit,
    make_workplace,
)
from werkakademie.errors import InvalidFieldsError, MissingRecordError, NotAllowedError
from werkakademie.records.changes import Noun
from werkakademie.records.enums import ApplicationStage, GermanLevel, NonEntryReason, Role, Sex
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import (
    ParticipantFilter,
    ParticipantPage,
    ParticipantQuery,
    ParticipantState,
    display_name,
)
from werkakademie.services import enrolments, participants
from werkakademie.services.workplace import Workplace

F, S = ParticipantFilter, ParticipantState


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def page(workplace: Workplace, text: str = "", chip: ParticipantFilter = F.ALL, **more: Any) -> ParticipantPage:
    return participants.participant_page(workplace, ParticipantQuery(text, chip, **more))


def names(found: ParticipantPage) -> list[str]:
    return [display_name(row.given_names, row.family_name, row.own_number) for row in found.rows]


def problems_of(action: Callable[[], object]) -> list[str]:
    with pytest.raises(InvalidFieldsError) as caught:
        action()
    return [problem.field for problem in caught.value.problems]


def test_a_person_is_read_as_they_were_written(workplace: Workplace) -> None:
    done = participants.add_participant(
        workplace,
        fields={
            "given_names": " Olena Mariia ",
            "family_name": "Kovalenko",
            "birth_date": date(1990, 2, 1),
            "sex": Sex.FEMALE,
            "german_level": GermanLevel.B1,
            "single_parent": True,
            "city": None,
        },
    )
    record = participants.participant_record(workplace, done.value)
    assert done.changes.nouns == {Noun.PARTICIPANT}
    assert (record.values["given_names"], record.values["family_name"]) == ("Olena Mariia", "Kovalenko")
    assert (record.values["birth_date"], record.values["sex"]) == (date(1990, 2, 1), Sex.FEMALE)
    assert (record.values["german_level"], record.values["single_parent"]) == (GermanLevel.B1, True)
    assert (record.values["city"], record.values["minijob_at_entry"]) == ("", None), "unknown stays unknown"
    assert (record.state, record.enrolments) == (S.WITHOUT_GROUP, ())


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "family_name"),
        ({"given_names": "  "}, "family_name"),
        ({"own_number": "7", "age": 35}, "age_as_of"),
        ({"own_number": "7", "months_in_need": 25}, "months_in_need"),
        ({"own_number": "7", "birth_date": "gestern"}, "birth_date"),
        ({"own_number": "7", "sex": "unbekannt"}, "sex"),
        ({"family_name": "x" * 201}, "family_name"),
    ],
)
def test_what_does_not_fit_is_refused(workplace: Workplace, fields: dict[str, object], problem: str) -> None:
    assert problems_of(lambda: participants.add_participant(workplace, fields=fields)) == [problem]
    assert page(workplace).rows == ()


def test_an_own_number_may_stand_for_the_name(workplace: Workplace) -> None:
    participants.add_participant(workplace, fields={"own_number": "T-017"})
    assert names(page(workplace)) == ["T-017"]


def test_only_the_fields_named_change(workplace: Workplace) -> None:
    person = a_participant(workplace, phone="0511 000", city="Musterstadt")
    participants.change_participant(workplace, person, fields={"family_name": "Beispiel", "phone": ""})
    values = participants.participant_record(workplace, person).values
    assert (values["given_names"], values["family_name"]) == ("Olena", "Beispiel")
    assert (values["phone"], values["city"]) == ("", "Musterstadt")
    refused = lambda: participants.change_participant(  # noqa: E731
        workplace, person, fields={"given_names": "", "family_name": ""}
    )
    assert problems_of(refused) == ["family_name"]
    assert names(page(workplace)) == ["Olena Beispiel"]


def test_a_removed_person_is_in_no_list_and_comes_back(workplace: Workplace) -> None:
    person = a_participant(workplace)
    participants.remove_participant(workplace, person)
    assert page(workplace).rows == page(workplace, "koval").rows == ()
    participants.remove_participant(workplace, person, removed=False)
    assert names(page(workplace, "koval")) == ["Olena Kovalenko"]


def test_an_unknown_person_is_said(workplace: Workplace) -> None:
    unknown = ParticipantId(workplace.store.ids.new_id())
    with pytest.raises(MissingRecordError):
        participants.participant_overview(workplace, unknown)


def test_the_list_is_in_the_order_of_folded_names_and_pages_meet(workplace: Workplace) -> None:
    for given, family in (("Ute", "Zander"), ("Anna", "Öztürk"), ("Bernd", "Ober"), ("Żaneta", "Ostrowska")):
        a_participant(workplace, given, family)
    whole = page(workplace)
    assert names(whole) == ["Bernd Ober", "Żaneta Ostrowska", "Anna Öztürk", "Ute Zander"]
    first = page(workplace, limit=3)
    rest = page(workplace, limit=3, after=first.next_key)
    assert names(first) + names(rest) == names(whole)
    assert rest.next_key is whole.next_key is None


def test_people_of_one_name_are_listed_each_once(workplace: Workplace) -> None:
    for _person in range(5):
        a_participant(workplace, "Anna", "Beispiel")
    seen, after = [], None
    while True:
        part = page(workplace, limit=2, after=after)
        seen += [row.id for row in part.rows]
        after = part.next_key
        if after is None:
            break
    assert len(seen) == len(set(seen)) == 5


@pytest.mark.parametrize("typed", ["yilmaz", "YIL", "leyla yil", "Yılmaz, Leyla", "straß", "strasse"])
def test_people_are_found_however_they_are_typed(workplace: Workplace, typed: str) -> None:
    a_participant(workplace, "Leyla", "Yılmaz", city="Straßenhausen")
    a_participant(workplace, "Olena", "Kovalenko")
    assert names(page(workplace, typed)) == ["Leyla Yılmaz"]


def test_chips_list_and_count_people_by_where_they_stand(workplace: Workplace) -> None:
    group = a_group(workplace)
    people = {name: a_participant(workplace, name, "Beispiel") for name in ("Neu", "Aktiv", "Fort", "Fällig", "Nie")}
    an_enrolment(workplace, group, people["Aktiv"])
    an_exit(workplace, an_enrolment(workplace, group, people["Fort"]), date(2026, 11, 20))
    long_ago = an_enrolment(
        workplace, group, people["Fällig"], allocated_on=date(2026, 7, 1), entry_on=date(2026, 7, 1)
    )
    an_exit(workplace, long_ago, date(2026, 8, 20))
    never = an_enrolment(workplace, group, people["Nie"], entry_on=None)
    enrolments.record_non_entry(workplace, never, reason=NonEntryReason.NOT_REACHED, decided_on=date(2026, 11, 20))
    listed = {chip: {row.given_names for row in page(workplace, chip=chip).rows} for chip in F}
    assert listed == {
        F.ALL: set(people),
        F.ACTIVE: {"Aktiv"},
        F.WITHOUT_GROUP: {"Neu"},
        F.ENDED: {"Fort", "Fällig"},
        F.FOLLOW_UP_DUE: {"Fällig"},
    }
    assert participants.participant_counts(workplace, "") == {chip: len(found) for chip, found in listed.items()}
    assert participants.participant_counts(workplace, "Fort")[F.ALL] == 1
    states = {row.given_names: row.state for row in page(workplace).rows}
    assert states == {
        "Neu": S.WITHOUT_GROUP,
        "Aktiv": S.ACTIVE,
        "Fort": S.ENDED,
        "Fällig": S.FOLLOW_UP_DUE,
        "Nie": S.NOT_ENTERED,
    }


def test_the_row_names_the_group_that_the_state_is_about(workplace: Workplace) -> None:
    person = a_participant(workplace)
    earlier = an_enrolment(
        workplace, a_group(workplace, "Sommer 1"), person, allocated_on=date(2026, 9, 1), entry_on=date(2026, 9, 1)
    )
    an_exit(workplace, earlier, date(2026, 10, 30))
    an_enrolment(workplace, a_group(workplace, "Herbst 3"), person)
    (row,) = page(workplace).rows
    assert (row.group_name, row.state) == ("Herbst 3", S.ACTIVE)
    record = participants.participant_record(workplace, person)
    assert [(one.group_name, one.state) for one in record.enrolments] == [
        ("Herbst 3", S.ACTIVE),
        ("Sommer 1", S.ENDED),
    ]


def test_the_overview_says_what_the_other_pages_hold(workplace: Workplace) -> None:
    person = a_participant(workplace)
    an_application(
        workplace,
        person,
        stages=[(ApplicationStage.APPLIED, date(2026, 11, 9)), (ApplicationStage.INVITATION, date(2026, 11, 12))],
    )
    a_paper(workplace, person)
    found = participants.participant_overview(workplace, person)
    assert (found.applications, found.invitations, found.last_entry_on) == (1, 1, date(2026, 11, 12))
    assert (found.papers, found.papers_ready) == (1, 0)


@pytest.mark.parametrize("role", [Role.CARER, Role.PARTICIPANT])
def test_only_staff_reads_people(tmp_path: Path, role: Role) -> None:
    workplace = make_workplace(tmp_path / "other", roles=[role])
    with workplace.store, pytest.raises(NotAllowedError):
        participants.participant_page(workplace, ParticipantQuery())
