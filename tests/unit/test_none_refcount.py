"""Qt's bindings must not lose references to None: PySide6 6.12 did, and ended the program after some hours."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 2000


def test_qt_methods_without_result_keep_none_alive(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    lost = before - sys.getrefcount(None)
    assert lost < CALLS // 10, f"{lost} references to None were lost in {CALLS} calls"
