"""The search for a lasting place: answers, asking again, and how many families found one."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.factories import a_group, a_participant, a_session, an_enrolment, make_workplace
from tests.laws import examples
from tests.unit.services.care import a_care_slot, a_little_child, a_search, cared_for, every_day, leave
from tests.unit.services.house import House, a_house
from werkakademie.errors import InvalidFieldsError
from werkakademie.records.care_search import DayHours, PlaceCount
from werkakademie.records.changes import Noun
from werkakademie.records.enums import BookingState, CareAnswer, CareKind
from werkakademie.records.ids import (
    ChildId,
    ParticipantId,
)
from werkakademie.services import bin as waste
from werkakademie.services import care_search
from werkakademie.services.reach import OutsideOwnGroupsError
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock

TODAY = date(2026, 11, 23)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def mila(workplace: Workplace) -> ChildId:
    return a_little_child(workplace, a_participant(workplace))


def test_a_place_is_asked_for_a_child_with_its_hours(workplace: Workplace, mila: ChildId) -> None:
    hours = (*every_day(time(8), time(16), (0, 1)), DayHours(4, time(8), time(14)))
    a_search(workplace, mila, applied_on=date(2026, 11, 2), wanted_from=date(2027, 3, 1), hours=hours)
    found = care_search.searches_of_child(workplace, mila)
    (row,) = found.searches
    assert (found.child_name, row.kind, row.answer) == ("Mila", CareKind.KITA, CareAnswer.OPEN)
    assert row.hours == hours
    assert row.ask_on == date(2026, 11, 16)


def test_changing_the_hours_leaves_the_other_days_alone(workplace: Workplace, mila: ChildId) -> None:
    search_id = a_search(workplace, mila, hours=every_day(time(8), time(16)))
    done = care_search.change_search(
        workplace, search_id, fields={"city": "Hamburg"}, hours=every_day(time(8), time(16), (0, 1, 2))
    )
    assert Noun.CARE_SEARCH in done.changes
    (row,) = care_search.searches_of_child(workplace, mila).searches
    assert [one.weekday for one in row.hours] == [0, 1, 2]
    assert (row.city, row.provider_name) == ("Hamburg", "Kita Sonnenblume")


def test_hours_that_end_when_they_begin_are_refused(workplace: Workplace, mila: ChildId) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        a_search(workplace, mila, hours=[DayHours(0, time(8), time(8))])
    assert [problem.field for problem in refused.value.problems] == ["hours"]
    assert care_search.searches_of_child(workplace, mila).searches == ()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"applied_on": date(2026, 11, 24)}, "applied_on"),
        ({"starts_on": date(2027, 3, 1), "ends_on": date(2027, 2, 1)}, "ends_on"),
        ({"provider_name": " "}, "provider_name"),
        ({"waiting_number": 0}, "waiting_number"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    workplace: Workplace, mila: ChildId, fields: dict[str, object], wrong: str
) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        care_search.add_search(
            workplace, mila, fields={"kind": CareKind.KITA, "provider_name": "Kita Sonnenblume", **fields}
        )
    assert [problem.field for problem in refused.value.problems] == [wrong]


def test_an_answer_carries_its_day_and_a_waiting_list_asks_again(workplace: Workplace, mila: ChildId) -> None:
    search_id = a_search(workplace, mila, applied_on=date(2026, 11, 2))
    care_search.note_answer(workplace, search_id, answer=CareAnswer.WAITING_LIST)
    (row,) = care_search.searches_of_child(workplace, mila).searches
    assert (row.answer, row.answered_on, row.ask_on) == (CareAnswer.WAITING_LIST, TODAY, date(2026, 12, 7))
    care_search.note_answer(workplace, search_id, answer=CareAnswer.ACCEPTED)
    (row,) = care_search.searches_of_child(workplace, mila).searches
    assert (row.answer, row.ask_on) == (CareAnswer.ACCEPTED, None)
    care_search.note_answer(workplace, search_id, answer=CareAnswer.OPEN)
    (row,) = care_search.searches_of_child(workplace, mila).searches
    assert (row.answered_on, row.ask_on) == (None, date(2026, 11, 16))


def test_today_lists_what_is_to_be_asked_again(workplace: Workplace, mila: ChildId) -> None:
    a_search(workplace, mila, "zu früh", applied_on=date(2026, 11, 10))
    old = a_search(workplace, mila, "zwei Wochen her", applied_on=date(2026, 11, 9))
    a_search(workplace, mila, "vereinbart", applied_on=date(2026, 11, 20), remind_on=date(2026, 11, 23))
    a_search(workplace, mila, "später vereinbart", applied_on=date(2026, 10, 1), remind_on=date(2026, 11, 24))
    a_search(workplace, mila, "noch nicht gefragt")
    a_search(workplace, mila, "abgelehnt", applied_on=date(2026, 10, 1), answer=CareAnswer.REFUSED)
    gone = a_search(workplace, mila, "entfernt", applied_on=date(2026, 10, 1))
    care_search.remove_search(workplace, gone)
    found = care_search.reminders(workplace, TODAY)
    assert [one.provider_name for one in found] == ["zwei Wochen her", "vereinbart"]
    assert (found[0].child_name, found[0].family_name, found[0].ask_on) == ("Mila", "Kovalenko", TODAY)
    care_search.note_asked_again(workplace, old)
    assert [one.provider_name for one in care_search.reminders(workplace, TODAY)] == ["vereinbart"]
    later = care_search.reminders(workplace, TODAY + timedelta(days=14), limit=3)
    assert [one.provider_name for one in later] == ["vereinbart", "zu früh", "später vereinbart"]


def test_a_removed_place_comes_back_from_the_bin_with_its_hours(workplace: Workplace, mila: ChildId) -> None:
    search_id = a_search(workplace, mila, hours=every_day(time(8), time(16)))
    care_search.remove_search(workplace, search_id)
    assert care_search.searches_of_child(workplace, mila).searches == ()
    (row,) = waste.bin_page(workplace, table="permanent_care_search").rows
    waste.restore(workplace, "permanent_care_search", row.record.row_id)
    (back,) = care_search.searches_of_child(workplace, mila).searches
    assert len(back.hours) == 5


def test_children_of_others_are_read_and_not_changed(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        person = _in_group_of(house, house.anna)
        child = a_little_child(house.lead, person)
        search_id = a_search(house.anna, child)
        assert care_search.searches_of_child(house.ben, child).searches
        for change in (
            lambda: a_search(house.ben, child),
            lambda: care_search.change_search(house.ben, search_id, fields={"note": "–"}),
            lambda: care_search.note_answer(house.ben, search_id, answer=CareAnswer.ACCEPTED),
            lambda: care_search.note_asked_again(house.ben, search_id),
            lambda: care_search.note_applied(house.ben, search_id),
            lambda: care_search.remove_search(house.ben, search_id),
        ):
            with pytest.raises(OutsideOwnGroupsError):
                change()


def _in_group_of(house: House, coach: Workplace) -> ParticipantId:
    person = a_participant(house.lead)
    an_enrolment(house.lead, a_group(house.lead, coaches=[coach.account_id]), person)
    return person


# --- how many families of a group have a lasting place ---


def test_a_group_counts_its_families_at_exit_and_on_the_cut_off_day(tmp_path: Path) -> None:
    """Four families left on 20 November: one has a place since October, one from January, one only waits, and of one
    nobody wrote anything down. Three months later the second has its place, too."""
    clock = SteppedClock(datetime(2027, 3, 1, 8, 0, tzinfo=UTC))
    workplace = make_workplace(tmp_path, clock=clock)
    with workplace.store:
        group = a_group(workplace)
        slot = a_care_slot(workplace, group, a_session(workplace, group, date(2026, 11, 9)))
        asked: list[tuple[str, list[dict[str, Any]]]] = [
            ("Adler", [{"answer": CareAnswer.ACCEPTED, "starts_on": date(2026, 10, 1)}]),
            ("Bach", [{"answer": CareAnswer.ACCEPTED, "starts_on": date(2027, 1, 1)}, {"answer": CareAnswer.REFUSED}]),
            ("Can", [{"answer": CareAnswer.WAITING_LIST}]),
            ("Duman", []),
        ]
        for name, searches in asked:
            person = a_participant(workplace, "Olena", name)
            enrolment = an_enrolment(workplace, group, person)
            child = a_little_child(workplace, person)
            cared_for(workplace, slot, child)
            for fields in searches:
                a_search(workplace, child, **fields)
            leave(workplace, enrolment, date(2026, 11, 20))
        without_care = a_participant(workplace, "Ohne", "Betreuung")
        leave(workplace, an_enrolment(workplace, group, without_care), date(2026, 11, 20))
        found = care_search.group_places(workplace, group)
        assert found.at_exit == PlaceCount(with_place=1, known=3, unknown=1)
        assert found.at_cut_off == PlaceCount(with_place=2, known=3, unknown=1)
        assert care_search.group_places(workplace, a_group(workplace, "Andere")).at_exit == PlaceCount()


def test_a_cut_off_day_that_has_not_come_counts_nobody(workplace: Workplace, mila: ChildId) -> None:
    group = a_group(workplace)
    person = care_search.searches_of_child(workplace, mila).participant_id
    enrolment = an_enrolment(workplace, group, person)
    cared_for(workplace, a_care_slot(workplace, group), mila)
    a_search(workplace, mila, answer=CareAnswer.ACCEPTED, starts_on=date(2026, 11, 2))
    leave(workplace, enrolment, date(2026, 11, 20))
    found = care_search.group_places(workplace, group)
    assert (found.at_exit, found.at_cut_off) == (PlaceCount(1, 1, 0), PlaceCount())


DAYS = st.sampled_from([date(2026, 10, 1), date(2026, 11, 20), date(2027, 1, 10), date(2027, 2, 20), date(2027, 5, 1)])
PLACES = st.tuples(st.sampled_from(CareAnswer), st.none() | DAYS, st.none() | DAYS, st.booleans()).filter(
    lambda place: place[1] is None or place[2] is None or place[1] <= place[2]
)
CHILDREN = st.tuples(
    st.sampled_from([None, BookingState.BOOKED, BookingState.WAITING, BookingState.FALLEN_THROUGH]),
    st.lists(PLACES, max_size=3),
)
FAMILIES = st.lists(
    st.tuples(st.sampled_from([None, date(2026, 11, 19), date(2026, 12, 1)]), st.lists(CHILDREN, max_size=3)),
    max_size=4,
)


def slowly(families: list[Any], day_of: Callable[[date], date], today: date) -> PlaceCount:
    """The count by hand: family by family, child by child, place by place."""
    with_place = known = unknown = 0
    for exit_on, children in families:
        if exit_on is None:
            continue
        day = day_of(exit_on)
        cared = [places for state, places in children if state in (BookingState.BOOKED, BookingState.FALLEN_THROUGH)]
        if day > today or not cared:
            continue
        words = []
        for places in cared:
            kept = [place for place in places if not place[3]]
            word = "nobody knows" if not kept else "no"
            for answer, starts_on, ends_on, _removed in kept:
                if answer is not CareAnswer.ACCEPTED:
                    continue
                if starts_on is None:
                    word = word if word == "yes" else "nobody knows"
                elif starts_on <= day <= (ends_on or date.max):
                    word = "yes"
            words.append(word)
        if "no" in words:
            known += 1
        elif "nobody knows" in words:
            unknown += 1
        else:
            known, with_place = known + 1, with_place + 1
    return PlaceCount(with_place, known, unknown)


@given(families=FAMILIES)
@examples(12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_figures_are_those_of_a_slow_count(families: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    clock = SteppedClock(datetime(2027, 2, 24, 8, 0, tzinfo=UTC))
    workplace = make_workplace(tmp_path_factory.mktemp("count"), clock=clock)
    with workplace.store:
        group, other = a_group(workplace), a_group(workplace, "Andere")
        slot, elsewhere = a_care_slot(workplace, group), a_care_slot(workplace, other)
        for number, (exit_on, children) in enumerate(families):
            person = a_participant(workplace, "Olena", f"Nummer {number}")
            enrolment = an_enrolment(workplace, group, person)
            for state, places in children:
                child = a_little_child(workplace, person)
                cared_for(workplace, elsewhere, child)
                if state is not None:
                    cared_for(workplace, slot, child, state)
                for answer, starts_on, ends_on, removed in places:
                    search_id = a_search(workplace, child, answer=answer, starts_on=starts_on, ends_on=ends_on)
                    care_search.remove_search(workplace, search_id, removed=removed)
            if exit_on is not None:
                leave(workplace, enrolment, exit_on)
        found = care_search.group_places(workplace, group)
    today = date(2027, 2, 24)
    cut_off = {date(2026, 11, 19): date(2027, 2, 19), date(2026, 12, 1): date(2027, 3, 1)}
    assert found.at_exit == slowly(families, lambda day: day, today)
    assert found.at_cut_off == slowly(families, lambda day: cut_off[day], today)
