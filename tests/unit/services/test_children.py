"""Children: taken in, changed, removed and brought back; their notes, who collects them, pictures and the sheet."""

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.factories import (
    a_care_room,
    a_carer,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    care_for_group,
)
from tests.tools import require_tool
from tests.unit.services.house import House, a_house, somebody
from werkakademie.errors import InvalidFieldsError, NotAllowedError
from werkakademie.records.changes import Noun
from werkakademie.records.children import ChildRow, CollectorRow, FamilyRecord
from werkakademie.records.enums import BookingState, Role
from werkakademie.records.history import JournalQuery
from werkakademie.records.ids import ChildId, CollectorId, ParticipantId
from werkakademie.services import childcare_settings, children, collector_pictures, journal
from werkakademie.services.collector_pictures import PictureRefusedError, PicturesOffError
from werkakademie.services.reach import OutsideOwnGroupsError
from werkakademie.services.workplace import Workplace

TODAY = date(2026, 11, 23)
JPEG = b"\xff\xd8\xff" + bytes(100)
NOTE = {"emergency_note": "Nussallergie", "needs": "schläft mittags", "collection_word": "Regenbogen"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def anna(house: House) -> Workplace:
    return house.anna


@pytest.fixture
def olena(anna: Workplace) -> ParticipantId:
    """In a group that Anna coaches."""
    person = a_participant(anna)
    an_enrolment(anna, a_group(anna, coaches=[anna.account_id]), person)
    return person


def family_of(workplace: Workplace, person: ParticipantId) -> FamilyRecord:
    return children.family(workplace, person)


def only_child(workplace: Workplace, person: ParticipantId) -> ChildRow:
    (child,) = family_of(workplace, person).children
    return child


def collectors(workplace: Workplace, person: ParticipantId) -> dict[str, list[tuple[str, bool]]]:
    """Of each child, who is on its list."""
    return {
        child.given_name: [(one.name, one.allowed) for one in child.collectors]
        for child in family_of(workplace, person).children
    }


def a_collector(workplace: Workplace, child_id: ChildId, name: str = "Vira", *, allowed: bool = True) -> CollectorId:
    return children.add_collector(workplace, child_id, fields={"name": name, "allowed": allowed}).value[0]


def problems_of(error: InvalidFieldsError) -> list[str]:
    return [problem.field for problem in error.problems]


def allow_pictures(house: House, *, allowed: bool = True) -> None:
    childcare_settings.change_policy(house.lead, fields={"pictures_allowed": allowed})


# The child.


def test_a_child_is_kept_by_its_month_of_birth(anna: Workplace, olena: ParticipantId) -> None:
    fields = {"given_name": "Mila", "birth_month": date(2022, 5, 17), "consent_on": date(2026, 11, 2)}
    done = children.add_child(anna, olena, fields=fields)
    assert Noun.CHILD in done.changes
    child = only_child(anna, olena)
    assert (child.id, child.given_name, child.birth_month) == (done.value, "Mila", date(2022, 5, 1))
    assert (child.age, child.care_wanted, child.has_consent, child.has_note) == (4, True, True, False)


def test_children_stand_in_the_order_of_their_age(anna: Workplace, olena: ParticipantId) -> None:
    a_child(anna, olena, "Tom", date(2025, 9, 1))
    a_child(anna, olena, "Mila", date(2022, 5, 1))
    assert [child.given_name for child in family_of(anna, olena).children] == ["Mila", "Tom"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"given_name": ""}, "given_name"),
        ({"birth_month": date(2026, 12, 1)}, "birth_month"),
        ({"birth_month": date(2008, 5, 1)}, "birth_month"),
        ({"consent_on": date(2026, 11, 24)}, "consent_on"),
        ({"consent_on": None, "consent_withdrawn_on": TODAY}, "consent_withdrawn_on"),
        ({"consent_on": TODAY, "consent_withdrawn_on": date(2026, 11, 22)}, "consent_withdrawn_on"),
    ],
    ids=["no name", "not born", "grown up", "consents tomorrow", "withdraws nothing", "withdraws too early"],
)
def test_what_cannot_be_is_refused_at_its_field(
    anna: Workplace, olena: ParticipantId, fields: dict[str, object], field: str
) -> None:
    child = a_child(anna, olena)
    before = only_child(anna, olena)
    for refused in (
        lambda: children.change_child(anna, child, fields=fields),
        lambda: a_child(anna, olena, **{"given_name": "Tom", **fields}),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidFieldsError) as caught:
            refused()
        assert problems_of(caught.value) == [field]
    assert only_child(anna, olena) == before


