"""Which observation says what was on the cut-off day, which one contradicts it, and whether work was taken up."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.records.enums import Evidence, OutcomeCategory, TrainingPlace
from werkakademie.records.follow_ups import OutcomeRecord, OutcomeStanding
from werkakademie.records.ids import OutcomeId
from werkakademie.rules.indicators import is_in_work, is_insured
from werkakademie.rules.outcomes import Observation, Start, contradicting, standings, taken_up

C = date(2027, 2, 27)
TODAY = date(2027, 4, 1)
WORKS, SEEKS, DIED, UNKNOWN = (
    OutcomeCategory.INSURED_FULL_TIME,
    OutcomeCategory.SEEKING,
    OutcomeCategory.DIED,
    OutcomeCategory.UNKNOWN,
)
COUNTS, REPLACED, TOO_EARLY, SILENT, OTHER_DAY, WITHDRAWN = (
    OutcomeStanding.COUNTS,
    OutcomeStanding.REPLACED,
    OutcomeStanding.TOO_EARLY,
    OutcomeStanding.SILENT,
    OutcomeStanding.OTHER_DAY,
    OutcomeStanding.WITHDRAWN,
)


def seen(
    on: date,
    category: OutcomeCategory = WORKS,
    *,
    as_of: date = C,
    says: bool = True,
    withdrawn: bool = False,
    recorded: int = 1,
) -> Observation:
    """An observation; `recorded` is the minute at which it was written down."""
    return Observation(category, as_of, on, says, withdrawn, (datetime(2027, 3, 1, 8, recorded, tzinfo=UTC), "id"))


@pytest.mark.parametrize(
    ("observation", "standing"),
    [
        (seen(date(2027, 2, 26)), TOO_EARLY),
        (seen(C), COUNTS),
        (seen(C, says=False), COUNTS),
        (seen(date(2027, 3, 10)), COUNTS),
        (seen(date(2027, 3, 10), says=False), SILENT),
        (seen(C, withdrawn=True), WITHDRAWN),
        # The exit was corrected since, which moved the cut-off day.
        (seen(C, as_of=date(2027, 2, 20)), OTHER_DAY),
        # Who died before the cut-off day was dead on it; a death seen later may have come after it.
        (seen(date(2027, 1, 5), DIED), COUNTS),
        (seen(date(2027, 3, 10), DIED, says=False), SILENT),
        # Not known yet on the day that the figures speak of.
        (seen(date(2027, 4, 2)), TOO_EARLY),
    ],
)
def test_what_one_observation_is_worth(observation: Observation, standing: OutcomeStanding) -> None:
    assert standings([observation], C, TODAY) == (standing,)


def test_the_newest_record_wins_whatever_the_order_of_the_list() -> None:
    first, second = seen(date(2027, 3, 20), WORKS, recorded=1), seen(date(2027, 3, 1), SEEKS, recorded=2)
    assert standings([first, second], C, TODAY) == (REPLACED, COUNTS)
    assert standings([second, first], C, TODAY) == (COUNTS, REPLACED)


def test_a_newer_observation_that_does_not_answer_leaves_the_older_one_standing() -> None:
    answer = seen(date(2027, 3, 1), recorded=1)
    for other, worth in (
        (seen(date(2027, 2, 1), SEEKS, recorded=2), TOO_EARLY),
        (seen(date(2027, 3, 20), SEEKS, says=False, recorded=2), SILENT),
        (seen(date(2027, 3, 20), SEEKS, withdrawn=True, recorded=2), WITHDRAWN),
    ):
        assert standings([answer, other], C, TODAY) == (COUNTS, worth)


def test_an_unknown_written_down_later_is_the_answer() -> None:
    """Somebody learnt that the first answer was wrong, and does not know better."""
    assert standings([seen(C), seen(C, UNKNOWN, recorded=2)], C, TODAY) == (REPLACED, COUNTS)


def test_without_a_cut_off_day_nothing_answers() -> None:
    assert standings([seen(C)], None, TODAY) == (OTHER_DAY,)


OBSERVATIONS = st.builds(
    seen,
    st.dates(date(2027, 2, 20), date(2027, 4, 5)),
    st.sampled_from(OutcomeCategory),
    as_of=st.sampled_from([C, C, date(2027, 2, 20)]),
    says=st.booleans(),
    withdrawn=st.booleans(),
    recorded=st.integers(0, 5),
)


@given(
    observations=st.lists(OBSERVATIONS, max_size=6, unique_by=lambda one: one.order),
    later=st.dates(TODAY, date(2028, 1, 1)),
)
def test_at_most_one_counts_and_it_is_the_newest_of_those_that_could(
    observations: list[Observation], later: date
) -> None:
    worth = standings(observations, C, later)
    alone = [standings([one], C, later)[0] for one in observations]
    could = [one for one, standing in zip(observations, alone, strict=True) if standing is COUNTS]
    counting = [one for one, standing in zip(observations, worth, strict=True) if standing is COUNTS]
    assert counting == sorted(could, key=lambda one: one.order)[-1:]
    assert [COUNTS if standing is REPLACED else standing for standing in worth] == alone


def record(category: OutcomeCategory, evidence: Evidence, standing: OutcomeStanding) -> OutcomeRecord:
    return OutcomeRecord(
        id=OutcomeId(UUID(int=1)),
        category=category,
        as_of=C,
        observed_on=C,
        evidence=evidence,
        says_what_was=True,
        training_place=None,
        funding_kind=None,
        registered_unemployed=None,
        benefit_change=None,
        subsidised=None,
        fixed_term=None,
        temporary_agency=None,
        occupation_code="",
        industry_code="",
        weekly_hours=None,
        started_on=None,
        note="",
        withdrawn=False,
        recorded_at=datetime(2027, 3, 1, 8, tzinfo=UTC),
        recorded_by="Petra Wagner",
        standing=standing,
    )


def test_older_and_stronger_evidence_of_something_else_is_shown() -> None:
    said = record(SEEKS, Evidence.OWN_STATEMENT, COUNTS)
    contract = record(WORKS, Evidence.CONTRACT_SEEN, REPLACED)
    assert contradicting(said, [said, contract]) is contract


@pytest.mark.parametrize(
    ("category", "evidence", "standing"),
    [
        (SEEKS, Evidence.CONTRACT_SEEN, REPLACED),
        (WORKS, Evidence.OWN_STATEMENT, REPLACED),
        (WORKS, Evidence.CONTRACT_SEEN, WITHDRAWN),
        (WORKS, Evidence.CONTRACT_SEEN, TOO_EARLY),
    ],
    ids=["says the same", "proves no more", "withdrawn", "a hint only"],
)
def test_what_contradicts_nothing(category: OutcomeCategory, evidence: Evidence, standing: OutcomeStanding) -> None:
    said = record(SEEKS, Evidence.OWN_STATEMENT, COUNTS)
    assert contradicting(said, [said, record(category, evidence, standing)]) is None


def test_without_an_answer_nothing_contradicts() -> None:
    assert contradicting(None, [record(WORKS, Evidence.CONTRACT_SEEN, TOO_EARLY)]) is None


def test_a_confirmation_by_the_employer_does_not_outweigh_a_contract() -> None:
    counting = record(SEEKS, Evidence.CONTRACT_SEEN, COUNTS)
    assert contradicting(counting, [record(WORKS, Evidence.EMPLOYER_CONFIRMED, REPLACED)]) is None


@pytest.mark.parametrize(
    ("category", "place", "insured", "in_work"),
    [
        (OutcomeCategory.INSURED_FULL_TIME, None, True, True),
        (OutcomeCategory.INSURED_PART_TIME, None, True, True),
        (OutcomeCategory.VOCATIONAL_TRAINING, TrainingPlace.COMPANY, True, True),
        (OutcomeCategory.VOCATIONAL_TRAINING, TrainingPlace.SCHOOL, False, True),
        # Unknown where: not proven to be insured.
        (OutcomeCategory.VOCATIONAL_TRAINING, None, False, True),
        (OutcomeCategory.SELF_EMPLOYED, None, False, True),
        (OutcomeCategory.MARGINAL, None, False, False),
        (OutcomeCategory.PUBLICLY_FUNDED, None, False, False),
        (OutcomeCategory.OTHER_MEASURE, None, False, False),
        (OutcomeCategory.SCHOOL, None, False, False),
        (OutcomeCategory.SEEKING, None, False, False),
        (OutcomeCategory.NOT_SEEKING, None, False, False),
        (OutcomeCategory.DIED, None, False, False),
        (OutcomeCategory.UNKNOWN, None, False, False),
    ],
)
def test_insured_and_in_work_by_category(
    category: OutcomeCategory, place: TrainingPlace | None, insured: bool, in_work: bool
) -> None:
    assert is_insured(category, place) is insured
    assert is_in_work(category) is in_work


BEGUN = date(2026, 11, 2)


def started(
    *days: date,
    insured: bool = True,
    category: OutcomeCategory = SEEKS,
    at_entry: bool | None = None,
) -> bool | None:
    return taken_up(
        begun_on=BEGUN,
        cut_off_on=C,
        starts=[Start(day, insured) for day in days],
        category=category,
        training_place=None,
        insured_at_entry=at_entry,
    )


@pytest.mark.parametrize("day", [BEGUN, date(2026, 12, 1), C])
def test_an_insured_start_between_entry_and_cut_off_day_counts_even_if_the_job_is_gone(day: date) -> None:
    assert started(day) is True


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2027, 2, 28)])
def test_a_start_before_entry_or_after_the_cut_off_day_does_not(day: date) -> None:
    assert started(day) is False


def test_a_minijob_is_no_start_and_one_good_start_among_several_is_enough() -> None:
    assert started(date(2026, 12, 1), insured=False) is False
    assert started(date(2026, 10, 1), date(2027, 1, 15)) is True


def test_insured_now_and_not_at_entry_needs_no_start_date() -> None:
    assert started(category=WORKS, at_entry=False) is True
    assert started(category=WORKS, at_entry=True) is None
    assert started(category=WORKS) is None


def test_without_any_start_date_it_stays_unknown() -> None:
    assert started() is None
    assert started(at_entry=False) is None
