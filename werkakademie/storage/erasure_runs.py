"""Lists of what is to be deleted, and of what was: reading them, and what is kept of people who go."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Account, AnonymousOutcome, ErasureItem, ErasureRun, ErasureSummary, Participant
from werkakademie.records.enums import EntryState, ErasureReason, ErasureState, RetentionKind
from werkakademie.records.ids import AccountId, AnonymousOutcomeId, ErasureRunId, ParticipantId
from werkakademie.records.participants import display_name
from werkakademie.records.reporting import DecidedEnrolment
from werkakademie.records.retention import ErasureKindSummary, ErasureRunRecord
from werkakademie.rules.anonymising import AnonymousLine, coarsened, month
from werkakademie.rules.dates import age_class, known_age
from werkakademie.rules.indicators import is_insured
from werkakademie.storage.reporting import enrolments_to_report
from werkakademie.storage.transaction import Transaction


def run_records(tx: Transaction) -> tuple[ErasureRunRecord, ...]:
    """All lists, the newest first; names of people only while a list waits."""
    runs = tx.scalars(select(ErasureRun).order_by(col(ErasureRun.proposed_at).desc(), col(ErasureRun.id).desc()))
    names = dict(tx.rows(sa.select(col(Account.id), col(Account.name))))
    return tuple(_record(tx, run, names) for run in runs)


def run_record(tx: Transaction, run_id: ErasureRunId) -> ErasureRunRecord:
    """One list; raises MissingRowError."""
    names = dict(tx.rows(sa.select(col(Account.id), col(Account.name))))
    return _record(tx, tx.get(ErasureRun, run_id), names)


def items_of(tx: Transaction, run_id: ErasureRunId) -> Sequence[ErasureItem]:
    """For writing."""
    return tx.scalars(select(ErasureItem).where(col(ErasureItem.run_id) == run_id))


def next_certificate(tx: Transaction) -> int:
    """Numbers have no gap, and none is given twice."""
    return (tx.scalar(sa.select(sa.func.max(ErasureRun.certificate))) or 0) + 1


def waits_for_person(tx: Transaction, participant_id: ParticipantId) -> bool:
    """Whether a list that would delete everything about the person is not confirmed yet."""
    statement = (
        sa.select(sa.literal(1))
        .select_from(ErasureItem)
        .join(ErasureRun, col(ErasureRun.id) == ErasureItem.run_id)
        .where(
            col(ErasureRun.state) == ErasureState.PROPOSED,
            col(ErasureItem.participant_id) == participant_id,
            col(ErasureItem.kind) == RetentionKind.PERSON,
        )
    )
    return tx.scalar(statement.limit(1)) is not None


def keep_anonymous(tx: Transaction, people: Collection[ParticipantId]) -> None:
    """Count what became of these people, before everything about them goes."""
    wanted = frozenset(people)
    found = [one for one in enrolments_to_report(tx, tx.today) if one.participant_id in wanted]
    stored = {_line_of(row): row for row in tx.scalars(select(AnonymousOutcome))}
    kept = Counter({line: row.number for line, row in stored.items()})
    for line, number in coarsened([_line(one) for one in found if one.decided_on], kept).items():
        row = stored.get(line)
        if row is None:
            row = AnonymousOutcome(
                id=AnonymousOutcomeId(tx.new_id()),
                period=line.period,
                sex=line.sex,
                age_class=line.age_class,
                entry=line.entry,
                category=line.category,
                insured=line.insured,
                number=0,
            )
        row.number += number
        tx.add(row)


def anonymous_in(tx: Transaction, months: Collection[str]) -> tuple[int, int]:
    """How many who entered, and how many who did not, left or were decided against in these periods."""
    statement = (
        sa.select(col(AnonymousOutcome.entry), sa.func.sum(AnonymousOutcome.number))
        .where(col(AnonymousOutcome.period).in_(months))
        .group_by(col(AnonymousOutcome.entry))
    )
    found = dict(tx.rows(statement))
    refused = found.pop(EntryState.NOT_ENTERED, 0)
    return sum(found.values()), refused


def _line(one: DecidedEnrolment) -> AnonymousLine:
    age = known_age(birth_date=one.birth_date, age=one.age, age_as_of=one.age_as_of, day=one.begun_on)
    assert one.decided_on is not None
    entered = one.entry is not EntryState.NOT_ENTERED
    return AnonymousLine(
        period=month(one.decided_on),
        sex=one.sex,
        age_class=age_class(age),
        entry=one.entry,
        category=one.category if entered else None,
        insured=entered and is_insured(one.category, one.training_place),
    )


def _line_of(row: AnonymousOutcome) -> AnonymousLine:
    return AnonymousLine(row.period, row.sex, row.age_class, row.entry, row.category, row.insured)


def _record(tx: Transaction, run: ErasureRun, names: Mapping[AccountId, str]) -> ErasureRunRecord:
    items = items_of(tx, run.id)
    waits = run.state is ErasureState.PROPOSED
    dropped = Counter(item.dropped for item in items if item.dropped is not None)
    return ErasureRunRecord(
        id=run.id,
        state=run.state,
        proposed_at=run.proposed_at,
        proposed_by=_name(names, run.proposed_by),
        confirmed_at=run.confirmed_at,
        confirmed_by=_name(names, run.confirmed_by),
        done_at=run.done_at,
        certificate=run.certificate,
        reason=ErasureReason(run.reason) if run.reason else None,
        kinds=_waiting_kinds(items) if waits else _summaries(tx, run.id),
        dropped=tuple(sorted(dropped.items(), key=lambda each: each[0].value)),
        people=_people(tx, [item.participant_id for item in items]) if waits else (),
    )


def _name(names: Mapping[AccountId, str], account_id: AccountId | None) -> str:
    return names.get(account_id, "") if account_id is not None else ""


def _waiting_kinds(items: Sequence[ErasureItem]) -> tuple[ErasureKindSummary, ...]:
    kinds = sorted({item.kind for item in items}, key=lambda kind: kind.value)
    return tuple(
        ErasureKindSummary(
            kind,
            sum(item.kind is kind for item in items),
            sum(item.row_count for item in items if item.kind is kind),
        )
        for kind in kinds
    )


def _summaries(tx: Transaction, run_id: ErasureRunId) -> tuple[ErasureKindSummary, ...]:
    statement = select(ErasureSummary).where(col(ErasureSummary.run_id) == run_id).order_by(col(ErasureSummary.kind))
    return tuple(
        ErasureKindSummary(one.kind, one.people, one.row_count, one.months, one.approved_by, one.approved_on)
        for one in tx.scalars(statement)
    )


def _people(tx: Transaction, ids: Sequence[UUID]) -> tuple[str, ...]:
    statement = select(Participant).where(col(Participant.id).in_(ids))
    return tuple(
        sorted(display_name(one.given_names, one.family_name, one.own_number) for one in tx.scalars(statement))
    )
