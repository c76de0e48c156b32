"""A large button that is in or out."""

from collections.abc import Callable

from werkakademie.ui.own.widgets import BigButton


class ChoiceButton(BigButton):
    """`set_chosen` shows it tinted with a check mark; a touch runs `run`, which decides."""

    def __init__(self, text: str, *, run: Callable[[], object], chosen: bool = False) -> None:
        super().__init__(text, icon="plus")
        self.setCheckable(True)
        self.clicked.connect(lambda: run())
        self.set_chosen(chosen)

    def set_chosen(self, chosen: bool) -> None:
        """Chosen or not, also for a screen reader."""
        self.setChecked(chosen)
        self._icon_name = "check" if chosen else "plus"
        self._draw_icon()
