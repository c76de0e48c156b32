"""The groups that the rows of an import name: those there are, and those that it would make."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from werkakademie.errors import SituationError
from werkakademie.i18n import _, format_count
from werkakademie.records.enums import Focus
from werkakademie.records.ids import GroupId
from werkakademie.records.import_run import GroupPlan
from werkakademie.records.importing import ConvertedRow, MappingProfile
from werkakademie.rules.folding import fold
from werkakademie.rules.imported_enrolments import imported_enrolment
from werkakademie.storage import importing
from werkakademie.storage.exits import follow_up_months
from werkakademie.storage.transaction import Transaction

#: More names of groups than this in one file mean that the wrong column was taken.
MOST_GROUPS = 500


class TooManyGroupsError(SituationError):
    """The column that stands for the group holds something else."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column

    def sentence(self) -> str:
        return _(
            "In der Spalte „{column}“ stehen mehr als {most} verschiedene Gruppen. Es wurde nichts gespeichert. "
            "Bitte prüfen Sie, ob diese Spalte wirklich die Gruppe nennt."
        ).format(column=self.column, most=format_count(MOST_GROUPS))


def group_key(name: str) -> str:
    """The form in which names of groups are compared."""
    return " ".join(fold(name).split())


def known_groups(tx: Transaction, plans: Sequence[GroupPlan]) -> frozenset[GroupId]:
    """The stored groups that the rows of an import would join."""
    names = {group_key(plan.name) for plan in plans}
    return frozenset(GroupId(group.id) for group in importing.groups(tx) if group_key(group.name) in names)


class GroupPlans:
    """The groups that rows name, with the earliest day and the first focus of each."""

    def __init__(self, tx: Transaction, profile: MappingProfile) -> None:
        self._stored = {group_key(group.name): group for group in importing.groups(tx)}
        self._today = tx.today
        self._months = follow_up_months(tx)
        mapping = profile.fields.get("group")
        self._column = (mapping.column if mapping else None) or ""
        self._plans: dict[str, GroupPlan] = {}

    def add(self, row: ConvertedRow) -> None:
        name = row.values.get("group")
        if not isinstance(name, str):
            return
        enrolment = imported_enrolment(row.values, today=self._today, months=self._months)
        days = (enrolment.allocated_on, enrolment.entry_on or enrolment.allocated_on)
        focus = row.values.get("focus")
        ended_on = enrolment.exit_on or enrolment.non_entry_on
        self._note(name, min(days), ended_on, focus if isinstance(focus, Focus) else Focus.MIXED)

    def _note(self, name: str, day: date, ended_on: date | None, focus: Focus) -> None:
        key = group_key(name)
        known = self._plans.get(key)
        if known is not None:
            self._plans[key] = _with_one_more(known, day, ended_on)
            return
        if len(self._plans) >= MOST_GROUPS:
            raise TooManyGroupsError(self._column)
        stored = self._stored.get(key)
        if stored is not None:
            self._plans[key] = GroupPlan(stored.name, 1, True, stored.focus, stored.starts_on)
        else:
            self._plans[key] = GroupPlan(name, 1, False, focus, day, ended_on)

    def plans(self) -> tuple[GroupPlan, ...]:
        """Groups in the order of their names."""
        return tuple(self._plans[key] for key in sorted(self._plans))


def _with_one_more(known: GroupPlan, day: date, ended_on: date | None) -> GroupPlan:
    """A group that exists keeps its days; a new one lasts from the first day to the last, if everybody has left."""
    if known.exists:
        return replace(known, people=known.people + 1)
    return replace(
        known,
        people=known.people + 1,
        starts_on=min(known.starts_on, day),
        ends_on=max(known.ends_on, ended_on) if known.ends_on and ended_on else None,
    )
