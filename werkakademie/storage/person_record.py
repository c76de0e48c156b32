"""Gathers every row about one person from every table that holds any, with the journal's entries and the files."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import SQLModel, col

from werkakademie.models import Enrolment, Participant
from werkakademie.records.history import HistoryEntry, HistoryValue, JournalQuery, Reference
from werkakademie.records.ids import ParticipantId
from werkakademie.records.participants import display_name
from werkakademie.records.person_record import PersonFile, PersonRecord, RecordTable
from werkakademie.records.reporting import PackageRow
from werkakademie.storage import reporting, retention, rights, sites
from werkakademie.storage.erasure_plan import OWNED
from werkakademie.storage.journal import reading
from werkakademie.storage.journal.names import filled, names_of
from werkakademie.storage.journal.values import read_value
from werkakademie.storage.transaction import Transaction

#: In the order in which a person reads them: first who one is, last who looked.
ORDER: Final = (
    *("participant", "enrolment", "slot_choice", "suspension", "coaching_session", "attendance", "attendance_count"),
    *("job_application", "application_event", "application_document", "document_version"),
    *("placement", "follow_up", "contact_attempt", "outcome"),
    *("child", "collector", "childcare_booking", "childcare_visit"),
    *("permanent_care_search", "care_hours", "placement_hours", "care_agreement", "child_note", "collector_picture"),
    *("own_settings", "presence_claim", "search_activity", "resume", "cover_letter", "paper_comment", "sent_paper"),
    *("interview", "interview_answer", "practice_talk", "course_progress"),
    *("dispute_note", "restriction", "erasure_hold", "erasure_item", "participant_pin", "access_log"),
)
#: A secret is no information about a person.
SECRET: Final = frozenset(
    {
        ("participant_pin", "pin_hash"),
        # Handed to the parent on the printed emergency sheet only: nothing of it may lie in a file.
        ("child_note", "needs"),
        ("child_note", "emergency_note"),
        ("child_note", "collection_word"),
        ("collector_picture", "data"),
    }
)
_ALL_ENTRIES: Final = 1_000_000
_CONDITIONS: Final[Mapping[str, str]] = {**OWNED, "erasure_item": "participant_id = :person"}


def person_record(tx: Transaction, participant_id: ParticipantId, made_by: str) -> PersonRecord:
    """Everything about a person, in the bin or not; raises MissingRowError."""
    person = tx.get(Participant, participant_id)
    site = sites.the_site(tx)
    return PersonRecord(
        name=display_name(person.given_names, person.family_name, person.own_number),
        made_at=tx.now,
        made_on=tx.today,
        made_by=made_by,
        site_name=site.name,
        practice=site.practice,
        legal_basis=site.legal_basis,
        tables=_tables(tx, participant_id),
        history=_history(tx, participant_id),
        packages=_packages(tx, participant_id),
        rules=tuple(retention.rules(tx).values()),
        rights=rights.rights_record(tx, participant_id),
        disputes=rights.disputes_of(tx, participant_id),
    )


def files_of(tx: Transaction, participant_id: ParticipantId) -> Iterable[PersonFile]:
    """The files of all papers, one after the other: together they may be large."""
    found = tx.driver.execute(
        f"SELECT file_name, attachment_sha256 FROM document_version WHERE {OWNED['document_version']}"
        " ORDER BY document_id, number",
        {"person": participant_id.hex},
    ).fetchall()
    for file_name, digest in found:
        data = tx.driver.execute("SELECT data FROM attachment WHERE sha256 = ?", (digest,)).fetchone()
        yield PersonFile(file_name, data[0])


def _tables(tx: Transaction, person: ParticipantId) -> tuple[RecordTable, ...]:
    found: dict[str, list[dict[str, Any]]] = {}
    for name in ORDER:
        table = SQLModel.metadata.tables[name]
        columns = [column for column in table.columns if (name, column.name) not in SECRET]
        rows = tx.driver.execute(
            f"SELECT {', '.join(_quoted(column.name) for column in columns)} FROM {name} WHERE {_CONDITIONS[name]}",
            {"person": person.hex},
        ).fetchall()
        found[name] = [dict(zip([column.name for column in columns], row, strict=True)) for row in rows]
    read = {
        name: [{column: _read(name, column, stored) for column, stored in row.items()} for row in rows]
        for name, rows in found.items()
    }
    pointed = {
        (value.table, value.row_id)
        for rows in read.values()
        for row in rows
        for value in row.values()
        if isinstance(value, Reference)
    }
    names = names_of(tx.driver, pointed)
    made = []
    for name, rows in read.items():
        columns_of = tuple(rows[0]) if rows else ()
        cells: list[tuple[HistoryValue, ...]] = [tuple(filled(value, names) for value in row.values()) for row in rows]
        made.append(RecordTable(name, columns_of, tuple(cells), tuple(found[name])))
    return tuple(made)


def _read(table: str, column: str, stored: Any) -> HistoryValue:
    """Accounts are named where the column itself points to none, for they may be gone."""
    if stored is not None and column in ("account_id", "set_by"):
        return Reference("account", str(stored))
    return read_value(table, column, stored)


def _history(tx: Transaction, person: ParticipantId) -> tuple[HistoryEntry, ...]:
    return reading.journal_page(tx, JournalQuery(subject=person, limit=_ALL_ENTRIES)).entries


def _packages(tx: Transaction, person: ParticipantId) -> tuple[PackageRow, ...]:
    """Each package holds the whole state: the person is in all whose day lies behind the first decision."""
    first = tx.scalar(
        sa.select(sa.func.min(sa.func.coalesce(col(Enrolment.non_entry_on), col(Enrolment.exit_on)))).where(
            col(Enrolment.participant_id) == person, col(Enrolment.deleted).is_(False)
        )
    )
    return tuple(row for row in reporting.package_rows(tx) if first is not None and row.as_of >= first)


def _quoted(name: str) -> str:
    return f'"{name}"'
