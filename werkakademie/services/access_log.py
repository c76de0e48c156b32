"""Who looked at a record that asks for it: written down when it happens, kept for six months, read by the lead."""

from datetime import timedelta
from pathlib import Path

from werkakademie.i18n import _
from werkakademie.models import AccessLog
from werkakademie.records.access import AccessList, AccessQuery
from werkakademie.records.enums import AccessKind
from werkakademie.records.ids import AccessLogId, ParticipantId
from werkakademie.records.labels import label
from werkakademie.records.permissions import Permission
from werkakademie.services import reach
from werkakademie.services.documents import write_whole
from werkakademie.services.workplace import Workplace
from werkakademie.storage import access
from werkakademie.storage.transaction import Transaction

#: Older rows are deleted when the next one is written.
KEPT = timedelta(days=183)
#: Turning pages in one record is one look at it.
ONE_LOOK = timedelta(minutes=30)
#: Rows of a file; six months of a busy site stay far below.
MOST_ROWS = 100_000


def note(workplace: Workplace, kind: AccessKind, participant_id: ParticipantId) -> None:
    """Write down that the account looked at a person's record; a second look within half an hour is the same one."""
    workplace.require(Permission.USE_SITE)
    with workplace.store.write(workplace.account_id) as tx:
        note_within(tx, workplace, kind, participant_id)


def note_within(tx: Transaction, workplace: Workplace, kind: AccessKind, participant_id: ParticipantId) -> None:
    """The same inside a transaction that writes anyway."""
    access.forget_accesses(tx, tx.now - KEPT)
    again = kind is AccessKind.OUTSIDE_OWN_GROUPS and access.noted_since(
        tx, workplace.account_id, kind, participant_id, tx.now - ONE_LOOK
    )
    if not again:
        tx.add(
            AccessLog(
                id=AccessLogId(tx.new_id()),
                at=tx.now,
                account_id=workplace.account_id,
                kind=kind,
                participant_id=participant_id,
            )
        )


def is_to_note(workplace: Workplace, tx: Transaction, participant_id: ParticipantId) -> bool:
    """Whether opening this person's record in a reading transaction is a look outside the account's groups."""
    if not reach.is_outside(workplace, tx, participant_id):
        return False
    kind, since = AccessKind.OUTSIDE_OWN_GROUPS, tx.now - ONE_LOOK
    return not access.noted_since(tx, workplace.account_id, kind, participant_id, since)


def note_outside(workplace: Workplace, participant_id: ParticipantId, *, wanted: bool) -> None:
    """After the reading transaction and before its answer: no record is shown of which the look is not noted."""
    if wanted:
        note(workplace, AccessKind.OUTSIDE_OWN_GROUPS, participant_id)


def access_list(workplace: Workplace, query: AccessQuery) -> AccessList:
    """The accesses of an account, or to people found by typed words, the newest first."""
    workplace.require(Permission.READ_ACCESS_LOG)
    with workplace.store.read() as tx:
        return access.access_list(tx, query)


def save_access_table(workplace: Workplace, query: AccessQuery, path: Path) -> int:
    """Write the accesses of a query as CSV for people; answers their number. Raises FileNotWrittenError."""
    from werkakademie.exchange.people_csv import people_csv_lines

    workplace.require(Permission.READ_ACCESS_LOG)
    found = access_list(workplace, AccessQuery(query.account_id, query.text, MOST_ROWS))
    header = (_("Zeitpunkt"), _("Wer"), _("Person"), _("Grund"))
    rows = ((row.at, row.account_name, row.person, label(row.kind)) for row in found.rows)
    write_whole(path, "".join(people_csv_lines(header, rows)).encode("utf-8-sig", errors="replace"))
    return len(found.rows)
