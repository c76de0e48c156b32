"""Reports of childcare: a week counted by hand, the same hidden numbers in every form, and the monthly list."""

import csv
import io
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from sqlmodel import delete, select

from tests import factories
from tests.factories import (
    a_care_room,
    a_carer,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    care_for_group,
    make_workplace,
)
from tests.laws import examples
from tests.tools import require_tool
from tests.unit.services.care_builders import a_care_slot, a_child, a_room, booked, came
from werkakademie.errors import InvalidFieldsError
from werkakademie.models import (
    Child,
    ChildcareBooking,
    ChildcarePolicy,
    ChildcareSlot,
    ChildcareVisit,
    ChildNote,
)
from werkakademie.records.childcare_reports import CareReportQuery, CareWeek
from werkakademie.records.enums import BookingState, NonEntryReason, Sex
from werkakademie.records.ids import CareRoomId, ChildcareSlotId, ChildId
from werkakademie.records.printed_tables import cell_text
from werkakademie.services import (
    childcare_reports,
    childcare_slots,
    enrolments,
    person_rights,
    sessions,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.storage.sites import the_site

NOVEMBER = CareReportQuery(date(2026, 11, 1), date(2026, 11, 30))
PUBLISHED = CareReportQuery(date(2026, 11, 1), date(2026, 11, 30), published=True)
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
NEXT_MONDAY = date(2026, 11, 30)
EMERGENCY = "Erdnussallergie"


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path, clock=SteppedClock(datetime(2026, 12, 7, 8, 0, tzinfo=UTC)))
    yield opened
    opened.store.close()


def children_of(workplace: Workplace, count: int) -> list[ChildId]:
    """So many children, each with a parent of its own."""
    return [
        a_child(workplace, a_participant(workplace, f"Mutter {number}", own_number=f"A-{number}"), f"Kind {number}")
        for number in range(count)
    ]


def two_weeks(workplace: Workplace) -> list[ChildId]:
    """Monday: five booked, four came, one waited. Tuesday: care fell through for two. Next Monday: six, all came."""
    room, group = a_room(workplace), a_group(workplace)
    children = children_of(workplace, 6)
    first = a_care_slot(workplace, room, MONDAY, group_id=group)
    booked(workplace, first, children[:5])
    booked(workplace, first, children[5:], BookingState.WAITING)
    came(workplace, first, children[:4], MONDAY)
    second = a_care_slot(workplace, room, TUESDAY, title="Elterncafé", cancelled_because="beide krank")
    booked(workplace, second, children[:2], BookingState.FALLEN_THROUGH)
    booked(workplace, second, children[2:3], BookingState.RELEASED)
    third = a_care_slot(workplace, room, NEXT_MONDAY, "09:00", "11:30", group_id=group)
    booked(workplace, third, children)
    came(workplace, third, children, NEXT_MONDAY, "09:05", "11:30")
    return children


def texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in rows]  # type: ignore[arg-type]


def test_two_weeks_counted_by_hand(workplace: Workplace) -> None:
    two_weeks(workplace)
    weeks, slots, _non_entries = childcare_reports.care_report(workplace, NOVEMBER).tables
    assert texts(weeks.rows) == [
        ["KW 48/2026 (23.11.–29.11.)", "2", "8", "5", "4", "80,0 %", "2", "1"],
        ["KW 49/2026 (30.11.–06.12.)", "1", "8", "6", "6", "100,0 %", "0", "0"],
        ["Alle Wochen", "3", "16", "11", "10", "90,9 %", "2", "1"],
    ]
    assert texts(slots.rows) == [
        ["23.11.2026", "09:00–12:00", "Herbst 3", "Spielzimmer", "8", "5", "4", "0", "1"],
        ["24.11.2026", "09:00–12:00", "Elterncafé (abgesagt: beide krank)", "Spielzimmer", *"00020"],
        ["30.11.2026", "09:00–11:30", "Herbst 3", "Spielzimmer", "8", "6", "6", "0", "0"],
    ]


def test_a_time_that_is_not_over_does_not_count(workplace: Workplace) -> None:
    room = a_room(workplace)
    with workplace.store.read() as tx:
        today = tx.today
    a_care_slot(workplace, room, today, "07:00", "09:00", title="früh")
    a_care_slot(workplace, room, today, "08:30", "12:00", title="jetzt")
    query = CareReportQuery(today, today)
    (row,) = childcare_reports.care_report(workplace, query).tables[1].rows
    assert row[2] == "früh"


