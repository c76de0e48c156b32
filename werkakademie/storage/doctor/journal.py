"""Checks of the journal: its triggers, its chain, and that the tables hold what it says."""

from collections.abc import Iterator

from werkakademie.records.doctor import Finding, FindingKind
from werkakademie.records.enums import DeviceState
from werkakademie.storage.doctor.examined import Examined
from werkakademie.storage.journal import chain, triggers
from werkakademie.storage.journal.chain import ChainFaultKind
from werkakademie.storage.journal.folding import differing_rows
from werkakademie.storage.migrate import new_schema, schema_of

_KINDS = {
    ChainFaultKind.LINK: FindingKind.CHAIN_BROKEN,
    ChainFaultKind.GAP: FindingKind.CHAIN_BROKEN,
    ChainFaultKind.MISSING: FindingKind.CHAIN_BROKEN,
    ChainFaultKind.CUT: FindingKind.CHAIN_CUT,
    ChainFaultKind.UNSEALED: FindingKind.CHAIN_UNSEALED,
    ChainFaultKind.OPEN: FindingKind.CHAIN_UNSEALED,
}


def journal_triggers(examined: Examined) -> Iterator[Finding]:
    """The triggers are those that the present tables ask for: without one, changes would leave no trace."""
    # A foreign table is the finding of another check; it gets no triggers.
    foreign = schema_of(examined.connection).keys() - new_schema().keys()
    names = tuple(
        name
        for name in triggers.differences(examined.connection)
        if not any(name.startswith(f"journal_{table}_") for table in foreign)
    )
    if names:
        yield Finding(FindingKind.TRIGGERS_CHANGED, {"count": len(names), "names": ", ".join(names[:5])})


def journal_chain(examined: Examined) -> Iterator[Finding]:
    """Nobody changed, removed or added a line afterwards, and there is one line that goes on."""
    faults = chain.verify(examined.connection)
    for kind in dict.fromkeys(_KINDS[fault.kind] for fault in faults):
        of_kind = [fault for fault in faults if _KINDS[fault.kind] is kind]
        yield Finding(kind, {"count": len(of_kind), "first": of_kind[0].tx, "moment": _moment(examined, of_kind[0].tx)})
    lines = examined.connection.execute(
        "SELECT count(*) FROM device WHERE state = ?", (DeviceState.PRESENT.value,)
    ).fetchone()[0]
    written = examined.connection.execute("SELECT count(*) FROM journal_transaction").fetchone()[0]
    if lines > 1 or (written and not lines):
        yield Finding(FindingKind.LINE_UNCLEAR, {"count": lines})


def journal_content(examined: Examined) -> Iterator[Finding]:
    """Each row holds what its last entry says; who wrote past the triggers shows here."""
    known = new_schema()
    for table in triggers.journalled_tables(examined.connection):
        if table.name not in known:
            continue
        examined.step()
        rows = list(differing_rows(examined.connection, table, step=examined.step))
        if rows:
            yield Finding(FindingKind.BEHIND_JOURNAL, {"table": table.name, "count": len(rows), "first": rows[0]})


def _moment(examined: Examined, tx: int) -> str:
    found = examined.connection.execute("SELECT at FROM journal_transaction WHERE tx = ?", (tx,)).fetchone()
    return str(found[0])[:16] if found else ""
