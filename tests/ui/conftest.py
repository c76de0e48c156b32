"""Fixtures for tests of the window: themed application, worker, context of a page."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from werkakademie.ui.shell import theme
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.tokens import LIGHT
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

#: The moment at which all tests of the window play: Monday, 23 November 2026, 09:42 in Berlin.
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """The application in the light theme."""
    theme.apply(qapp, LIGHT)
    return qapp


@pytest.fixture
def worker(themed: QApplication) -> Iterator[Worker]:  # noqa: ARG001 - the application must be there first
    one = Worker()
    yield one
    one.stop()


@pytest.fixture
def files() -> AnsweredFiles:
    """Answers to file dialogs: put paths into `files.answers`."""
    return AnsweredFiles()


@pytest.fixture
def opener() -> Opener:
    """Says through its signal where a page wants to go."""
    return Opener()


@pytest.fixture
def context_of(worker: Worker, files: AnsweredFiles, opener: Opener) -> Callable[[object], PageContext]:
    """Makes the context of a page for a workplace (or for None, where a page asks no service)."""

    def make(workplace: object = None) -> PageContext:
        return PageContext(
            worker=worker,
            navigator=opener,
            files=files,
            workplace=workplace,  # type: ignore[arg-type]
            now=lambda: NOW,
        )

    return make
