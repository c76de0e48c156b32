"""The store and its transactions: an action reads or writes in one block, and learns what it changed."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self, TypeVar, TypeVarTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import event, orm
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlalchemy.sql.selectable import TypedReturnsRows
from sqlcipher3 import dbapi2
from sqlmodel import Session, SQLModel

from werkakademie.errors import ProgramError, WerkakademieError
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.clock import Clock, IdSource, local_date
from werkakademie.records.ids import AccountId
from werkakademie.storage import ballast, checks
from werkakademie.storage.engine import WRITES, connector_of
from werkakademie.storage.errors import (
    ConstraintError,
    DiskFullError,
    MissingRowError,
    StoreUnreachableError,
    WriteInReadError,
    situation_of,
)
from werkakademie.storage.journal import writing
from werkakademie.storage.restricted import refuse_changes

RowT = TypeVar("RowT", bound=SQLModel)
ValueT = TypeVar("ValueT")
ColumnTs = TypeVarTuple("ColumnTs")

#: Which noun a table's rows belong to; files have none, the paper that points to them changes.
NOUN_OF_TABLE: Mapping[str, Noun | None] = {
    "site": Noun.SITE,
    "site_key": Noun.SITE,
    "account": Noun.ACCOUNT,
    "account_role": Noun.ACCOUNT,
    "participant": Noun.PARTICIPANT,
    "small_group": Noun.GROUP,
    "group_coach": Noun.GROUP,
    "time_slot": Noun.TIME_SLOT,
    "slot_choice": Noun.ENROLMENT,
    "enrolment": Noun.ENROLMENT,
    "suspension": Noun.ENROLMENT,
    "coaching_session": Noun.COACHING_SESSION,
    "attendance": Noun.ATTENDANCE,
    "employer": Noun.JOB_APPLICATION,
    "job_application": Noun.JOB_APPLICATION,
    "application_event": Noun.JOB_APPLICATION,
    "application_document": Noun.APPLICATION_DOCUMENT,
    "document_version": Noun.APPLICATION_DOCUMENT,
    "attachment": None,
    "placement": Noun.PLACEMENT,
    "follow_up": Noun.FOLLOW_UP,
    "contact_attempt": Noun.FOLLOW_UP,
    "outcome": Noun.OUTCOME,
    "import_profile": Noun.IMPORT_PROFILE,
    "reporting_package": Noun.REPORTING_PACKAGE,
    "device": None,
    "journal_context": None,
    "journal_transaction": None,
    "journal_entry": None,
    "stand_in": Noun.GROUP,
    "participant_pin": Noun.PARTICIPANT,
    "access_log": None,
    "draft": None,
    "workstation": Noun.SITE,
    "retention_rule": Noun.RETENTION,
    "erasure_hold": Noun.RETENTION,
    "erasure_run": Noun.RETENTION,
    "erasure_item": Noun.RETENTION,
    "erasure_summary": Noun.RETENTION,
    "attendance_count": Noun.ATTENDANCE,
    "anonymous_outcome": Noun.OUTCOME,
    "restriction": Noun.PARTICIPANT,
    "dispute_note": Noun.PARTICIPANT,
    "child": Noun.CHILD,
    "child_note": Noun.CHILD,
    "collector": Noun.CHILD,
    "collector_picture": Noun.CHILD,
    "care_room": Noun.CHILDCARE,
    "carer": Noun.CHILDCARE,
    "carer_shift": Noun.CHILDCARE,
    "carer_day": Noun.CHILDCARE,
    "childcare_policy": Noun.CHILDCARE,
    "group_childcare": Noun.CHILDCARE,
    "childcare_slot": Noun.CHILDCARE,
    "childcare_booking": Noun.CHILDCARE,
    "childcare_visit": Noun.CHILDCARE,
    "permanent_care_search": Noun.CARE_SEARCH,
    "care_hours": Noun.CARE_SEARCH,
    "placement_hours": Noun.CARE_SEARCH,
    "care_agreement": Noun.CARE_SEARCH,
    "own_settings": Noun.OWN_PLACE,
    "presence_claim": Noun.ATTENDANCE,
    "search_activity": Noun.SEARCH_ACTIVITY,
    "resume": Noun.RESUME,
    "cover_letter": Noun.COVER_LETTER,
    "paper_comment": Noun.COVER_LETTER,
    "sent_paper": Noun.APPLICATION_DOCUMENT,
    "interview": Noun.INTERVIEW,
    "interview_answer": Noun.INTERVIEW,
    "practice_talk": Noun.INTERVIEW,
    "course_progress": Noun.OWN_PLACE,
    "job_portal": Noun.JOB_PORTAL,
}


class Transaction:
    """What an action may do with the store between its beginning and its end."""

    def __init__(self, session: Session, clock: Clock, ids: IdSource, actor: AccountId | None) -> None:
        self.session = session
        self.actor = actor
        #: One moment for the whole transaction, in UTC.
        self.now: datetime = clock.now()
        self._ids = ids
        #: The journal's number; None before the end, and when nothing was changed.
        self.number: int | None = None
        self._nouns: set[Noun] = set()
        event.listen(session, "after_flush", self._note_flush)
        event.listen(session, "do_orm_execute", self._note_statement)

    @property
    def today(self) -> date:
        """The day in the room (Europe/Berlin)."""
        return local_date(self.now)

    @property
    def changes(self) -> ChangeSet:
        """What was changed so far; also after the end."""
        return ChangeSet(frozenset(self._nouns), self.number)

    @property
    def connection(self) -> sa.Connection:
        """The connection, for bulk statements; these need `touch`."""
        return self.session.connection()

    @property
    def driver(self) -> Any:
        """The driver's own connection, inside this transaction; for the storage layer."""
        return self.connection.connection.driver_connection

    def new_id(self) -> UUID:
        """An id for a new row."""
        return self._ids.new_id()

    def touch(self, *nouns: Noun) -> None:
        """Note a change that a bulk statement on the connection makes."""
        self._nouns.update(nouns)

    def note_event(self, name: str, *, subject: UUID | None = None, **facts: str | int) -> None:
        """Write into the journal what changes no row, such as a list that was handed out. No names of people in it."""
        self.driver.execute(
            "INSERT INTO journal_entry (tx, operation, table_name, row_id, subject, fields, salt)"
            " VALUES ((SELECT tx FROM journal_context), 'E', 'event', ?, ?, ?, randomblob(16))",
            (name, subject.hex if subject else None, json.dumps({key: [None, value] for key, value in facts.items()})),
        )

    def add(self, *rows: SQLModel) -> None:
        """Store new rows."""
        self.session.add_all(rows)

    def delete(self, row: SQLModel) -> None:
        """Delete a row for good; most things are marked instead."""
        self.session.delete(row)

    def get(self, table: type[RowT], key: object) -> RowT:
        """The row with this primary key, or MissingRowError (a MissingRecordError)."""
        row = self.find(table, key)
        if row is None:
            raise MissingRowError(sa.inspect(table).local_table.description)
        return row

    def find(self, table: type[RowT], key: object) -> RowT | None:
        """The row with this primary key, or None."""
        return self.session.get(table, key)

    def flush(self) -> None:
        """Write what was added so far, so that a bulk statement sees it."""
        self.session.flush()

    def rows(self, statement: TypedReturnsRows[*ColumnTs]) -> Sequence[sa.Row[*ColumnTs]]:
        """All rows of a query."""
        return orm.Session.execute(self.session, statement).all()

    def scalars(self, statement: TypedReturnsRows[ValueT]) -> Sequence[ValueT]:
        """The single column, or the table objects, of all rows of a query."""
        return orm.Session.scalars(self.session, statement).all()

    def scalar(self, statement: TypedReturnsRows[ValueT]) -> ValueT | None:
        """The single value of a query, or None without a row."""
        return orm.Session.scalar(self.session, statement)

    def execute(self, statement: sa.Executable) -> sa.Result[*tuple[Any, ...]]:
        """Run any statement. An INSERT, UPDATE or DELETE of a table class is noted among the changes."""
        return orm.Session.execute(self.session, statement)

    def insert_many(self, table: type[SQLModel], rows: Sequence[Mapping[str, object]]) -> None:
        """Insert many rows in one call of the driver; each row names the same columns."""
        if rows:
            local = sa.inspect(table).local_table
            self.connection.execute(sa.insert(local), rows)
            self._note_table(local.description)

    def _note_table(self, name: str) -> None:
        noun = NOUN_OF_TABLE.get(name)
        if noun is not None:
            self._nouns.add(noun)

    def _note_flush(self, session: Session, _context: UOWTransaction) -> None:
        changed = [*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))]
        for row in changed:
            self._note_table(sa.inspect(type(row)).local_table.description)

    def _note_statement(self, state: ORMExecuteState) -> None:
        if not state.is_select and state.bind_mapper is not None:
            self._note_table(state.bind_mapper.local_table.description)


