"""The program empties the upload folder when it starts, whatever ended it the last time."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.factories import MONDAY_MORNING
from tests.ui.running import make_filled_store, running
from werkakademie.services.own.uploads import UploadFolder
from werkakademie.storage.practice_identity import SteppedClock


def test_a_start_empties_what_a_crash_left(themed: QApplication, tmp_path: Path) -> None:
    clock = SteppedClock(MONDAY_MORNING)
    make_filled_store(tmp_path, clock)
    folder = UploadFolder.of_this_account()
    folder.put("Lebenslauf.pdf", b"Olena Kovalenko")
    with running(themed, tmp_path, clock, ids=1):
        assert not folder.path.exists()
