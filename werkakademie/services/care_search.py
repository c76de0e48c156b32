"""The search for a lasting place: ask providers, note their answers, ask again, and count what came of it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from werkakademie.errors import FieldProblem
from werkakademie.i18n import _
from werkakademie.models import CareHours, Child, PermanentCareSearch, PermanentCareSearchFields
from werkakademie.records.care_search import CareReminder, ChildSearches, DayHours, GroupPlaces
from werkakademie.records.changes import Done
from werkakademie.records.enums import CareAnswer
from werkakademie.records.ids import ChildId, GroupId, PermanentCareSearchId
from werkakademie.records.permissions import Permission
from werkakademie.services import access_log, person_rights, reach
from werkakademie.services.validation import refuse, validated
from werkakademie.services.week_hours import checked_hours
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import search
from werkakademie.storage.transaction import Transaction

#: Who asked again asks once more after this time, unless something else was agreed.
NEXT_TIME = timedelta(days=14)


def searches_of_child(workplace: Workplace, child_id: ChildId) -> ChildSearches:
    """All places that were asked for a child, with their answers and hours."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.read() as tx:
        found = search.child_searches(tx, child_id)
        person_rights.require_readable(workplace, tx, found.participant_id)
        outside = access_log.is_to_note(workplace, tx, found.participant_id)
    access_log.note_outside(workplace, found.participant_id, wanted=outside)
    return found


def add_search(
    workplace: Workplace, child_id: ChildId, *, fields: Mapping[str, object], hours: Sequence[DayHours] = ()
) -> Done[PermanentCareSearchId]:
    """Note a place that is to be asked, or was. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_SEARCH)
    valid = validated(PermanentCareSearchFields, fields)
    week = checked_hours(hours)
    with workplace.store.write(workplace.account_id) as tx:
        reach.require_participant(workplace, tx, tx.get(Child, child_id).participant_id)
        _check(valid, tx.today)
        row = PermanentCareSearch(
            **valid.model_dump(),
            id=PermanentCareSearchId(tx.new_id()),
            child_id=child_id,
            created_at=tx.now,
            created_by=tx.actor,
        )
        tx.add(row)
        tx.flush()
        _write_hours(tx, row.id, week)
    return Done(row.id, tx.changes)


def change_search(
    workplace: Workplace,
    search_id: PermanentCareSearchId,
    *,
    fields: Mapping[str, object],
    hours: Sequence[DayHours] | None = None,
) -> Done[PermanentCareSearchId]:
    """Write the fields named, and the hours if some are given. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_SEARCH)
    week = None if hours is None else checked_hours(hours)
    with workplace.store.write(workplace.account_id) as tx:
        row = _reached(workplace, tx, search_id)
        _write_fields(tx, row, fields)
        if week is not None:
            _write_hours(tx, search_id, week)
    return Done(search_id, tx.changes)


def note_answer(
    workplace: Workplace, search_id: PermanentCareSearchId, *, answer: CareAnswer
) -> Done[PermanentCareSearchId]:
    """Note today's answer of a provider; that there is none after all takes the day back."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        row = _reached(workplace, tx, search_id)
        row.answer = answer
        row.answered_on = None if answer is CareAnswer.OPEN else tx.today
        # The day to ask again belonged to the answer before; on a waiting list one asks again.
        row.remind_on = tx.today + NEXT_TIME if answer is CareAnswer.WAITING_LIST else None
        tx.add(row)
    return Done(search_id, tx.changes)


def note_asked_again(
    workplace: Workplace, search_id: PermanentCareSearchId, *, next_on: date | None = None
) -> Done[PermanentCareSearchId]:
    """Somebody asked again today without a new answer: ask once more on `next_on`, or in two weeks."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        row = _reached(workplace, tx, search_id)
        row.remind_on = next_on or tx.today + NEXT_TIME
        tx.add(row)
    return Done(search_id, tx.changes)


def note_applied(workplace: Workplace, search_id: PermanentCareSearchId) -> Done[PermanentCareSearchId]:
    """Note that the provider is asked today."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        row = _reached(workplace, tx, search_id)
        row.applied_on = tx.today
        tx.add(row)
    return Done(search_id, tx.changes)


def remove_search(
    workplace: Workplace, search_id: PermanentCareSearchId, *, removed: bool = True
) -> Done[PermanentCareSearchId]:
    """Take a place out of the list, or bring it back (`removed=False`)."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        row = _reached(workplace, tx, search_id)
        row.deleted = removed
        tx.add(row)
    return Done(search_id, tx.changes)


def reminders(workplace: Workplace, day: date, *, limit: int | None = None) -> tuple[CareReminder, ...]:
    """The places to ask again on the day: by their date, else two weeks after the application."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.read() as tx:
        return search.reminders(tx, day, limit=limit)


def group_places(workplace: Workplace, group_id: GroupId) -> GroupPlaces:
    """How many families of a group had lasting places at their exit and on their cut-off day."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.read() as tx:
        return search.group_places(tx, group_id)


def _reached(workplace: Workplace, tx: Transaction, search_id: PermanentCareSearchId) -> PermanentCareSearch:
    row = tx.get(PermanentCareSearch, search_id)
    reach.require_participant(workplace, tx, tx.get(Child, row.child_id).participant_id)
    return row


def _write_fields(tx: Transaction, row: PermanentCareSearch, fields: Mapping[str, object]) -> None:
    before = {name: getattr(row, name) for name in PermanentCareSearchFields.model_fields}
    valid = validated(PermanentCareSearchFields, before | dict(fields))
    _check(valid, tx.today)
    for name in fields:
        setattr(row, name, getattr(valid, name))
    tx.add(row)


def _check(valid: PermanentCareSearchFields, today: date) -> None:
    """What a form can't say by single fields."""
    problems = []
    future = _("Dieser Tag liegt in der Zukunft. Bitte tragen Sie ein, was schon geschehen ist.")
    for name in ("applied_on", "answered_on"):
        day = getattr(valid, name)
        if day is not None and day > today:
            problems.append(FieldProblem(name, future))
    if valid.ends_on is not None and valid.starts_on is not None and valid.ends_on < valid.starts_on:
        problems.append(FieldProblem("ends_on", _("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage.")))
    refuse(problems)


def _write_hours(tx: Transaction, search_id: PermanentCareSearchId, week: Sequence[DayHours]) -> None:
    """Bring the stored hours in line; a day that stays the same is not touched."""
    wanted = {one.weekday: one for one in week}
    for weekday in range(7):
        row, hours = tx.find(CareHours, (search_id, weekday)), wanted.get(weekday)
        if hours is None:
            if row is not None:
                tx.delete(row)
        elif row is None:
            tx.add(CareHours(search_id=search_id, weekday=weekday, starts=hours.starts, ends=hours.ends))
        elif (row.starts, row.ends) != (hours.starts, hours.ends):
            row.starts, row.ends = hours.starts, hours.ends
            tx.add(row)
