"""The rig itself: noise fails a test, and the outside is found or named."""

import os
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from tests.tools import require_tool

pytest_plugins = ["pytester"]

NOISY = """
    import logging, warnings
    import pytest
    from PySide6.QtCore import qWarning

    def test_log(): logging.getLogger("werkakademie").warning("log noise")
    def test_python(): warnings.warn("python noise")
    def test_qt(qapp): qWarning("qt noise")
    @pytest.mark.expects_log_warning
    def test_expected(caplog):
        logging.getLogger("werkakademie").warning("wanted")
        assert "wanted" in caplog.text
    def test_quiet(): logging.getLogger("werkakademie").info("fine")
"""
SETTINGS = """
    [pytest]
    filterwarnings = error
    qt_log_level_fail = WARNING
    qt_api = pyside6
    markers = expects_log_warning
"""


def test_noise_fails_a_test(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parent.parent.parent))
    pytester.makeini(SETTINGS)
    pytester.makeconftest("from tests.conftest import no_log_warning")
    pytester.makepyfile(NOISY)
    outcome = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xdist")
    # The warning in the log is found when the test is over: that one passes and its end is an error.
    outcome.assert_outcomes(passed=3, failed=2, errors=1)
    outcome.stdout.fnmatch_lines(["*log noise*", "*python noise*", "*qt noise*"])


def test_settings_of_the_person_are_out_of_reach(own_home: Path) -> None:
    assert Path.home() == own_home
    assert list(own_home.iterdir()) == []


def test_missing_tool_skips_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program"):
        require_tool("no-such-program")


def test_missing_tool_fails_on_a_build_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no-such-program"):
        require_tool("no-such-program")


def test_tool_is_found() -> None:
    assert os.access(require_tool("git"), os.X_OK)


def test_postgres_database_is_empty_and_takes_every_letter(postgres_url: str) -> None:
    engine = sa.create_engine(postgres_url, poolclass=NullPool)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == []
        assert connection.scalar(sa.text("select 'Žofie Łukasz ﬁ'")) == "Žofie Łukasz ﬁ"
