"""Makes a small JPEG of a photo: only what is seen, without place, time and camera that a photo carries along."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

#: Pixels of the longer side.
LONGEST: Final = 320
#: Bytes.
MOST: Final = 64 * 1024
_QUALITIES: Final = (85, 70, 50, 30)
_KINDS: Final = (b"jpeg", b"png")


def small_jpeg(path: Path) -> bytes | None:
    """The picture of a JPG or PNG file as a small JPEG; None for anything else."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in _KINDS:
        return None
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > LONGEST:
        reader.setScaledSize(size.scaled(LONGEST, LONGEST, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else _encoded(_bare(image))


def _bare(image: QImage) -> QImage:
    """The same picture painted anew, on white: texts and profiles of the file stay behind."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    bare = QImage(image.size(), QImage.Format.Format_RGB32)
    bare.fill(Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(QRect(QRect().topLeft(), image.size()), image)
    painter.end()
    return bare


def _encoded(image: QImage) -> bytes | None:
    for quality in _QUALITIES:
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setQuality(quality)
        writer.write(image)
        buffer.close()
        if 0 < content.size() <= MOST:
            return bytes(content.data())
    return None
