"""What the demo leaves behind: a picture of each page, and how long each step took."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from werkakademie.app import Program
from werkakademie.demo.hands import NotThereError, settle
from werkakademie.services.workplace import Workplace
from werkakademie.storage.practice_identity import CountingIds, SteppedClock
from werkakademie.ui.shell.pages import Page
from werkakademie.ui.shell.window import MainWindow
from werkakademie.ui.widgets.files import AnsweredFiles

PageT = TypeVar("PageT", bound=Page)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk, with its time in seconds."""

    title: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file that the demo leaves, and what it shows."""

    path: Path
    shows: str


@dataclass
class Stage:
    """Everything that the chapters of the walk share."""

    program: Program
    clock: SteppedClock
    ids: CountingIds
    files: AnsweredFiles
    folder: Path
    steps: list[Step] = field(default_factory=list)
    leavings: list[Leaving] = field(default_factory=list)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """One step; ends when the window has answered."""
        begun = perf_counter()
        yield
        self.settle()
        self.steps.append(Step(title, perf_counter() - begun))

    def settle(self) -> None:
        """Wait for all answers."""
        settle(self.program.worker)

    def window(self) -> MainWindow:
        """The main window."""
        if self.program.window is None:
            raise NotThereError("the main window is not open")
        return self.program.window

    def workplace(self) -> Workplace:
        """Who sits at the window, for what the demo does in bulk through the services."""
        return self.window().context.workplace

    def go(self, key: str, kind: type[PageT], target: object = None) -> PageT:
        """Open a page by its key, as its entry in the sidebar does, or at what a link leads to."""
        window = self.window()
        window.activateWindow()
        window.go(key, target)
        self.settle()
        page = self.window().current_page()
        if not isinstance(page, kind):
            raise NotThereError(f"{key} shows {type(page).__name__}")
        return page

    def dialog(self) -> QDialog:
        """The open dialog."""
        QApplication.processEvents()
        found = [
            widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()
        ]
        found += [one for one in self.window().findChildren(QDialog) if one.isVisible() and one not in found]
        if len(found) != 1:
            raise NotThereError(f"{len(found)} dialogs are open")
        return found[0]

    def photo(self, name: str, shows: str, widget: QWidget | None = None) -> None:
        """A picture of the window as it stands."""
        shown = widget or self.program.window or self.program.start
        for _round in range(5):  # a dialog grows with its content a moment later
            QApplication.processEvents()
        number = sum(leaving.path.suffix == ".png" for leaving in self.leavings) + 1
        path = self.folder / f"{number:02d}_{name}.png"
        if not shown.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        self.leave(path, shows)

    def leave(self, path: Path, shows: str) -> None:
        """Note a file that stays."""
        self.leavings.append(Leaving(path, shows))

    def at(self, moment: datetime) -> None:
        """Move the practice site's clock; the days between pass for the story, not for somebody who went away."""
        self.clock.set(moment)
        if self.program.guard is not None:
            self.program.guard.watch.touched()
