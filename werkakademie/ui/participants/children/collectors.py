"""Who may collect a child and who may not, one below the other, with a small picture where the site keeps any."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from werkakademie.i18n import _
from werkakademie.records.children import CollectorRow
from werkakademie.records.ids import CollectorId
from werkakademie.ui.childcare.door.picture import PictureLabel
from werkakademie.ui.participants.children.texts import collector_status, collector_words
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button, Kind, icon_button
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

#: Pixels of a picture in the list.
_HEIGHT = 72


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
        self._collector = collector
        head = row(TextLabel(collector.name, TextRole.STRONG, wrap=True), Pill(*collector_status(collector)))
        head.setStretch(0, 1)
        if actions is not None:
            name = collector.name
            head.addWidget(icon_button("pencil", _("{name} ändern …").format(name=name), run=self._run(actions.change)))
            head.addWidget(
                icon_button(
                    "trash-2", _("{name} von der Liste nehmen").format(name=name), run=self._run(actions.remove)
                )
            )
        words = column(head, spacing=2)
        about = collector_words(collector)
        if about:
            words.addWidget(muted(about))
        line = row(words, spacing=2 * GRID)
        line.setStretch(0, 1)
        if pictures and actions is not None:
            self._add_picture(line, words, actions)
        self.setLayout(line)

    def _run(self, action: Callable[[CollectorRow], object]) -> Callable[[], object]:
        return lambda: action(self._collector)

    def _add_picture(self, line: QHBoxLayout, words: QVBoxLayout, actions: CollectorActions) -> None:
        collector = self._collector
        if collector.has_picture:
            picture = SmallPicture()
            picture.hide()
            line.insertWidget(0, picture, 0, Qt.AlignmentFlag.AlignTop)
            actions.load_picture(collector.id, picture.show_jpeg)
            button = Button(_("Bild löschen"), kind=Kind.LINK, run=self._run(actions.remove_picture))
            button.setAccessibleName(_("Bild von {name} löschen").format(name=collector.name))
        else:
            button = Button(_("Bild wählen …"), kind=Kind.LINK, run=self._run(actions.choose_picture))
            button.setAccessibleName(_("Bild von {name} wählen …").format(name=collector.name))
        words.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class SmallPicture(PictureLabel):
    """As high as two lines of the list allow."""

    def show_jpeg(self, content: bytes | None) -> None:
        super().show_jpeg(content)
        if not self.pixmap().isNull():
            self.setPixmap(self.pixmap().scaledToHeight(_HEIGHT, Qt.TransformationMode.SmoothTransformation))
