"""Hundreds of flipped bits in every kind of page."""

from pathlib import Path

import pytest

from tests.disk.flips import survive_flips


@pytest.mark.parametrize("seed", range(4))
def test_flipped_bits_in_every_kind_of_page_are_named(tmp_path: Path, seed: int) -> None:
    survive_flips(tmp_path, 60, seed=100 + seed)
