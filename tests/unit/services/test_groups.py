"""Groups are set up, changed and listed with their places."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from tests.factories import a_group, a_participant, an_enrolment, make_workplace
from werkakademie.errors import InvalidFieldsError, MissingRecordError, NotAllowedError
from werkakademie.records.changes import Noun
from werkakademie.records.enums import Focus, NonEntryReason, Role
from werkakademie.records.groups import GroupFilter, GroupState, SlotDraft
from werkakademie.records.ids import GroupId
from werkakademie.services import enrolments, groups
from werkakademie.services.groups import GroupHasPeopleError
from werkakademie.services.workplace import Workplace

MONDAY = SlotDraft(0, time(9), time(12))
WEDNESDAY = SlotDraft(2, time(9), time(12))


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


def test_a_group_is_read_as_it_was_written(workplace: Workplace) -> None:
    coach = groups.coach_choices(workplace)[0]
    group_id = a_group(
        workplace, slots=[WEDNESDAY, MONDAY], coaches=[coach.id], focus=Focus.OLDER, slots_per_week=1, capacity=8
    )
    record = groups.group_record(workplace, group_id)
    assert record.row.name == "Herbst 3"
    assert record.row.focus is Focus.OLDER
    assert record.row.state is GroupState.RUNNING
    assert [(slot.weekday, slot.starts) for slot in record.slots] == [(0, time(9)), (2, time(9))]
    assert record.coaches == (coach,)
    assert record.values()["slots_per_week"] == 1


def test_the_list_says_how_many_places_are_left(workplace: Workplace) -> None:
    group_id = a_group(workplace, capacity=3)
    an_enrolment(workplace, group_id)
    refused = an_enrolment(workplace, group_id)
    enrolments.record_non_entry(
        workplace, refused, reason=NonEntryReason.MISSING_CHILDCARE, decided_on=date(2026, 11, 5)
    )
    (row,) = groups.group_rows(workplace)
    assert (row.people, row.places_left) == (1, 2)


def test_the_chips_count_what_they_list(workplace: Workplace) -> None:
    a_group(workplace, "Herbst")
    a_group(workplace, "Winter", starts_on=date(2027, 1, 11), ends_on=date(2027, 3, 5))
    a_group(workplace, "Sommer", starts_on=date(2026, 6, 1), ends_on=date(2026, 8, 28))
    a_group(workplace, "Immer", starts_on=date(2026, 1, 5), ends_on=None)
    names = {chip: [row.name for row in groups.group_rows(workplace, chip)] for chip in GroupFilter}
    assert names[GroupFilter.RUNNING] == ["Herbst", "Immer"]
    assert names[GroupFilter.PLANNED] == ["Winter"]
    assert names[GroupFilter.ENDED] == ["Sommer"]
    assert groups.group_counts(workplace) == {chip: len(listed) for chip, listed in names.items()}


def test_a_group_runs_on_its_first_and_last_day(workplace: Workplace) -> None:
    today = date(2026, 11, 23)
    a_group(workplace, starts_on=today, ends_on=today)
    assert groups.group_rows(workplace)[0].state is GroupState.RUNNING


def test_changing_keeps_what_is_not_named(workplace: Workplace) -> None:
    group_id = a_group(workplace, slots=[MONDAY, WEDNESDAY], slots_per_week=2)
    done = groups.change_group(workplace, group_id, fields={"name": "Herbst 4"})
    record = groups.group_record(workplace, group_id)
    assert (record.row.name, record.row.room, record.slots_per_week, len(record.slots)) == ("Herbst 4", "Raum 3", 2, 2)
    assert done.changes.nouns == {Noun.GROUP}


def test_a_slot_keeps_its_id_when_its_time_changes(workplace: Workplace) -> None:
    group_id = a_group(workplace, slots=[MONDAY, WEDNESDAY])
    monday, _wednesday = groups.group_record(workplace, group_id).slots
    later = SlotDraft(0, time(10), time(13), monday.id)
    groups.change_group(workplace, group_id, fields={}, slots=[later])
    (slot,) = groups.group_record(workplace, group_id).slots
    assert (slot.id, slot.starts) == (monday.id, time(10))


def test_a_coach_can_be_taken_off_and_put_back(workplace: Workplace) -> None:
    coach = groups.coach_choices(workplace)[0]
    group_id = a_group(workplace, coaches=[coach.id])
    groups.change_group(workplace, group_id, fields={}, coaches=[])
    assert groups.group_record(workplace, group_id).coaches == ()
    groups.change_group(workplace, group_id, fields={}, coaches=[coach.id])
    assert groups.group_record(workplace, group_id).coaches == (coach,)


@pytest.mark.parametrize(
    ("fields", "slots", "field"),
    [
        ({"name": "  "}, [MONDAY], "name"),
        ({"ends_on": date(2026, 11, 1)}, [MONDAY], "ends_on"),
        ({"capacity": 0}, [MONDAY], "capacity"),
        ({"slots_per_week": 2}, [MONDAY], "slots_per_week"),
        ({}, [SlotDraft(0, time(12), time(9))], "slots"),
        ({}, [MONDAY, MONDAY], "slots"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    workplace: Workplace, fields: dict[str, object], slots: list[SlotDraft], field: str
) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        a_group(workplace, slots=slots, **{"name": "Herbst 3", **fields})  # type: ignore[arg-type]
    assert [problem.field for problem in refused.value.problems] == [field]
    assert groups.group_rows(workplace) == ()


def test_a_removed_group_comes_back(workplace: Workplace) -> None:
    group_id = a_group(workplace)
    groups.remove_group(workplace, group_id)
    assert groups.group_rows(workplace) == ()
    groups.remove_group(workplace, group_id, removed=False)
    assert len(groups.group_rows(workplace)) == 1
    an_enrolment(workplace, group_id, a_participant(workplace))
    with pytest.raises(GroupHasPeopleError):
        groups.remove_group(workplace, group_id)
    assert len(groups.group_rows(workplace)) == 1


def test_an_unknown_group_is_said_to_be_missing(workplace: Workplace) -> None:
    with pytest.raises(MissingRecordError):
        groups.group_record(workplace, GroupId(workplace.store.ids.new_id()))


def test_a_carer_may_not_see_groups(tmp_path: Path) -> None:
    workplace = make_workplace(tmp_path, roles=[Role.CARER])
    with workplace.store, pytest.raises(NotAllowedError):
        groups.group_rows(workplace)