class Store:
    """An opened database. Blocks of `read` and `write` may run in several threads; writers wait for each other."""

    def __init__(
        self,
        engine: sa.Engine,
        path: Path,
        clock: Clock,
        ids: IdSource,
        *,
        follow: Callable[[Transaction], None] | None = None,
    ) -> None:
        """`follow` brings in line what follows from an action, at the end of each writing transaction."""
        self.engine = engine
        self.follow = follow
        self.path = path
        self.clock = clock
        self.ids = ids
        self._use(engine)
        self._thread = threading.local()
        self._at_close: list[Callable[[], object]] = []
        self._reserve_gone = False

    def _use(self, engine: sa.Engine) -> None:
        self._readers = engine.execution_options(**{WRITES: False})
        self._writers = engine.execution_options(**{WRITES: True})

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A block that sees one state of the store and can't change it."""
        with self._translated(writes=False), Session(self._readers, expire_on_commit=False) as session:
            yield Transaction(session, self.clock, self.ids, None)
            if session.new or session.deleted or any(session.is_modified(row) for row in session.dirty):
                raise WriteInReadError("write inside Store.read")

    @contextmanager
    def write(self, actor: AccountId | None, *, undoes: int | None = None) -> Iterator[Transaction]:
        """A block that is stored whole at its end, or not at all when an error leaves it.

        The journal names `actor` as its author; `undoes` is the transaction of the journal that it takes back.
        """
        with (
            self._only_one_in_thread(),
            self._translated(writes=True),
            Session(self._writers, expire_on_commit=False) as session,
        ):
            transaction = Transaction(session, self.clock, self.ids, actor)
            # Waits here for another writer, before the action has read anything that could become stale.
            opened = writing.begin(transaction.driver, transaction.now, self.ids)
            yield transaction
            session.flush()
            if self.follow is not None:
                self.follow(transaction)
            refuse_changes(transaction.driver, opened.before_seq)
            number = writing.seal(transaction.driver, opened, now=transaction.now, actor=actor, undoes=undoes)
            session.commit()
            transaction.number = number
        if self._reserve_gone:
            self.keep_reserve()

    @contextmanager
    def _only_one_in_thread(self) -> Iterator[None]:
        """A second writer in the same thread would wait for the first for ever."""
        if getattr(self._thread, "writes", False):
            raise ProgramError("Store.write inside Store.write")
        self._thread.writes = True
        try:
            yield
        finally:
            self._thread.writes = False

    def at_close(self, run: Callable[[], object]) -> None:
        """Run something once the store is closed."""
        self._at_close.append(run)

    def close(self) -> None:
        """Close all connections and forget the key; the write-ahead log is folded into the file."""
        self.engine.dispose()
        connector_of(self.engine).forget()
        while self._at_close:
            self._at_close.pop()()

    @property
    def is_closed(self) -> bool:
        """Whether the key is forgotten; a restore closes the store that it replaces."""
        return not connector_of(self.engine).key

    def rekeyed(self, engine: sa.Engine) -> None:
        """Go on with an engine on the file that took this one's place, under another key."""
        self.engine.dispose()
        connector_of(self.engine).forget()
        self.engine = engine
        self._use(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _translated(self, *, writes: bool) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise self._relieved(translated(error, self.path, writes=writes)) from error
        except dbapi2.Error as error:
            # The journal works on the driver's own connection.
            raise self._relieved(translated_driver(error, self.path, writes=writes)) from error

    def _relieved(self, error: WerkakademieError) -> WerkakademieError:
        """On a full disk the reserve is given up, so that the next try to save succeeds; the log gets smaller too."""
        folder = self.path.parent
        if not isinstance(error, DiskFullError) and not (
            isinstance(error, StoreUnreachableError) and checks.is_full(folder)
        ):
            return error
        freed = ballast.give_up(folder)
        self._reserve_gone = True
        with suppress(sa.exc.DBAPIError), self.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()
        return DiskFullError(self.path, freed=freed)

    def require_room(self, growth: int) -> None:
        """Refuse long work that would fill the disk: `growth` bytes lie in the log, in the file and in a backup."""
        checks.require_free_space(self.path.parent, 3 * growth)

    @property
    def reserve_gone(self) -> bool:
        """Whether the reserve on the disk is used up, so that the next full disk stops all writing."""
        return self._reserve_gone

    def keep_reserve(self) -> None:
        """Make the reserve if it is missing and there is room; asked for when the store is opened."""
        self._reserve_gone = not ballast.keep(self.path.parent)


def translated(error: sa.exc.DBAPIError, path: Path, *, writes: bool) -> WerkakademieError:
    """Our error for what the driver reports: the person's situation where it is one, else a fault of the program."""
    return _translated(str(error.orig), path, writes=writes, broken_rule=isinstance(error, sa.exc.IntegrityError))


def translated_driver(error: dbapi2.Error, path: Path, *, writes: bool) -> WerkakademieError:
    """The same for an error that did not pass SQLAlchemy."""
    return _translated(str(error), path, writes=writes, broken_rule=isinstance(error, dbapi2.IntegrityError))


def _translated(message: str, path: Path, *, writes: bool, broken_rule: bool) -> WerkakademieError:
    if broken_rule:
        return ConstraintError(message)
    situation = situation_of(message, path)
    if situation is not None:
        return situation
    if "readonly" in message:
        return StoreUnreachableError(path) if writes else WriteInReadError(message)
    return ProgramError(message)
