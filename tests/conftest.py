"""The rig under every test: no screen, German, a home of its own, and no warning that goes unnoticed."""

import logging
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres import create_database, running_server
from werkakademie.i18n import language_chosen

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# `make test` tries the same examples each time, so that it says of a change what the change did; `make soak`
# lets the laws look for new ones with `--hypothesis-profile=searching`.
settings.register_profile("repeatable", settings.get_profile("ci"))
settings.register_profile("searching", settings.get_profile("repeatable"), derandomize=False, max_examples=1000)
settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    """Texts are compared in the source language; a test that chooses another leaves no trace."""
    with language_chosen("de"):
        yield


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A test never reads or writes the settings and stores of the person who runs it."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    home.chmod(0o700)
    monkeypatch.setenv("HOME", str(home))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(home))
    return home


@pytest.fixture(autouse=True)
def small_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reserve on the disk is as real as the program's, but a thousand of them fit."""
    monkeypatch.setattr("werkakademie.storage.ballast.SIZE", 64 * 1024)


@pytest.fixture(autouse=True)
def no_log_warning(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test, as a Python or Qt warning does, unless the test expects it."""
    yield
    if request.node.get_closest_marker("expects_log_warning"):
        return
    noisy = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if noisy:
        pytest.fail("Unexpected in the log:\n" + "\n".join(noisy), pytrace=False)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real input that lies beside the checkout, not in it."""
    folder = Path(os.environ.get("WERKAKADEMIE_REAL_DATA", ROOT.parent / "shared" / "real"))
    if not folder.is_dir():
        pytest.skip(f"no real input at {folder} (set WERKAKADEMIE_REAL_DATA)")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    with running_server() as folder:
        yield folder


@pytest.fixture
def postgres_url(postgres_server: Path) -> str:
    """SQLAlchemy URL of an empty PostgreSQL database of this test's own."""
    return create_database(postgres_server, f"test_{uuid.uuid4().hex}")
