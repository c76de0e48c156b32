"""Lines that fewer than three people share become coarser, and nobody is lost."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from werkakademie.records.enums import EntryState, OutcomeCategory, Sex
from werkakademie.rules.anonymising import FEWEST, AnonymousLine, coarsened, periods_within


def line(
    period: str = "2021-03", sex: Sex | None = Sex.FEMALE, age: str = "25-49", *, insured: bool = True
) -> AnonymousLine:
    return AnonymousLine(period, sex, age, EntryState.ENTERED, OutcomeCategory.INSURED_FULL_TIME, insured)


def test_three_alike_stay_as_they_are() -> None:
    assert coarsened([line(), line(insured=False), line()], {}) == Counter({line(): 2, line(insured=False): 1})


def test_what_is_kept_already_counts() -> None:
    assert coarsened([line()], {line(): 2}) == Counter({line(): 1})


def test_first_the_age_goes_then_the_sex() -> None:
    two, third = line(age="25-49"), line(age="55+")
    assert coarsened([two, two, third], {}) == Counter({line(age=""): 3})
    assert coarsened([line(), line(), line(sex=Sex.MALE)], {}) == Counter({line(sex=None, age=""): 3})


def test_then_the_month_and_the_quarter() -> None:
    assert coarsened([line("2021-01"), line("2021-02"), line("2021-03")], {}) == Counter({line("2021-Q1", None, ""): 3})
    assert coarsened([line("2021-01"), line("2021-06"), line("2021-12")], {}) == Counter({line("2021", None, ""): 3})


def test_one_alone_keeps_only_the_year() -> None:
    assert coarsened([line()], {}) == Counter({line("2021", None, ""): 1})


def test_a_period_counts_where_it_lies_wholly_in_the_span() -> None:
    within = periods_within(date(2020, 12, 1), date(2021, 4, 29))
    assert within == {"2020-12", "2021-01", "2021-02", "2021-03", "2021-Q1"}
    assert "2021" in periods_within(date(2021, 1, 1), date(2021, 12, 31))


PERIODS = st.sampled_from(["2020-12", "2021-01", "2021-02", "2021-11"])
LINES = st.lists(
    st.builds(line, PERIODS, st.sampled_from([Sex.FEMALE, Sex.MALE]), st.sampled_from(["25-49", "55+"])), max_size=14
)


@examples(100)
@given(LINES, LINES)
def test_nobody_is_lost_and_only_years_are_rare(first: list[AnonymousLine], second: list[AnonymousLine]) -> None:
    kept = coarsened(first, {})
    kept += coarsened(second, kept)
    assert kept.total() == len(first) + len(second)
    shared: Counter[tuple[str, Sex | None, str]] = Counter()
    for one, number in kept.items():
        shared[one.period, one.sex, one.age_class] += number
    assert all(
        number >= FEWEST or (len(period) == 4 and sex is None and not age)
        for (period, sex, age), number in shared.items()
    )