def test_a_change_leaves_what_it_does_not_name(anna: Workplace, olena: ParticipantId) -> None:
    child = a_child(anna, olena)
    children.change_child(anna, child, fields={"given_name": "Milena", "birth_month": date(2022, 6, 30)})
    row = only_child(anna, olena)
    assert (row.given_name, row.birth_month, row.consent_on) == ("Milena", date(2022, 6, 1), date(2026, 10, 1))
    children.change_child(anna, child, fields={"consent_withdrawn_on": TODAY})
    assert not only_child(anna, olena).has_consent


def test_a_removed_child_comes_back_with_its_notes_and_collectors(anna: Workplace, olena: ParticipantId) -> None:
    child = a_child(anna, olena)
    children.write_note(anna, child, fields=NOTE)
    a_collector(anna, child)
    before = family_of(anna, olena)
    children.remove_child(anna, child)
    assert family_of(anna, olena).children == ()
    assert family_of(anna, olena).notes == ()
    children.remove_child(anna, child, removed=False)
    assert family_of(anna, olena) == before


def test_places_need_the_consent_and_go_with_the_child(house: House, anna: Workplace, olena: ParticipantId) -> None:
    group = a_group(anna, "Winter 1", coaches=[anna.account_id])
    an_enrolment(anna, group, olena)
    room = a_care_room(house.lead)
    for name in ("Meral Aydin", "Inge Sommer"):
        a_carer(house.lead, room, name)
    care_for_group(anna, group, room)
    a_session(anna, group, date(2026, 11, 24))

    child = a_child(anna, olena, consent_on=None)
    assert family_of(anna, olena).coming == ()
    children.change_child(anna, child, fields={"consent_on": TODAY})
    (place,) = family_of(anna, olena).coming_of(child)
    assert (place.held_on, place.state) == (date(2026, 11, 24), BookingState.BOOKED)
    children.change_child(anna, child, fields={"consent_withdrawn_on": TODAY})
    assert family_of(anna, olena).coming == ()
    children.change_child(anna, child, fields={"consent_withdrawn_on": None})
    children.remove_child(anna, child)
    assert family_of(anna, olena).coming == ()
    children.remove_child(anna, child, removed=False)
    assert [place.state for place in family_of(anna, olena).coming] == [BookingState.BOOKED]


# What carers must know.


def test_notes_are_read_by_who_looks_after_the_person(house: House, anna: Workplace, olena: ParticipantId) -> None:
    child = a_child(anna, olena)
    children.write_note(anna, child, fields=NOTE)
    for reader in (anna, house.lead):
        family = family_of(reader, olena)
        assert (family.may_read_notes, family.may_edit) == (True, True)
        note = family.note_of(child)
        assert (note.emergency_note, note.needs, note.collection_word) == tuple(NOTE.values())
    foreign = family_of(house.ben, olena)
    assert (foreign.may_read_notes, foreign.may_edit, foreign.notes) == (False, False, ())
    assert not foreign.note_of(child)
    assert foreign.children[0].has_note, "that something is there may be seen"


def test_notes_are_written_over_and_emptied(anna: Workplace, olena: ParticipantId) -> None:
    child = a_child(anna, olena)
    assert not family_of(anna, olena).note_of(child)
    children.write_note(anna, child, fields=NOTE)
    children.write_note(anna, child, fields=NOTE | {"needs": ""})
    assert family_of(anna, olena).note_of(child).needs == ""
    children.write_note(anna, child, fields=dict.fromkeys(NOTE, ""))
    assert not family_of(anna, olena).note_of(child)
    assert not only_child(anna, olena).has_note


