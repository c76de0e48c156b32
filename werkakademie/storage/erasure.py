"""Deletes a person's data for good: rows, files nobody else uses, drafts, and the journal's values of all of it.

Nothing is left in the bytes of the file only together with secure_delete, the index's own secure-delete, and folding
the write-ahead log into the file afterwards (`fold_log`).
"""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from typing import Any, Final
from uuid import UUID

from werkakademie.models import AttendanceCount
from werkakademie.records.changes import Noun
from werkakademie.records.enums import RetentionKind
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.rules.retention import WHOLE_PERSON
from werkakademie.storage import rosters
from werkakademie.storage.drafts import drop_about
from werkakademie.storage.erasure_plan import OWNED, PLANS, together
from werkakademie.storage.journal.erasing import erase_rows, erase_values, erasing
from werkakademie.storage.journal.tables import NOT_JOURNALLED
from werkakademie.storage.transaction import NOUN_OF_TABLE, Store, Transaction

#: Tables whose rows a draft may name.
_NAMED_IN_DRAFTS: Final = (
    "enrolment",
    "job_application",
    "application_event",
    "application_document",
    "follow_up",
    "placement",
    *("child", "collector", "childcare_visit", "permanent_care_search", "care_agreement"),
    *("search_activity", "cover_letter", "interview"),
)
#: Of kinds that take records of children: unfinished input about those goes with them.
_DRAFTS_OF_KIND: Final[Mapping[RetentionKind, tuple[str, ...]]] = {
    RetentionKind.CARE_NOTES: ("child", "collector"),
    RetentionKind.CARE_VISITS: ("childcare_visit",),
    RetentionKind.CHILDREN: ("child", "collector", "childcare_visit", "permanent_care_search", "care_agreement"),
}


def erase(
    tx: Transaction,
    people: Mapping[ParticipantId, Collection[RetentionKind]],
    progress: Progress | None = None,
) -> Mapping[tuple[ParticipantId, RetentionKind], int]:
    """Erase these kinds of these people's data; gives how many rows of each went or were emptied.

    Everything or nothing: it belongs into one writing transaction, and the caller folds the log after its end.
    """
    watched, total = progress or Unwatched(), sum(len(together(kinds)) for kinds in people.values())
    tx.flush()
    erasing(tx)
    counts: dict[tuple[ParticipantId, RetentionKind], int] = {}
    by_kind: dict[RetentionKind, list[ParticipantId]] = {}
    for person, kinds in people.items():
        for kind in sorted(together(kinds), key=lambda each: each.value):
            by_kind.setdefault(kind, []).append(person)
    for kind, persons in by_kind.items():
        if kind is RetentionKind.ATTENDANCE:
            _count_marks(tx, persons)
        for person in persons:
            watched.advance(len(counts), total)
            counts[person, kind] = _erase_kind(tx, person, kind)
    for kind, persons in by_kind.items():
        watched.advance(total, total)
        _erase_journal(tx, persons, kind)
    return counts


def fold_log(store: Store) -> bool:
    """Fold the write-ahead log into the file and empty it; False while somebody else reads for long."""
    connection = store.engine.raw_connection()
    with closing(connection):
        driver: Any = connection.driver_connection
        driver.execute("PRAGMA query_only = OFF")
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def _erase_kind(tx: Transaction, person: ParticipantId, kind: RetentionKind) -> int:
    plan, values = PLANS[kind], {"person": person.hex}
    files = _files(tx, person) if plan.takes_files else []
    employers = _employers(tx, person) if plan.takes_employers else []
    if kind in WHOLE_PERSON:
        _drop_drafts(tx, person)
    _drop_drafts_about(tx, person, _DRAFTS_OF_KIND.get(kind, ()))
    count = 0
    for each in plan.cleared:
        sets = ", ".join(f"{column} = :left" for column in each.columns)
        filled = " OR ".join(f"{column} NOT IN ('', :left)" for column in each.columns)
        count += _run(
            tx, each.table, f"UPDATE {each.table} SET {sets} WHERE {OWNED[each.table]} AND ({filled})",
            values | {"left": each.left},
        )  # fmt: skip
    for table, column in plan.loosened.items():
        _run(tx, table, f"UPDATE {table} SET {column} = NULL WHERE {OWNED[table]} AND {column} IS NOT NULL", values)
    for table in (each for each in OWNED if each in plan.deleted):
        if table == "coaching_session":
            # A second person may have come to a meeting that was meant for one.
            single = f"SELECT id FROM coaching_session WHERE {OWNED[table]}"
            for about in ("attendance", "presence_claim"):
                _run(tx, about, f"DELETE FROM {about} WHERE session_id IN ({single})", values)
        count += _run(tx, table, f"DELETE FROM {table} WHERE {OWNED[table]}", values)
    _remove_files(tx, files)
    _remove_employers(tx, employers)
    # What was read before lies in the session still, and would be written back or shown.
    tx.session.expire_all()
    return count


def _run(tx: Transaction, table: str, statement: str, values: Mapping[str, str]) -> int:
    count: int = tx.driver.execute(statement, values).rowcount
    noun = NOUN_OF_TABLE[table]
    if count and noun is not None:
        tx.touch(noun)
    return count


