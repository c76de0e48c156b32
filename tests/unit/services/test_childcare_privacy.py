"""What carers must know of a child stands at the door and on the emergency sheet, and in no log, export or package."""

import logging
import shutil
import subprocess
import traceback
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel, col, select

from tests.factories import (
    COACH,
    PASSWORD,
    QUICK,
    a_child,
    a_group,
    a_participant,
    a_session,
    an_enrolment,
    an_exit,
)
from tests.tools import require_tool
from tests.unit.services.erasable import IN_AUTUMN, a_colleague, approve, erase_due, everything_due
from tests.unit.services.family_words import (
    NOTES,
    OF_CHILDREN,
    OF_NOTES,
    OF_VISITS,
    UNSPOKEN,
    Family,
    a_family,
    with_a_job,
)
from tests.unit.services.raw_pages import everything
from tests.unit.services.test_nothing_is_left import Words, key_of
from werkakademie.errors import InvalidFieldsError, fault_report
from werkakademie.models import Child, ChildcareBooking, ChildcareVisit, ChildNote, Collector, CollectorPicture
from werkakademie.records.backups import BackupReason
from werkakademie.records.childcare_reports import CareReportQuery
from werkakademie.records.enums import (
    ErasureDrop,
    ErasureReason,
    NonEntryReason,
    OutcomeCategory,
    RetentionKind,
    Role,
)
from werkakademie.records.history import JournalQuery
from werkakademie.records.ids import ChildcareSlotId, ChildId, CoachingSessionId, EnrolmentId, GroupId
from werkakademie.records.journal_texts import event_word
from werkakademie.records.site import NewSite
from werkakademie.services import (
    bin as waste,
)
from werkakademie.services import (
    central,
    childcare_door,
    childcare_reports,
    childcare_settings,
    children,
    collector_pictures,
    doctor,
    enrolments,
    erasure,
    exits,
    exporting,
    history,
    journal,
    person_record,
    person_rights,
    restoring,
    retention,
    sessions,
    site,
    undo,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage.backup import back_up
from werkakademie.storage.backup_file import backups_folder
from werkakademie.storage.childcare import following
from werkakademie.storage.erasure import fold_log
from werkakademie.storage.journal.chain import verify
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.storage.restricted import RestrictedError
from werkakademie.storage.vault_file import vault_accounts

LAST_DAY = date(2026, 11, 20)
#: Fourteen days after it.
NOTES_DUE = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
VISITS_DUE = datetime(2027, 5, 20, 9, 0, tzinfo=UTC)
CHILDREN_DUE = datetime(2027, 11, 20, 9, 0, tzinfo=UTC)
YEAR = CareReportQuery(date(2026, 1, 1), date(2026, 12, 31))
CARE_KINDS = {RetentionKind.CARE_NOTES, RetentionKind.CARE_VISITS, RetentionKind.CHILDREN}
OTHER = "of the others: "


@dataclass
class Site:
    """A Friday with care beside a session, and two families with everything who sit in it."""

    workplace: Workplace
    clock: SteppedClock
    word: Words
    family: Family
    group: GroupId
    enrolment: EnrolmentId
    #: Whose words begin with „of the others“.
    others: Family

    @property
    def folder(self) -> Path:
        return self.workplace.store.path.parent

    @property
    def door(self) -> Workplace:
        return replace(self.workplace, roles=frozenset({Role.CARER}))

    def unspoken_in(self, content: bytes) -> set[str]:
        return {what for what in self.word.found_in(content) if what.removeprefix(OTHER) in UNSPOKEN}

    def on_disk(self) -> set[str]:
        """Whose words can be read with the key, in any page, log or file beside the store."""
        assert fold_log(self.workplace.store)
        return self.word.found_in(everything(self.folder, key_of(self.workplace)))

    def leaves(self, exit_on: date = LAST_DAY) -> None:
        an_exit(self.workplace, self.enrolment, exit_on)

    def count(self, table: type[SQLModel]) -> int:
        with self.workplace.store.read() as tx:
            return len(tx.scalars(select(table)))


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Site]:
    clock, word = SteppedClock(IN_AUTUMN), Words()
    new = NewSite("Übungsstandort", "NI", COACH, PASSWORD)
    workplace, _key = site.create_site(tmp_path / "store", new, clock=clock, ids=CountingIds(), hardness=QUICK)
    group = a_group(workplace)
    parent = a_participant(workplace, word("given"), word("family"), phone="0441 5550")
    enrolment = an_enrolment(workplace, group, parent)
    family = a_family(workplace, group, parent, word)
    fields = {
        "employer_name": "Nordlicht GmbH",
        "starts_on": date(2026, 11, 30),
        "category": OutcomeCategory.INSURED_PART_TIME,
    }
    with_a_job(workplace, family, exits.add_placement(workplace, enrolment, fields=fields).value, word)
    other_parent = a_participant(workplace, "Marek", "Nowak")
    an_enrolment(workplace, group, other_parent)
    others = a_family(workplace, group, other_parent, lambda what: word(OTHER + what))
    yield Site(workplace, clock, word, family, group, enrolment, others)
    if not workplace.store.is_closed:
        workplace.store.close()


