"""The small picture of a collector, where the site keeps any."""

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from werkakademie.i18n import _


class PictureLabel(QLabel):
    """Hidden until there is a picture."""

    def show_jpeg(self, content: bytes | None) -> None:
        pixmap = QPixmap()
        if content is not None and pixmap.loadFromData(content):
            self.setPixmap(pixmap)
            self.setAccessibleName(_("Bild der Person, die abholen darf"))
            self.show()
