"""At the door: children arrive and leave with time and who; what is on no list is settled with a coach.

Everything is in the store at once, so that after a crash the door goes on where it was.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from werkakademie.errors import FieldProblem, InvalidFieldsError, ProgramError
from werkakademie.i18n import _
from werkakademie.models import Child, ChildcareSlot, ChildcareVisit, Collector, Participant
from werkakademie.records.changes import Done
from werkakademie.records.childcare_door import DoorChild, DoorDay, DoorState, KnownChild
from werkakademie.records.clock import utc_moment
from werkakademie.records.enums import OverCapacity
from werkakademie.records.ids import (
    AccountId,
    ChildcareSlotId,
    ChildcareVisitId,
    ChildId,
    CollectorId,
    ParticipantId,
)
from werkakademie.records.permissions import Permission
from werkakademie.rules.childcare.capacity import fits
from werkakademie.rules.childcare.slices import SLICE, Span
from werkakademie.rules.folding import fold
from werkakademie.rules.undo_stack import undo_stack
from werkakademie.services.childcare_door_errors import (
    AlreadyGoneError,
    AlreadyHereError,
    DoorOverCapacityError,
    ForbiddenCollectorError,
    NotACollectorError,
    NotExpectedError,
)
from werkakademie.services.children import validated_child
from werkakademie.services.documents import write_whole
from werkakademie.services.validation import refuse
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import children, door, settings
from werkakademie.storage.journal import reading, undoing
from werkakademie.storage.journal.undo_errors import AlreadyTakenBackError
from werkakademie.storage.sites import the_site
from werkakademie.storage.transaction import Transaction

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Settled:
    """With which coach or lead something was settled, and why."""

    account_id: AccountId
    reason: str = ""


def door_day(workplace: Workplace) -> DoorDay:
    """The children of today with what must be known of them."""
    workplace.require(Permission.CARE_DOOR)
    with workplace.store.read() as tx:
        return door.door_day(tx, tx.today)


def find_children(workplace: Workplace, words: str) -> tuple[KnownChild, ...]:
    """Children of the site who are not on today's list, by the beginnings of typed words; nobody without words."""
    workplace.require(Permission.CARE_DOOR)
    with workplace.store.read() as tx:
        return door.known_children(tx, tx.today, words)


def arrive(
    workplace: Workplace,
    child_ids: Sequence[ChildId],
    *,
    brought_by: str = "",
    settled: Settled | None = None,
) -> Done[tuple[ChildcareVisitId, ...]]:
    """Record that children came, siblings together; without `brought_by` with their parent.

    A child without a place needs `settled`: NotExpectedError, DoorOverCapacityError. Raises AlreadyHereError too.
    """
    workplace.require(Permission.CARE_DOOR)
    _check_length("brought_by", brought_by)
    with workplace.store.write(workplace.account_id) as tx:
        today = door.door_day(tx, tx.today)
        lines = [_line_of(today, child_id, tx.now) for child_id in child_ids]
        here = [line.given_name for line in lines if line is not None and line.state is DoorState.HERE]
        if here:
            raise AlreadyHereError(tuple(here))
        found = [_expected(line) for line in lines]
        strangers = [child_id for child_id, line in zip(child_ids, found, strict=True) if line is None]
        if strangers:
            _settle_strangers(tx, strangers, settled)
        visits = [
            _visit(tx, child_id, line, brought_by, settled) for child_id, line in zip(child_ids, found, strict=True)
        ]
        tx.add(*visits)
    return Done(tuple(visit.id for visit in visits), tx.changes)


