"""Reads what periods are decided by: rules, dates of enrolments, holds, restrictions, and how much there is."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import (
    Enrolment,
    ErasureHold,
    ErasureItem,
    ErasureRun,
    FollowUp,
    Participant,
    Restriction,
    RetentionRule,
)
from werkakademie.records.clock import local_date
from werkakademie.records.enums import ErasureDrop, ErasureState, ExitType, RetentionKind
from werkakademie.records.ids import ErasureHoldId, ParticipantId
from werkakademie.records.retention import DueItem, HoldRecord, RetentionRuleRecord
from werkakademie.rules.retention import (
    DEFAULT_MONTHS,
    EnrolmentDates,
    RetentionFacts,
    due_kinds,
    holds_on,
)
from werkakademie.storage.erasure_plan import OWNED, PLANS, Plan
from werkakademie.storage.journal.tables import SUBJECT
from werkakademie.storage.transaction import Transaction

#: Whose a row is, as SQL, of tables that the journal does not cover too.
_WHOSE = {
    **SUBJECT,
    "child_note": "(SELECT participant_id FROM child WHERE id = {row}.child_id)",
    "collector_picture": (
        "(SELECT child.participant_id FROM collector JOIN child ON child.id = collector.child_id"
        " WHERE collector.id = {row}.collector_id)"
    ),
}


@dataclass(frozen=True, slots=True)
class Blocks:
    """Who must not lose anything now, and why."""

    holds: Mapping[UUID, HoldRecord]
    restricted: frozenset[UUID]

    def of(self, participant_id: UUID) -> ErasureDrop | None:
        if participant_id in self.holds:
            return ErasureDrop.HELD
        return ErasureDrop.RESTRICTED if participant_id in self.restricted else None


def rules(tx: Transaction) -> Mapping[RetentionKind, RetentionRuleRecord]:
    """The rule of each kind: as it was entered, else the default, which nobody has approved."""
    stored = {rule.kind: rule for rule in tx.scalars(select(RetentionRule))}
    made = {}
    for kind, months in DEFAULT_MONTHS.items():
        rule = stored.get(kind)
        made[kind] = RetentionRuleRecord(
            kind=kind,
            months=months if rule is None else rule.months,
            default_months=months,
            approved_by="" if rule is None else rule.approved_by,
            approved_on=None if rule is None else rule.approved_on,
        )
    return made


def blocks(tx: Transaction) -> Blocks:
    """The holds that last today, and the people whose records are restricted."""
    statement = select(ErasureHold).where(col(ErasureHold.deleted).is_(False)).order_by(col(ErasureHold.since).desc())
    holds: dict[UUID, HoldRecord] = {
        hold.participant_id: hold_record(hold)
        for hold in tx.scalars(statement)
        if holds_on(hold.since, hold.ends_on, tx.today)
    }
    return Blocks(holds, frozenset(restricted_people(tx)))


def hold_record(hold: ErasureHold) -> HoldRecord:
    return HoldRecord(hold.id, hold.participant_id, hold.reason, hold.since, hold.ends_on)


def restricted_people(tx: Transaction) -> Collection[UUID]:
    """The people whose records may only be kept."""
    statement = sa.select(col(Restriction.participant_id)).where(
        col(Restriction.deleted).is_(False), col(Restriction.lifted_on).is_(None)
    )
    return tx.scalars(statement)


def unrestricted() -> sa.ColumnElement[bool]:
    """The condition of queries of participants that leaves out those whose records may only be kept."""
    restricted = sa.select(col(Restriction.participant_id)).where(
        col(Restriction.deleted).is_(False), col(Restriction.lifted_on).is_(None)
    )
    return col(Participant.id).not_in(restricted)


def due_items(tx: Transaction) -> tuple[DueItem, ...]:
    """Everything whose period is over today, by name; nothing is listed of which there is nothing."""
    months = {kind: rule.months for kind, rule in rules(tx).items()}
    approved = {kind for kind, rule in rules(tx).items() if rule.approved}
    blocked, proposed = blocks(tx), _proposed(tx)
    due = {person: kinds for person, facts in _facts(tx).items() if (kinds := due_kinds(facts, months, tx.today))}
    counts = {kind: row_counts(tx, kind) for kind in {kind for kinds in due.values() for kind in kinds}}
    items = []
    for person in tx.scalars(select(Participant).where(col(Participant.id).in_(list(due)))):
        hold = blocked.holds.get(person.id)
        for kind, day in due[person.id].items():
            count = counts[kind].get(person.id, 0)
            reason = blocked.of(person.id) or (None if kind in approved else ErasureDrop.NOT_APPROVED)
            if count:
                items.append(
                    DueItem(
                        participant_id=person.id,
                        given_names=person.given_names,
                        family_name=person.family_name,
                        own_number=person.own_number,
                        kind=kind,
                        due_on=day,
                        row_count=count,
                        blocked=reason,
                        held_because=hold.reason if hold else "",
                        hold_id=hold.id if hold else None,
                        proposed=(person.id, kind) in proposed,
                    )
                )
    return tuple(sorted(items, key=_order))


def row_counts(tx: Transaction, kind: RetentionKind) -> Mapping[UUID, int]:
    """How many rows of each person a kind would take away or empty."""
    found: dict[UUID, int] = defaultdict(int)
    for statement in _counting(PLANS[kind]):
        for person, count in tx.driver.execute(statement).fetchall():
            if person is not None:
                found[UUID(person)] += count
    return found


def persons_rows(tx: Transaction, participant_id: ParticipantId) -> int:
    """How many rows are about one person."""
    return sum(
        tx.driver.execute(f"SELECT count(*) FROM {table} WHERE {owned}", {"person": participant_id.hex}).fetchone()[0]
        for table, owned in OWNED.items()
    )


def find_hold(tx: Transaction, hold_id: ErasureHoldId) -> ErasureHold:
    """For writing; raises MissingRowError."""
    return tx.get(ErasureHold, hold_id)


def _counting(plan: Plan) -> list[str]:
    parts = [(table, "1") for table in plan.deleted]
    parts += [
        (each.table, " OR ".join(f"{column} NOT IN ('', '{each.left}')" for column in each.columns))
        for each in plan.cleared
    ]
    return [
        f"SELECT {_WHOSE.get(table, '{row}.participant_id').format(row=table)}, count(*) FROM {table}"
        f" WHERE {condition} GROUP BY 1"
        for table, condition in parts
    ]


def _facts(tx: Transaction) -> Mapping[UUID, RetentionFacts]:
    """People in the bin too: their periods go on."""
    follow_ups: dict[UUID, list[date | None]] = defaultdict(list)
    asked = sa.select(col(FollowUp.enrolment_id), col(FollowUp.closed_on)).where(col(FollowUp.deleted).is_(False))
    for enrolment_id, closed_on in tx.rows(asked):
        follow_ups[enrolment_id].append(closed_on)
    enrolments: dict[UUID, list[EnrolmentDates]] = defaultdict(list)
    statement = sa.select(
        col(Enrolment.participant_id),
        col(Enrolment.id),
        col(Enrolment.exit_on),
        col(Enrolment.non_entry_on),
        col(Enrolment.exit_type),
    ).where(col(Enrolment.deleted).is_(False))
    for person, enrolment_id, exit_on, non_entry_on, exit_type in tx.rows(statement):
        closed = follow_ups.get(enrolment_id, [])
        enrolments[person].append(
            EnrolmentDates(
                exit_on=exit_on,
                non_entry_on=non_entry_on,
                never_began=exit_type is ExitType.CANCELLED_BEFORE_START,
                follow_ups_closed_on=max((day for day in closed if day), default=None) if all(closed) else None,
                has_follow_up=bool(closed),
            )
        )
    people = tx.rows(sa.select(col(Participant.id), col(Participant.created_at)))
    return {
        person: RetentionFacts(local_date(created_at), tuple(enrolments.get(person, ())))
        for person, created_at in people
    }


def _proposed(tx: Transaction) -> frozenset[tuple[UUID, RetentionKind]]:
    statement = (
        sa.select(col(ErasureItem.participant_id), col(ErasureItem.kind))
        .join(ErasureRun, col(ErasureRun.id) == ErasureItem.run_id)
        .where(col(ErasureRun.state) == ErasureState.PROPOSED)
    )
    return frozenset((person, kind) for person, kind in tx.rows(statement))


def _order(item: DueItem) -> tuple[str, str, str, str, date]:
    return (item.family_name, item.given_names, item.own_number, item.participant_id.hex, item.due_on)
