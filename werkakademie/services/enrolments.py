"""Bring people into groups: enrol, choose slots, confirm an entry or say why there was none, let an enrolment rest."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from werkakademie.errors import FieldProblem, InvalidFieldsError, SituationError
from werkakademie.i18n import _, ngettext
from werkakademie.models import Enrolment, Group, Participant, SlotChoice, Suspension
from werkakademie.records.changes import Done
from werkakademie.records.enums import NonEntryReason, SuspensionKind
from werkakademie.records.groups import Candidates, EnrolmentRow
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId, TimeSlotId
from werkakademie.records.permissions import Permission
from werkakademie.services import reach
from werkakademie.services.validation import reason_problems
from werkakademie.services.workplace import Workplace
from werkakademie.storage import enrolments, groups
from werkakademie.storage.exits import came
from werkakademie.storage.participants import require_present
from werkakademie.storage.transaction import Transaction

#: Length of a reason that a person writes; the same as the column's.


class OverCapacityError(SituationError):
    """More people than the group has places; the action can be repeated with the confirmation."""

    def __init__(self, *, capacity: int, people: int, adding: int) -> None:
        super().__init__(capacity, people, adding)
        self.capacity = capacity
        self.people = people
        self.adding = adding

    def sentence(self) -> str:
        return _(
            "Die Gruppe hat {capacity} Plätze, {people} davon sind belegt. Mit {adding} weiteren wären es "
            "{together}. Es wurde noch niemand aufgenommen."
        ).format(capacity=self.capacity, people=self.people, adding=self.adding, together=self.people + self.adding)


class AlreadyEnrolledError(SituationError):
    """Somebody holds a place in the group already."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def sentence(self) -> str:
        return ngettext(
            "{names} ist schon in dieser Gruppe. Es wurde niemand aufgenommen. Bitte wählen Sie die Person ab.",
            "{names} sind schon in dieser Gruppe. Es wurde niemand aufgenommen. Bitte wählen Sie diese Personen ab.",
            len(self.names),
        ).format(names=", ".join(self.names))


def enrolment_rows(workplace: Workplace, group_id: GroupId) -> tuple[EnrolmentRow, ...]:
    """The people of a group."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return enrolments.enrolment_rows(tx, group_id)


def candidates(workplace: Workplace, group_id: GroupId, *, text: str = "", limit: int = 50) -> Candidates:
    """Who could be enrolled in a group, by the typed words."""
    workplace.require(Permission.READ_GROUPS)
    with workplace.store.read() as tx:
        return enrolments.candidates(tx, group_id, text=text, limit=limit)


def enrol(
    workplace: Workplace,
    group_id: GroupId,
    *,
    participants: Sequence[ParticipantId],
    allocated_on: date,
    entry_on: date | None = None,
    slots: Iterable[TimeSlotId] = (),
    over_capacity: bool = False,
) -> Done[tuple[EnrolmentId, ...]]:
    """Enrol people, all or none, with the same days and slots.

    Raises InvalidFieldsError, AlreadyEnrolledError, and OverCapacityError unless `over_capacity` confirms it.
    """
    workplace.require(Permission.EDIT_GROUPS)
    people = tuple(dict.fromkeys(participants))
    with workplace.store.write(workplace.account_id) as tx:
        group = tx.get(Group, group_id)
        reach.require_group(workplace, tx, group_id)
        reach.require_free(workplace, tx, people)
        require_present(tx, people)
        chosen = frozenset(slots)
        _refuse(_enrol_problems(people, allocated_on, entry_on), _slot_problems(tx, group, chosen))
        if names := enrolments.names_already_in(tx, group_id, people):
            raise AlreadyEnrolledError(names)
        inside = groups.people_in(tx, group_id)
        if group.capacity is not None and inside + len(people) > group.capacity and not over_capacity:
            raise OverCapacityError(capacity=group.capacity, people=inside, adding=len(people))
        rows = [_new_enrolment(tx, group_id, person, allocated_on, entry_on) for person in people]
        tx.add(*rows)
        tx.flush()
        for row in rows:
            _write_choices(tx, row.id, chosen)
    return Done(tuple(row.id for row in rows), tx.changes)


def remove_enrolments(
    workplace: Workplace, enrolment_ids: Sequence[EnrolmentId], *, removed: bool = True
) -> Done[tuple[EnrolmentId, ...]]:
    """Take back enrolments that were made by mistake, or bring them back (`removed=False`)."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_enrolments(workplace, tx, enrolment_ids)
        for enrolment_id in enrolment_ids:
            enrolment = tx.get(Enrolment, enrolment_id)
            enrolment.deleted = removed
            tx.add(enrolment)
    return Done(tuple(enrolment_ids), tx.changes)


