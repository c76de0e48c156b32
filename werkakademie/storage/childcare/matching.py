"""Job starts with their hours, and the care of each child at that time."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlmodel import col, select

from werkakademie.models import CareAgreement, Child, Enrolment, PermanentCareSearch, Placement, PlacementHours
from werkakademie.records.care_search import Agreement, ChildMatch, DayHours, MatchGap, WorkHours
from werkakademie.records.enums import CareAnswer
from werkakademie.records.ids import ParticipantId, PlacementId
from werkakademie.rules.childcare.care_hours import WeeklyHours, care_gaps
from werkakademie.rules.childcare.lasting import AskedPlace, is_there
from werkakademie.storage.childcare.search import hours_of
from werkakademie.storage.transaction import Transaction


def work_of_person(tx: Transaction, participant_id: ParticipantId) -> tuple[WorkHours, ...]:
    """The job starts of a person, the latest first."""
    statement = (
        select(Placement)
        .join(Enrolment, col(Enrolment.id) == Placement.enrolment_id)
        .where(
            Enrolment.participant_id == participant_id,
            col(Enrolment.deleted).is_(False),
            col(Placement.deleted).is_(False),
        )
        .order_by(col(Placement.starts_on).desc(), col(Placement.id).desc())
    )
    found = tx.scalars(statement)
    hours = _work_hours(tx, [one.id for one in found])
    return tuple(_work(one, participant_id, hours.get(one.id, ())) for one in found)


def work_of(tx: Transaction, placement_id: PlacementId) -> WorkHours:
    """One job start; raises MissingRecordError."""
    placement = tx.get(Placement, placement_id)
    person = tx.get(Enrolment, placement.enrolment_id).participant_id
    return _work(placement, person, _work_hours(tx, [placement_id]).get(placement_id, ()))


def matches(tx: Transaction, work: WorkHours) -> tuple[ChildMatch, ...]:
    """Each child of the person, the oldest first, with the care that is there when work begins."""
    children = tx.scalars(
        select(Child)
        .where(Child.participant_id == work.participant_id, col(Child.deleted).is_(False))
        .order_by(col(Child.birth_month), col(Child.given_name), col(Child.id))
    )
    agreed = _agreements(tx, work.placement_id)
    return tuple(_match(tx, work, child, [one for one in agreed if one.child_id == child.id]) for child in children)


def _match(tx: Transaction, work: WorkHours, child: Child, agreements: list[Agreement]) -> ChildMatch:
    accepted = tx.scalars(
        select(PermanentCareSearch)
        .where(
            PermanentCareSearch.child_id == child.id,
            col(PermanentCareSearch.deleted).is_(False),
            PermanentCareSearch.answer == CareAnswer.ACCEPTED,
        )
        .order_by(col(PermanentCareSearch.starts_on), col(PermanentCareSearch.id))
    )
    there = [one for one in accepted if is_there(AskedPlace(one.answer, one.starts_on, one.ends_on), work.starts_on)]
    hours = hours_of(tx, [one.id for one in there])
    care = tuple(day for one in there for day in hours.get(one.id, ()))
    later = _later(accepted, work.starts_on)
    return ChildMatch(
        child_id=child.id,
        child_name=child.given_name,
        places=tuple(one.provider_name for one in there),
        care=care,
        later_place=later.provider_name if later is not None and not there else "",
        later_from=later.starts_on if later is not None and not there else None,
        gaps=_gaps(work, care, agreements) if care else (),
        agreements=tuple(agreements),
    )


def _later(accepted: Collection[PermanentCareSearch], day: date) -> PermanentCareSearch | None:
    return next((one for one in accepted if one.starts_on is not None and one.starts_on > day), None)


def _gaps(work: WorkHours, care: tuple[DayHours, ...], agreements: list[Agreement]) -> tuple[MatchGap, ...]:
    found = care_gaps(
        [WeeklyHours(one.weekday, one.starts, one.ends) for one in work.hours],
        [WeeklyHours(one.weekday, one.starts, one.ends) for one in care],
        travel_minutes=work.travel_minutes or 0,
    )
    about = {(one.weekday, one.starts, one.ends) for one in agreements}
    return tuple(
        MatchGap(
            gap.weekday,
            gap.starts,
            gap.ends,
            gap.minutes,
            gap.no_care_that_day,
            agreed=(gap.weekday, gap.starts, gap.ends) in about,
        )
        for gap in found
    )


def _agreements(tx: Transaction, placement_id: PlacementId) -> list[Agreement]:
    statement = (
        select(CareAgreement)
        .where(CareAgreement.placement_id == placement_id, col(CareAgreement.deleted).is_(False))
        .order_by(col(CareAgreement.weekday), col(CareAgreement.starts), col(CareAgreement.id))
    )
    return [
        Agreement(one.id, one.child_id, one.weekday, one.starts, one.ends, one.text, one.done_on)
        for one in tx.scalars(statement)
    ]


def _work_hours(tx: Transaction, placement_ids: Collection[PlacementId]) -> Mapping[PlacementId, tuple[DayHours, ...]]:
    statement = select(PlacementHours).where(col(PlacementHours.placement_id).in_(placement_ids))
    found: dict[PlacementId, list[DayHours]] = {}
    for row in tx.scalars(statement.order_by(col(PlacementHours.weekday))):
        found.setdefault(row.placement_id, []).append(DayHours(row.weekday, row.starts, row.ends))
    return {placement_id: tuple(hours) for placement_id, hours in found.items()}


def _work(placement: Placement, participant_id: ParticipantId, hours: tuple[DayHours, ...]) -> WorkHours:
    return WorkHours(
        placement_id=placement.id,
        participant_id=participant_id,
        employer_name=placement.employer_name,
        starts_on=placement.starts_on,
        category=placement.category,
        hours=hours,
        travel_minutes=placement.travel_minutes,
    )
