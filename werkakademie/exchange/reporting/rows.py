"""From a decided enrolment to the row that leaves the site: pseudonyms for ids, months for days."""

import hashlib
import hmac
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from werkakademie.records.enums import EntryState, Sex
from werkakademie.records.reporting import (
    AgePrecision,
    Coarsening,
    DatePrecision,
    DecidedEnrolment,
    ReportRow,
)
from werkakademie.rules.dates import age_class, known_age


def pseudonym(secret: bytes, number: UUID) -> str:
    """The keyed hash of an id: the id itself would tell when it was made, and a plain hash could be tried out."""
    return hmac.new(secret, number.bytes, hashlib.sha256).hexdigest()


def report_rows(enrolments: Sequence[DecidedEnrolment], secret: bytes, coarsening: Coarsening) -> tuple[ReportRow, ...]:
    """The rows in the order of their pseudonyms, so that the order tells nothing either."""
    rows = (_row(enrolment, secret, coarsening) for enrolment in enrolments)
    return tuple(sorted(rows, key=lambda row: row.pseudonym))


def rows_alone(enrolments: Sequence[DecidedEnrolment], coarsening: Coarsening) -> int:
    """How many rows no other row would share sex, age class and months with."""
    seen = Counter(_blurred(enrolment, coarsening) for enrolment in enrolments)
    return sum(1 for count in seen.values() if count == 1)


@dataclass(frozen=True, slots=True)
class _Blurred:
    """What of a row could tell who it is."""

    decided_month: str
    allocated_month: str
    exit_month: str
    cut_off_month: str
    sex: Sex | None
    age_class: str


def _blurred(enrolment: DecidedEnrolment, coarsening: Coarsening) -> _Blurred:
    not_entered = enrolment.entry is EntryState.NOT_ENTERED
    return _Blurred(
        decided_month=_coarse(enrolment.decided_on, coarsening.dates) if not_entered else "",
        allocated_month=_coarse(enrolment.allocated_on, coarsening.dates),
        exit_month=_coarse(enrolment.exit_on, coarsening.dates),
        cut_off_month=_coarse(enrolment.cut_off_on, coarsening.dates),
        sex=enrolment.sex if coarsening.sex else None,
        age_class=_age(enrolment, coarsening.age),
    )


def _row(enrolment: DecidedEnrolment, secret: bytes, coarsening: Coarsening) -> ReportRow:
    blurred = _blurred(enrolment, coarsening)
    return ReportRow(
        pseudonym=pseudonym(secret, enrolment.enrolment_id),
        person=pseudonym(secret, enrolment.participant_id),
        group=pseudonym(secret, enrolment.group_id),
        group_name=enrolment.group_name,
        focus=enrolment.focus,
        entry=enrolment.entry,
        due=enrolment.due,
        category=enrolment.category,
        training_place=enrolment.training_place,
        insured_at_entry=enrolment.insured_at_entry,
        registered_unemployed=enrolment.registered_unemployed,
        taken_up=enrolment.taken_up,
        follow_up_closed=enrolment.follow_up_closed,
        settled=enrolment.settled,
        decided_month=blurred.decided_month,
        allocated_month=blurred.allocated_month,
        exit_month=blurred.exit_month,
        cut_off_month=blurred.cut_off_month,
        sex=blurred.sex,
        age_class=blurred.age_class,
    )


def _coarse(day: date | None, precision: DatePrecision) -> str:
    """2026-11, 2026-Q4 or 2026; empty without a day."""
    if day is None:
        return ""
    match precision:
        case DatePrecision.MONTH:
            return f"{day:%Y-%m}"
        case DatePrecision.QUARTER:
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case DatePrecision.YEAR:
            return str(day.year)


def _age(enrolment: DecidedEnrolment, precision: AgePrecision) -> str:
    """The class at entry."""
    if precision is AgePrecision.LEFT_OUT:
        return ""
    age = known_age(
        birth_date=enrolment.birth_date, age=enrolment.age, age_as_of=enrolment.age_as_of, day=enrolment.begun_on
    )
    if precision is AgePrecision.UNDER_OR_OVER_50:
        return age_class(age, (15, 50))
    return age_class(age)