def test_a_cancelled_session_needs_no_care(workplace: Workplace) -> None:
    room, group = a_room(workplace), a_group(workplace)
    for day in (MONDAY, TUESDAY):
        session_id = a_session(workplace, group, day)
        slot = a_care_slot(workplace, room, day, group_id=group, session_id=session_id)
        if day == TUESDAY:
            came(workplace, slot, children_of(workplace, 1), day)
        sessions.cancel_session(workplace, session_id, reason="Heizung aus")
    rows = childcare_reports.care_report(workplace, NOVEMBER).tables[1].rows
    assert [row[0] for row in rows] == [TUESDAY]


def test_women_without_care(workplace: Workplace) -> None:
    group = a_group(workplace)
    stories = [
        (Sex.FEMALE, NonEntryReason.MISSING_CHILDCARE, date(2026, 11, 3)),
        (Sex.FEMALE, NonEntryReason.MISSING_CHILDCARE, date(2026, 11, 30)),
        (Sex.FEMALE, NonEntryReason.HEALTH, date(2026, 11, 4)),
        (Sex.MALE, NonEntryReason.TOOK_UP_WORK, date(2026, 11, 4)),
        (None, NonEntryReason.MISSING_CHILDCARE, date(2026, 11, 4)),
        (Sex.FEMALE, NonEntryReason.MISSING_CHILDCARE, date(2026, 12, 1)),
    ]
    for number, (sex, reason, day) in enumerate(stories):
        person = a_participant(workplace, f"Person {number}", sex=sex)
        enrolment_id = an_enrolment(workplace, group, person, entry_on=None)
        enrolments.record_non_entry(workplace, enrolment_id, reason=reason, decided_on=day)
    table = childcare_reports.care_report(workplace, NOVEMBER).tables[2]
    assert texts(table.rows) == [
        ["weiblich", "3", "2", "66,7 %"],
        ["männlich", "1", "0", "0,0 %"],
        ["nicht erfasst", "1", "1", "100,0 %"],
        ["Alle", "5", "3", "60,0 %"],
    ]
    published = childcare_reports.care_report(workplace, PUBLISHED).tables[2]
    # Three of five leave two who had another reason, so that the total cannot be shown either.
    assert texts(published.rows) == [
        ["weiblich", "3", "*", "*"],
        ["männlich", "*", "*", "*"],
        ["nicht erfasst", "*", "*", "*"],
        ["Alle", "5", "*", "*"],
    ]


