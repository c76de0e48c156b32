"""The sentences of a cover letter: enough of them, filled without a gap, and German as it is printed."""

import re
from itertools import product

import pytest

from werkakademie.records.letter_blocks import (
    BlockFacts,
    LetterPart,
    blocks,
    occupation_groups,
    occupation_words,
    part_words,
    sentence_of,
    situation_words,
    situations,
)
from werkakademie.resources import resource_path

ALL_KNOWN = BlockFacts("Logistik Nord GmbH", "Lagerhelferin", "ab dem 1. Februar 2027", "montags von 8 bis 12 Uhr")
COMBINATIONS = list(product(occupation_groups(), situations()))


def sentences(occupation: str = "", situation: str = "", facts: BlockFacts = ALL_KNOWN) -> list[str]:
    found = [blocks(part, occupation_group=occupation, situation=situation, facts=facts) for part in LetterPart]
    return [sentence for part in found for sentence in part]


def test_there_are_groups_and_situations_enough_and_each_has_a_name() -> None:
    assert len(occupation_groups()) >= 12
    assert {"parental_leave", "first_job_in_germany", "long_break", "part_time_childcare"} <= set(situations())
    words = [*map(occupation_words, occupation_groups()), *map(situation_words, situations())]
    assert len(set(words)) == len(words)
    assert [part_words(part) for part in LetterPart] == ["Anfang", "Das kann ich", "Meine Situation", "Schluss"]


@pytest.mark.parametrize(("occupation", "situation"), COMBINATIONS)
@pytest.mark.parametrize("facts", [ALL_KNOWN, BlockFacts()])
def test_each_part_offers_three_sentences_and_none_has_a_gap(
    occupation: str, situation: str, facts: BlockFacts
) -> None:
    for part in LetterPart:
        found = blocks(part, occupation_group=occupation, situation=situation, facts=facts)
        assert len(found) >= 3, (part, found)
        for sentence in found:
            assert not re.search(r"[{}]|\bNone\b|  | [.,]", sentence), sentence


def test_the_sentences_of_the_chosen_group_come_first() -> None:
    found = blocks(LetterPart.WHY_ME, occupation_group="care", situation="", facts=ALL_KNOWN)
    assert "Angehörigen gepflegt" in found[0]
    assert found[-1] == "was ich anfange, bringe ich zu Ende."


def test_what_is_not_known_is_not_written() -> None:
    without_job = BlockFacts(employer="Logistik Nord GmbH")
    found = blocks(LetterPart.OPENING, occupation_group="warehouse", situation="", facts=without_job)
    assert not [sentence for sentence in found if "hiermit" in sentence]


def test_every_sentence_is_written_as_german_is() -> None:
    everything = {one for pair in COMBINATIONS for one in sentences(*pair)}
    assert len(everything) > 100
    for sentence in everything:
        assert sentence.endswith("."), sentence
        # Typographic quotes and umlauts, no makeshift for them.
        assert not re.search(r"[\"'´`]|ae|oe|\bfuer\b", sentence), sentence
        # Within a letter a reader is addressed with a capital.
        assert (
            not re.search(r"\b(ihnen|ihrer|ihrem)\b", sentence) or "helfe ihnen" in sentence or "die ihnen" in sentence
        )
        assert sentence_of(sentence)[0].isupper()
        # Each following sentence begins large, too.
        for follower in re.findall(r"[a-zäöüß]{3}\. (\w)", sentence):
            assert follower.isupper() or follower.isdigit(), sentence


def test_what_begins_small_is_no_noun() -> None:
    """A sentence that follows the salutation begins small, unless its first word is written large anyway."""
    small = {
        "am", "auch", "auf", "bei", "das", "den", "der", "die", "ein", "englische", "für", "gern", "hiermit", "ich",
        "in", "meine", "mit", "nach", "saubere", "vielen", "was", "wenn", "zu", "zurzeit", "über",
    }  # fmt: skip
    first = {one.split()[0] for pair in COMBINATIONS for one in sentences(*pair)}
    assert {word for word in first if word[0].islower()} <= small


def test_the_files_hold_nothing_but_known_places() -> None:
    for path in sorted(resource_path("letter_blocks").glob("*.toml")):
        names = set(re.findall(r"\{(\w+)\}", path.read_text("utf-8").split("\n\n", 1)[1]))
        assert names <= {"employer", "position", "start", "hours"}
