"""A full disk while somebody works: what was typed stays, the second try is stored, and the window says what to do."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pytestqt.qtbot import QtBot

from tests.factories import a_participant, make_workplace
from tests.ui.conftest import NOW
from tests.ui.driving import answered, click, field, type_into, visible
from werkakademie.i18n import _
from werkakademie.records.participants import ParticipantQuery
from werkakademie.services import participants
from werkakademie.services.workplace import Workplace
from werkakademie.storage import ballast
from werkakademie.storage.errors import DiskFullError
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.participants.dialog import ParticipantDialog
from werkakademie.ui.participants.page import ParticipantsPage
from werkakademie.ui.shell.pages import PageContext, PageEntry
from werkakademie.ui.shell.window import MainWindow
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.text import TextLabel


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[Workplace]:
    opened = make_workplace(tmp_path / "store", clock=SteppedClock(NOW))
    yield opened
    opened.store.close()


@pytest.fixture
def window(
    qtbot: QtBot, worker: Worker, workplace: Workplace, context_of: Callable[[object], PageContext]
) -> MainWindow:
    context = context_of(workplace)
    shown = MainWindow(
        (PageEntry("participants", lambda: _("Teilnehmende"), "users", ParticipantsPage),),
        worker=worker,
        workplace=workplace,
        files=context.files,
        appearance=context.appearance,
        now=lambda: NOW,
        place="Raum 3",
    )
    qtbot.addWidget(shown)
    with answered(qtbot, worker):
        shown.show()
    shown.activateWindow()
    return shown


def limit(workplace: Workplace, pages: int) -> None:
    """The database may have so many pages: to the engine, that is a full disk."""

    def set_limit(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(workplace.store.engine, "checkout", set_limit)


def fill(workplace: Workplace) -> None:
    """Use up what room the pages still have, so that the next person needs a new one; with the reserve in place."""
    limit(workplace, 1)
    for number in range(1000):
        try:
            a_participant(workplace, "Leyla", f"Beispiel {number}", street="Am Markt 3")
        except DiskFullError:
            break
    workplace.store.keep_reserve()


def texts(window: MainWindow) -> str:
    return "\n".join(label.text() for label in visible(window, TextLabel))


def test_what_was_typed_stays_and_the_second_try_is_stored(
    qtbot: QtBot, worker: Worker, window: MainWindow, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = workplace.store.path.parent
    assert ballast.is_whole(folder)
    assert "Reserve" not in texts(window)
    window.current_page().header_actions()[0].run()
    (dialog,) = visible(window, ParticipantDialog)
    type_into(dialog, "Vornamen", "Leyla")
    type_into(dialog, "Familienname", "Beispiel")
    type_into(dialog, "Straße und Hausnummer", "Am Markt 3")
    fill(workplace)
    with answered(qtbot, worker):
        click(dialog, "Aufnehmen")
    assert dialog.isVisible()
    assert "kein Platz mehr" in dialog.messages.text()
    assert "alles Frühere ist sicher" in dialog.messages.text()
    assert "Reserve sind freigegeben" in dialog.messages.text()
    assert field(dialog, "Straße und Hausnummer").value() == "Am Markt 3"
    assert not ballast.is_whole(folder)
    assert "Datenträger voll, die Reserve ist freigegeben: bitte Platz schaffen" in texts(window)
    monkeypatch.setattr(ballast, "keep", lambda _folder: False)
    limit(workplace, 100_000)
    with answered(qtbot, worker):
        click(dialog, "Aufnehmen")
    stored = participants.participant_page(workplace, ParticipantQuery()).rows
    assert "Beispiel" in {row.family_name for row in stored}
    assert "Datenträger voll" in texts(window), "there is still no room for a reserve"
    monkeypatch.undo()
    with answered(qtbot, worker):
        window.current_page().run(
            participants.add_participant, workplace, fields={"given_names": "Amir", "family_name": "Beispiel"}
        )
    assert "Datenträger voll" not in texts(window)
    assert ballast.is_whole(folder)
