"""Runs the demo from the first start to the centre's table, and says what it left and how long each step took."""

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from werkakademie import i18n
from werkakademie.app import Program, load_services
from werkakademie.demo import story
from werkakademie.demo.chapters import walk
from werkakademie.demo.errors import ForeignFolderError
from werkakademie.demo.stage import Stage
from werkakademie.services.own.uploads import FOLDER_VARIABLE
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.ui.shell import preferences, theme
from werkakademie.ui.shell.display import PLATFORM_VARIABLE, Display, find_display
from werkakademie.ui.shell.preferences import Preferences
from werkakademie.ui.widgets.files import AnsweredFiles

_OFFSCREEN = "offscreen"
#: By this file a folder is known to be the demo's own, so that it may be emptied.
_MARK = "UEBUNG_alles_erfunden.txt"
_MARK_TEXT = "Alles in diesem Ordner ist erfunden. Die Demo legt ihn bei jedem Lauf neu an.\n"


def run_demo(folder: Path, *, finished: Callable[[Stage], object], stay: bool = True) -> None:
    """The whole walk, then `finished` to say what it left.

    With a screen the window stays open after that (`stay`), until somebody closes it.
    """
    has_screen = os.environ.get(PLATFORM_VARIABLE) != _OFFSCREEN and find_display() is Display.USABLE
    if not has_screen:
        os.environ[PLATFORM_VARIABLE] = _OFFSCREEN
        qInstallMessageHandler(_say)
    i18n.choose(i18n.SOURCE_LANGUAGE)
    _prepare(folder)
    application = QApplication.instance() or theme.styled_application("werkakademie")
    assert isinstance(application, QApplication)
    stage = _stage(application, folder)
    stage.program.show()
    walk(stage)
    finished(stage)
    if has_screen and stay:
        application.exec()
    else:
        _close(application, stage.program)


def _say(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """What Qt says, without what a screen that is not there can't do."""
    if not text.startswith("This plugin does not support"):
        print(text, file=sys.stderr)


def _prepare(folder: Path) -> None:
    """An empty folder; one that is not ours is left alone."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise ForeignFolderError(folder)
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).write_text(_MARK_TEXT, encoding="utf-8")


def _stage(application: QApplication, folder: Path) -> Stage:
    os.environ[preferences.STORE_VARIABLE] = str(folder / "standort_uebung")
    os.environ[FOLDER_VARIABLE] = str(folder / "ablage_uebung")
    configuration = folder / "einstellungen_uebung"
    preferences.save(configuration, Preferences(theme="light"))
    clock, ids, files = SteppedClock(story.FIRST_DAY), CountingIds(), AnsweredFiles()
    load = partial(load_services, clock, ids, practice=True)
    program = Program(application, configuration=configuration, files=files, load=load)
    program.start.resize(1280, 800)
    return Stage(program, clock, ids, files, folder)


def _close(application: QApplication, program: Program) -> None:
    application.aboutToQuit.disconnect(program.end)
    program.end()
    for window in (program.window, program.start):
        if window is not None:
            window.close()
