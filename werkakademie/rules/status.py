"""Long-term benefit receipt, long-term unemployment and the ESF target group: what is unknown stays unknown."""

from datetime import date

from werkakademie.records.enums import VocationalQualification
from werkakademie.rules.dates import add_months

#: § 6 of the ordinance to § 48a SGB II: in need in 21 of the last 24 months, which need not be consecutive.
MONTHS_IN_NEED = 21
YOUNGEST = 17
#: § 18 SGB III: unemployed for a year or longer.
MONTHS_UNEMPLOYED = 12
ESF_AGE = 35

#: An unrecognised certificate from abroad opens no door: it counts as none.
_NOT_USABLE = frozenset({VocationalQualification.NONE, VocationalQualification.ABROAD_UNRECOGNISED})


def long_term_benefit(*, age: int | None, months_in_need: int | None) -> bool | None:
    """LZB (Langzeitleistungsbezug) on the day for which the months of need are known; age on that day."""
    old_enough = None if age is None else age >= YOUNGEST
    long_enough = None if months_in_need is None else months_in_need >= MONTHS_IN_NEED
    return _all_of(old_enough, long_enough)


def long_term_unemployed(*, unemployed_since: date | None, day: date) -> bool | None:
    """LZA on `day` (§ 18 SGB III); a measure under § 45 SGB III in between does not interrupt it.

    A missing date is unknown: the person may be unemployed for years, or not at all. So is a day before the known
    beginning: nobody asked about it.
    """
    if unemployed_since is None or day < unemployed_since:
        return None
    return add_months(unemployed_since, MONTHS_UNEMPLOYED) <= day


def esf_target_group(
    *, age: int | None, qualification: VocationalQualification | None, unemployed_long: bool | None
) -> bool | None:
    """35 or older, without a usable vocational qualification, and long-term unemployed."""
    old_enough = None if age is None else age >= ESF_AGE
    unqualified = None if qualification is None else qualification in _NOT_USABLE
    return _all_of(old_enough, unqualified, unemployed_long)


def _all_of(*answers: bool | None) -> bool | None:
    """A single „no“ decides; otherwise one unknown leaves the whole unknown."""
    if False in answers:
        return False
    return None if None in answers else True
