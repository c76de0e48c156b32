"""What the exercises of the course have in common: steps that are checked by what somebody really does."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.ui.widgets.basic_fields import FormField


class Exercise(QWidget):
    """Tells through `advanced` how many steps are done, and through `hinted` a kind word when something else happened.

    There is no time limit and nothing counts mistakes. Subclasses call `reach` for what was done, show a step in
    `show_step`, name with `keeps` what is typed into, and can begin at any step, because a change of language builds
    the page anew.

    A part of a draft: the step, and the half-typed words; nothing once all is done, for a card is done from its
    beginning the next time.
    """

    advanced = Signal(int)
    hinted = Signal(str)
    changed = Signal()

    def __init__(self, tasks: Sequence[str]) -> None:
        super().__init__()
        self.tasks = tuple(tasks)
        self.step = 0
        self._kept: tuple[FormField, ...] = ()

    def keeps(self, *fields: FormField) -> None:
        """Somebody types into these."""
        self._kept = fields
        for field in fields:
            field.changed.connect(self.changed)

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
            self.changed.emit()
        elif step > self.step:
            self.hint(_("Das kommt gleich. Zuerst: {task}").format(task=self.tasks[self.step]))

    def hint(self, text: str) -> None:
        """Say kindly what else to try."""
        self.hinted.emit(text)

    def is_done(self) -> bool:
        return self.step >= len(self.tasks)

    def draft_values(self) -> dict[str, Any]:
        if self.is_done():
            return {}
        values: dict[str, Any] = {"step": self.step}
        for field in self._kept:
            values |= field.draft_values()
        return values

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        """The step first: it puts into the fields what was right before it."""
        step = values.get("step")
        if isinstance(step, int) and 0 <= step < len(self.tasks):
            self.begin(step)
        for field in self._kept:
            field.restore_draft(values)

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
