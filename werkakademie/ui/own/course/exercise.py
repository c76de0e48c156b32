"""What the exercises of the course have in common: steps that are checked by what somebody really does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _


class Exercise(QWidget):
    """Tells through `advanced` how many steps are done, and through `hinted` a kind word when something else happened.

    There is no time limit and nothing counts mistakes. Subclasses call `reach` for what was done, show a step in
    `show_step`, and can begin at any step, because a change of language builds the page anew.
    """

    advanced = Signal(int)
    hinted = Signal(str)

    def __init__(self, tasks: Sequence[str]) -> None:
        super().__init__()
        self.tasks = tuple(tasks)
        self.step = 0

    def begin(self, step: int = 0) -> None:
        """Show the step as if all before it were done."""
        self.step = min(max(step, 0), len(self.tasks))
        self.show_step()
        self._focus()

    def reach(self, step: int) -> None:
        """The person did what this step asks; what comes later gets a hint, what was done before does no harm."""
        if step == self.step:
            self.step += 1
            self.show_step()
            self._focus()
            self.advanced.emit(self.step)
        elif step > self.step:
            self.hint(_("Das kommt gleich. Zuerst: {task}").format(task=self.tasks[self.step]))

    def hint(self, text: str) -> None:
        """Say kindly what else to try."""
        self.hinted.emit(text)

    def is_done(self) -> bool:
        return self.step >= len(self.tasks)

    def show_step(self) -> None:
        """Show everything as it is before the step `self.step`."""
        raise NotImplementedError

    def control(self) -> QWidget | None:
        """Where the keyboard belongs in this step; None where it needs no other place."""
        return None

    def _focus(self) -> None:
        control = self.control()
        if control is not None and self.isVisible():
            control.setFocus(Qt.FocusReason.OtherFocusReason)
