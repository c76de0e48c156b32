"""What a reporting package is made from, and the packages that were written."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from werkakademie.models import Enrolment, Group, Participant, ReportingPackage
from werkakademie.records.enums import Basis, EntryState, OutcomeCategory
from werkakademie.records.reporting import DecidedEnrolment, PackageRow
from werkakademie.records.result_queries import ResultQuery
from werkakademie.storage.results import decided_enrolments, provisional_weeks
from werkakademie.storage.retention import unrestricted
from werkakademie.storage.transaction import Transaction


def enrolments_to_report(tx: Transaction, as_of: date) -> tuple[DecidedEnrolment, ...]:
    """Every enrolment that ended, or was decided against, until the as-of day, as the result counts it."""
    query = ResultQuery(date.min, as_of, as_of, Basis.ALLOCATED)
    ended = decided_enrolments(query, provisional_weeks(tx))
    statement = (
        sa.select(
            ended.c.enrolment_id, col(Enrolment.participant_id), ended.c.group_id, col(Group.name), col(Group.focus),
            ended.c.entry, ended.c.due, ended.c.category, ended.c.training_place, ended.c.insured_at_entry,
            ended.c.registered_unemployed, ended.c.taken_up, ended.c.closed, ended.c.settled,
            # A decision after the as-of day is not known yet.
            sa.case((ended.c.decided_on <= as_of, ended.c.decided_on)),
            col(Enrolment.allocated_on), col(Enrolment.entry_on), col(Enrolment.exit_on), col(Enrolment.cut_off_on),
            col(Participant.sex), col(Participant.birth_date), col(Participant.age), col(Participant.age_as_of),
        )
        .select_from(ended)
        .join(Enrolment, col(Enrolment.id) == ended.c.enrolment_id)
        .join(Participant, col(Participant.id) == Enrolment.participant_id)
        .join(Group, col(Group.id) == ended.c.group_id)
        # A restricted person is not passed on; the next package without the row withdraws it at the centre.
        .where(unrestricted())
        .order_by(ended.c.enrolment_id)
    )  # fmt: skip
    return tuple(_decided(row) for row in tx.execute(statement))


def next_package_number(tx: Transaction) -> int:
    """The number of the site's next package; the first is 1, and none is left out."""
    newest = tx.scalar(sa.select(sa.func.max(ReportingPackage.number)))
    return (newest or 0) + 1


def package_rows(tx: Transaction) -> tuple[PackageRow, ...]:
    """The packages that were written, the newest first."""
    statement = sa.select(ReportingPackage).order_by(col(ReportingPackage.number).desc())
    return tuple(
        PackageRow(
            package.number,
            package.as_of,
            package.created_at,
            package.file_name,
            package.row_count,
            package.legal_basis,
        )
        for package in tx.scalars(statement)
    )


def _decided(row: sa.Row[*tuple[Any, ...]]) -> DecidedEnrolment:
    (
        enrolment_id, participant_id, group_id, group_name, focus, entry, due, category, training_place,
        insured_at_entry, registered_unemployed, taken_up, closed, settled, decided_on, allocated_on, entry_on,
        exit_on, cut_off_on, sex, birth_date, age, age_as_of,
    ) = row  # fmt: skip
    return DecidedEnrolment(
        enrolment_id=enrolment_id,
        participant_id=participant_id,
        group_id=group_id,
        group_name=group_name,
        focus=focus,
        entry=EntryState(entry),
        due=None if due is None else bool(due),
        category=OutcomeCategory(category),
        training_place=training_place,
        insured_at_entry=insured_at_entry,
        registered_unemployed=registered_unemployed,
        taken_up=None if taken_up is None else bool(taken_up),
        follow_up_closed=bool(closed),
        settled=bool(settled),
        decided_on=decided_on,
        allocated_on=allocated_on,
        begun_on=entry_on or allocated_on,
        exit_on=exit_on,
        cut_off_on=cut_off_on,
        sex=sex,
        birth_date=birth_date,
        age=age,
        age_as_of=age_as_of,
    )