def test_a_note_that_is_too_long_is_refused(anna: Workplace, olena: ParticipantId) -> None:
    child = a_child(anna, olena)
    with pytest.raises(InvalidFieldsError) as caught:
        children.write_note(anna, child, fields=NOTE | {"emergency_note": "x" * 501})
    assert problems_of(caught.value) == ["emergency_note"]
    assert not family_of(anna, olena).note_of(child)


def test_the_journal_says_that_a_note_changed_once_for_each_change(house: House, olena: ParticipantId) -> None:
    child = a_child(house.anna, olena)
    before = journal.journal_count(house.lead, JournalQuery())
    children.write_note(house.anna, child, fields=NOTE)
    children.write_note(house.anna, child, fields=NOTE)
    assert journal.journal_count(house.lead, JournalQuery()) == before + 1


# Who collects.


def test_who_may_not_collect_stands_first(anna: Workplace, olena: ParticipantId) -> None:
    child = a_child(anna, olena)
    a_collector(anna, child, "Adam")
    a_collector(anna, child, "Zoran", allowed=False)
    assert collectors(anna, olena) == {"Mila": [("Zoran", False), ("Adam", True)]}


def test_a_collector_for_all_siblings(anna: Workplace, olena: ParticipantId) -> None:
    mila = a_child(anna, olena)
    a_child(anna, olena, "Tom", date(2025, 9, 1))
    fatma = a_participant(anna, "Fatma", "Öztürk")
    a_child(anna, fatma, "Ali")
    done = children.add_collector(anna, mila, fields={"name": "Vira"}, siblings=True)
    assert len(done.value) == 2
    assert collectors(anna, olena) == {"Mila": [("Vira", True)], "Tom": [("Vira", True)]}
    assert collectors(anna, fatma) == {"Ali": []}, "other families are not touched"


def test_a_ban_reaches_the_entry_that_a_sibling_has_already(anna: Workplace, olena: ParticipantId) -> None:
    mila = a_child(anna, olena)
    tom = a_child(anna, olena, "Tom", date(2025, 9, 1))
    first = a_collector(anna, mila, "Igor")
    a_collector(anna, tom, "IGOR")
    children.change_collector(anna, first, fields={"allowed": False}, siblings=True)
    assert collectors(anna, olena) == {"Mila": [("Igor", False)], "Tom": [("Igor", False)]}
    children.change_collector(anna, first, fields={"name": "Igor Bondar"})
    assert collectors(anna, olena) == {"Mila": [("Igor Bondar", False)], "Tom": [("Igor", False)]}


def test_a_collector_needs_a_name(anna: Workplace, olena: ParticipantId) -> None:
    child = a_child(anna, olena)
    one = a_collector(anna, child)
    for refused in (
        lambda: children.add_collector(anna, child, fields={"name": ""}, siblings=True),
        lambda: children.change_collector(anna, one, fields={"name": ""}),
    ):
        with pytest.raises(InvalidFieldsError) as caught:
            refused()
        assert problems_of(caught.value) == ["name"]
    assert collectors(anna, olena) == {"Mila": [("Vira", True)]}


def test_who_is_taken_off_the_list_comes_back_without_the_picture(
    house: House, anna: Workplace, olena: ParticipantId
) -> None:
    allow_pictures(house)
    one = a_collector(anna, a_child(anna, olena))
    collector_pictures.set_picture(anna, one, jpeg=JPEG)
    children.remove_collector(anna, one)
    assert collectors(anna, olena) == {"Mila": []}
    assert collector_pictures.picture(anna, one) is None
    children.remove_collector(anna, one, removed=False)
    (row,) = only_child(anna, olena).collectors
    assert (row.name, row.has_picture) == ("Vira", False)


# Pictures.