def of_others(words: Words) -> set[str]:
    return {what for what in words.given if what.startswith(OTHER)}


def test_the_words_are_where_they_are_needed(here: Site) -> None:
    """At the door, with the coach, on both sheets; so the tests below look for words that are there."""
    line = next(one for one in childcare_door.door_day(here.door).children if one.child_id == here.family.child)
    given = here.word.given
    wanted = (given["needs"], given["emergency note"], given["collection word"])
    assert (line.needs, line.emergency_note, line.collection_word) == wanted
    (note,) = children.family(here.workplace, here.family.parent).notes
    assert (note.needs, note.emergency_note, note.collection_word) == wanted
    at_the_door = childcare_door.emergency_sheet(here.door, child_ids=[here.family.child])
    for sheet in (at_the_door, children.emergency_sheet(here.workplace, here.family.parent)):
        assert {what for what in NOTES if given[what] in text_of(sheet)} >= {"needs", "emergency note"}
    assert collector_pictures.picture(here.door, here.family.collector) is not None
    assert here.on_disk() >= UNSPOKEN


def text_of(pdf: bytes) -> str:
    command = [str(require_tool("pdftotext")), "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def test_the_log_says_that_a_note_changed_and_nothing_of_it(here: Site, tmp_path: Path) -> None:
    rows = repr(journal.journal_page(here.workplace, JournalQuery(limit=10_000)))
    rows += repr(history.person_history(here.workplace, here.family.parent, limit=10_000))
    rows += repr(history.record_history(here.workplace, "child", here.family.child, limit=10_000))
    rows += repr(waste.bin_page(here.workplace, limit=1000))
    assert here.word.given["collector removed"] in rows, "other words are in it"
    assert here.unspoken_in(rows.encode()) == set()
    journal.export_journal(here.workplace, JournalQuery(), tmp_path / "Protokoll.csv")
    content = (tmp_path / "Protokoll.csv").read_bytes()
    assert event_word("child_note_changed").encode() in content
    assert event_word("collector_picture_changed").encode() in content
    assert here.word.given["collector"].encode() in content
    assert here.unspoken_in(content) == set()
    with here.workplace.store.read() as tx:
        stored = tx.driver.execute("SELECT coalesce(fields, '') FROM journal_entry").fetchall()
        drafts = tx.driver.execute("SELECT content FROM draft").fetchall()
        tables = {row[0] for row in tx.driver.execute("SELECT DISTINCT table_name FROM journal_entry")}
    assert here.unspoken_in(repr((stored, drafts)).encode()) == set()
    assert tables.isdisjoint({"child_note", "collector_picture"})


def test_no_paper_and_no_file_tells_it(here: Site, tmp_path: Path) -> None:
    """The record of the person, the reports of childcare in every form, and the package for the centre."""
    made = tmp_path / "made"
    made.mkdir()
    for ending in ("pdf", "json", "zip"):
        person_record.save_record(here.workplace, here.family.parent, made / f"Auskunft.{ending}")
    report = childcare_reports.care_report(here.workplace, YEAR)
    for table in report.tables:
        childcare_reports.save_care_table(here.workplace, YEAR, table.key, made / f"{table.key}.csv")
    childcare_reports.save_care_report(here.workplace, YEAR, made / "Bericht.pdf")
    childcare_reports.save_care_workbook(here.workplace, YEAR, made / "Bericht.xlsx")
    childcare_reports.save_care_list(here.workplace, LAST_DAY, made / "Liste.pdf")
    childcare_reports.save_care_list_workbook(here.workplace, LAST_DAY, made / "Liste.xlsx")
    package(here, made)
    told = b"\n".join(readable(path) for path in sorted(made.iterdir()))
    assert here.word.given["child changed"].encode() in told, "the list of children is readable"
    assert here.unspoken_in(told) == set()


def package(here: Site, folder: Path) -> None:
    centre, _key = central.create_centre(
        folder.parent / "centre",
        name="Land",
        password=PASSWORD,
        clock=here.clock,
        ids=CountingIds(7000),
        hardness=QUICK,
    )
    fields = {"centre_recipient": centre.record.recipient, "legal_basis": "Vereinbarung"}
    site.change_site(here.workplace, fields=fields)
    central.trust_site(centre, name="Nord", line=exporting.site_line(here.workplace))
    path = Path(exporting.export_package(here.workplace, folder=folder, as_of=LAST_DAY).value.path)
    assert here.word.found_in(path.read_bytes()) == set()
    central.close_centre(centre)


def readable(path: Path) -> bytes:
    """Everything in a file as plain bytes."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        return content + text_of(content).encode()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
        return b"\n".join(part + (text_of(part).encode() if part.startswith(b"%PDF") else b"") for part in parts)
    return content


def test_no_log_of_the_program_and_no_report_of_a_fault_tells_it(
    here: Site, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("sqlalchemy", "sqlalchemy.engine", "sqlalchemy.orm", "sqlalchemy.pool"):
        caplog.set_level(logging.DEBUG, logger=name)
    fields = {what.replace(" ", "_"): here.word.given[what] + " auch nachts" for what in NOTES}
    children.write_note(here.workplace, here.family.child, fields=fields)
    childcare_door.door_day(here.door)
    children.family(here.workplace, here.family.parent)
    assert doctor.check_store(here.workplace).fine
    too_long = {**fields, "emergency_note": here.word.given["emergency note"] * 50}
    with pytest.raises(InvalidFieldsError) as refused:
        children.write_note(here.workplace, here.family.child, fields=too_long)
    assert here.unspoken_in(fault_report(refused.value).encode()) == set()
    written = "".join(traceback.format_exception(refused.value))
    with here.workplace.store.read() as tx:
        rows = repr([*tx.scalars(select(ChildNote)), *tx.scalars(select(CollectorPicture))])
    shown = capfd.readouterr()
    assert here.unspoken_in((caplog.text + shown.out + shown.err + rows + written).encode()) == set()


def test_nothing_beside_the_store_can_be_read_without_the_key(here: Site) -> None:
    """As after a crash: the write-ahead log still lies there."""
    back_up(here.workplace.store, reason=BackupReason.REQUEST)
    files = [path for path in here.folder.rglob("*") if path.is_file()]
    assert {"vault.json", "werkakademie.db-wal", "backup.json"} <= {path.name for path in files}
    for path in files:
        assert here.word.found_in(path.read_bytes()) == set(), path


def test_a_changed_note_leaves_nothing_of_the_old_one(here: Site) -> None:
    fields = {what.replace(" ", "_"): "–" for what in NOTES}
    children.write_note(here.workplace, here.family.child, fields=fields)
    collector_pictures.remove_picture(here.workplace, here.family.collector)
    assert here.on_disk() & UNSPOKEN == set()


def test_days_on_which_data_of_children_is_due(here: Site) -> None:
    assert due(here) == {}, "the parent takes part"
    here.leaves()
    here.clock.set(NOTES_DUE - timedelta(days=1))
    assert due(here) == {}
    here.clock.set(NOTES_DUE)
    assert due(here) == {RetentionKind.CARE_NOTES: date(2026, 12, 4)}
    here.clock.set(VISITS_DUE)
    assert due(here) == {
        RetentionKind.CARE_NOTES: date(2026, 12, 4),
        RetentionKind.CARE_VISITS: date(2027, 5, 20),
    }
    here.clock.set(CHILDREN_DUE)
    assert due(here)[RetentionKind.CHILDREN] == date(2027, 11, 20)


def due(here: Site) -> dict[RetentionKind, date]:
    items = retention.due_list(here.workplace)
    assert {item.participant_id for item in items} <= {here.family.parent}
    return {item.kind: item.due_on for item in items if item.kind in CARE_KINDS}


def test_who_takes_part_again_keeps_everything(here: Site) -> None:
    here.leaves()
    here.clock.set(NOTES_DUE)
    group = a_group(here.workplace, "Winter", starts_on=date(2026, 12, 1), ends_on=date(2027, 12, 31))
    an_enrolment(
        here.workplace, group, here.family.parent, allocated_on=date(2026, 12, 4), entry_on=date(2026, 12, 4)
    )  # fmt: skip
    here.clock.set(CHILDREN_DUE - timedelta(days=30))
    assert due(here) == {}


def test_notes_of_who_never_came_go_after_fourteen_days(here: Site) -> None:
    parent = a_participant(here.workplace, "Lena", "Ohneweg")
    group = a_group(here.workplace, "Winter", starts_on=date(2026, 12, 1))
    enrolment = an_enrolment(here.workplace, group, parent, allocated_on=LAST_DAY, entry_on=None)
    child = a_child(here.workplace, parent)
    children.write_note(here.workplace, child, fields={"emergency_note": "Erdnüsse"})
    enrolments.record_non_entry(
        here.workplace, enrolment, decided_on=LAST_DAY, reason=NonEntryReason.MISSING_CHILDCARE
    )  # fmt: skip
    approve(here.workplace)
    here.clock.set(NOTES_DUE - timedelta(days=1))
    assert retention.due_list(here.workplace) == ()
    here.clock.set(NOTES_DUE)
    assert [(item.participant_id, item.kind) for item in retention.due_list(here.workplace)] == [
        (parent, RetentionKind.CARE_NOTES)
    ]
    erase_due(here.workplace)
    assert [one.child_id for one in children.family(here.workplace, parent).notes] == []


@pytest.mark.parametrize(
    ("kind", "day", "gone", "tables"),
    [
        (RetentionKind.CARE_NOTES, NOTES_DUE, OF_NOTES, (ChildNote, Collector, CollectorPicture)),
        (RetentionKind.CARE_VISITS, VISITS_DUE, OF_VISITS, (ChildcareVisit, ChildcareBooking)),
        (
            RetentionKind.CHILDREN, CHILDREN_DUE, OF_NOTES | OF_VISITS | OF_CHILDREN,
            (ChildNote, Collector, CollectorPicture, ChildcareVisit, ChildcareBooking, Child),
        ),
        (RetentionKind.PERSON, CHILDREN_DUE, None, (Child, ChildNote, ChildcareVisit)),
    ],
    ids=lambda one: one.value if isinstance(one, RetentionKind) else "",
)  # fmt: skip
def test_what_was_erased_is_gone_and_stays_gone(
    here: Site, kind: RetentionKind, day: datetime, gone: frozenset[str] | None, tables: tuple[type[SQLModel], ...]
) -> None:
    """Of all of it the others keep everything, though they shared each slot."""
    with_future = a_session_to_come(here)
    here.leaves()
    approve(here.workplace)
    before = {table: here.count(table) for table in tables}
    others = {table: len(rows_of(here, table, here.others)) for table in tables}
    here.clock.set(day)
    erase(here, kind)
    shutil.rmtree(backups_folder(here.folder))
    back_up(here.workplace.store, reason=BackupReason.REQUEST)
    own = here.word.given.keys() - of_others(here.word)
    left = here.on_disk()
    assert left & own == (own - gone if gone is not None else set())
    assert left >= of_others(here.word)
    for table in tables:
        assert others[table] <= before[table]
        assert here.count(table) == others[table], table.__name__
    after_erasure_all_is_well(here)
    with here.workplace.store.write(here.workplace.account_id) as tx:
        following.follow(tx)
    sessions.cancel_session(here.workplace, with_future, reason="Feiertag")
    assert {table: here.count(table) for table in tables} == others, "nothing comes back by itself"
    assert here.on_disk() & own == left & own


def a_session_to_come(here: Site) -> CoachingSessionId:
    """One at which there is room for everybody."""
    childcare_settings.change_room(here.workplace, here.family.room, fields={"places": 20})
    return a_session(here.workplace, here.group, date(2026, 12, 7))


def erase(here: Site, kind: RetentionKind) -> None:
    if kind is RetentionKind.PERSON:
        run_id = erasure.propose_person(here.workplace, here.family.parent, reason=ErasureReason.OWN_WISH).value
    else:
        run_id = erasure.propose(here.workplace, everything_due(here.workplace, kind)).value
    assert erasure.confirm(a_colleague(here.workplace), run_id).value.log_folded


def rows_of(here: Site, table: type[SQLModel], family: Family) -> list[SQLModel]:
    """The rows of a table that are about one family."""
    with here.workplace.store.read() as tx:
        collectors = {row.id for row in tx.scalars(select(Collector)) if row.child_id in (family.child, family.sibling)}
        return [
            row
            for row in tx.scalars(select(table))
            if getattr(row, "participant_id", None) == family.parent
            or getattr(row, "child_id", None) in (family.child, family.sibling)
            or getattr(row, "collector_id", None) in collectors
        ]


def after_erasure_all_is_well(here: Site) -> None:
    with here.workplace.store.read() as tx:
        assert tx.driver.execute("PRAGMA foreign_key_check").fetchall() == []
        assert verify(tx.driver) == ()
    assert doctor.check_store(here.workplace).findings == ()
    assert childcare_reports.care_report(here.workplace, YEAR).tables
    assert childcare_reports.care_list(here.workplace, LAST_DAY).care_list.children
    childcare_door.door_day(here.door)


def test_a_held_or_restricted_family_loses_nothing(here: Site) -> None:
    here.leaves()
    approve(here.workplace)
    here.clock.set(CHILDREN_DUE)
    hold = retention.hold(here.workplace, here.family.parent, reason="Klage").value
    assert {item.blocked for item in retention.due_list(here.workplace)} == {ErasureDrop.HELD}
    retention.lift_hold(here.workplace, hold)
    person_rights.restrict(here.workplace, here.family.parent, reason="bestritten")
    assert {item.blocked for item in retention.due_list(here.workplace)} == {ErasureDrop.RESTRICTED}


def test_children_of_a_restricted_person_are_neither_shown_nor_changed(here: Site) -> None:
    to_come = a_session_to_come(here)
    bookings = states(here)
    assert all("booked" in [state for _slot, state in each] for each in bookings.values())
    restriction = person_rights.restrict(here.workplace, here.family.parent, reason="bestritten").value
    today = childcare_door.door_day(here.door)
    assert {line.participant_id for line in today.children} == {here.others.parent}
    assert childcare_door.find_children(here.door, here.word.given["sibling"]) == ()
    fields = {"needs": "anders", "emergency_note": "anders", "collection_word": "anders"}
    for change in (
        lambda: children.write_note(here.workplace, here.family.child, fields=fields),
        lambda: children.change_child(here.workplace, here.family.child, fields={"care_wanted": False}),
        lambda: collector_pictures.set_picture(here.workplace, here.family.collector, jpeg=b"\xff\xd8\xff anders"),
        lambda: collector_pictures.remove_picture(here.workplace, here.family.collector),
        lambda: childcare_door.correct_times(here.door, here.family.visit, fields={"arrived": time(15)}),
    ):
        with pytest.raises(RestrictedError):
            change()
    sessions.cancel_session(here.workplace, to_come, reason="Feiertag")
    assert states(here) == bookings
    person_rights.lift_restriction(here.workplace, restriction)
    (note,) = children.family(here.workplace, here.family.parent).notes
    assert note.needs == here.word.given["needs"]


def test_a_backup_from_before_does_not_bring_the_notes_back(here: Site) -> None:
    here.leaves()
    approve(here.workplace)
    here.clock.set(NOTES_DUE)
    backup = back_up(here.workplace.store, reason=BackupReason.REQUEST)
    erase(here, RetentionKind.CARE_NOTES)
    folder = here.folder
    account_id = next(one for one in vault_accounts(folder) if one.name == COACH).account_id
    restoring.restore_backup(here.workplace, backup, account_id=account_id, password=PASSWORD)
    after = site.unlock(folder, account_id, PASSWORD, clock=here.clock, ids=CountingIds(90_000))
    assert children.family(after, here.family.parent).notes == ()
    assert all(child.collectors == () for child in children.family(after, here.family.parent).children)
    assert len(children.family(after, here.others.parent).notes) == 1
    with after.store.read() as tx:
        assert verify(tx.driver) == ()
    after.store.close()


def test_a_removed_child_comes_back_with_its_notes_and_places(here: Site) -> None:
    slot = following.slot_of(a_session_to_come(here))
    before = states(here, slot)
    children.remove_child(here.workplace, here.family.child)
    assert len(children.family(here.workplace, here.family.parent).children) == 1
    assert states(here, slot)[here.family.child] == [(slot.hex, "freed")]
    waste.restore(here.workplace, "child", here.family.child.hex)
    assert states(here, slot) == before
    (note,) = children.family(here.workplace, here.family.parent).notes
    assert note.needs == here.word.given["needs"]


def states(here: Site, slot: ChildcareSlotId | None = None) -> dict[ChildId, list[tuple[str, str]]]:
    """Slots and states of the places of the family's children, or only of those at one slot."""
    found: dict[ChildId, list[tuple[str, str]]] = {}
    with here.workplace.store.read() as tx:
        for row in tx.scalars(select(ChildcareBooking).order_by(col(ChildcareBooking.slot_id))):
            if row.child_id in (here.family.child, here.family.sibling) and slot in (None, row.slot_id):
                found.setdefault(row.child_id, []).append((row.slot_id.hex, row.state.value))
    return found


def test_a_removed_collector_comes_back_without_the_picture(here: Site) -> None:
    children.remove_collector(here.workplace, here.family.collector)
    assert here.on_disk() & {"picture"} == set()
    waste.restore(here.workplace, "collector", here.family.collector.hex)
    (child, _sibling) = children.family(here.workplace, here.family.parent).children
    assert [(one.name, one.has_picture) for one in child.collectors] == [(here.word.given["collector changed"], False)]


def test_a_change_of_a_child_is_taken_back_after_its_places_followed(here: Site) -> None:
    slot = following.slot_of(a_session_to_come(here))
    start, before = undo.newest_transaction(here.workplace), states(here, slot)
    children.change_child(here.workplace, here.family.child, fields={"care_wanted": False})
    assert states(here, slot) != before
    undo.undo_last(here.workplace, since=start)
    assert states(here, slot) == before
    undo.redo_last(here.workplace, since=start)
    assert states(here, slot) != before


def test_a_changed_note_is_no_step_to_take_back(here: Site) -> None:
    """Its old words are nowhere, so nothing could bring them back."""
    start = undo.newest_transaction(here.workplace)
    children.write_note(here.workplace, here.family.child, fields={"needs": "anders"})
    assert undo.undo_state(here.workplace, since=start).undo is None
    assert undo.undo_last(here.workplace, since=start).value is None
    (note,) = children.family(here.workplace, here.family.parent).notes
    assert (note.needs, note.emergency_note) == ("anders", "")
