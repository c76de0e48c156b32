"""Words that wrap and are read from the right: no line is shifted by its last blank, nothing is cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from werkakademie.ui.widgets.text import TextLabel

DARK = 128
WORDS = "الذاكرة من السهل فقدان الذاكرة. كلمة المرور تحمي الأوراق. لفتحها يلزم برنامج مثل الآن نظام آخر وكلمات أخرى"


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.setStyleSheet("background: white; color: black")
    return page


def drawn(page: QWidget, label: QLabel, width: int) -> QImage:
    label.setParent(page)
    label.resize(width, 300)
    label.setAlignment(label.alignment() | Qt.AlignmentFlag.AlignTop)
    page.show()
    label.show()
    QApplication.processEvents()
    return label.grab().toImage()


def edges(image: QImage, height: int) -> tuple[int, int]:
    """The leftmost and the rightmost dark dot of the upper part of a picture."""
    dark = [x for y in range(height) for x in range(image.width()) if image.pixelColor(x, y).lightness() < DARK]
    return min(dark), max(dark)


@pytest.mark.parametrize("width", [240, 301])
def test_wrapped_arabic_lines_begin_at_the_right_edge(page: QWidget, width: int) -> None:
    """The first line begins with a tall letter, the last line has no blank at its end."""
    label = TextLabel(WORDS, wrap=True)
    image = drawn(page, label, width)
    left, _right = edges(image, image.height())
    assert left > 0
    _left, right = edges(image, int(QFontMetricsF(label.font()).height()))
    assert right >= width - 4


def test_a_label_of_the_left_is_drawn_by_qt_itself(page: QWidget) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    label = TextLabel("Ein Satz, der umbricht", wrap=True)
    qt = QLabel("Ein Satz, der umbricht")
    qt.setWordWrap(True)
    qt.setFont(label.font())
    assert drawn(page, label, 120) == drawn(page, qt, 120)
