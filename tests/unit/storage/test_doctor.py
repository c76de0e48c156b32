"""The check finds each fault by name, and repairs only what nobody entered."""

import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import col

from werkakademie.errors import Cancelled
from werkakademie.models import ApplicationDocument, Attachment, DocumentVersion, Participant
from werkakademie.records.backups import BackupReason
from werkakademie.records.doctor import CheckKind, CheckReport, Finding, FindingKind, Gravity, Repair
from werkakademie.records.doctor_words import check_name, gravity_name, repair_name, words
from werkakademie.records.enums import PaperKind, PaperStatus
from werkakademie.records.ids import ApplicationDocumentId, DocumentVersionId, ParticipantId
from werkakademie.records.progress import Unwatched
from werkakademie.records.vault import VaultAccount
from werkakademie.storage import ballast
from werkakademie.storage.attachments import put
from werkakademie.storage.backup import back_up_files
from werkakademie.storage.doctor import surroundings
from werkakademie.storage.doctor.repairs import repair
from werkakademie.storage.doctor.run import CHECKS, examine
from werkakademie.storage.engine import connector_of
from werkakademie.storage.journal import triggers
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.storage.transaction import Store
from werkakademie.storage.vault_file import vault_path

Tamper = Callable[[Any], object]


@pytest.fixture(autouse=True)
def a_person(store: Store) -> None:
    with store.write(None) as tx:
        tx.add(Participant(id=ParticipantId(tx.new_id()), family_name="Zwetschgenbaum", created_at=tx.now))


def kinds(report: CheckReport) -> set[FindingKind]:
    return {finding.kind for finding in report.findings}


def found_in(store: Store) -> set[FindingKind]:
    return kinds(examine(store, Unwatched()))


def past_the_program(store: Store, *statements: str) -> None:
    """What somebody does who has the key and another program."""
    with closing(connector_of(store.engine)()) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA trusted_schema = ON")
        for statement in statements:
            connection.execute(statement)


def past_the_triggers(store: Store, *statements: str) -> None:
    """The same, by somebody who puts the triggers back afterwards."""
    with closing(connector_of(store.engine)()) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        triggers.remove(connection)
        for statement in statements:
            connection.execute(statement)
        triggers.install(connection)
        connection.execute("COMMIT")


def test_a_new_store_is_fine(store: Store) -> None:
    report = examine(store, Unwatched())
    assert report.findings == ()
    assert report.fine
    assert report.checked == tuple(CheckKind)