def change_enrolment(
    workplace: Workplace,
    enrolment_id: EnrolmentId,
    *,
    allocated_on: date,
    entry_on: date | None,
    slots: Iterable[TimeSlotId],
    insured_at_entry: bool | None = None,
) -> Done[EnrolmentId]:
    """Correct the days of an enrolment and its slots. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        enrolment = tx.get(Enrolment, enrolment_id)
        reach.require_group(workplace, tx, enrolment.group_id)
        chosen = frozenset(slots)
        days = _day_problems(allocated_on, entry_on, enrolment.exit_on)
        _refuse(days, _slot_problems(tx, tx.get(Group, enrolment.group_id), chosen))
        enrolment.allocated_on = allocated_on
        enrolment.entry_on = entry_on
        enrolment.insured_at_entry = insured_at_entry
        if entry_on is None:
            enrolment.entry_confirmed_because = ""
        else:
            enrolment.non_entry_reason = enrolment.non_entry_on = None
        tx.add(enrolment)
        _write_choices(tx, enrolment_id, chosen)
    return Done(enrolment_id, tx.changes)


def record_non_entry(
    workplace: Workplace, enrolment_id: EnrolmentId, *, reason: NonEntryReason, decided_on: date
) -> Done[EnrolmentId]:
    """Say why somebody who was allocated did not enter. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        enrolment = tx.get(Enrolment, enrolment_id)
        reach.require_group(workplace, tx, enrolment.group_id)
        _refuse(_non_entry_problems(tx, enrolment, decided_on))
        enrolment.non_entry_reason = reason
        enrolment.non_entry_on = decided_on
        enrolment.entry_on = None
        enrolment.entry_confirmed_because = ""
        tx.add(enrolment)
    return Done(enrolment_id, tx.changes)


def take_back_non_entry(
    workplace: Workplace, enrolment_id: EnrolmentId, *, entry_on: date | None = None, confirmed_because: str = ""
) -> Done[EnrolmentId]:
    """The person comes after all, or the record was a mistake; what it had cleared can be given back."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        enrolment = tx.get(Enrolment, enrolment_id)
        reach.require_group(workplace, tx, enrolment.group_id)
        enrolment.non_entry_reason = enrolment.non_entry_on = None
        enrolment.entry_on = entry_on
        enrolment.entry_confirmed_because = confirmed_because
        tx.add(enrolment)
    return Done(enrolment_id, tx.changes)


def confirm_entry(workplace: Workplace, enrolment_id: EnrolmentId, *, entry_on: date, reason: str) -> Done[EnrolmentId]:
    """Let an entry count although no present mark shows it. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        enrolment = tx.get(Enrolment, enrolment_id)
        reach.require_group(workplace, tx, enrolment.group_id)
        _refuse(reason_problems(reason), _day_problems(enrolment.allocated_on, entry_on, enrolment.exit_on))
        enrolment.entry_on = entry_on
        enrolment.entry_confirmed_because = reason.strip()
        enrolment.non_entry_reason = enrolment.non_entry_on = None
        tx.add(enrolment)
    return Done(enrolment_id, tx.changes)


