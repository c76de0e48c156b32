"""A central store of its own for each test: in a file, encrypted in a folder, and on a real PostgreSQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from werkakademie.central.store import CentralStore, server_engine, shown_address
from werkakademie.storage.engine import WRITES, open_engine

KINDS = ("plain", "encrypted", "postgres")


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CentralStore]:
    """An empty central store of each kind in turn."""
    if request.param == "encrypted":
        engine = open_engine(tmp_path / "zentrale.db", b"k" * 32, create=True).execution_options(**{WRITES: True})
        opened = CentralStore(engine, "Ordner")
    else:
        plain = f"sqlite:///{tmp_path / 'zentrale.db'}"
        url = request.getfixturevalue("postgres_url") if request.param == "postgres" else plain
        opened = CentralStore(server_engine(url), shown_address(url))
    opened.create(name="Zentrale", recipient="age1x", identity="AGE-SECRET-KEY-X")
    yield opened
    opened.close()