TAMPERED = {
    "a trigger is missing": (
        past_the_program,
        ["DROP TRIGGER journal_participant_update"],
        {FindingKind.TRIGGERS_CHANGED},
    ),
    "a value was changed past the triggers": (
        past_the_triggers,
        ["UPDATE participant SET given_names = 'Eve'"],
        {FindingKind.BEHIND_JOURNAL},
    ),
    "a row was added past the triggers": (
        past_the_triggers,
        [
            "INSERT INTO employer (id, name, city, created_at, deleted) "
            "SELECT id, 'Nirgendwo', '', created_at, 0 FROM participant"
        ],
        {FindingKind.BEHIND_JOURNAL},
    ),
    "a row was deleted past the triggers": (
        past_the_triggers,
        ["DELETE FROM participant"],
        {FindingKind.BEHIND_JOURNAL},
    ),
    "an entry was changed": (
        past_the_triggers,
        ["UPDATE journal_entry SET fields = replace(fields, 'Zwetschgenbaum', 'Apfelbaum')"],
        {FindingKind.CHAIN_BROKEN, FindingKind.BEHIND_JOURNAL},
    ),
    "a transaction has another author": (
        past_the_triggers,
        ["UPDATE journal_transaction SET actor = '00'"],
        {FindingKind.CHAIN_BROKEN},
    ),
    "the end of the journal is gone": (
        past_the_triggers,
        ["DELETE FROM journal_entry", "DELETE FROM journal_transaction", "DELETE FROM participant"],
        {FindingKind.CHAIN_CUT},
    ),
    "entries without a transaction": (
        past_the_triggers,
        [
            "INSERT INTO journal_entry (tx, operation, table_name, row_id, fields, salt)"
            " VALUES (99, 'E', 'event', 'x', '{}', x'00')"
        ],
        {FindingKind.CHAIN_UNSEALED},
    ),
    "an open transaction": (
        past_the_program,
        ["UPDATE journal_context SET tx = 7"],
        {FindingKind.CHAIN_UNSEALED},
    ),
    "no line goes on": (
        past_the_program,
        ["UPDATE device SET state = 'past'"],
        {FindingKind.LINE_UNCLEAR},
    ),
    "a table more": (past_the_program, ["CREATE TABLE fremd (a)"], {FindingKind.SCHEMA_CHANGED}),
    "an index less": (past_the_program, ["DROP INDEX ix_enrolment_exit_on"], {FindingKind.SCHEMA_CHANGED}),
    "another stamp": (past_the_program, ["PRAGMA user_version = 1"], {FindingKind.VERSION_UNEXPECTED}),
    "the search index is empty": (
        past_the_program,
        ["INSERT INTO participant_fts (participant_fts) VALUES ('delete-all')"],
        {FindingKind.SEARCH_BROKEN},
    ),
    "an enrolment without its person": (
        past_the_triggers,
        [
            "INSERT INTO participant_pin (participant_id, pin_hash, failed_tries, set_at, card_number)"
            " VALUES ('00000000000000000000000000000000', 'x', 0, '2026-03-02', '')",
        ],
        {FindingKind.REFERENCES_BROKEN},
    ),
    "a file was changed": (
        past_the_program,
        ["INSERT INTO attachment (sha256, size, data) VALUES ('abc', 3, x'414243')"],
        {FindingKind.FILES_CHANGED, FindingKind.FILES_UNREFERENCED},
    ),
    "the last backup failed": (
        past_the_program,
        ["INSERT INTO workstation (id, second_backup_folder, last_backup_problem) VALUES (1, '', 'Kein Platz.')"],
        {FindingKind.BACKUP_FAILED},
    ),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_what_was_changed_past_the_program_is_named(store: Store, name: str) -> None:
    how, statements, expected = TAMPERED[name]
    how(store, *statements)
    report = examine(store, Unwatched())
    assert kinds(report) == expected
    for finding in report.findings:
        assert_readable(finding)


def assert_readable(finding: Finding) -> None:
    said = words(finding)
    for sentence in (said.title, said.meaning, said.safe, said.advice):
        assert sentence
        assert "{" not in sentence


def test_every_kind_of_finding_has_its_sentences() -> None:
    moment = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    facts: dict[str, str | int | datetime] = {
        **dict.fromkeys(("count", "size", "free", "needed", "days", "found", "known"), 3),
        **dict.fromkeys(("first", "names", "reason", "version", "tables", "table", "moment", "sentence"), "x"),
        **dict.fromkeys(("problem", "path", "service"), "x"),
        "check": "pages",
        "now": moment,
        "last": moment,
    }
    for kind in FindingKind:
        assert_readable(Finding(kind, facts))
    for check in CheckKind:
        assert check_name(check)
    for repaired in Repair:
        assert repair_name(repaired)
    assert [gravity_name(gravity) for gravity in Gravity] == ["Schaden", "Warnung", "Hinweis"]


def test_a_broken_chain_or_page_is_never_repaired() -> None:
    never = (
        *(FindingKind.CHAIN_BROKEN, FindingKind.CHAIN_CUT, FindingKind.CHAIN_UNSEALED, FindingKind.BEHIND_JOURNAL),
        *(FindingKind.PAGES_BROKEN, FindingKind.ENCRYPTION_BROKEN, FindingKind.REFERENCES_BROKEN),
    )
    assert all(Finding(kind).repair is None for kind in never)
    assert all(Finding(kind).gravity is Gravity.DAMAGE for kind in never)


def test_the_gravest_stands_first(store: Store) -> None:
    past_the_triggers(store, "UPDATE participant SET given_names = 'Eve'")
    past_the_program(store, "DROP TRIGGER journal_participant_update")
    ballast.give_up(store.path.parent)
    found = [finding.gravity for finding in examine(store, Unwatched()).findings]
    assert found == [Gravity.DAMAGE, Gravity.WARNING, Gravity.WARNING]


def test_it_changes_nothing(store: Store) -> None:
    past_the_program(store, "DROP TRIGGER journal_participant_update")
    with store.read() as tx:
        before = tx.driver.execute("SELECT count(*) FROM journal_entry").fetchone()
    assert found_in(store) == found_in(store)
    with store.read() as tx:
        assert tx.driver.execute("SELECT count(*) FROM journal_entry").fetchone() == before


def test_it_can_be_cancelled(store: Store) -> None:
    class Impatient:
        def advance(self, done: int, total: int | None, text: str = "") -> None:
            assert total == len(CHECKS)
            assert text
            if done == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        examine(store, Impatient())
    assert found_in(store) == set()


def test_missing_triggers_come_back_and_the_journal_says_so(store: Store, coach: VaultAccount) -> None:
    past_the_program(
        store, "DROP TRIGGER journal_participant_update", "DROP TRIGGER journal_guard_journal_entry_delete"
    )
    repair(store, Repair.INSTALL_TRIGGERS, coach.account_id)
    assert found_in(store) == set()
    with store.read() as tx:
        name, fields = tx.driver.execute(
            "SELECT row_id, fields FROM journal_entry WHERE operation = 'E' ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    assert name == "triggers_installed"
    assert "journal_participant_update" in fields


def test_the_search_index_is_made_anew(store: Store) -> None:
    past_the_program(store, "INSERT INTO participant_fts (participant_fts) VALUES ('delete-all')")
    repair(store, Repair.REBUILD_SEARCH, None)
    assert found_in(store) == set()
    with store.read() as tx:
        found = tx.driver.execute("SELECT count(*) FROM participant_fts WHERE participant_fts MATCH 'zwet*'")
        assert found.fetchone()[0] == 1


def test_files_that_no_paper_names_can_go(store: Store) -> None:
    with store.write(None) as tx:
        put(tx, b"Lebenslauf")
    report = examine(store, Unwatched())
    assert [(one.kind, one.facts) for one in report.findings] == [
        (FindingKind.FILES_UNREFERENCED, {"count": 1, "size": 10})
    ]
    assert report.repairs == (Repair.REMOVE_FILES,)
    repair(store, Repair.REMOVE_FILES, None)
    assert found_in(store) == set()
    with store.read() as tx:
        assert tx.rows(sa.select(Attachment)) == []


def test_the_file_of_a_paper_that_could_come_back_stays(store: Store) -> None:
    """The version is gone, but the journal can bring it back: with its file."""
    with store.write(None) as tx:
        (person,) = tx.scalars(sa.select(Participant))
        paper = ApplicationDocument(
            id=ApplicationDocumentId(tx.new_id()),
            participant_id=person.id,
            kind=PaperKind.CV,
            title="Lebenslauf",
            status=next(iter(PaperStatus)),
            created_at=tx.now,
        )
        version = DocumentVersion(
            id=DocumentVersionId(tx.new_id()),
            document_id=paper.id,
            number=1,
            file_name="lebenslauf.pdf",
            attachment_sha256=put(tx, b"Lebenslauf"),
            created_at=tx.now,
        )
        tx.add(paper)
        tx.flush()
        tx.add(version)
    with store.write(None) as tx:
        tx.delete(tx.get(DocumentVersion, version.id))
    assert found_in(store) == set()
    repair(store, Repair.REMOVE_FILES, None)
    with store.read() as tx:
        assert tx.scalars(sa.select(col(Attachment.sha256))) == [version.attachment_sha256]


def test_a_missing_reserve_is_named_and_made_again(store: Store) -> None:
    ballast.give_up(store.path.parent)
    assert found_in(store) == {FindingKind.RESERVE_GONE}
    repair(store, Repair.MAKE_RESERVE, None)
    assert found_in(store) == set()


def test_a_damaged_vault_is_named_while_the_store_is_still_open(store: Store, folder: Path) -> None:
    vault_path(folder).write_text("{}", encoding="utf-8")
    (finding,) = examine(store, Unwatched()).findings
    assert finding.kind is FindingKind.VAULT_UNREADABLE
    assert "vault.json" in words(finding).meaning


def test_the_clock_is_compared_with_the_last_change(store: Store, clock: SteppedClock) -> None:
    for moment, expected in (
        (datetime(2026, 3, 2, 7, 51, tzinfo=UTC), set()),
        (datetime(2026, 3, 2, 7, 49, tzinfo=UTC), {FindingKind.CLOCK_BEHIND}),
        (datetime(2019, 1, 1, tzinfo=UTC), {FindingKind.CLOCK_BEHIND, FindingKind.CLOCK_TOO_EARLY}),
        (datetime(2031, 3, 2, tzinfo=UTC), {FindingKind.CLOCK_AHEAD, FindingKind.BACKUP_NONE}),
    ):
        store.clock = SteppedClock(moment)
        assert found_in(store) == expected
    store.clock = clock


def test_backups_are_asked_for_after_a_day_and_again_after_a_week(store: Store) -> None:
    began = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    store.clock = SteppedClock(began + timedelta(hours=25))
    assert found_in(store) == {FindingKind.BACKUP_NONE}
    backup = back_up_files(connector_of(store.engine), reason=BackupReason.REQUEST, now=store.clock.now())
    assert found_in(store) == set()
    store.clock = SteppedClock(began + timedelta(days=9, hours=2))
    (finding,) = examine(store, Unwatched()).findings
    assert (finding.kind, finding.facts) == (FindingKind.BACKUP_OLD, {"days": 8})
    (backup.folder / "backup.json").write_text("{", encoding="utf-8")
    assert found_in(store) == {FindingKind.BACKUP_NONE, FindingKind.BACKUP_DAMAGED}


def test_the_newest_backup_is_read_from_end_to_end(store: Store) -> None:
    first = back_up_files(connector_of(store.engine), reason=BackupReason.REQUEST, now=store.clock.now())
    store.clock = SteppedClock(store.clock.now() + timedelta(days=2))
    newest = back_up_files(connector_of(store.engine), reason=BackupReason.REQUEST, now=store.clock.now())
    assert found_in(store) == set()
    database = newest.folder / store.path.name
    content = bytearray(database.read_bytes())
    content[9000] ^= 1
    database.write_bytes(bytes(content))
    (finding,) = examine(store, Unwatched()).findings
    assert (finding.kind, finding.facts) == (FindingKind.BACKUP_DAMAGED, {"count": 1})
    (first.folder / store.path.name).unlink()
    assert found_in(store) == {FindingKind.BACKUP_DAMAGED, FindingKind.BACKUP_NONE}


def test_half_written_files_of_yesterday_are_leftovers(store: Store, folder: Path) -> None:
    fresh, stale = folder / "neu.part", folder / "alt.part"
    for path, hours in ((fresh, 0), (stale, 24)):
        path.mkdir()
        (path / "x").write_bytes(b"1234567")
        moment = (store.clock.now() - timedelta(hours=hours)).timestamp()
        os.utime(path, (moment, moment))
    (finding,) = examine(store, Unwatched()).findings
    assert (finding.kind, finding.facts) == (FindingKind.LEFTOVERS, {"count": 1, "size": 7})
    repair(store, Repair.REMOVE_LEFTOVERS, None)
    assert fresh.exists()
    assert not stale.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has rights of another kind")
def test_files_that_everybody_can_read_are_named_and_closed(store: Store, folder: Path) -> None:
    folder.chmod(0o755)
    store.path.chmod(0o664)
    (finding,) = examine(store, Unwatched()).findings
    assert finding.kind is FindingKind.OPEN_TO_OTHERS
    repair(store, Repair.CLOSE_TO_OTHERS, None)
    assert found_in(store) == set()
    assert store.path.stat().st_mode & 0o777 == 0o660


def test_a_synchronised_folder_is_known_by_its_name() -> None:
    assert surroundings.synced_part(Path("/home/petra/Nextcloud/Werkakademie")) == "Nextcloud"
    assert surroundings.synced_part(Path("/home/petra/OneDrive - Jobcenter/w")) == "OneDrive - Jobcenter"
    assert surroundings.synced_part(Path("/home/petra/Werkakademie")) == ""


def test_a_network_drive_is_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert FindingKind.NETWORK_PLACE not in found_in(store)
    monkeypatch.setattr("werkakademie.storage.checks.on_network_mount", lambda *_where: True)
    assert FindingKind.NETWORK_PLACE in found_in(store)


def test_room_is_measured(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "LEAST_ROOM", 1 << 60)
    (finding,) = examine(store, Unwatched()).findings
    assert finding.kind is FindingKind.SPACE_LOW
    assert_readable(finding)


def test_a_flipped_page_is_found_and_stops_no_other_check(store: Store) -> None:
    with store.write(None) as tx:
        for number in range(400):
            tx.add(Participant(id=ParticipantId(tx.new_id()), family_name=f"Familie {number}", created_at=tx.now))
    store.engine.dispose()
    content = bytearray(store.path.read_bytes())
    # A page of people: one of the schema would leave nothing to examine.
    content[len(content) * 9 // 10] ^= 1
    store.path.write_bytes(bytes(content))
    report = examine(store, Unwatched())
    assert FindingKind.ENCRYPTION_BROKEN in kinds(report)
    assert report.checked == tuple(CheckKind)
    for finding in report.findings:
        assert_readable(finding)
