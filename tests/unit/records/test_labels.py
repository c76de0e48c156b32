"""Every member of every closed list has words of its own."""

from enum import Enum

import pytest

from werkakademie.records import enums
from werkakademie.records.labels import label

ENUMS = [
    found
    for found in vars(enums).values()
    if isinstance(found, type) and issubclass(found, Enum) and found.__module__ == enums.__name__
]


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_each_member_has_a_word_that_no_other_member_has(enum: type[Enum]) -> None:
    words = [label(member) for member in enum]
    assert all(words)
    assert len(set(words)) == len(words)