def arrive_unknown(
    workplace: Workplace,
    participant_id: ParticipantId,
    *,
    fields: Mapping[str, object],
    settled: Settled,
) -> Done[ChildcareVisitId]:
    """Take in a child that nobody has entered, and record that it came. Its parent has not consented yet.

    Raises InvalidFieldsError, DoorOverCapacityError.
    """
    workplace.require(Permission.CARE_DOOR)
    with workplace.store.write(workplace.account_id) as tx:
        tx.get(Participant, participant_id)
        valid = validated_child(tx, {**fields, "care_wanted": True, "consent_on": None, "consent_withdrawn_on": None})
        child = Child(
            **valid.model_dump(),
            id=ChildId(tx.new_id()),
            participant_id=participant_id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(child)
        tx.flush()
        _settle_strangers(tx, [child.id], settled)
        visit = _visit(tx, child.id, None, "", settled)
        tx.add(visit)
    return Done(visit.id, tx.changes)


def leave(
    workplace: Workplace,
    visit_ids: Sequence[ChildcareVisitId],
    *,
    collector_id: CollectorId | None = None,
    name: str = "",
    word_known: bool | None = None,
    settled: Settled | None = None,
) -> Done[tuple[ChildcareVisitId, ...]]:
    """Record that children left, siblings together: with their parent, a collector, or somebody by name.

    Who is on no list of one of the children needs `settled` (NotACollectorError); who expressly may not collect one of
    them gets none (ForbiddenCollectorError).
    """
    workplace.require(Permission.CARE_DOOR)
    _check_length("name", name)
    with workplace.store.write(workplace.account_id) as tx:
        visits = [tx.get(ChildcareVisit, number) for number in visit_ids]
        who = tx.get(Collector, collector_id).name if collector_id is not None else name.strip()
        if who:
            _require_collector(tx, visits, who, settled)
        for visit in visits:
            if visit.left_at is not None or visit.deleted:
                raise AlreadyGoneError
            visit.left_at = max(tx.now, visit.arrived_at)
            visit.left_with = who
            visit.collector_id = collector_id
            visit.word_known = word_known
            visit.left_recorded_by = tx.actor
            if settled is not None and who:
                visit.allowed_by, visit.allowed_because = _colleague(tx, settled), settled.reason.strip()
            tx.add(visit)
    return Done(tuple(visit_ids), tx.changes)


def take_back(workplace: Workplace, visit_ids: Sequence[ChildcareVisitId]) -> Done[int]:
    """Take back the account's own last action on these visits, whole: a slip of the finger.

    Raises one of `storage.journal.undo_errors`, AlreadyTakenBackError where there is nothing.
    """
    workplace.require(Permission.CARE_DOOR)
    with workplace.store.read() as tx:
        changes = reading.own_changes(tx, workplace.account_id, "childcare_visit", visit_ids[0].hex)
    standing = undo_stack(changes).undo
    if not standing:
        raise AlreadyTakenBackError
    with workplace.store.write(workplace.account_id, undoes=standing[-1]) as tx:
        undoing.take_back(tx, standing[-1])
    return Done(len(visit_ids), tx.changes)


def correct_times(
    workplace: Workplace, visit_id: ChildcareVisitId, *, fields: Mapping[str, object]
) -> Done[ChildcareVisitId]:
    """Other times (`arrived`, `left`: local times of the day) than when the finger touched the screen.

    Raises InvalidFieldsError.
    """
    workplace.require(Permission.CARE_DOOR)
    with workplace.store.write(workplace.account_id) as tx:
        visit = tx.get(ChildcareVisit, visit_id)
        arrived = _moment(visit.held_on, fields.get("arrived")) or visit.arrived_at
        left = _moment(visit.held_on, fields.get("left")) or visit.left_at
        if left is not None and left < arrived and left + timedelta(days=1) <= tx.now:
            # Care that lasted over midnight.
            left += timedelta(days=1)
        problems = []
        if arrived > tx.now:
            problems.append(FieldProblem("arrived", _("Diese Uhrzeit kommt erst noch.")))
        if left is not None and left > tx.now:
            problems.append(FieldProblem("left", _("Diese Uhrzeit kommt erst noch.")))
        if left is not None and left < arrived:
            problems.append(FieldProblem("left", _("Das Kind kann nicht vor dem Kommen gegangen sein.")))
        refuse(problems)
        visit.arrived_at, visit.left_at = arrived, left
        tx.add(visit)
    return Done(visit_id, tx.changes)


def emergency_sheet(workplace: Workplace, *, child_ids: Sequence[ChildId] | None = None, language: str = "de") -> bytes:
    """A PDF with what matters in an emergency; no copy is kept.

    Of some of today's children, or of all who are there or expected: whoever has gone is not looked for in a fire.
    """
    from werkakademie.reports import emergency_sheet as sheet

    workplace.require(Permission.CARE_DOOR)
    with workplace.store.read() as tx:
        lines = door.door_day(tx, tx.today).children
        if child_ids is None:
            wanted = {line.child_id for line in lines if line.state is not DoorState.GONE}
        else:
            wanted = {line.child_id for line in lines}.intersection(child_ids)
        record = children.emergency_record(tx, wanted)
        site = the_site(tx)
    return sheet.emergency_sheet(record, site_name=site.name, practice=site.practice, language=language)


def save_emergency_sheet(
    workplace: Workplace, path: Path, *, child_ids: Sequence[ChildId] | None = None, language: str = "de"
) -> None:
    """Write the sheet into a file. Raises FileNotWrittenError."""
    write_whole(path, emergency_sheet(workplace, child_ids=child_ids, language=language))


def _line_of(today: DoorDay, child_id: ChildId, now: datetime) -> DoorChild | None:
    """What the door knows of a child now: that it is there, or its next place; None for a child on no list.

    A place whose time is over is meant only where no other follows.
    """
    lines = [line for line in today.children if line.child_id == child_id]
    here = [line for line in lines if line.state is DoorState.HERE]
    expected = [line for line in lines if line.state is DoorState.EXPECTED]
    coming = [line for line in expected if line.ends_at > now]
    return next(iter([*here, *coming, *reversed(expected)]), None)


def _expected(line: DoorChild | None) -> DoorChild | None:
    return line if line is not None and line.state is DoorState.EXPECTED else None


def _visit(
    tx: Transaction, child_id: ChildId, line: DoorChild | None, brought_by: str, settled: Settled | None
) -> ChildcareVisit:
    slot = door.slot_now(tx, tx.today, child_id) if line is None else None
    stranger = line is None and settled is not None
    return ChildcareVisit(
        id=ChildcareVisitId(tx.new_id()),
        child_id=child_id,
        slot_id=line.slot_id if line is not None else slot.id if slot is not None else None,
        held_on=tx.today,
        arrived_at=tx.now,
        arrived_with=brought_by.strip(),
        allowed_by=_colleague(tx, settled) if stranger and settled is not None else None,
        allowed_because=settled.reason.strip() if stranger and settled is not None else "",
        recorded_by=tx.actor,
    )


def _settle_strangers(tx: Transaction, child_ids: Sequence[ChildId], settled: Settled | None) -> None:
    """Children without a place may stay when a coach said so, and as far as the policy lets the site."""
    rows = [tx.get(Child, child_id) for child_id in child_ids]
    if settled is None:
        raise NotExpectedError(tuple(child.given_name for child in rows))
    _check_length("reason", settled.reason)
    _colleague(tx, settled)
    if all(_has_room(tx, slot, together) for slot, together in _by_slot(tx, rows)):
        return
    if settings.policy(tx).over_capacity is OverCapacity.STOP:
        raise DoorOverCapacityError(stopped=True)
    if not settled.reason.strip():
        raise DoorOverCapacityError(stopped=False)


def _by_slot(tx: Transaction, rows: Sequence[Child]) -> Collection[tuple[ChildcareSlot | None, Sequence[Child]]]:
    """The children by the time with care to which they come."""
    found: dict[ChildcareSlotId | None, tuple[ChildcareSlot | None, list[Child]]] = {}
    for child in rows:
        slot = door.slot_now(tx, tx.today, child.id)
        found.setdefault(slot.id if slot is not None else None, (slot, []))[1].append(child)
    return found.values()


def _has_room(tx: Transaction, slot: ChildcareSlot | None, rows: Sequence[Child]) -> bool:
    """Whether the policy holds with these children until the care that runs or comes next ends.

    Without any planned, whether a room can take them at this moment.
    """
    starts = max(tx.now, slot.starts_at) if slot is not None else tx.now
    ends = max(slot.ends_at, starts + SLICE) if slot is not None else starts + SLICE
    rule = settings.rule_of(settings.policy(tx))
    heads = [rule.head(child.id, child.birth_month, tx.today) for child in rows]
    return any(
        fits(supply, rule, door.presences(tx, tx.today, room_id), heads, Span(starts, ends))
        for room_id, supply in settings.supply(tx, tx.today, tx.today).items()
        if slot is None or slot.room_id == room_id
    )


def _require_collector(tx: Transaction, visits: Sequence[ChildcareVisit], who: str, settled: Settled | None) -> None:
    """Each of the children must be allowed to go with this person; a name is the same however it is written."""
    listed = children.collectors_of(tx, [visit.child_id for visit in visits])
    wanted, forbidden, missing = fold(who), [], []
    for visit in visits:
        alike = [row for row in listed.get(visit.child_id, ()) if fold(row.name) == wanted]
        child_name = tx.get(Child, visit.child_id).given_name
        if any(not row.allowed for row in alike):
            forbidden.append(child_name)
        elif not alike:
            missing.append(child_name)
    if forbidden:
        raise ForbiddenCollectorError(who, tuple(forbidden))
    if missing and settled is None:
        raise NotACollectorError(who, tuple(missing))


def _colleague(tx: Transaction, settled: Settled) -> AccountId:
    """The coach's account; anybody else can't settle things at the door."""
    if settled.account_id not in {one.id for one in door.colleagues(tx)}:
        raise ProgramError("only coaches and leads settle things at the door")
    return settled.account_id


def _check_length(field: str, text: str) -> None:
    if len(text) > LONGEST_NAME:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=LONGEST_NAME)
        raise InvalidFieldsError((FieldProblem(field, message),))


def _moment(day: date, clock: object) -> datetime | None:
    return utc_moment(datetime.combine(day, clock)) if isinstance(clock, time) else None
