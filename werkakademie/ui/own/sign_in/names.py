"""Who are you? First names and initials of the running session, or the number of a card."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from werkakademie.i18n import _
from werkakademie.records.own_sign_in import OfferedPerson
from werkakademie.ui.own.lines import in_line
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.basic_fields import TextField
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel

_ACROSS = 4


class NamesPanel(QWidget):
    """`chosen` with the person; `card` with a number that was typed or read by a reader that types."""

    chosen = Signal(object)
    card = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * GRID)
        self._empty = TextLabel("", wrap=True)
        self.number = TextField("card_number", _("Oder: Nummer auf Ihrer Karte"))
        self.number.edit.setMaxLength(20)
        self.number.edit.returnPressed.connect(self._send)
        self.number.setMaximumWidth(420)
        go_on = BigButton(_("Weiter"), icon="arrow-right", run=self._send)
        foot = row(self.number, go_on, None, spacing=2 * GRID)
        foot.setAlignment(go_on, Qt.AlignmentFlag.AlignBottom)
        self._card = QWidget()
        self._card.setLayout(foot)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        pane = ScrollPane(margins=0)
        pane.body.addWidget(self._empty)
        pane.body.addLayout(self._grid)
        pane.body.addStretch(1)
        self.setLayout(
            column(TextLabel(_("Wer sind Sie?"), TextRole.DISPLAY, wrap=True), pane, self._card, spacing=2 * GRID)
        )
        self._empty.hide()

    def show_people(self, people: Sequence[OfferedPerson]) -> None:
        """A large button for each, in the order given."""
        clear_layout(self._grid)
        self._empty.setText(_("Jetzt ist niemand eingeplant. Bitte fragen Sie die Coachin oder den Coach."))
        self._empty.setVisible(not people)
        self._card.setVisible(bool(people))
        for place, person in enumerate(people):
            button = BigButton(in_line(person.name), icon="user", run=self._chooser(person))
            self._grid.addWidget(button, place // _ACROSS, place % _ACROSS)
        for across in range(_ACROSS):
            self._grid.setColumnStretch(across, 1)

    def first_focus(self) -> QWidget:
        item = self._grid.itemAt(0)
        first = item.widget() if item is not None else None
        return first if first is not None else self.number.edit

    def not_found(self) -> None:
        """The number is nobody's of this session; whose it is otherwise is not said."""
        self.number.show_problem(_("Diese Nummer passt jetzt nicht. Bitte fragen Sie die Coachin oder den Coach."))

    def _chooser(self, person: OfferedPerson) -> Callable[[], None]:
        return lambda: self.chosen.emit(person)

    def _send(self) -> None:
        number = self.number.text().strip()
        if number:
            self.number.show_problem("")
            self.card.emit(number)
