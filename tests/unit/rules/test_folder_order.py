"""The order that is proposed for the next folder."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.rules.folder_order import found_by_title, proposed_order


@pytest.mark.parametrize(
    ("usual", "last", "proposed"),
    [
        ("letter CV school", "", "letter CV school"),
        ("letter CV school", "letter school CV", "letter school CV"),
        ("letter CV school work", "letter school CV", "letter school work CV"),
        ("letter letter2 CV school", "school letter CV", "school letter letter2 CV"),
        ("letter CV school", "school CV", "letter school CV"),
        ("letter CV school", "school course CV letter", "school CV letter"),
        ("", "letter CV", ""),
    ],
    ids=[
        "the first folder is as usual",
        "the next is as the last",
        "a new certificate follows on the one that it usually follows",
        "a second letter follows on the first",
        "a letter that was left out comes first",
        "what was removed since stays away",
        "without papers there is no order",
    ],
)
def test_the_next_folder_is_as_the_last_one(usual: str, last: str, proposed: str) -> None:
    assert proposed_order(usual.split(), last.split()) == tuple(proposed.split())


@given(
    usual=st.lists(st.integers(0, 12), unique=True),
    last=st.lists(st.integers(0, 12)),
)
def test_nothing_is_lost_or_doubled_and_everything_stands_where_it_should(
    usual: Sequence[int], last: Sequence[int]
) -> None:
    proposed = proposed_order(usual, last)
    assert sorted(proposed) == sorted(usual)
    known = [paper for paper in proposed if paper in last]
    assert known == sorted(known, key=last.index)
    for before, paper in zip([None, *usual], usual, strict=False):
        if paper not in last:
            place = proposed.index(paper)
            assert (proposed[place - 1] if place else None) == before
    assert proposed_order(usual, proposed) == proposed


def test_papers_are_found_by_their_titles_each_once() -> None:
    papers = [(1, "Anschreiben"), (2, "Zeugnis"), (3, "Zeugnis"), (4, "Lebenslauf")]
    assert found_by_title(papers, ["Zeugnis", "Kurs (gelöscht)", "Anschreiben", "Zeugnis", "Zeugnis"]) == (2, 1, 3)
