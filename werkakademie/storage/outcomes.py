"""Outcomes: the history of one enrolment, with what each observation is worth today."""

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Account, Enrolment, Outcome
from werkakademie.records.clock import local_moment
from werkakademie.records.follow_ups import OutcomeRecord
from werkakademie.rules.outcomes import Observation, standings
from werkakademie.storage.transaction import Transaction


def outcome_records(tx: Transaction, enrolment: Enrolment) -> tuple[OutcomeRecord, ...]:
    """All observations about an enrolment, the newest first."""
    statement = (
        sa.select(Outcome, col(Account.name))
        .outerjoin(Account, col(Account.id) == Outcome.recorded_by)
        .where(col(Outcome.enrolment_id) == enrolment.id)
        .order_by(col(Outcome.recorded_at).desc(), col(Outcome.id).desc())
    )
    found = [(outcome, name or "") for outcome, name in tx.execute(statement)]
    worth = standings([_observation(outcome) for outcome, _ in found], enrolment.cut_off_on, tx.today)
    return tuple(
        OutcomeRecord(
            id=outcome.id,
            category=outcome.category,
            as_of=outcome.as_of,
            observed_on=outcome.observed_on,
            evidence=outcome.evidence,
            says_what_was=outcome.says_what_was,
            training_place=outcome.training_place,
            funding_kind=outcome.funding_kind,
            registered_unemployed=outcome.registered_unemployed,
            benefit_change=outcome.benefit_change,
            subsidised=outcome.subsidised,
            fixed_term=outcome.fixed_term,
            temporary_agency=outcome.temporary_agency,
            occupation_code=outcome.occupation_code,
            industry_code=outcome.industry_code,
            weekly_hours=outcome.weekly_hours,
            started_on=outcome.started_on,
            note=outcome.note,
            withdrawn=outcome.withdrawn,
            recorded_at=local_moment(outcome.recorded_at),
            recorded_by=name,
            standing=standing,
        )
        for (outcome, name), standing in zip(found, worth, strict=True)
    )


def _observation(outcome: Outcome) -> Observation:
    return Observation(
        category=outcome.category,
        as_of=outcome.as_of,
        observed_on=outcome.observed_on,
        says_what_was=outcome.says_what_was,
        withdrawn=outcome.withdrawn,
        order=(outcome.recorded_at, str(outcome.id)),
    )
