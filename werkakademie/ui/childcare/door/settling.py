"""Settling with a coach what stands on no list: one touch on a name, and a reason if it helps."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.childcare_door import DoorColleague
from werkakademie.records.ids import ChildcareVisitId
from werkakademie.services.childcare_door import Settled
from werkakademie.ui.childcare.door.touch import TouchButton
from werkakademie.ui.widgets.fields import TextField
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.text import heading, muted

#: Told which visits were recorded.
Came = Callable[[tuple[ChildcareVisitId, ...]], object]


class SettlingPanel(QWidget):
    """„Geklärt mit …“: one large button for each coach; the touch is the confirmation."""

    def __init__(self, colleagues: Sequence[DoorColleague], settled: Callable[[Settled], object], *, why: str) -> None:
        super().__init__()
        self.reason = TextField("reason", _("Grund"), optional=True)
        self.reason.edit.returnPressed.connect(self.begin)
        self._settled = settled
        self.buttons = [
            TouchButton(_("Geklärt mit {name}").format(name=one.name), icon="check", wide=True, run=self._of(one))
            for one in colleagues
        ]
        layout = column(heading(_("Mit wem ist es geklärt?")), muted(why), spacing=GRID)
        for place, button in enumerate(self.buttons):
            button.stepped.connect(partial(self._step, place))
            layout.addWidget(button)
        layout.addWidget(self.reason)
        self.setLayout(layout)

    def begin(self) -> None:
        """To the first name, also by Enter in the reason."""
        if self.buttons:
            self.buttons[0].setFocus()

    def ask_reason(self) -> None:
        """The reason is needed after all."""
        self.reason.edit.setFocus()

    def _step(self, place: int, direction: int) -> None:
        self.buttons[(place + direction) % len(self.buttons)].setFocus()

    def _of(self, one: DoorColleague) -> Callable[[], object]:
        return lambda: self._settled(Settled(one.id, self.reason.value() or ""))
