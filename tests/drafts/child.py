"""A process that runs the real window, types into one form, and says when that is saved; somebody kills it then.

Called with the folder of `make_filled_store` and the name of a form.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from tests.drafts.forms import FORMS, Desk
from tests.factories import PASSWORD
from werkakademie.app import Program
from werkakademie.demo.hands import click, settle, type_into
from werkakademie.ui.shell import theme
from werkakademie.ui.widgets.drafts import DraftKeeper


def main(folder: Path, name: str) -> None:
    """Unlock, open the form, type, and wait for the end."""
    application = theme.styled_application("werkakademie")
    program = Program(application, configuration=folder / "settings")
    program.show()
    program.start.painted.emit()
    settle(program.worker)
    type_into(program.start, "Passwort", PASSWORD)
    click(program.start, "Entsperren")
    settle(program.worker)
    assert program.window is not None
    form = FORMS[name]
    root = form.opened(Desk(program.window, folder))
    for keeper in root.findChildren(DraftKeeper):
        keeper.saved.connect(lambda: print("saved", flush=True))
    type_into(root, form.label, form.typed)
    QApplication.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
