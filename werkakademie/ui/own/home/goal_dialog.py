"""How many applications a week? Large buttons, and no goal is a goal too."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from werkakademie.i18n import _
from werkakademie.services.own import home
from werkakademie.ui.groups.form_dialog import ServiceDialog
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.widgets.layouts import GRID
from werkakademie.ui.widgets.text import TextLabel

_OFFERED = (1, 2, 3, 5, 7, 10)


class GoalDialog(ServiceDialog):
    """Stores at a touch."""

    def __init__(self, page: OwnPage, goal: int | None) -> None:
        super().__init__(page, _("Wie viele Bewerbungen in einer Woche?"), submit="")
        self.submit_button.hide()
        self.cancel_button.setProperty("touch", "finger")
        self._own = page.own
        self.add(TextLabel(_("Das ist Ihr eigenes Ziel. Sie können es immer ändern."), wrap=True))
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for place, number in enumerate(_OFFERED):
            button = BigButton(str(number), run=self._setter(number))
            button.setCheckable(True)
            button.setChecked(number == goal)
            grid.addWidget(button, place // 3, place % 3)
        self.add(grid, BigButton(_("Kein Ziel"), run=self._setter(None)))

    def submit(self) -> None:
        """Only a number stores."""

    def _setter(self, number: int | None) -> Callable[[], None]:
        return lambda: self.ask(home.set_goal, self._own, number, done=lambda _id: self.accept())