def test_for_publication_the_same_numbers_are_hidden_everywhere(workplace: Workplace, tmp_path: Path) -> None:
    two_weeks(workplace)
    view = childcare_reports.care_report(workplace, PUBLISHED)
    assert view.report.hides
    assert any("* Zahlen von 1 bis 2 sind nicht gezeigt" in note for note in view.notes)
    weeks, slots, _rest = view.tables
    shown = texts(slots.rows)
    assert shown[1][2] == "Elterncafé (abgesagt)"
    assert shown[1][7] == "*"
    assert "*" in "".join(texts(weeks.rows)[0])

    pdf, book, table = tmp_path / "a.pdf", tmp_path / "a.xlsx", tmp_path / "a.csv"
    childcare_reports.save_care_report(workplace, PUBLISHED, pdf)
    childcare_reports.save_care_workbook(workplace, PUBLISHED, book)
    assert childcare_reports.save_care_table(workplace, PUBLISHED, "slots", table) == 3
    with table.open(encoding="utf-8-sig", newline="") as file:
        in_csv = list(csv.reader(file, delimiter=";"))
    assert [[cell.removesuffix(" %") for cell in row] for row in shown] == in_csv[1:4]
    clipboard = childcare_reports.clipboard_text(slots)
    assert [line.split("\t") for line in clipboard.splitlines()] == in_csv[:4]
    sheets = CalamineWorkbook.from_path(str(book))
    assert sheets.sheet_names == [
        "Erläuterung",
        "Plätze je Woche",
        "Plätze je Betreuungszeit",
        "Nicht eingetreten wegen fehlend",
    ]
    in_book = sheets.get_sheet_by_name("Plätze je Betreuungszeit").to_python()
    assert [[_as_shown(cell) for cell in row] for row in in_book[1:]] == shown
    printed = subprocess.run(
        [str(require_tool("pdftotext")), "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    assert "Zahlen von 1 bis 2 sind nicht gezeigt" in printed
    assert "beide krank" not in printed
    stars = sum(cell == "*" for one in view.tables for row in texts(one.rows) for cell in row)
    assert printed.count("*") == stars + 1


def _as_shown(cell: object) -> str:
    """A cell of the workbook as the screen would write it."""
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float):
        return f"{cell:.0f}"
    return str(cell)


def test_nobody_who_is_hidden_appears_in_a_workbooks_raw_parts(workplace: Workplace, tmp_path: Path) -> None:
    """The published workbook holds no formula and not one of the hidden numbers behind its stars."""
    two_weeks(workplace)
    book = tmp_path / "a.xlsx"
    childcare_reports.save_care_workbook(workplace, PUBLISHED, book)
    with zipfile.ZipFile(book) as parts:
        sheet = parts.read("xl/worksheets/sheet4.xml").decode()
    assert "<f>" not in sheet
    assert "<v>0.8</v>" not in sheet


def test_days_that_do_not_fit_together_are_refused(workplace: Workplace) -> None:
    with pytest.raises(InvalidFieldsError) as refused:
        childcare_reports.care_report(workplace, CareReportQuery(date(2026, 11, 30), date(2026, 11, 1)))
    assert refused.value.problems[0].field == "last"
    with pytest.raises(InvalidFieldsError):
        childcare_reports.care_report(workplace, CareReportQuery(MONDAY, MONDAY, threshold=2))


def test_what_may_be_deleted_already_is_said(workplace: Workplace) -> None:
    assert childcare_reports.care_report(workplace, NOVEMBER).report.incomplete_before is None
    view = childcare_reports.care_report(workplace, CareReportQuery(date(2026, 6, 6), date(2026, 11, 30)))
    assert view.report.incomplete_before == date(2026, 6, 7)
    assert any("Vor dem 07.06.2026" in note for note in view.notes)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 12, 7), date(2026, 10, 1), date(2026, 12, 7)),
        (date(2027, 1, 14), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 15), date(2027, 1, 1), date(2027, 1, 15)),
    ],
)
def test_the_suggested_period_is_a_quarter(tmp_path: Path, today: date, first: date, last: date) -> None:
    clock = SteppedClock(datetime(today.year, today.month, today.day, 8, tzinfo=UTC))
    workplace = make_workplace(tmp_path, clock=clock)
    with workplace.store:
        assert childcare_reports.suggested_query(workplace) == CareReportQuery(first, last)


def test_places_that_followed_the_parents_are_counted(tmp_path: Path) -> None:
    """Nothing is booked by hand here: a group with care, three parents, two sessions of which one is cancelled."""
    clock = SteppedClock(datetime(2026, 11, 19, 8, 0, tzinfo=UTC))
    workplace = make_workplace(tmp_path, clock=clock)
    with workplace.store:
        group, room = a_group(workplace), a_care_room(workplace, places=2)
        for name in ("Meral Aydin", "Ines Krug"):
            a_carer(workplace, room, name)
        care_for_group(workplace, group, room)
        for number in range(3):
            parent = a_participant(workplace, f"Mutter {number}")
            factories.a_child(workplace, parent, f"Kind {number}")
            an_enrolment(workplace, group, parent)
            clock.step(timedelta(minutes=5))
        a_session(workplace, group, MONDAY)
        sessions.cancel_session(workplace, a_session(workplace, group, TUESDAY), reason="Heizung aus")
        no_care = a_session(workplace, group, NEXT_MONDAY)
        with workplace.store.read() as tx:
            slot_id = tx.scalars(select(ChildcareSlot.id).where(ChildcareSlot.session_id == no_care))[0]
        childcare_slots.cancel_slot(workplace, ChildcareSlotId(slot_id), reason="beide krank")
        clock.set(datetime(2026, 12, 7, 8, 0, tzinfo=UTC))
        rows = childcare_reports.care_report(workplace, NOVEMBER).tables[1].rows
        assert texts(rows) == [
            ["23.11.2026", "08:45–12:15", "Herbst 3", "Sonnenzimmer", "2", "2", "0", "0", "1"],
            ["30.11.2026", "08:45–12:15", "Herbst 3 (abgesagt: beide krank)", "Sonnenzimmer", "0", "0", "0", "3", "0"],
        ]


