"""What an import reads of the store: who is there already, which groups, and the kept mappings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from werkakademie.models import Enrolment, Group, ImportProfile, Participant
from werkakademie.records.enums import Focus
from werkakademie.records.ids import GroupId, ParticipantId
from werkakademie.storage.transaction import Transaction

#: A statement takes so many parameters at once.
_AT_ONCE = 500


class StoredPerson(NamedTuple):
    """A person as far as a double is concerned; a tuple, because an import looks at everybody."""

    id: UUID
    given_names: str
    family_name: str
    own_number: str
    birth_date: date | None


class StoredEnrolment(NamedTuple):
    """An enrolment as far as a second one of the same person is concerned."""

    participant_id: UUID
    group_id: UUID
    allocated_on: date
    is_running: bool


def _people() -> sa.Select[*tuple[Any, ...]]:
    columns = (
        col(Participant.id),
        col(Participant.given_names),
        col(Participant.family_name),
        col(Participant.own_number),
        col(Participant.birth_date),
    )
    return sa.select(*columns).where(col(Participant.deleted).is_(False))


def everybody(tx: Transaction) -> Iterator[StoredPerson]:
    """All people, one after the other: a thousand at a time lie in memory."""
    statement = _people().order_by(col(Participant.id)).execution_options(yield_per=1_000)
    return (StoredPerson(*row) for row in tx.execute(statement))


def people(tx: Transaction, ids: Iterable[UUID]) -> Mapping[UUID, StoredPerson]:
    """Some people by their ids."""
    found: dict[UUID, StoredPerson] = {}
    for some in _slices(list(ids)):
        rows = tx.execute(_people().where(col(Participant.id).in_(some)))
        found.update((row[0], StoredPerson(*row)) for row in rows)
    return found


class StoredGroup(NamedTuple):
    """A group as far as an import is concerned."""

    id: GroupId
    name: str
    focus: Focus
    starts_on: date


def groups(tx: Transaction) -> Sequence[StoredGroup]:
    """All groups, a later one behind an earlier one of the same name."""
    statement = (
        sa.select(col(Group.id), col(Group.name), col(Group.focus), col(Group.starts_on))
        .where(col(Group.deleted).is_(False))
        .order_by(col(Group.starts_on), col(Group.id))
    )
    return [
        StoredGroup(GroupId(number), name, focus, starts_on) for number, name, focus, starts_on in tx.rows(statement)
    ]


def enrolments_of(tx: Transaction, participant_ids: Iterable[ParticipantId]) -> Iterator[StoredEnrolment]:
    """The enrolments of some people."""
    running = sa.and_(col(Enrolment.exit_on).is_(None), col(Enrolment.non_entry_on).is_(None))
    columns = (col(Enrolment.participant_id), col(Enrolment.group_id), col(Enrolment.allocated_on), running)
    for some in _slices(list(participant_ids)):
        statement = sa.select(*columns).where(
            col(Enrolment.participant_id).in_(some), col(Enrolment.deleted).is_(False)
        )
        yield from (StoredEnrolment(*row) for row in tx.rows(statement))


def profiles(tx: Transaction) -> Sequence[ImportProfile]:
    """The kept mappings by name."""
    statement = select(ImportProfile).where(col(ImportProfile.deleted).is_(False))
    return tx.scalars(statement.order_by(sa.func.lower(ImportProfile.name), col(ImportProfile.id)))


def profile_named(tx: Transaction, name: str) -> ImportProfile | None:
    """The kept mapping of this name, for writing."""
    return next((profile for profile in profiles(tx) if profile.name == name), None)


def _slices(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
