"""Every form: typed, killed before it was stored, started again, and it is there. `make soak` runs it."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.drafts.forms import FORMS
from tests.drafts.killing import type_and_die
from tests.drafts.own_forms import OWN_FORMS, shown_again
from tests.drafts.own_sitting import Seat
from tests.drafts.own_store import make_own_store
from tests.ui.driving import field, free
from tests.ui.running import make_filled_store, running, unlock
from werkakademie.storage.practice_identity import SteppedClock
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.shell.worker import Worker

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)


def test_every_form_survives_a_kill(qapp: QApplication, tmp_path: Path) -> None:
    clock = SteppedClock(NOW)
    make_filled_store(tmp_path, clock)
    for name in FORMS:
        type_and_die(tmp_path, name)
    with running(qapp, tmp_path, clock, ids=90_000) as program:
        desk = unlock(program, tmp_path)
        for name, form in FORMS.items():
            root = form.opened(desk)
            assert str(field(root, form.label).draft()) == form.typed, name
            if root.isWindow():
                free(root)


def test_every_form_of_the_place_survives_a_kill(qapp: QApplication, tmp_path: Path) -> None:
    """In one store, one after the other: no kill takes away what was typed before another."""
    make_own_store(tmp_path)
    for name in OWN_FORMS:
        type_and_die(tmp_path, name, child="tests.drafts.own_child")
    worker = Worker()
    appearance = Appearance(qapp, tmp_path / "settings", Preferences(theme="light"))
    with Seat(tmp_path, worker, appearance).taken(ids=1) as desk:
        shown = {name: shown_again(desk, name) for name in OWN_FORMS}
    worker.stop()
    free(appearance)
    assert shown == {name: form.expected for name, form in OWN_FORMS.items()}
