"""Delete for good: propose a list, have a second person confirm it, and carry it out as a whole."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from werkakademie.models import ErasureItem, ErasureRun, ErasureSummary, Participant
from werkakademie.records.backups import BackupReason
from werkakademie.records.changes import Done
from werkakademie.records.enums import ErasureDrop, ErasureReason, ErasureState, RetentionKind
from werkakademie.records.ids import ErasureRunId, ParticipantId
from werkakademie.records.permissions import Permission
from werkakademie.records.progress import Progress
from werkakademie.records.retention import ErasureRunRecord
from werkakademie.rules.permissions import allowed
from werkakademie.rules.retention import ALONE_WAITS, WHOLE_PERSON, may_confirm
from werkakademie.services import backups
from werkakademie.services.documents import write_whole
from werkakademie.services.erasure_errors import (
    HeldError,
    NothingDueError,
    NotWaitingError,
    OwnListError,
    RestrictedErasureError,
)
from werkakademie.services.workplace import Workplace
from werkakademie.storage import erasure_runs, retention, sites
from werkakademie.storage.erasure import erase, fold_log
from werkakademie.storage.erasure_log import damaged_path
from werkakademie.storage.transaction import Transaction

#: A person and a kind of their data.
Chosen = tuple[ParticipantId, RetentionKind]


@dataclass(frozen=True, slots=True)
class Erased:
    """A list that was carried out."""

    record: ErasureRunRecord
    #: False: somebody read for so long that the write-ahead log holds old bytes until the program closes.
    log_folded: bool


def propose(workplace: Workplace, chosen: Collection[Chosen]) -> Done[ErasureRunId]:
    """Make a list of what is due, for a second person to confirm. Raises NothingDueError when nothing of it can be."""
    workplace.require(Permission.ERASURE_PROPOSE)
    with workplace.store.write(workplace.account_id) as tx:
        wanted = frozenset(chosen)
        items = [
            item
            for item in retention.due_items(tx)
            if (item.participant_id, item.kind) in wanted and item.blocked is None and not item.proposed
        ]
        if not items:
            raise NothingDueError
        run = _new_run(tx)
        tx.add(
            *(
                ErasureItem(
                    run_id=run.id,
                    participant_id=item.participant_id,
                    kind=item.kind,
                    due_on=item.due_on,
                    row_count=item.row_count,
                )
                for item in items
            )
        )
    return Done(run.id, tx.changes)


def propose_person(workplace: Workplace, participant_id: ParticipantId, *, reason: ErasureReason) -> Done[ErasureRunId]:
    """Make a list with everything about one person, whatever the periods say.

    Raises HeldError, RestrictedErasureError, NothingDueError when such a list waits already.
    """
    workplace.require(Permission.ERASURE_PROPOSE)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Participant, participant_id)
        match retention.blocks(tx).of(participant_id):
            case ErasureDrop.HELD:
                raise HeldError
            case ErasureDrop.RESTRICTED:
                raise RestrictedErasureError
        if erasure_runs.waits_for_person(tx, participant_id):
            raise NothingDueError
        run = _new_run(tx, reason)
        rows = retention.persons_rows(tx, participant_id)
        tx.add(ErasureItem(run_id=run.id, participant_id=participant_id, kind=RetentionKind.PERSON, row_count=rows))
    return Done(run.id, tx.changes)


def withdraw(workplace: Workplace, run_id: ErasureRunId) -> Done[ErasureRunId]:
    """Drop a list that waits; nothing of it is deleted. Raises NotWaitingError."""
    workplace.require(Permission.ERASURE_CONFIRM)
    with workplace.store.write(workplace.account_id) as tx:
        run = _waiting(tx, run_id)
        run.state = ErasureState.WITHDRAWN
        tx.add(run)
    return Done(run_id, tx.changes)


def confirm(workplace: Workplace, run_id: ErasureRunId, *, progress: Progress | None = None) -> Done[Erased]:
    """Delete what a list names and what is still due, in one transaction after a backup.

    Raises OwnListError, NotWaitingError, and what a backup or the disk may raise; then nothing is deleted. It can be
    cancelled until it is stored. When nothing of the list is due any more, it is withdrawn.
    """
    workplace.require(Permission.ERASURE_CONFIRM)
    store = workplace.store
    with store.read() as tx:
        _check_confirmer(tx, workplace, _waiting(tx, run_id))
    backups.back_up(workplace, reason=BackupReason.ERASURE, progress=progress)
    with store.write(workplace.account_id) as tx:
        run = _waiting(tx, run_id)
        _check_confirmer(tx, workplace, run)
        people = _still_due(tx, run)
        run.confirmed_at, run.confirmed_by = tx.now, tx.actor
        run.state = ErasureState.DONE if people else ErasureState.WITHDRAWN
        if people:
            _carry_out(tx, run, people, progress)
        tx.add(run)
    changes = tx.changes
    folded = True
    if people:
        folded = fold_log(store)
        backups.note_erasures(store)
    with store.read() as tx:
        record = erasure_runs.run_record(tx, run_id)
    return Done(Erased(record, folded), changes)


def runs(workplace: Workplace) -> tuple[ErasureRunRecord, ...]:
    """All lists, the newest first, each with whether the account may confirm it."""
    workplace.require(Permission.ERASURE_CONFIRM)
    with workplace.store.read() as tx:
        found = erasure_runs.run_records(tx)
        return tuple(_with_confirmation(tx, workplace, record) for record in found)


def certificate(workplace: Workplace, run_id: ErasureRunId, *, language: str = "de") -> bytes:
    """The certificate of a list that was carried out, as PDF; it names nobody who was deleted."""
    from werkakademie.reports.erasure_certificate import erasure_certificate

    workplace.require(Permission.ERASURE_CONFIRM)
    with workplace.store.read() as tx:
        record = erasure_runs.run_record(tx, run_id)
        if record.state is not ErasureState.DONE:
            raise NotWaitingError
        site = sites.the_site(tx)
        return erasure_certificate(
            record,
            site_name=site.name,
            practice=site.practice,
            backup_days=site.backup_days,
            printed_on=tx.today,
            language=language,
        )


def save_certificate(workplace: Workplace, run_id: ErasureRunId, path: Path, *, language: str = "de") -> None:
    """Write the certificate to a file."""
    write_whole(path, certificate(workplace, run_id, language=language))


def lists_to_confirm(workplace: Workplace) -> int:
    """How many lists wait for this very account."""
    return sum(record.may_confirm for record in runs(workplace))


def log_is_damaged(workplace: Workplace) -> bool:
    """Whether a list of earlier erasures lies aside that could not be read, so that certificates must be compared."""
    workplace.require(Permission.ERASURE_PROPOSE)
    return damaged_path(workplace.store.path.parent).exists()


def _new_run(tx: Transaction, reason: ErasureReason | None = None) -> ErasureRun:
    run = ErasureRun(
        id=ErasureRunId(tx.new_id()),
        state=ErasureState.PROPOSED,
        proposed_at=tx.now,
        proposed_by=tx.actor,
        reason=reason.value if reason else "",
    )
    tx.add(run)
    tx.flush()
    return run


def _waiting(tx: Transaction, run_id: ErasureRunId) -> ErasureRun:
    run = tx.get(ErasureRun, run_id)
    if run.state is not ErasureState.PROPOSED:
        raise NotWaitingError
    return run


def _check_confirmer(tx: Transaction, workplace: Workplace, run: ErasureRun) -> None:
    own, others = run.proposed_by == workplace.account_id, _others(tx, workplace)
    if not may_confirm(own=own, others=others, proposed_at=run.proposed_at, now=tx.now):
        raise OwnListError(None if others else run.proposed_at + ALONE_WAITS)


def _others(tx: Transaction, workplace: Workplace) -> int:
    """How many other people could confirm."""
    return sum(
        allowed(row.roles, Permission.ERASURE_CONFIRM)
        for row in sites.account_rows(tx)
        if row.id != workplace.account_id
    )


def _with_confirmation(tx: Transaction, workplace: Workplace, record: ErasureRunRecord) -> ErasureRunRecord:
    if record.state is not ErasureState.PROPOSED:
        return record
    run, others = tx.get(ErasureRun, record.id), _others(tx, workplace)
    own = run.proposed_by == workplace.account_id
    may = may_confirm(own=own, others=others, proposed_at=run.proposed_at, now=tx.now)
    later: datetime | None = run.proposed_at + ALONE_WAITS if own and not others and not may else None
    return replace(record, may_confirm=may, confirm_from=later)


def _still_due(tx: Transaction, run: ErasureRun) -> Mapping[ParticipantId, set[RetentionKind]]:
    """The items that may go now; each other one gets noted why it stays."""
    due, rules = {(item.participant_id, item.kind): item for item in retention.due_items(tx)}, retention.rules(tx)
    whole = {person: item for (person, kind), item in due.items() if kind in WHOLE_PERSON}
    blocked = retention.blocks(tx)
    people: dict[ParticipantId, set[RetentionKind]] = {}
    for item in erasure_runs.items_of(tx, run.id):
        person = ParticipantId(item.participant_id)
        now_due = due.get((person, item.kind)) or whole.get(person)
        if tx.find(Participant, person) is None:
            item.dropped = ErasureDrop.GONE
        elif (block := blocked.of(person)) is not None:
            item.dropped = block
        elif item.kind is not RetentionKind.PERSON and now_due is None:
            item.dropped = ErasureDrop.NOT_DUE
        elif item.kind is not RetentionKind.PERSON and not rules[item.kind].approved:
            item.dropped = ErasureDrop.NOT_APPROVED
        else:
            people.setdefault(person, set()).add(item.kind)
        tx.add(item)
    return people


def _carry_out(
    tx: Transaction,
    run: ErasureRun,
    people: Mapping[ParticipantId, set[RetentionKind]],
    progress: Progress | None,
) -> None:
    gone = [person for person, kinds in people.items() if WHOLE_PERSON & kinds]
    rules = retention.rules(tx)
    erasure_runs.keep_anonymous(tx, gone)
    counts = erase(tx, people, progress)
    for item in erasure_runs.items_of(tx, run.id):
        count = counts.get((ParticipantId(item.participant_id), item.kind))
        if count is not None:
            item.row_count, item.done = count, True
        elif item.dropped is None:
            # Another kind of the same person took it along.
            item.row_count, item.done = 0, True
        tx.add(item)
    number_of_people = Counter(kind for _person, kind in counts)
    for kind in sorted(number_of_people, key=lambda each: each.value):
        rule = rules.get(kind)
        tx.add(
            ErasureSummary(
                run_id=run.id,
                kind=kind,
                people=number_of_people[kind],
                row_count=sum(count for (_person, each), count in counts.items() if each is kind),
                months=rule.months if rule else None,
                approved_by=rule.approved_by if rule else "",
                approved_on=rule.approved_on if rule else None,
            )
        )
    run.certificate, run.done_at = erasure_runs.next_certificate(tx), tx.now
    tx.note_event("data_erased", certificate=run.certificate, people=len(people))
