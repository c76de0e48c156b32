"""A large button that is in or out."""

from collections.abc import Callable

from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.widgets.buttons import Kind


class ChoiceButton(BigButton):
    """`set_chosen` shows it filled with a check mark; a touch runs `run`, which decides."""

    def __init__(self, text: str, *, run: Callable[[], object], chosen: bool = False) -> None:
        super().__init__(text, icon="plus")
        self.setCheckable(True)
        self.clicked.connect(lambda: run())
        self.set_chosen(chosen)

    def set_chosen(self, chosen: bool) -> None:
        """Chosen or not, also for a screen reader."""
        self.setChecked(chosen)
        self._icon_name = "check" if chosen else "plus"
        self.set_kind(Kind.PRIMARY if chosen else Kind.PLAIN)
