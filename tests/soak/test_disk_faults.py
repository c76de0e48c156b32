"""A disk that fails at every write in every way, and a thousand power cuts."""

from pathlib import Path

import apsw
import pytest

from tests.disk.failing_writes import fail_at_every_write
from tests.disk.power_cuts import survive_power_cuts


@pytest.mark.parametrize("stays", [True, False])
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
def test_every_write_may_fail(tmp_path: Path, error: type[apsw.Error], stays: bool) -> None:
    assert fail_at_every_write(tmp_path, error, stays=stays, large=True) > 100


@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_power_cuts_lose_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    survive_power_cuts(tmp_path, 250, seed=100 + seed)
