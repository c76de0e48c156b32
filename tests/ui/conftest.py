"""Fixtures for tests of the window: themed application, worker, context of a page."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.driving import free, settle
from tests.ui.own_driving import OwnHands
from werkakademie.services.own.place import OwnPlace
from werkakademie.services.own.settings import PlaceSettings
from werkakademie.services.own.uploads import FOLDER_VARIABLE
from werkakademie.ui.own.speech import Speaker
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.pages import Opener, PageContext
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.shell.tokens import LIGHT
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.files import AnsweredFiles

#: The moment at which all tests of the window play: Monday, 23 November 2026, 09:42 in Berlin.
NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_folder_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The upload folder of a test lies in the test's own folder."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "Werkakademie-Ablage"))


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
def appearance(qapp: QApplication, tmp_path: Path) -> Iterator[Appearance]:
    """The look of the application; what a test chooses is kept in a folder of its own and undone afterwards."""
    one = Appearance(qapp, tmp_path / "settings", Preferences(theme="light"))
    one.show()
    yield one
    one.set_language("de")
    one.set_theme("light")
    # Now, not whenever Python comes to it: Qt tells every window of a translator that goes, and windows of later tests
    # would build their pages anew in the middle of something.
    free(one)
    QApplication.processEvents()


@pytest.fixture
def files() -> AnsweredFiles:
    """Answers to file dialogs: put paths into `files.answers`."""
    return AnsweredFiles()


@pytest.fixture
def opener() -> Opener:
    """Says through its signal where a page wants to go."""
    return Opener()


@pytest.fixture
def context_of(
    worker: Worker, files: AnsweredFiles, appearance: Appearance, opener: Opener
) -> Callable[[object], PageContext]:
    """Makes the context of a page for a workplace (or for None, where a page asks no service)."""

    def make(workplace: object = None) -> PageContext:
        return PageContext(
            worker=worker,
            navigator=opener,
            files=files,
            appearance=appearance,
            workplace=workplace,  # type: ignore[arg-type]
            now=lambda: NOW,
        )

    return make


@pytest.fixture
def open_own(
    worker: Worker, files: AnsweredFiles, appearance: Appearance, qtbot: QtBot
) -> Iterator[Callable[..., OwnHands]]:
    """Opens the place of a person: `hands = open_own(an_own_place(workplace))`."""
    opened: list[OwnWindow] = []

    def make(own: OwnPlace, *, language: str = "de", percent: int = 100, speaker: Speaker | None = None) -> OwnHands:
        window = OwnWindow(
            own,
            worker=worker,
            files=files,
            appearance=appearance,
            now=lambda: NOW,
            chosen=PlaceSettings(language, percent),
            speaker=speaker,
        )
        opened.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        settle(qtbot, worker)

        def settled() -> None:
            settle(qtbot, worker)
            if QApplication.activeWindow() is None and window.isVisible():
                window.activateWindow()
                qtbot.waitActive(window)
            settle(qtbot, worker)

        return OwnHands(window, settled)

    yield make
    for window in opened:
        window.sign_out()
        free(window)
    appearance.show_own()
