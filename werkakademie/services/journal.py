"""The lead's view of all changes: filtered, checked against its chain of hashes, and handed out as a table."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from werkakademie.i18n import _
from werkakademie.records.clock import local_moment
from werkakademie.records.history import ChainCheck, HistoryEntry, HistoryPage, JournalQuery
from werkakademie.records.ids import AccountId
from werkakademie.records.journal_columns import TECHNICAL, column_word, table_word
from werkakademie.records.journal_texts import entry_lines, record_words, subject_words, value_words
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress, Unwatched
from werkakademie.services.documents import FileNotWrittenError
from werkakademie.services.workplace import Workplace
from werkakademie.storage import sites
from werkakademie.storage.journal import chain, reading
from werkakademie.storage.transaction import Transaction

#: So many entries are read at once for a file.
_AT_ONCE = 500


def journal_page(workplace: Workplace, query: JournalQuery) -> HistoryPage:
    """One page of all changes that fit the query, newest first."""
    workplace.require(Permission.READ_JOURNAL)
    with workplace.store.read() as tx:
        return reading.journal_page(tx, query)


def journal_count(workplace: Workplace, query: JournalQuery) -> int:
    """How many changes fit the query."""
    workplace.require(Permission.READ_JOURNAL)
    with workplace.store.read() as tx:
        return reading.journal_count(tx, query)


def authors(workplace: Workplace) -> tuple[tuple[AccountId, str], ...]:
    """Everybody who may have changed something, also those who sign in no longer."""
    workplace.require(Permission.READ_JOURNAL)
    with workplace.store.read() as tx:
        return sites.all_account_names(tx)


def check_chain(workplace: Workplace) -> ChainCheck:
    """Walk through the whole journal and say what is not as it was written."""
    workplace.require(Permission.READ_JOURNAL)
    with workplace.store.read() as tx:
        faults = chain.verify(tx.driver)
        transactions, entries = reading.journal_size(tx)
        return ChainCheck(tx.now, transactions, entries, tuple((fault.kind.value, fault.tx) for fault in faults))


def export_journal(workplace: Workplace, query: JournalQuery, path: Path, *, progress: Progress | None = None) -> int:
    """Write the changes that fit as CSV for people and note in the journal that this was done; answers how many.

    Raises FileNotWrittenError, Cancelled: then there is neither a file nor a note.
    """
    from werkakademie.exchange.people_csv import write_people_csv

    workplace.require(Permission.READ_JOURNAL)
    watcher = progress or Unwatched()
    header = (
        *(_("Zeitpunkt"), _("Wer"), _("Vorgang"), _("Art"), _("Eintrag"), _("Person")),
        *(_("Was"), _("Feld"), _("Vorher"), _("Nachher")),
    )
    with workplace.store.write(workplace.account_id) as tx:
        total = reading.journal_count(tx, query)
        rows = (row for entry in _watched(tx, query, total, watcher) for row in _table_rows(entry))
        try:
            write_people_csv(path, header, rows)
        except OSError as error:
            raise FileNotWrittenError(path, error.strerror or str(error)) from error
        tx.note_event("journal_exported", rows=total)
    return total


def _watched(tx: Transaction, query: JournalQuery, total: int, progress: Progress) -> Iterator[HistoryEntry]:
    done = 0
    before = query.before
    while True:
        page = reading.journal_page(tx, _page_of(query, before))
        for entry in page.entries:
            if done % 100 == 0:
                progress.advance(done, total)
            done += 1
            yield entry
        before = page.next_before
        if before is None:
            progress.advance(total, total)
            return


def _page_of(query: JournalQuery, before: int | None) -> JournalQuery:
    return replace(query, before=before, limit=_AT_ONCE)


def _table_rows(entry: HistoryEntry) -> Iterator[tuple[str | int, ...]]:
    """A row for each field; one row for what has none."""
    local = local_moment(entry.at)
    head = (
        f"{local:%d.%m.%Y %H:%M:%S}",
        entry.author or _("Programm"),
        entry.tx,
        table_word(entry.table),
        record_words(entry.record),
        subject_words(entry.subject),
        entry_lines(entry)[0],
    )
    changes = [change for change in entry.changes if change.column not in TECHNICAL]
    for change in changes:
        old, new = (value_words(value, quoted=False, whole=True) for value in (change.old, change.new))
        yield (*head, column_word(entry.table, change.column), old, new)
    if not changes:
        yield (*head, "", "", "")
