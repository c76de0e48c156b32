"""Who may collect a child and who may not, one below the other, with a small picture where the site keeps any."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.children import CollectorRow
from werkakademie.records.ids import CollectorId
from werkakademie.ui.childcare.door.picture import PictureLabel
from werkakademie.ui.participants.care_search.actions import quiet, side_by_side
from werkakademie.ui.participants.children.texts import collector_status, collector_words
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import Pill, TextLabel, muted


class CollectorActions:
    """What can be done with somebody on the list; the card gives the functions."""

    def __init__(
        self,
        *,
        change: Callable[[CollectorRow], object],
        remove: Callable[[CollectorRow], object],
        choose_picture: Callable[[CollectorRow], object],
        remove_picture: Callable[[CollectorRow], object],
        load_picture: Callable[[CollectorId, Callable[[bytes | None], object]], object],
    ) -> None:
        self.change = change
        self.remove = remove
        self.choose_picture = choose_picture
        self.remove_picture = remove_picture
        self.load_picture = load_picture


class CollectorLine(QWidget):
    """One person; without `actions` it is only read."""

    def __init__(self, collector: CollectorRow, actions: CollectorActions | None, *, pictures: bool) -> None:
        super().__init__()
        name = TextLabel(collector.name, TextRole.STRONG, wrap=True)
        head = row(name, Pill(*collector_status(collector)), spacing=GRID)
        head.setStretch(0, 1)
        words = column(head, spacing=2)
        about = collector_words(collector)
        if about:
            words.addWidget(muted(about))
        if actions is not None:
            words.addWidget(side_by_side(_buttons(collector, actions, pictures=pictures), collector.name))
        line = row(words, spacing=2 * GRID)
        line.setStretch(0, 1)
        if pictures and collector.has_picture and actions is not None:
            picture = PictureLabel()
            picture.hide()
            line.addWidget(picture)
            actions.load_picture(collector.id, picture.show_jpeg)
        self.setLayout(line)


def _buttons(collector: CollectorRow, actions: CollectorActions, *, pictures: bool) -> list[Button]:
    buttons = [quiet(_("Ändern …"), lambda: actions.change(collector), icon="pencil")]
    if pictures and collector.has_picture:
        buttons.append(quiet(_("Bild löschen"), lambda: actions.remove_picture(collector), icon="x"))
    elif pictures:
        buttons.append(quiet(_("Bild wählen …"), lambda: actions.choose_picture(collector), icon="user"))
    buttons.append(quiet(_("Von der Liste nehmen"), lambda: actions.remove(collector), icon="trash-2"))
    return buttons
