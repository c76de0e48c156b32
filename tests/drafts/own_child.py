"""A process that sits at a participant's place, fills in one form, and says when that is saved; then it is killed.

Called with the folder of `make_own_store` and the name of a form.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from tests.drafts.own_forms import OWN_FORMS
from tests.drafts.own_sitting import Seat
from werkakademie.demo.hands import settle
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.drafts import DraftKeeper


def main(folder: Path, name: str) -> None:
    """Sit down, open the form, fill it in, and wait for the end."""
    application = theme.styled_application("werkakademie")
    appearance = Appearance(application, folder / "settings", Preferences(theme="light"))
    seat = Seat(folder, Worker(), appearance)
    with seat.taken(ids=os.getpid() * 100_000) as desk:
        form = OWN_FORMS[name]
        form.fill(desk, form.opened(desk))
        (keeper,) = [one for one in desk.window.findChildren(DraftKeeper) if one.key.form == form.key]
        keeper.saved.connect(_say)
        if not keeper.waits():
            # A slow PC saved all of it while the last touch was waited for.
            settle(desk.worker)
            _say()
        QApplication.exec()


def _say() -> None:
    print("saved", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
