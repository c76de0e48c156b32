"""A job search that stands in for the real one."""

from collections.abc import Iterator

import pytest

from tests.job_portal.stand_in import StandIn, standing_in


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as server:
        yield server
