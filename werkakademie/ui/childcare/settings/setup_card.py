"""What leads through the first set-up: room, team, rule, group; it goes when all four are done."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout

from werkakademie.i18n import _
from werkakademie.records.childcare import CareSetup
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Button, Kind
from werkakademie.ui.widgets.card import Card, IconLabel
from werkakademie.ui.widgets.figures import Avatar
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.text import TextLabel, muted


class SetupCard(Card):
    """Four steps in their order; the next one has a filled button."""

    def __init__(
        self,
        *,
        add_room: Callable[[], object],
        add_carer: Callable[[], object],
        set_rule: Callable[[], object],
        choose_group: Callable[[], object],
        writable: bool,
    ) -> None:
        super().__init__(_("In vier Schritten zur Kinderbetreuung"), icon="baby")
        self._runs = (add_room, add_carer, set_rule, choose_group)
        self._writable = writable
        self._steps = QGridLayout()
        self._steps.setHorizontalSpacing(GRID + 4)
        self._steps.setVerticalSpacing(GRID + 4)
        self._steps.setColumnStretch(1, 1)
        self.ask = muted()
        self.ask.setVisible(not writable)
        self.add(self._steps, self.ask)

    def show_setup(self, setup: CareSetup) -> None:
        """Show what is done and what comes next."""
        done = (bool(setup.rooms), bool(setup.carers), setup.policy.decided, bool(setup.groups))
        self.setVisible(not all(done))
        clear_layout(self._steps)
        following = done.index(False) if False in done else -1
        for number, (title, text, verb) in enumerate(_steps()):
            mark = (
                IconLabel("circle-check", size=28, token="good") if done[number] else Avatar(str(number + 1), size=28)
            )
            words = column(TextLabel(title, TextRole.STRONG, wrap=True), muted(text), spacing=0)
            self._steps.addWidget(mark, number, 0)
            self._steps.addLayout(words, number, 1)
            if not done[number] and (self._writable or number == len(done) - 1):
                kind = Kind.PRIMARY if number == following else Kind.PLAIN
                self._steps.addWidget(Button(verb, kind=kind, run=self._runs[number]), number, 2)


def _steps() -> tuple[tuple[str, str, str], ...]:
    """Title, explanation, and what the button says."""
    return (
        (_("Raum"), _("Wo die Kinder sind, wie viele Platz haben und wann geöffnet ist."), _("Raum eintragen")),
        (_("Team"), _("Wer betreut, mit Führungszeugnis und Wochenzeiten."), _("Person eintragen")),
        (_("Regel"), _("Wie viele Kinder auf eine Betreuungskraft kommen."), _("Regel ansehen")),
        (_("Gruppe"), _("Neben welchen Terminen betreut wird. Die Plätze folgen den Terminen."), _("Zu den Gruppen")),
    )
