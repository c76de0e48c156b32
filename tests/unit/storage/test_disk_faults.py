"""A disk that fails or loses power at any moment; `make soak` does it longer."""

import random
from pathlib import Path

import apsw
import pytest

from tests.disk.failing_writes import fail_at_every_write
from tests.disk.power_cuts import Sync, leave_after_cut, record, survive_power_cuts
from tests.disk.workload import people_after


@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
def test_every_write_may_fail(tmp_path: Path, error: type[apsw.Error]) -> None:
    fail_at_every_write(tmp_path, error, stays=error is apsw.FullError, large=False)


def test_forty_power_cuts_lose_nothing_acknowledged(tmp_path: Path) -> None:
    survive_power_cuts(tmp_path, 40)


def test_the_cuts_would_find_a_store_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    """Without a sync at each commit, the simulation loses what was acknowledged: so it can lose something."""
    with pytest.raises(AssertionError, match="cut"):
        survive_power_cuts(tmp_path, 40, synchronous="NORMAL")


def test_the_record_of_a_workload_ends_as_the_workload_did(tmp_path: Path) -> None:
    """The simulation itself: with everything on the disk, the last state is there."""
    recording = record(tmp_path)
    everything = [*recording.log, *(Sync(recording.start.path.name + tail) for tail in ("", "-wal"))]
    leave_after_cut(recording.start.folder, everything, random.Random(1))
    assert len(people_after(recording.start)) == 53