def suspend(
    workplace: Workplace,
    enrolment_id: EnrolmentId,
    *,
    kind: SuspensionKind,
    starts_on: date,
    ends_on: date | None = None,
) -> Done[EnrolmentId]:
    """Let an enrolment rest from `starts_on` to the end of `ends_on`. Raises InvalidFieldsError."""
    workplace.require(Permission.EDIT_GROUPS)
    if ends_on is not None and ends_on < starts_on:
        _refuse([FieldProblem("ends_on", _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."))])
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_group(workplace, tx, tx.get(Enrolment, enrolment_id).group_id)
        rests = {rest.starts_on: rest for rest in enrolments.suspensions_for_writing(tx, enrolment_id)}
        others = [rest for day, rest in rests.items() if day != starts_on and not rest.deleted]
        if any(_overlap(rest, starts_on, ends_on) for rest in others):
            _refuse([FieldProblem("starts_on", _("In dieser Zeit ruht die Teilnahme schon."))])
        rest = rests.get(starts_on) or Suspension(enrolment_id=enrolment_id, starts_on=starts_on, kind=kind)
        rest.kind, rest.ends_on, rest.deleted = kind, ends_on, False
        tx.add(rest)
    return Done(enrolment_id, tx.changes)


def remove_suspension(workplace: Workplace, enrolment_id: EnrolmentId, *, starts_on: date) -> Done[EnrolmentId]:
    """Take back a rest that was recorded by mistake."""
    workplace.require(Permission.EDIT_GROUPS)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_enrolments(workplace, tx, (enrolment_id,))
        rest = tx.get(Suspension, (enrolment_id, starts_on))
        rest.deleted = True
        tx.add(rest)
    return Done(enrolment_id, tx.changes)


def _new_enrolment(
    tx: Transaction, group_id: GroupId, person: ParticipantId, allocated_on: date, entry_on: date | None
) -> Enrolment:
    tx.get(Participant, person)
    return Enrolment(
        id=EnrolmentId(tx.new_id()),
        participant_id=person,
        group_id=group_id,
        allocated_on=allocated_on,
        entry_on=entry_on,
        created_at=tx.now,
        created_by=tx.actor,
    )


def _write_choices(tx: Transaction, enrolment_id: EnrolmentId, chosen: frozenset[TimeSlotId]) -> None:
    known: Mapping[TimeSlotId, SlotChoice] = enrolments.choices_for_writing(tx, enrolment_id)
    for slot_id, choice in known.items():
        choice.deleted = slot_id not in chosen
    new = sorted(chosen - known.keys(), key=str)
    tx.add(*known.values(), *(SlotChoice(enrolment_id=enrolment_id, slot_id=slot_id) for slot_id in new))


def _enrol_problems(people: Sequence[ParticipantId], allocated_on: date, entry_on: date | None) -> list[FieldProblem]:
    problems = _day_problems(allocated_on, entry_on, None)
    if not people:
        problems.append(FieldProblem("participants", _("Bitte wählen Sie mindestens eine Person aus.")))
    return problems


def _day_problems(allocated_on: date, entry_on: date | None, exit_on: date | None) -> list[FieldProblem]:
    if entry_on is None:
        return []
    if entry_on < allocated_on:
        return [FieldProblem("entry_on", _("Der Eintritt liegt vor der Zuweisung. Bitte prüfen Sie beide Tage."))]
    if exit_on is not None and entry_on > exit_on:
        return [FieldProblem("entry_on", _("Der Eintritt liegt nach dem Austritt. Bitte prüfen Sie den Tag."))]
    return []


def _slot_problems(tx: Transaction, group: Group, chosen: frozenset[TimeSlotId]) -> list[FieldProblem]:
    if not chosen <= groups.slots(tx, group.id).keys():
        return [FieldProblem("slots", _("Ein gewähltes Zeitfenster gibt es nicht mehr. Bitte wählen Sie neu."))]
    if group.slots_per_week is not None and len(chosen) > group.slots_per_week:
        message = _("Das sind zu viele Zeitfenster: In dieser Gruppe wählt jede Person höchstens {most}.")
        return [FieldProblem("slots", message.format(most=group.slots_per_week))]
    return []


def _non_entry_problems(tx: Transaction, enrolment: Enrolment, decided_on: date) -> list[FieldProblem]:
    if decided_on > tx.today:
        return [FieldProblem("decided_on", _("Der Tag liegt in der Zukunft. Bitte prüfen Sie ihn."))]
    if enrolment.exit_on is not None:
        message = _("Für diese Person ist schon ein Austritt eingetragen. Bitte nehmen Sie ihn zuerst zurück.")
        return [FieldProblem("reason", message)]
    if came(tx, enrolment.id):
        message = _("Diese Person war schon einmal da. Tragen Sie stattdessen einen Austritt ein.")
        return [FieldProblem("reason", message)]
    return []


def _overlap(rest: Suspension, starts_on: date, ends_on: date | None) -> bool:
    return (rest.ends_on is None or starts_on <= rest.ends_on) and (ends_on is None or rest.starts_on <= ends_on)


def _refuse(*problems: Sequence[FieldProblem]) -> None:
    found = tuple(problem for some in problems for problem in some)
    if found:
        raise InvalidFieldsError(found)
