"""The whole program on a store of its own: started, unlocked, ended, in one process."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.drafts.forms import Desk, fill_store
from tests.factories import PASSWORD, QUICK
from tests.ui.driving import free
from werkakademie.app import Program, load_services
from werkakademie.demo.hands import click, settle, type_into
from werkakademie.records.enums import Land
from werkakademie.records.site import NewSite
from werkakademie.services import site
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.ui.shell import preferences
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.widgets.files import AnsweredFiles


def make_filled_store(folder: Path, clock: SteppedClock) -> None:
    """A closed store in `folder/store`, opened by PASSWORD, with one of everything.

    It is a copy of one that was made before: making one takes a second, and dozens of tests begin with it.
    """
    shutil.copytree(_filled(clock.now()), folder, dirs_exist_ok=True)
    preferences.save(folder / "settings", Preferences(theme="light", store=str(folder / "store")))


@cache
def _filled(moment: datetime) -> Path:
    folder, clock = Path(tempfile.mkdtemp()), SteppedClock(moment)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    new = NewSite("Jobcenter Musterstadt", Land.HE.value, "Ada Wagner", PASSWORD)
    made, _key = site.create_site(folder / "store", new, clock=clock, ids=CountingIds(), hardness=QUICK)
    fill_store(made, folder)
    site.lock(made)
    (folder / "store" / "reserve.bin").unlink(missing_ok=True)
    return folder


@contextmanager
def running(application: QApplication, folder: Path, clock: SteppedClock, *, ids: int) -> Iterator[Program]:
    """The program on the store of `make_filled_store`; ended as the person closes its window."""
    program = Program(
        application,
        configuration=folder / "settings",
        files=AnsweredFiles(),
        load=lambda: load_services(clock, CountingIds(ids)),
    )
    program.show()
    program.start.painted.emit()
    settle(program.worker)
    try:
        yield program
    finally:
        application.aboutToQuit.disconnect(program.end)
        program.end()
        for window in (program.window, program.start):
            if window is not None:
                window.close()
                free(window)
        free(program.appearance)
        free(program)
        # A new translator tells all windows of another language; the next test's windows are not meant.
        QApplication.processEvents()


def unlock(program: Program, folder: Path) -> Desk:
    """Type the password on the page that is shown."""
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    settle(program.worker)
    assert program.window is not None, program.unlock.message() if program.unlock else ""
    return Desk(program.window, folder)
