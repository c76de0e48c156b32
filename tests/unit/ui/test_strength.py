"""The estimate of a password's strength, on examples that a layman can judge."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from werkakademie.ui.first_start.strength import SHORTEST, Strength, guessing_bits, strength


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("kurz", Strength.TOO_SHORT),
        ("aaaaaaaaaaaaaaaa", Strength.WEAK),
        ("1234567890", Strength.WEAK),
        ("passwort2026", Strength.WEAK),
        ("Sommer2026!", Strength.WEAK),
        ("Jobcenter12", Strength.WEAK),
        ("vier gelbe Tassen singen laut", Strength.STRONG),
        ("k7$Vq!2mZr#9xT", Strength.STRONG),
    ],
)
def test_examples(password: str, expected: Strength) -> None:
    assert strength(password) == expected


def test_the_names_of_site_and_person_count_for_little() -> None:
    assert guessing_bits("Musterstadt2026", known_words=("Musterstadt",)) < guessing_bits("Musterstadt2026")


@given(st.text(max_size=SHORTEST - 1))
def test_too_short_is_too_short_whatever_it_holds(password: str) -> None:
    assert strength(password) is Strength.TOO_SHORT


def test_a_doubled_letter_hides_no_word() -> None:
    assert guessing_bits(":ArBEITT") == guessing_bits(":ArBEIT")
    assert guessing_bits("Hallo2026!") == guessing_bits("Halo2026!") == guessing_bits("Halllo2026!")


@given(st.text(min_size=1, max_size=40))
@example(":ArBEIT")  # the second T once hid the word from the search
@example("abcŉ")  # a small letter for this one is two
def test_repeating_the_last_sign_adds_nothing(password: str) -> None:
    assert guessing_bits(password + password[-1]) == guessing_bits(password)
