"""Where windows and dialogs stand on the screen; the one of the tests has 800x800."""

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from werkakademie.ui.shell.placing import show_fitting, show_in_place_of
from werkakademie.ui.widgets.dialogs import DialogBase
from werkakademie.ui.widgets.text import TextLabel


def a_window(qtbot: QtBot, width: int, height: int) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(width, height)
    return window


@pytest.mark.parametrize(
    ("width", "height", "fills"), [(600, 500, False), (784, 760, False), (785, 700, True), (700, 780, True)]
)
def test_a_window_that_would_reach_below_the_screen_fills_it(
    qtbot: QtBot, width: int, height: int, fills: bool
) -> None:
    window = a_window(qtbot, width, height)
    assert window.screen().availableSize().toTuple() == (800, 800)
    show_fitting(window)
    assert window.isVisible()
    assert window.isMaximized() is fills


def test_the_next_window_stands_where_the_one_before_it_stood(qtbot: QtBot) -> None:
    first, second, third = a_window(qtbot, 500, 400), a_window(qtbot, 700, 700), a_window(qtbot, 700, 700)
    first.move(90, 50)
    first.show()
    show_in_place_of(second, first)
    assert second.geometry() == first.geometry()
    first.showMaximized()
    show_in_place_of(third, first)
    assert third.isMaximized()


def test_a_dialog_stands_over_the_middle_and_moves_up_when_it_grows(qtbot: QtBot, themed: QApplication) -> None:
    window = a_window(qtbot, 700, 760)
    page = QWidget()
    window.setCentralWidget(page)
    window.move(50, 20)
    window.show()
    dialog = DialogBase(page, "Gruppe anlegen")
    for number in range(6):
        dialog.add(TextLabel(f"Zeile {number}"))
    dialog.open()
    middle = dialog.frameGeometry().center() - window.frameGeometry().center()
    assert middle.manhattanLength() <= 2
    dialog.move(dialog.x(), 560)
    for number in range(12):
        dialog.add(TextLabel(f"Noch eine Zeile {number}"))
    qtbot.waitUntil(lambda: dialog.frameGeometry().bottom() <= window.screen().availableGeometry().bottom())
    assert dialog.y() >= 0
    assert themed.activeModalWidget() is dialog