def _files(tx: Transaction, person: ParticipantId) -> Sequence[str]:
    """The files that papers of the person point to, or ever pointed to."""
    return _texts(
        tx,
        f"SELECT attachment_sha256 FROM document_version WHERE {OWNED['document_version']} UNION "
        + _journalled("document_version", "attachment_sha256"),
        person,
    )


def _remove_files(tx: Transaction, digests: Sequence[str]) -> None:
    tx.driver.executemany(
        "DELETE FROM attachment WHERE sha256 = ?"
        " AND NOT EXISTS (SELECT 1 FROM document_version WHERE attachment_sha256 = attachment.sha256)",
        [(digest,) for digest in digests],
    )


def _employers(tx: Transaction, person: ParticipantId) -> Sequence[str]:
    """The employers that the person's applications name, or ever named."""
    return _texts(
        tx,
        f"SELECT employer_id FROM job_application WHERE {OWNED['job_application']} UNION "
        + _journalled("job_application", "employer_id"),
        person,
    )


def _remove_employers(tx: Transaction, employers: Sequence[str]) -> None:
    """An employer whom nobody else's application names was entered for this person."""
    alone = [
        employer
        for employer in employers
        if not tx.driver.execute("SELECT 1 FROM job_application WHERE employer_id = ?", (employer,)).fetchone()
    ]
    tx.driver.executemany("DELETE FROM employer WHERE id = ?", [(employer,) for employer in alone])
    erase_rows(tx, "employer", alone)


def _journalled(table: str, column: str) -> str:
    """Every value that a column ever had in the person's rows."""
    parts = (
        f"SELECT json_extract(fields, '$.{column}[{place}]') FROM journal_entry"
        f" WHERE subject = :person AND table_name = '{table}' AND fields IS NOT NULL"
        for place in (0, 1)
    )
    return " UNION ".join(parts)


def _texts(tx: Transaction, statement: str, person: ParticipantId) -> Sequence[str]:
    found = tx.driver.execute(statement, {"person": person.hex}).fetchall()
    return [str(text) for (text,) in found if text]


def _drop_drafts(tx: Transaction, person: ParticipantId) -> None:
    """Unfinished input that names the person's records, or the person."""
    drop_about(tx, [person])
    _drop_drafts_about(tx, person, _NAMED_IN_DRAFTS)
    names = tx.driver.execute(
        "SELECT given_names, family_name, own_number FROM participant WHERE id = ?", (person.hex,)
    ).fetchone()
    if names is None:
        return
    given, family, number = (_in_json(name) for name in names)
    wanted = [words for words in ((family, given), (number,)) if all(words)]
    for words in wanted:
        condition = " AND ".join("instr(content, ?) > 0" for _word in words)
        tx.driver.execute(f"DELETE FROM draft WHERE {condition}", words)


def _drop_drafts_about(tx: Transaction, person: ParticipantId, tables: Collection[str]) -> None:
    """Unfinished input that names one of the person's rows in these tables."""
    owned = [
        UUID(number)
        for table in tables
        for number in _texts(tx, f"SELECT id FROM {table} WHERE {OWNED[table]}", person)
    ]
    drop_about(tx, owned)
    tx.flush()


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _count_marks(tx: Transaction, people: Sequence[ParticipantId]) -> None:
    """Put counts in the place of marks, for all before the first mark goes: figures of groups are read together."""
    enrolments = [
        (EnrolmentId(UUID(number)), GroupId(UUID(group)))
        for person in people
        for number, group in tx.driver.execute(
            "SELECT id, group_id FROM enrolment WHERE participant_id = ?", (person.hex,)
        ).fetchall()
    ]
    wanted, counted = {number for number, _group in enrolments}, []
    for group in dict.fromkeys(group for _number, group in enrolments):
        for found in rosters.group_figures(tx, group).people:
            figures = found.figures
            if found.enrolment_id not in wanted or tx.find(AttendanceCount, found.enrolment_id) is not None:
                continue
            counted.append(
                AttendanceCount(
                    enrolment_id=found.enrolment_id,
                    due=figures.due,
                    recorded=figures.recorded,
                    present=figures.present,
                    excused=figures.excused,
                    unexcused=figures.unexcused,
                    rate_of=figures.rate.denominator,
                    kept=figures.commitment.numerator,
                    weeks_met=figures.weeks_met.numerator,
                    weeks=figures.weeks_met.denominator,
                    counted_on=tx.today,
                )
            )
    tx.add(*counted)
    tx.flush()


def _erase_journal(tx: Transaction, people: Sequence[ParticipantId], kind: RetentionKind) -> None:
    if kind in WHOLE_PERSON:
        erase_values(tx, people)
        return
    plan = PLANS[kind]
    tables = [table for table in plan.deleted if table not in NOT_JOURNALLED]
    if tables:
        erase_values(tx, people, tables=tables)
    if plan.cleared:
        cleared = [each.table for each in plan.cleared]
        columns = {column for each in plan.cleared for column in each.columns}
        erase_values(tx, people, tables=cleared, columns=columns)
    tx.touch(Noun.RETENTION)
