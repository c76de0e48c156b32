"""What a result is asked for: period, as-of day, basis and unit."""

from dataclasses import dataclass
from datetime import date

from werkakademie.records.enums import Basis, Unit


@dataclass(frozen=True, slots=True)
class ResultQuery:
    """The exits of a period, looked at on `as_of`, never on the reader's today."""

    first_exit_on: date
    last_exit_on: date
    as_of: date
    basis: Basis = Basis.ENTERED
    unit: Unit = Unit.ENROLMENTS
