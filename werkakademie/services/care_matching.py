"""Work held against care: the hours of a job start, the gaps for each child, and what is agreed about them."""

from collections.abc import Sequence

from werkakademie.errors import FieldProblem, InvalidFieldsError
from werkakademie.i18n import _
from werkakademie.models import CareAgreement, Child, Enrolment, Placement, PlacementHours
from werkakademie.records.care_search import DayHours, Matching
from werkakademie.records.changes import Done
from werkakademie.records.ids import CareAgreementId, ChildId, ParticipantId, PlacementId
from werkakademie.records.permissions import Permission
from werkakademie.services import access_log, person_rights, reach
from werkakademie.services.week_hours import checked_hours
from werkakademie.services.workplace import Workplace
from werkakademie.storage.childcare import matching
from werkakademie.storage.transaction import Transaction

#: Longer ways are typing mistakes.
MOST_MINUTES = 240
MOST_SIGNS = 300


def matchings_of_person(workplace: Workplace, participant_id: ParticipantId) -> tuple[Matching, ...]:
    """Each job start of a person against the care of their children, the latest first."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.read() as tx:
        person_rights.require_readable(workplace, tx, participant_id)
        found = tuple(
            Matching(work, matching.matches(tx, work)) for work in matching.work_of_person(tx, participant_id)
        )
        outside = access_log.is_to_note(workplace, tx, participant_id)
    access_log.note_outside(workplace, participant_id, wanted=outside)
    return found


def matching_of(workplace: Workplace, placement_id: PlacementId) -> Matching:
    """One job start against the care of the person's children."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.read() as tx:
        work = matching.work_of(tx, placement_id)
        person_rights.require_readable(workplace, tx, work.participant_id)
        found = Matching(work, matching.matches(tx, work))
        outside = access_log.is_to_note(workplace, tx, work.participant_id)
    access_log.note_outside(workplace, work.participant_id, wanted=outside)
    return found


def set_work_hours(
    workplace: Workplace, placement_id: PlacementId, *, hours: Sequence[DayHours], travel_minutes: int | None
) -> Done[PlacementId]:
    """Write what a job asks for: its hours by weekday, and the way from the child's place to work."""
    workplace.require(Permission.CARE_SEARCH)
    week = checked_hours(hours)
    if travel_minutes is not None and not 0 <= travel_minutes <= MOST_MINUTES:
        message = _("Bitte geben Sie höchstens {most} ein.").format(most=MOST_MINUTES)
        raise InvalidFieldsError((FieldProblem("travel_minutes", message),))
    with workplace.store.write(workplace.account_id) as tx:
        placement = tx.get(Placement, placement_id)
        _require(workplace, tx, placement_id)
        placement.travel_minutes = travel_minutes
        tx.add(placement)
        _write_hours(tx, placement_id, week)
    return Done(placement_id, tx.changes)


def agree(
    workplace: Workplace, placement_id: PlacementId, child_id: ChildId, *, gaps: Sequence[DayHours], text: str
) -> Done[tuple[CareAgreementId, ...]]:
    """Note how gaps of one child are to be closed: the same words for each day. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_SEARCH)
    words = _checked_text(text)
    with workplace.store.write(workplace.account_id) as tx:
        person = _require(workplace, tx, placement_id)
        if tx.get(Child, child_id).participant_id != person:
            raise ValueError("the child is not the person's")
        rows = [
            CareAgreement(
                id=CareAgreementId(tx.new_id()),
                placement_id=placement_id,
                child_id=child_id,
                weekday=gap.weekday,
                starts=gap.starts,
                ends=gap.ends,
                text=words,
                created_at=tx.now,
                created_by=tx.actor,
            )
            for gap in gaps
        ]
        tx.add(*rows)
    return Done(tuple(row.id for row in rows), tx.changes)


def change_agreements(workplace: Workplace, agreement_ids: Sequence[CareAgreementId], *, text: str) -> Done[int]:
    """Write other words for agreements; answers for how many. Raises InvalidFieldsError."""
    workplace.require(Permission.CARE_SEARCH)
    words = _checked_text(text)
    with workplace.store.write(workplace.account_id) as tx:
        for row in _agreements(workplace, tx, agreement_ids):
            row.text = words
            tx.add(row)
    return Done(len(agreement_ids), tx.changes)


def settle_agreements(
    workplace: Workplace, agreement_ids: Sequence[CareAgreementId], *, stands: bool = True
) -> Done[int]:
    """Note that agreements stand since today, or that they are open again (`stands=False`)."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        for row in _agreements(workplace, tx, agreement_ids):
            row.done_on = tx.today if stands else None
            tx.add(row)
    return Done(len(agreement_ids), tx.changes)


def remove_agreements(
    workplace: Workplace, agreement_ids: Sequence[CareAgreementId], *, removed: bool = True
) -> Done[int]:
    """Take agreements out of the list, or bring them back (`removed=False`)."""
    workplace.require(Permission.CARE_SEARCH)
    with workplace.store.write(workplace.account_id) as tx:
        for row in _agreements(workplace, tx, agreement_ids):
            row.deleted = removed
            tx.add(row)
    return Done(len(agreement_ids), tx.changes)


def _agreements(workplace: Workplace, tx: Transaction, agreement_ids: Sequence[CareAgreementId]) -> list[CareAgreement]:
    rows = [tx.get(CareAgreement, one) for one in agreement_ids]
    for placement_id in {row.placement_id for row in rows}:
        _require(workplace, tx, placement_id)
    return rows


def _require(workplace: Workplace, tx: Transaction, placement_id: PlacementId) -> ParticipantId:
    """Whose job start it is; refuses people of others."""
    person = tx.get(Enrolment, tx.get(Placement, placement_id).enrolment_id).participant_id
    reach.require_participant(workplace, tx, person)
    return person


def _checked_text(text: str) -> str:
    words = text.strip()
    if not words:
        raise InvalidFieldsError((FieldProblem("text", _("Bitte füllen Sie dieses Feld aus.")),))
    if len(words) > MOST_SIGNS:
        message = _("Bitte kürzen Sie den Text auf höchstens {most} Zeichen.").format(most=MOST_SIGNS)
        raise InvalidFieldsError((FieldProblem("text", message),))
    return words


def _write_hours(tx: Transaction, placement_id: PlacementId, week: Sequence[DayHours]) -> None:
    """Bring the stored hours in line; a day that stays the same is not touched."""
    wanted = {one.weekday: one for one in week}
    for weekday in range(7):
        row, hours = tx.find(PlacementHours, (placement_id, weekday)), wanted.get(weekday)
        if hours is None:
            if row is not None:
                tx.delete(row)
        elif row is None:
            tx.add(PlacementHours(placement_id=placement_id, weekday=weekday, starts=hours.starts, ends=hours.ends))
        elif (row.starts, row.ends) != (hours.starts, hours.ends):
            row.starts, row.ends = hours.starts, hours.ends
            tx.add(row)
