"""Which small numbers a publication hides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.rules.suppression import hidden, rate_hidden, shown_count


@pytest.mark.parametrize(
    ("threshold", "shown"),
    [
        (1, "0 1 2 3 4 5 6"),  # a site that hides nothing
        (3, "0 * * 3 4 5 6"),
        (5, "0 * * * * 5 6"),
    ],
)
def test_small_counts_become_a_star(threshold: int, shown: str) -> None:
    assert " ".join(shown_count(count, threshold) for count in range(7)) == shown


def test_one_and_two_are_hidden_where_a_site_sets_nothing() -> None:
    assert [count for count in range(100) if hidden(count)] == [1, 2]


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (8, 20, False),
        (2, 20, True),
        (18, 20, True),  # 18 of 20 tells of the two others
        (19, 20, True),
        (20, 20, False),
        (0, 20, False),
        (3, 6, False),
        (3, 5, True),
        (0, 2, True),  # both of two people
        (0, 0, False),
    ],
)
def test_a_rate_is_hidden_with_its_numerator_or_its_complement(
    numerator: int, denominator: int, expected: bool
) -> None:
    assert rate_hidden(numerator, denominator) is expected


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([1, 3, 5, 10]))
def test_yes_and_no_of_the_same_people_are_hidden_together(yes: int, no: int, threshold: int) -> None:
    assert rate_hidden(yes, yes + no, threshold) == rate_hidden(no, yes + no, threshold)


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([1, 3, 5, 10]))
def test_no_shown_rate_stands_for_a_hidden_count(numerator: int, others: int, threshold: int) -> None:
    if not rate_hidden(numerator, numerator + others, threshold):
        for count in (numerator, others, numerator + others):
            assert shown_count(count, threshold) == str(count)
