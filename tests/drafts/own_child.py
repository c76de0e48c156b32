"""A process that sits at a participant's place, types into one form, and says when that is saved; then it is killed.

Called with the folder of `make_own_store` and the name of a form.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from tests.drafts.own_forms import OWN_FORMS, OwnDesk, reopened
from werkakademie.demo.hands import settle, type_into
from werkakademie.services.own.settings import PlaceSettings
from werkakademie.ui.own.window import OwnWindow
from werkakademie.ui.shell import theme
from werkakademie.ui.shell.appearance import Appearance
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.shell.worker import Worker
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.files import AnsweredFiles


def main(folder: Path, name: str) -> None:
    """Sit down, open the form, type, and wait for the end."""
    application = theme.styled_application("werkakademie")
    workplace, own = reopened(folder, ids=5000)
    appearance = Appearance(application, folder / "settings", Preferences(theme="light"))
    worker = Worker()
    window = OwnWindow(
        own,
        worker=worker,
        files=AnsweredFiles(),
        appearance=appearance,
        now=workplace.store.clock.now,
        chosen=PlaceSettings("de"),
    )
    window.show()
    settle(worker)
    form = OWN_FORMS[name]
    root = form.opened(OwnDesk(window, worker, own))
    for keeper in window.findChildren(DraftKeeper):
        keeper.saved.connect(lambda: print("saved", flush=True))
    type_into(root, form.label, form.typed)
    QApplication.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