# ---- The monthly list ----


def test_the_list_of_a_month(workplace: Workplace, tmp_path: Path) -> None:
    children = two_weeks(workplace)
    came(workplace, None, children[:1], date(2026, 12, 1), "08:00", "10:00")
    came(workplace, None, children[5:], date(2026, 11, 25), "08:00", None)
    with workplace.store.write(workplace.account_id) as tx:
        tx.add(ChildNote(child_id=children[0], emergency_note=EMERGENCY, needs="Windeln", changed_at=tx.now))
        tx.add(
            ChildcarePolicy(
                site_id=the_site(tx).id,
                legal_note="§ 16a Nr. 1 SGB II",
                legal_note_as_of=date(2026, 1, 1),
                changed_at=tx.now,
            )
        )
    view = childcare_reports.care_list(workplace, date(2026, 11, 15))
    assert [child.given_name for child in view.care_list.children] == [f"Kind {number}" for number in range(6)]
    first, *_others, last = view.care_list.children
    assert first.weeks == (CareWeek(2026, 48, 1, 180), CareWeek(2026, 49, 1, 145))
    assert last.weeks == (CareWeek(2026, 48, 1, 0), CareWeek(2026, 49, 1, 145))
    assert texts(view.table.rows)[0] == [
        "Kind 0", "05.2023", "Mutter 0 Kovalenko", "A-0", "KW 48 (3:00), KW 49 (2:25)", "2", "5:25",
    ]  # fmt: skip
    assert texts(view.table.rows)[-1] == ["Alle Kinder", "", "", "", "", "11", "26:30"]
    assert view.notes[0] == "Grundlage: § 16a Nr. 1 SGB II (Stand 01.01.2026)"
    assert view.notes[1].startswith("Bei 1 Besuch ist nicht eingetragen")

    pdf, book = tmp_path / "liste.pdf", tmp_path / "liste.xlsx"
    assert childcare_reports.save_care_list(workplace, date(2026, 11, 1), pdf) == 6
    assert childcare_reports.save_care_list_workbook(workplace, date(2026, 11, 1), book) == 6
    printed = subprocess.run(
        [str(require_tool("pdftotext")), "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    for expected in ("Kinderbetreuung im Monat 11/2026", "§ 16a Nr. 1 SGB II", "Kind 0", "A-5", "26:30", "ÜBUNG"):
        assert expected in printed
    sheets = CalamineWorkbook.from_path(str(book))
    weeks = sheets.get_sheet_by_name("Nach Wochen").to_python()
    assert weeks[1] == ["Kind 0", "05.2023", "Mutter 0 Kovalenko", "A-0", "2026-48", 1.0, 180.0]
    assert len(weeks) == 1 + 4 + 6 + 1
    everything = printed + str([sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names])
    assert EMERGENCY not in everything
    assert "Windeln" not in everything


def test_a_name_that_looks_like_a_formula_stays_a_name(workplace: Workplace, tmp_path: Path) -> None:
    parent = a_participant(workplace, "@SUM(1)", "Krause", own_number="-1+2")
    came(workplace, None, [a_child(workplace, parent, '=HYPERLINK("http://example.org")')], MONDAY)
    book = tmp_path / "liste.xlsx"
    childcare_reports.save_care_list_workbook(workplace, MONDAY, book)
    with zipfile.ZipFile(book) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                assert "<f>" not in parts.read(name).decode()
                assert "hyperlink" not in parts.read(name).decode().lower()
    row = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("Nach Wochen").to_python()[1]
    assert row[0] == '\'=HYPERLINK("http://example.org")'
    assert row[2:4] == ["'@SUM(1) Krause", "'-1+2"]


def test_a_spreadsheet_program_reads_the_workbook(workplace: Workplace, tmp_path: Path) -> None:
    two_weeks(workplace)
    book = tmp_path / "liste.xlsx"
    childcare_reports.save_care_list_workbook(workplace, MONDAY, book)
    office = [str(require_tool("soffice")), f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    filter_name = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,3"
    subprocess.run(
        [*office, "--convert-to", filter_name, "--outdir", str(tmp_path), str(book)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (read,) = tmp_path.glob("liste*.csv")
    rows = list(csv.reader(io.StringIO(read.read_text(encoding="utf-8")), delimiter=";"))
    assert rows[0] == ["Kind", "geboren", "Elternteil", "Nummer", "Woche", "Tage", "Minuten"]
    assert rows[1] == ["Kind 0", "05.2023", "Mutter 0 Kovalenko", "A-0", "2026-48", "1", "180"]


def test_a_parent_whose_record_may_only_be_kept_is_in_no_list(workplace: Workplace) -> None:
    parent = a_participant(workplace)
    came(workplace, None, [a_child(workplace, parent)], MONDAY)
    assert len(childcare_reports.care_list(workplace, MONDAY).care_list.children) == 1
    person_rights.restrict(workplace, parent, reason="Adresse bestritten")
    assert childcare_reports.care_list(workplace, MONDAY).care_list.children == ()


def test_the_months_to_choose_from(workplace: Workplace) -> None:
    assert childcare_reports.care_months(workplace) == (date(2026, 12, 1),)
    came(workplace, None, children_of(workplace, 1), date(2026, 9, 30))
    assert childcare_reports.care_months(workplace) == (date(2026, 12, 1), date(2026, 9, 1))
    assert childcare_reports.care_list(workplace, date(2026, 12, 1)).table.rows == ()


# ---- Any history, counted slowly ----


@pytest.fixture
def known(workplace: Workplace) -> tuple[Workplace, CareRoomId, list[ChildId]]:
    """A room and four children."""
    return workplace, a_room(workplace), children_of(workplace, 4)


stories = st.lists(
    st.tuples(
        st.integers(0, 20),
        st.booleans(),
        st.dictionaries(st.integers(0, 3), st.sampled_from(BookingState), max_size=4),
        st.frozensets(st.integers(0, 3), max_size=4),
    ),
    max_size=5,
)


@examples(12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories)
def test_any_history_counted_child_by_child(
    known: tuple[Workplace, CareRoomId, list[ChildId]],
    history: list[tuple[int, bool, dict[int, BookingState], frozenset[int]]],
) -> None:
    workplace, room, children = known
    with workplace.store.write(workplace.account_id) as tx:
        for table in (ChildcareVisit, ChildcareBooking, ChildcareSlot):
            tx.execute(delete(table))
    for offset, cancelled, states, there in history:
        day = date(2026, 11, 9) + timedelta(days=offset)
        slot = a_care_slot(workplace, room, day, cancelled_because="krank" if cancelled else "")
        for child, state in states.items():
            booked(workplace, slot, [children[child]], state)
        came(workplace, slot, [children[child] for child in sorted(there)], day)
    report = childcare_reports.care_report(workplace, NOVEMBER).report
    slow = _slow(workplace)
    assert {row.slot.slot_id for row in report.slots} == slow.keys()
    for row in report.slots:
        places = row.places
        found = (places.offered, places.booked, places.used, places.fallen_through, places.without_place)
        assert found == slow[row.slot.slot_id]
    totals = [sum(column) for column in zip(*slow.values(), strict=True)] or [0] * 5
    everything = report.all_weeks
    assert totals == [
        everything.offered,
        everything.booked,
        everything.used,
        everything.fallen_through,
        everything.without_place,
    ]
    assert sum(week.slots for week in report.weeks) == len(history)


def _slow(workplace: Workplace) -> dict[ChildcareSlotId, tuple[int, int, int, int, int]]:
    """One child after the other through all rows."""
    with workplace.store.read() as tx:
        slots = tx.scalars(select(ChildcareSlot))
        bookings = tx.scalars(select(ChildcareBooking))
        visits = tx.scalars(select(ChildcareVisit))
        children = tx.scalars(select(Child))
        found = {}
        for slot in slots:
            open_day = slot.held_on.weekday() < 5 and not slot.cancelled_because
            offered, has_place, used, fallen, waiting = (8 if open_day else 0), 0, 0, 0, 0
            for child in children:
                state = {one.child_id: one.state for one in bookings if one.slot_id == slot.id}.get(child.id)
                if any(one.child_id == child.id and one.slot_id == slot.id for one in visits):
                    used += 1
                    has_place += 1
                elif state is BookingState.BOOKED:
                    has_place += 1
                elif state is BookingState.FALLEN_THROUGH:
                    fallen += 1
                elif state in (BookingState.WAITING, BookingState.OFFERED):
                    waiting += 1
            found[slot.id] = (offered, has_place, used, fallen, waiting)
        return found
