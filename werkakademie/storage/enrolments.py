"""Enrolments: the people of a group, who could be enrolled, and the rows that writing needs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Enrolment, FollowUp, Group, Participant, SlotChoice, Suspension
from werkakademie.records.enums import FollowUpState
from werkakademie.records.groups import Candidate, Candidates, EnrolmentRow, SuspensionRecord
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId, TimeSlotId
from werkakademie.rules.participant_state import EnrolmentFacts, enrolment_state
from werkakademie.storage.groups import holds_place
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.search import FOLDED, found_by
from werkakademie.storage.transaction import Transaction


def enrolment_rows(tx: Transaction, group_id: GroupId) -> tuple[EnrolmentRow, ...]:
    """The people of a group in the order of their names."""
    statement = (
        sa.select(
            Enrolment,
            col(Participant.given_names),
            col(Participant.family_name),
            col(Participant.own_number),
            _open_follow_up(),
        )
        .join(Participant, col(Participant.id) == Enrolment.participant_id)
        .where(
            col(Enrolment.group_id) == group_id, col(Enrolment.deleted).is_(False), col(Participant.deleted).is_(False)
        )
        .order_by(FOLDED, col(Enrolment.id))
    )
    chosen = slot_choices(tx, [group_id])
    resting = suspensions(tx, [group_id])
    return tuple(
        EnrolmentRow(
            id=enrolment.id,
            participant_id=enrolment.participant_id,
            given_names=given,
            family_name=family,
            own_number=own,
            allocated_on=enrolment.allocated_on,
            entry_on=enrolment.entry_on,
            entry_confirmed_because=enrolment.entry_confirmed_because,
            insured_at_entry=enrolment.insured_at_entry,
            non_entry_reason=enrolment.non_entry_reason,
            non_entry_on=enrolment.non_entry_on,
            exit_on=enrolment.exit_on,
            exit_type=enrolment.exit_type,
            slot_ids=chosen.get(enrolment.id, frozenset()),
            suspensions=resting.get(enrolment.id, ()),
            state=enrolment_state(
                EnrolmentFacts(enrolment.entry_on, enrolment.non_entry_on, enrolment.exit_on, due_on), tx.today
            ),
        )
        for enrolment, given, family, own, due_on in tx.rows(statement)
    )


def slot_choices(tx: Transaction, group_ids: Sequence[UUID]) -> Mapping[UUID, frozenset[TimeSlotId]]:
    """The slots that each person of the groups chose, by enrolment."""
    statement = (
        sa.select(col(SlotChoice.enrolment_id), col(SlotChoice.slot_id))
        .join(Enrolment, col(Enrolment.id) == SlotChoice.enrolment_id)
        .where(col(Enrolment.group_id).in_(group_ids), col(SlotChoice.deleted).is_(False))
    )
    found: dict[UUID, set[TimeSlotId]] = {}
    for enrolment_id, slot_id in tx.rows(statement):
        found.setdefault(enrolment_id, set()).add(TimeSlotId(slot_id))
    return {enrolment_id: frozenset(slot_ids) for enrolment_id, slot_ids in found.items()}


def suspensions(tx: Transaction, group_ids: Sequence[UUID]) -> Mapping[UUID, tuple[SuspensionRecord, ...]]:
    """The times in which enrolments of the groups rest, the earliest first."""
    statement = (
        select(Suspension)
        .join(Enrolment, col(Enrolment.id) == Suspension.enrolment_id)
        .where(col(Enrolment.group_id).in_(group_ids), col(Suspension.deleted).is_(False))
        .order_by(col(Suspension.starts_on), col(Suspension.enrolment_id))
    )
    found: dict[UUID, list[SuspensionRecord]] = {}
    for rest in tx.scalars(statement):
        found.setdefault(rest.enrolment_id, []).append(SuspensionRecord(rest.kind, rest.starts_on, rest.ends_on))
    return {enrolment_id: tuple(rests) for enrolment_id, rests in found.items()}


def candidates(tx: Transaction, group_id: GroupId, *, text: str, limit: int) -> Candidates:
    """The people that the typed words find (all for no words): first those who are not in the group yet."""
    statement = (
        sa.select(
            col(Participant.id),
            col(Participant.given_names),
            col(Participant.family_name),
            col(Participant.own_number),
        )
        .where(col(Participant.deleted).is_(False), unrestricted(), found_by(text))
        .order_by(_holds_place_in(group_id, tx.today), FOLDED, col(Participant.id))
        .limit(limit + 1)
    )
    found = tx.rows(statement)
    groups = _groups_held(tx, [row[0] for row in found])
    return Candidates(
        tuple(
            Candidate(
                participant_id=ParticipantId(number),
                given_names=given,
                family_name=family,
                own_number=own,
                already=group_id in groups.get(number, {}),
                other_group=next((name for held, name in groups.get(number, {}).items() if held != group_id), ""),
            )
            for number, given, family, own in found[:limit]
        ),
        more=len(found) > limit,
    )


def names_already_in(tx: Transaction, group_id: GroupId, people: Iterable[ParticipantId]) -> tuple[str, ...]:
    """The names of those among `people` who hold a place in the group."""
    statement = (
        sa.select(col(Participant.given_names), col(Participant.family_name), col(Participant.own_number))
        .join(Enrolment, col(Enrolment.participant_id) == Participant.id)
        .where(col(Enrolment.group_id) == group_id, col(Participant.id).in_(list(people)), holds_place(tx.today))
        .order_by(FOLDED, col(Participant.id))
    )
    return tuple(f"{given} {family}".strip() or own for given, family, own in tx.rows(statement))


def choices_for_writing(tx: Transaction, enrolment_id: EnrolmentId) -> Mapping[TimeSlotId, SlotChoice]:
    """The slot choices of one person, those that were taken back too."""
    statement = select(SlotChoice).where(col(SlotChoice.enrolment_id) == enrolment_id)
    return {choice.slot_id: choice for choice in tx.scalars(statement)}


def suspensions_for_writing(tx: Transaction, enrolment_id: EnrolmentId) -> tuple[Suspension, ...]:
    """The suspensions of one person, those that were taken back too."""
    return tuple(tx.scalars(select(Suspension).where(col(Suspension.enrolment_id) == enrolment_id)))


def _holds_place_in(group_id: GroupId, today: date) -> sa.ColumnElement[bool]:
    inside = sa.exists().where(
        col(Enrolment.participant_id) == Participant.id, col(Enrolment.group_id) == group_id, holds_place(today)
    )
    return inside.correlate(Participant)


def _groups_held(tx: Transaction, people: Sequence[UUID]) -> Mapping[UUID, Mapping[GroupId, str]]:
    """For each person the groups in which they hold a place today."""
    statement = (
        sa.select(col(Enrolment.participant_id), col(Group.id), col(Group.name))
        .join(Group, col(Group.id) == Enrolment.group_id)
        .where(col(Enrolment.participant_id).in_(people), holds_place(tx.today), col(Group.deleted).is_(False))
        .order_by(col(Group.name), col(Group.id))
    )
    found: dict[UUID, dict[GroupId, str]] = {}
    for person, group_id, name in tx.rows(statement):
        found.setdefault(person, {})[GroupId(group_id)] = name
    return found


def _open_follow_up() -> sa.ScalarSelect[date]:
    """The day from which the enrolment's open follow-up may be answered."""
    return (
        sa.select(sa.func.min(FollowUp.due_on))
        .where(
            col(FollowUp.enrolment_id) == Enrolment.id,
            col(FollowUp.state) == FollowUpState.OPEN,
            col(FollowUp.deleted).is_(False),
        )
        .correlate(Enrolment)
        .scalar_subquery()
    )
