"""Setting up rooms, carers, the policy and care of groups: what is refused, in which words, and what can be undone."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.factories import a_care_room, a_carer, a_group, care_for_group, make_workplace
from werkakademie.errors import InvalidFieldsError
from werkakademie.models import Account, AccountRole
from werkakademie.records.changes import Noun
from werkakademie.records.childcare import CarePolicy, CarerRow, ShiftDraft
from werkakademie.records.childcare_texts import policy_sentence
from werkakademie.records.enums import OverCapacity, Role
from werkakademie.records.ids import AccountId, CarerId, CareRoomId, GroupId
from werkakademie.services import carers, undo
from werkakademie.services import childcare_settings as care
from werkakademie.services.childcare_settings import RoomInUseError
from werkakademie.services.reach import OutsideOwnGroupsError
from werkakademie.services.workplace import Workplace

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
EIGHT, NOON, ONE = time(8), time(12), time(13)


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path)
    yield opened
    opened.store.close()


@pytest.fixture
def room(workplace: Workplace) -> CareRoomId:
    return a_care_room(workplace)


@pytest.fixture
def carer(workplace: Workplace, room: CareRoomId) -> CarerId:
    return a_carer(workplace, room)


def problems(act: Callable[[], object]) -> dict[str, str]:
    """The refused fields with their sentences."""
    with pytest.raises(InvalidFieldsError) as refused:
        act()
    return {problem.field: problem.message for problem in refused.value.problems}


def the_carer(workplace: Workplace) -> CarerRow:
    (row,) = care.care_setup(workplace).carers
    return row


def times_of(row: CarerRow) -> list[tuple[int, time, time, date | None, date | None]]:
    return [(one.weekday, one.starts, one.ends, one.starts_on, one.ends_on) for one in row.shifts]


def test_a_room_is_set_up_and_changed(workplace: Workplace) -> None:
    done = care.add_room(workplace, fields={"name": " Sonnenzimmer ", "places": 12})
    assert Noun.CHILDCARE in done.changes
    care.change_room(workplace, done.value, fields={"places": 10, "closes": time(16)})
    (row,) = care.care_rooms(workplace)
    assert (row.name, row.places, row.opens, row.closes) == ("Sonnenzimmer", 10, time(7), time(16))


def test_two_rooms_never_have_one_name(workplace: Workplace, room: CareRoomId) -> None:
    said = problems(lambda: care.add_room(workplace, fields={"name": "sonnenzimmer", "places": 3}))
    assert said == {"name": "Einen Raum mit diesem Namen gibt es schon."}
    care.change_room(workplace, room, fields={"name": "Sonnenzimmer"})


def test_a_room_needs_a_name_and_places(workplace: Workplace) -> None:
    said = problems(lambda: care.add_room(workplace, fields={"name": "", "places": 0}))
    assert said == {"name": "Bitte füllen Sie dieses Feld aus.", "places": "Bitte geben Sie mindestens 1 ein."}


def test_a_room_that_is_needed_says_where(workplace: Workplace, room: CareRoomId, carer: CarerId) -> None:
    care_for_group(workplace, a_group(workplace), room)
    care.extra_day(workplace, carer, day=TUESDAY, room_id=room, starts=time(14), ends=time(16))
    with pytest.raises(RoomInUseError) as refused:
        care.remove_room(workplace, room)
    assert refused.value.sentence() == (
        "Der Raum „Sonnenzimmer“ wird noch gebraucht und bleibt: Kinderbetreuung der Gruppen Herbst 3; Wochenzeiten "
        "von Meral Aydin; zusätzliche Tage am 24.11.2026. Bitte ändern Sie das zuerst."
    )
    assert [row.id for row in care.care_rooms(workplace)] == [room]


def test_a_room_that_nobody_needs_goes_and_comes_back(workplace: Workplace, room: CareRoomId) -> None:
    care.remove_room(workplace, room)
    assert care.care_rooms(workplace) == ()
    care.remove_room(workplace, room, removed=False)
    assert [row.id for row in care.care_rooms(workplace)] == [room]


def test_the_last_change_can_be_taken_back(workplace: Workplace, room: CareRoomId) -> None:
    number = care.change_room(workplace, room, fields={"places": 3}).changes.transaction
    assert number is not None
    undo.take_back(workplace, number)
    assert care.care_rooms(workplace)[0].places == 15


def test_a_carer_is_taken_in_with_the_week(workplace: Workplace, carer: CarerId) -> None:
    row = the_carer(workplace)
    assert (row.id, row.name, row.clearance_seen_on) == (carer, "Meral Aydin", date(2026, 9, 1))
    assert times_of(row) == [(weekday, EIGHT, ONE, None, None) for weekday in range(5)]


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        (
            {"clearance_seen_on": TUESDAY},
            "clearance_seen_on",
            "Dieser Tag kommt erst noch. Bitte tragen Sie ein, wann Sie das Führungszeugnis gesehen haben.",
        ),
        (
            {"starts_on": TUESDAY, "ends_on": MONDAY},
            "ends_on",
            "Der letzte Tag liegt vor dem ersten. Bitte prüfen Sie beide Tage.",
        ),
        ({"name": " "}, "name", "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_what_is_wrong_with_a_carer(
    workplace: Workplace, room: CareRoomId, fields: dict[str, object], field: str, sentence: str
) -> None:
    assert problems(lambda: a_carer(workplace, room, **fields)) == {field: sentence}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("times", "part"),
    [
        ([(0, EIGHT, EIGHT)], "Beginn und Ende sind gleich."),
        ([(0, EIGHT, NOON), (0, time(11), ONE)], "Zwei Zeiten überschneiden sich."),
        ([(0, time(22), time(6)), (1, time(5), NOON)], "Zwei Zeiten überschneiden sich."),
        ([(6, time(22), time(6)), (0, time(5), NOON)], "Zwei Zeiten überschneiden sich."),
    ],
)
def test_weekly_times_that_can_not_be(
    workplace: Workplace, room: CareRoomId, times: list[tuple[int, time, time]], part: str
) -> None:
    shifts = [ShiftDraft(weekday, starts, ends, room) for weekday, starts, ends in times]
    said = problems(lambda: carers.add_carer(workplace, fields={"name": "Jo Blum"}, shifts=shifts))
    assert said["shifts"].startswith(part)


def test_times_that_only_touch_are_fine(workplace: Workplace, room: CareRoomId) -> None:
    moon = a_care_room(workplace, "Mondzimmer")
    shifts = [ShiftDraft(6, time(22), time(6), room), ShiftDraft(0, time(6), NOON, moon)]
    carers.add_carer(workplace, fields={"name": "Jo Blum"}, shifts=shifts)


def test_new_times_end_the_old_ones_the_day_before(workplace: Workplace, room: CareRoomId, carer: CarerId) -> None:
    monday = the_carer(workplace).shifts[0]
    kept = ShiftDraft(monday.weekday, monday.starts, monday.ends, monday.room_id, monday.id)
    later = MONDAY + timedelta(days=7)
    carers.change_carer(workplace, carer, fields={}, shifts=[kept, ShiftDraft(1, time(9), NOON, room)], since=later)
    sunday = later - timedelta(days=1)
    assert times_of(the_carer(workplace)) == [
        (0, EIGHT, ONE, None, None),
        (1, EIGHT, ONE, None, sunday),
        (1, time(9), NOON, later, None),
        (2, EIGHT, ONE, None, sunday),
        (3, EIGHT, ONE, None, sunday),
        (4, EIGHT, ONE, None, sunday),
    ]


def test_a_plan_that_never_held_leaves_nothing_behind(workplace: Workplace, room: CareRoomId, carer: CarerId) -> None:
    later = MONDAY + timedelta(days=7)
    carers.change_carer(workplace, carer, fields={}, shifts=[ShiftDraft(1, time(9), NOON, room)], since=later)
    carers.change_carer(workplace, carer, fields={}, shifts=[ShiftDraft(2, time(9), NOON, room)], since=later)
    assert [each for each in times_of(the_carer(workplace)) if each[3] == later] == [(2, time(9), NOON, later, None)]


def test_a_kept_time_that_was_to_begin_later_begins_with_the_others(
    workplace: Workplace, room: CareRoomId, carer: CarerId
) -> None:
    later = MONDAY + timedelta(days=7)
    carers.change_carer(workplace, carer, fields={}, shifts=[ShiftDraft(1, time(9), NOON, room)], since=later)
    planned = next(each for each in the_carer(workplace).shifts if each.ends_on is None)
    kept = ShiftDraft(1, time(9), NOON, room, planned.id)
    carers.change_carer(workplace, carer, fields={}, shifts=[kept], since=TUESDAY)
    lasting = [each for each in times_of(the_carer(workplace)) if each[4] is None]
    assert lasting == [(1, time(9), NOON, TUESDAY, None)]


def test_fields_alone_leave_times_and_account(workplace: Workplace, carer: CarerId) -> None:
    carers.change_carer(workplace, carer, fields={"account_id": workplace.account_id})
    carers.change_carer(workplace, carer, fields={"phone": "05141 1"})
    row = the_carer(workplace)
    assert (row.phone, row.account_id, len(row.shifts)) == ("05141 1", workplace.account_id, 5)


def test_an_absence_and_an_extra_day_are_listed_from_today_on(
    workplace: Workplace, room: CareRoomId, carer: CarerId
) -> None:
    care.report_absence(workplace, carer, day=MONDAY - timedelta(days=1))
    care.extra_day(workplace, carer, day=TUESDAY, room_id=room, starts=time(14), ends=time(16))
    care.report_absence(workplace, carer, day=MONDAY, starts=EIGHT, ends=NOON)
    rows = care.care_setup(workplace).days
    assert [(row.day, row.starts, row.room_name) for row in rows] == [
        (MONDAY, EIGHT, ""),
        (TUESDAY, time(14), "Sonnenzimmer"),
    ]
    found = care.carer_day_rows(workplace, first=MONDAY - timedelta(days=1), last=MONDAY)
    assert [row.day for row in found] == [MONDAY - timedelta(days=1), MONDAY]


def test_an_absence_needs_both_times_or_none(workplace: Workplace, carer: CarerId) -> None:
    half = problems(lambda: care.report_absence(workplace, carer, day=MONDAY, starts=EIGHT))
    assert half == {"ends": "Bitte tragen Sie beide Uhrzeiten ein, oder keine für den ganzen Tag."}
    same = problems(lambda: care.report_absence(workplace, carer, day=MONDAY, starts=EIGHT, ends=EIGHT))
    assert same["ends"].endswith("Liegt das Ende vor dem Beginn, ist der nächste Tag gemeint.")


def test_the_same_absence_is_entered_once(workplace: Workplace, carer: CarerId) -> None:
    care.report_absence(workplace, carer, day=MONDAY)
    said = problems(lambda: care.report_absence(workplace, carer, day=MONDAY, starts=EIGHT, ends=NOON))
    assert said == {"day": "Für diesen Tag ist der Ausfall schon eingetragen."}


def test_an_extra_day_never_lies_on_an_absence_or_another_one(
    workplace: Workplace, room: CareRoomId, carer: CarerId
) -> None:
    def extra(day: date, starts: int, ends: int) -> object:
        return care.extra_day(workplace, carer, day=day, room_id=room, starts=time(starts), ends=time(ends))

    care.report_absence(workplace, carer, day=MONDAY)
    assert problems(lambda: extra(MONDAY, 14, 16)) == {
        "day": "An diesem Tag ist ein Ausfall eingetragen. Bitte löschen Sie ihn zuerst."
    }
    extra(TUESDAY, 14, 16)
    assert problems(lambda: extra(TUESDAY, 15, 17)) == {
        "starts": "Zu dieser Zeit ist schon etwas Zusätzliches eingetragen."
    }
    extra(TUESDAY, 16, 17)


def test_a_day_outside_the_carers_time_here_is_refused(workplace: Workplace, room: CareRoomId) -> None:
    carer = a_carer(workplace, room, ends_on=MONDAY)
    assert problems(lambda: care.report_absence(workplace, carer, day=TUESDAY)) == {
        "day": "Meral Aydin gehört am 24.11.2026 nicht zum Team."
    }


def test_the_policy_as_a_sentence(workplace: Workplace) -> None:
    assert policy_sentence(care.care_policy(workplace)) == (
        "Höchstens 5 Kinder je Betreuungskraft, mindestens 2 Betreuungskräfte. Mehr nur mit eingetragenem Grund."
    )
    changed = {
        "most_per_carer": 1,
        "fewest_carers": 1,
        "weight_under_two": 150,
        "weight_under_three": 125,
        "over_capacity": OverCapacity.STOP,
        "legal_note": "In Anlehnung an § 43 SGB VIII.",
        "legal_note_as_of": date(2026, 10, 1),
    }
    assert policy_sentence(care.change_policy(workplace, fields=changed).value) == (
        "Höchstens 1 Kind je Betreuungskraft, mindestens 1 Betreuungskraft. Nach Alter: unter 2 zählt 1,50, 2 Jahre "
        "zählt 1,25. Mehr ist nicht möglich. In Anlehnung an § 43 SGB VIII (Stand 01.10.2026)."
    )


def test_the_policy_keeps_what_is_not_named(workplace: Workplace) -> None:
    care.change_policy(workplace, fields={"offer_hours": 48})
    care.change_policy(workplace, fields={"fewest_carers": 1})
    assert care.care_policy(workplace) == CarePolicy(offer_hours=48, fewest_carers=1, decided=True)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"weight_under_two": 99}, "Bitte geben Sie mindestens 100 ein."),
        ({"legal_note_as_of": TUESDAY}, "Der Stand kann nicht in der Zukunft liegen."),
    ],
)
def test_a_policy_that_can_not_be(workplace: Workplace, fields: dict[str, object], sentence: str) -> None:
    assert list(problems(lambda: care.change_policy(workplace, fields=fields)).values()) == [sentence]
    assert not care.care_policy(workplace).decided


def test_a_groups_care_is_given_changed_ended_and_given_back(workplace: Workplace, room: CareRoomId) -> None:
    group = a_group(workplace)
    assert care.group_care(workplace, group) is None
    care_for_group(workplace, group, room)
    care_for_group(workplace, group, room, lead_minutes=30)
    found = care.group_care(workplace, group)
    assert found is not None
    assert (found.room_id, found.lead_minutes, found.tail_minutes) == (room, 30, 15)
    care.end_group_care(workplace, group)
    assert care.group_care(workplace, group) is None
    care.end_group_care(workplace, group, ended=False)
    assert care.group_care(workplace, group) == found


def test_a_groups_care_needs_a_room_that_is_there(workplace: Workplace, room: CareRoomId) -> None:
    group = a_group(workplace)
    care.remove_room(workplace, room)
    said = problems(lambda: care_for_group(workplace, group, room))
    assert said == {"room_id": "Diesen Raum gibt es nicht mehr. Bitte wählen Sie einen anderen."}


def test_only_whoever_coaches_the_group_gives_it_care(workplace: Workplace, room: CareRoomId) -> None:
    group = a_group(workplace, coaches=[workplace.account_id])
    other = _another_coach(workplace)
    with pytest.raises(OutsideOwnGroupsError):
        care_for_group(other, group, room)
    care_for_group(workplace, group, room)
    with pytest.raises(OutsideOwnGroupsError):
        care.end_group_care(other, GroupId(group))


def _another_coach(workplace: Workplace) -> Workplace:
    account_id = AccountId(UUID(int=77))
    with workplace.store.write(None) as tx:
        tx.add(Account(id=account_id, name="Ada Berg", created_at=tx.now))
        tx.flush()
        tx.add(AccountRole(account_id=account_id, role=Role.COACH))
    return Workplace(workplace.store, account_id, "Ada Berg", frozenset({Role.COACH}))
