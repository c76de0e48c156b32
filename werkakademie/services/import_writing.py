"""Writes the rows of an import in batches: people, groups, enrolments, follow-ups and outcomes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from werkakademie.i18n import _
from werkakademie.models import (
    Enrolment,
    FollowUp,
    Group,
    GroupFields,
    Outcome,
    OutcomeFields,
    Participant,
    ParticipantFields,
)
from werkakademie.records.enums import FollowUpState
from werkakademie.records.ids import EnrolmentId, GroupId, ParticipantId
from werkakademie.records.import_run import GroupPlan
from werkakademie.records.importing import ImportValue
from werkakademie.rules.imported_enrolments import ImportedEnrolment, imported_enrolment
from werkakademie.services.follow_up_states import close_by_death
from werkakademie.services.import_groups import group_key
from werkakademie.storage import importing
from werkakademie.storage.exits import follow_up_months
from werkakademie.storage.transaction import Transaction

Row = dict[str, Any]

_PERSON_KEYS = frozenset(ParticipantFields.model_fields)
_NO_PERSON: Mapping[str, Any] = {name: info.get_default() for name, info in ParticipantFields.model_fields.items()}
_NO_OUTCOME: Mapping[str, Any] = {
    name: None if info.is_required() else info.get_default() for name, info in OutcomeFields.model_fields.items()
}


class ImportWriter:
    """Takes rows one by one; `flush` inserts what has gathered. People and groups are known by id at once.

    `check_people` refuses to enrol known people whom the account may not take into its groups.
    """

    def __init__(
        self,
        tx: Transaction,
        plans: Sequence[GroupPlan],
        check_people: Callable[[Collection[ParticipantId]], None],
    ) -> None:
        self._tx = tx
        self._check_people = check_people
        self._today = tx.today
        self._months = follow_up_months(tx)
        self._confirmed_because = _("durch Import bestätigt")
        self._plans = {group_key(plan.name): plan for plan in plans}
        self._groups: dict[str, GroupId] = {group_key(group.name): group.id for group in importing.groups(tx)}
        self._group_of_text: dict[str, GroupId] = {}
        self._new_people: list[Row] = []
        self._new_groups: list[Row] = []
        self._of_new: list[tuple[ParticipantId, GroupId, ImportedEnrolment]] = []
        self._of_known: list[tuple[ParticipantId, GroupId, ImportedEnrolment]] = []
        self.people = self.enrolments = self.outcomes = self.enrolled_already = 0
        self.new_groups: list[str] = []

    def add_new(self, values: Mapping[str, ImportValue]) -> ParticipantId:
        """A person who is not known yet, with the enrolment of the row."""
        tx = self._tx
        person = ParticipantId(tx.new_id())
        row = {**_NO_PERSON, "id": person, "created_at": tx.now, "created_by": tx.actor, "deleted": False}
        row.update((key, value) for key, value in values.items() if key in _PERSON_KEYS)
        self._new_people.append(row)
        self._enrol(person, values, self._of_new)
        return person

    def add_known(self, person: ParticipantId, values: Mapping[str, ImportValue]) -> None:
        """Only the enrolment of the row: the person's own fields stay as they are."""
        self._enrol(person, values, self._of_known)

    def flush(self) -> None:
        """Insert what has gathered."""
        tx = self._tx
        self._check_people({enrolled[0] for enrolled in self._of_known})
        tx.insert_many(Group, self._new_groups)
        tx.insert_many(Participant, self._new_people)
        self.people += len(self._new_people)
        self._insert(self._of_new)
        self._insert(self._not_there_yet())
        for person, _group, enrolment in self._of_known:
            if enrolment.follow_up is FollowUpState.CLOSED_BY_DEATH:
                close_by_death(tx, person)
        for gathered in (self._new_groups, self._new_people, self._of_new, self._of_known):
            gathered.clear()

    def _enrol(
        self,
        person: ParticipantId,
        values: Mapping[str, ImportValue],
        gathered: list[tuple[ParticipantId, GroupId, ImportedEnrolment]],
    ) -> None:
        name = values.get("group")
        if isinstance(name, str):
            enrolment = imported_enrolment(values, today=self._today, months=self._months)
            gathered.append((person, self._group(name), enrolment))

    def _group(self, name: str) -> GroupId:
        known = self._group_of_text.get(name)
        if known is None:
            key = group_key(name)
            known = self._groups.get(key)
            if known is None:
                known = self._groups[key] = self._new_group(self._plans[key])
            self._group_of_text[name] = known
        return known

    def _new_group(self, plan: GroupPlan) -> GroupId:
        tx = self._tx
        fields = GroupFields(name=plan.name, focus=plan.focus, starts_on=plan.starts_on, ends_on=plan.ends_on)
        group = GroupId(tx.new_id())
        self._new_groups.append(
            {**dict(fields), "id": group, "created_at": tx.now, "created_by": tx.actor, "deleted": False}
        )
        self.new_groups.append(plan.name)
        return group

    def _not_there_yet(self) -> list[tuple[ParticipantId, GroupId, ImportedEnrolment]]:
        """The enrolments of known people, without those that they have, or that would run beside one they have."""
        known: dict[tuple[UUID, UUID], list[tuple[object, bool]]] = {}
        for stored in importing.enrolments_of(self._tx, {enrolled[0] for enrolled in self._of_known}):
            place = (stored.participant_id, stored.group_id)
            known.setdefault(place, []).append((stored.allocated_on, stored.is_running))
        new = []
        for person, group, enrolment in self._of_known:
            there = known.setdefault((person, group), [])
            if any(running or day == enrolment.allocated_on for day, running in there):
                self.enrolled_already += 1
                continue
            there.append((enrolment.allocated_on, enrolment.exit_on is None and enrolment.non_entry_on is None))
            new.append((person, group, enrolment))
        return new

    def _insert(self, enrolled: Sequence[tuple[ParticipantId, GroupId, ImportedEnrolment]]) -> None:
        enrolments: list[Row] = []
        follow_ups: list[Row] = []
        outcomes: list[Row] = []
        for person, group, enrolment in enrolled:
            number = EnrolmentId(self._tx.new_id())
            enrolments.append(self._enrolment(number, person, group, enrolment))
            if enrolment.follow_up is not None:
                follow_ups.append(self._follow_up(number, enrolment, enrolment.follow_up))
            if enrolment.outcome is not None:
                outcomes.append(self._outcome(number, enrolment))
        self._tx.insert_many(Enrolment, enrolments)
        self._tx.insert_many(FollowUp, follow_ups)
        self._tx.insert_many(Outcome, outcomes)
        self.enrolments += len(enrolments)
        self.outcomes += len(outcomes)

    def _enrolment(self, number: EnrolmentId, person: ParticipantId, group: GroupId, row: ImportedEnrolment) -> Row:
        return {
            "id": number,
            "participant_id": person,
            "group_id": group,
            "allocated_on": row.allocated_on,
            "entry_on": row.entry_on,
            "entry_confirmed_because": self._confirmed_because if row.entry_confirmed else "",
            "insured_at_entry": row.insured_at_entry,
            "non_entry_reason": row.non_entry_reason,
            "non_entry_on": row.non_entry_on,
            "exit_on": row.exit_on,
            "exit_type": row.exit_type,
            "exit_reason": row.exit_reason,
            "cut_off_on": row.cut_off_on,
            "created_at": self._tx.now,
            "created_by": self._tx.actor,
            "deleted": False,
        }

    def _follow_up(self, number: EnrolmentId, row: ImportedEnrolment, state: FollowUpState) -> Row:
        return {
            "id": self._tx.new_id(),
            "enrolment_id": number,
            "months": self._months,
            "due_on": row.cut_off_on,
            "state": state,
            "employer_permission_on": None,
            "closed_on": None if state is FollowUpState.OPEN else self._today,
            "created_at": self._tx.now,
            "deleted": False,
        }

    def _outcome(self, number: EnrolmentId, row: ImportedEnrolment) -> Row:
        assert row.outcome is not None
        return {
            **_NO_OUTCOME,
            "id": self._tx.new_id(),
            "enrolment_id": number,
            "as_of": row.cut_off_on,
            "category": row.outcome.category,
            "evidence": row.outcome.evidence,
            "observed_on": row.outcome.observed_on,
            "says_what_was": True,
            "withdrawn": False,
            "recorded_at": self._tx.now,
            "recorded_by": self._tx.actor,
        }