def test_a_picture_is_kept_replaced_and_deleted(house: House, anna: Workplace, olena: ParticipantId) -> None:
    allow_pictures(house)
    one = a_collector(anna, a_child(anna, olena))

    def row() -> CollectorRow:
        return only_child(anna, olena).collectors[0]

    assert not row().has_picture
    collector_pictures.set_picture(anna, one, jpeg=JPEG)
    collector_pictures.set_picture(anna, one, jpeg=JPEG + b"new")
    assert (row().has_picture, collector_pictures.picture(anna, one)) == (True, JPEG + b"new")
    collector_pictures.remove_picture(anna, one)
    assert (row().has_picture, collector_pictures.picture(anna, one)) == (False, None)
    collector_pictures.remove_picture(anna, one)


def test_without_the_policy_no_picture_is_kept_or_shown(house: House, anna: Workplace, olena: ParticipantId) -> None:
    one = a_collector(anna, a_child(anna, olena))
    assert not family_of(anna, olena).pictures_allowed
    with pytest.raises(PicturesOffError) as caught:
        collector_pictures.set_picture(anna, one, jpeg=JPEG)
    assert "keine Bilder" in caught.value.sentence()
    allow_pictures(house)
    collector_pictures.set_picture(anna, one, jpeg=JPEG)
    allow_pictures(house, allowed=False)
    assert collector_pictures.picture(anna, one) is None


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n", JPEG + bytes(collector_pictures.LARGEST_PICTURE)])
def test_only_a_small_jpeg_is_a_picture(house: House, anna: Workplace, olena: ParticipantId, content: bytes) -> None:
    allow_pictures(house)
    one = a_collector(anna, a_child(anna, olena))
    with pytest.raises(PictureRefusedError):
        collector_pictures.set_picture(anna, one, jpeg=content)
    assert collector_pictures.picture(anna, one) is None


# The sheet.


def test_the_sheet_holds_what_matters_of_every_child(anna: Workplace, olena: ParticipantId, tmp_path: Path) -> None:
    child = a_child(anna, olena)
    a_child(anna, olena, "Tymofij", date(2025, 9, 1))
    children.write_note(anna, child, fields=NOTE)
    a_collector(anna, child, "Igor", allowed=False)
    path = tmp_path / "Notfallblatt.pdf"
    children.save_emergency_sheet(anna, olena, path)
    shown = subprocess.run(
        [str(require_tool("pdftotext")), "-layout", str(path), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    for words in ("Mila", "Tymofij", "Nussallergie", "schläft mittags", "Igor", "Kovalenko"):
        assert words in shown
    assert path.read_bytes()[:5] == children.emergency_sheet(anna, olena)[:5] == b"%PDF-"


# Who may.


def test_whose_group_it_is_not_changes_nothing(house: House, anna: Workplace, olena: ParticipantId) -> None:
    allow_pictures(house)
    child = a_child(anna, olena)
    one = a_collector(anna, child)
    before, ben = family_of(anna, olena), house.ben
    for refused in (
        lambda: children.add_child(ben, olena, fields={"given_name": "Tom", "birth_month": date(2024, 1, 1)}),
        lambda: children.change_child(ben, child, fields={"given_name": "Tom"}),
        lambda: children.remove_child(ben, child),
        lambda: children.write_note(ben, child, fields=NOTE),
        lambda: children.add_collector(ben, child, fields={"name": "Igor"}),
        lambda: children.change_collector(ben, one, fields={"name": "Igor"}),
        lambda: children.remove_collector(ben, one),
        lambda: children.emergency_sheet(ben, olena),
        lambda: collector_pictures.set_picture(ben, one, jpeg=JPEG),
        lambda: collector_pictures.remove_picture(ben, one),
    ):
        with pytest.raises(OutsideOwnGroupsError):
            refused()
    assert family_of(anna, olena) == before


def test_a_carer_reads_no_family_and_sees_the_picture_at_the_door(
    house: House, anna: Workplace, olena: ParticipantId
) -> None:
    allow_pictures(house)
    one = a_collector(anna, a_child(anna, olena))
    collector_pictures.set_picture(anna, one, jpeg=JPEG)
    carer = somebody(house.lead, "Meral Aydin", Role.CARER)
    with pytest.raises(NotAllowedError):
        family_of(carer, olena)
    assert collector_pictures.picture(carer, one) == JPEG
