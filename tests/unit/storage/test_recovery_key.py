"""The printed key comes back from what a person types, and a typing error is told from a wrong key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkakademie.storage.errors import MistypedRecoveryKeyError
from werkakademie.storage.recovery_key import SECRET_BYTES, as_secret, as_text, new_secret

SECRETS = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_it_is_printed_as_eight_groups_of_five() -> None:
    groups = as_text(bytes(SECRET_BYTES)).split("-")
    assert [len(group) for group in groups] == [5] * 8
    assert groups[0] == "00000"


def test_two_keys_differ() -> None:
    assert new_secret() != new_secret()


@given(SECRETS)
def test_what_was_printed_is_read_back(secret: bytes) -> None:
    assert as_secret(as_text(secret)) == secret


def test_small_letters_blanks_and_look_alikes_do_not_matter() -> None:
    secret = bytes(range(SECRET_BYTES))
    typed = as_text(secret).lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert as_secret(f"  {typed}\n") == secret


@given(SECRETS, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found_in_its_group(secret: bytes, place: int, wrong: str) -> None:
    text = as_text(secret).replace("-", "")
    typed = text[:place] + wrong + text[place + 1 :]
    if typed == text:
        assert as_secret(typed) == secret
        return
    with pytest.raises(MistypedRecoveryKeyError) as caught:
        as_secret(typed)
    assert caught.value.group == place // 5 + 1


@given(SECRETS, st.integers(0, 38))
def test_two_swapped_neighbours_are_found(secret: bytes, place: int) -> None:
    text = as_text(secret).replace("-", "")
    typed = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if typed != text:
        with pytest.raises(MistypedRecoveryKeyError):
            as_secret(typed)


@given(SECRETS, st.permutations(range(8)))
def test_groups_in_another_order_are_found(secret: bytes, order: list[int]) -> None:
    groups = as_text(secret).split("-")
    if order != sorted(order):
        with pytest.raises(MistypedRecoveryKeyError):
            as_secret("-".join(groups[index] for index in order))


@pytest.mark.parametrize("typed", ["", "SPBVJ", "00000-" * 7, as_text(bytes(SECRET_BYTES)) + "-00000"])
def test_a_missing_or_doubled_group_is_named_so(typed: str) -> None:
    with pytest.raises(MistypedRecoveryKeyError):
        as_secret(typed)


def test_the_sentence_names_the_group() -> None:
    assert "Gruppe 3" in MistypedRecoveryKeyError(3).sentence()
    assert "nicht vollständig" in MistypedRecoveryKeyError(None).sentence()
