"""The three sections of the door: expected, there, gone."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from werkakademie.records.childcare_door import DoorChild, DoorDay, DoorState
from werkakademie.ui.childcare.door.family_card import FamilyCard, FamilyKey
from werkakademie.ui.childcare.door.texts import section_words
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column
from werkakademie.ui.widgets.text import heading

_ORDER = (DoorState.EXPECTED, DoorState.HERE, DoorState.GONE)


class Board(QWidget):
    """All families of the day. After each reading it is built anew; the keyboard stays at its family."""

    came = Signal(object)
    brought = Signal(object)
    leaves = Signal(object)
    corrected = Signal(object)
    typed = Signal(str)
    #: Up from the first button.
    left_upwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._layout = column(spacing=2 * GRID)
        self.setLayout(self._layout)
        self.cards: list[FamilyCard] = []
        self._headings: dict[DoorState, QWidget] = {}

    def show_day(self, day: DoorDay) -> None:
        focused, place = self._focused()
        clear_layout(self._layout)
        self.cards, self._headings = [], {}
        for state in _ORDER:
            families = _families(day, state)
            if not families:
                continue
            title = heading(section_words(state, sum(len(family) for family in families)))
            self._headings[state] = title
            self._layout.addWidget(title)
            for family in families:
                self._add(FamilyCard(family, day.day))
        self._layout.addStretch(1)
        if focused is not None:
            self._focus_again(focused, place)

    def filter(self, words: str) -> None:
        """Show families in which a name begins with the typed words only."""
        typed = words.casefold().split()
        for card in self.cards:
            names = card.words().casefold().split()
            card.setVisible(all(any(name.startswith(word) for name in names) for word in typed))
        for state, title in self._headings.items():
            title.setVisible(any(card.state is state and not card.isHidden() for card in self.cards))

    def shown(self) -> list[FamilyCard]:
        return [card for card in self.cards if not card.isHidden()]

    def focus_first(self) -> None:
        cards = self.shown()
        if cards:
            cards[0].buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, card: FamilyCard) -> None:
        card.came.connect(self.came)
        card.brought.connect(self.brought)
        card.leaves.connect(self.leaves)
        card.corrected.connect(self.corrected)
        for button in card.buttons:
            button.stepped.connect(self._step)
            button.sidled.connect(self._sidle)
            button.typed.connect(self.typed)
        self.cards.append(card)
        self._layout.addWidget(card)
        # At once: a layout shows it later, and what is not shown can't take the keyboard.
        card.show()

    def _step(self, direction: int) -> None:
        """To the first button of the next family, or of the one before."""
        cards = self.shown()
        current = QApplication.focusWidget()
        place = next((number for number, card in enumerate(cards) if current in card.buttons), 0)
        if place + direction < 0:
            self.left_upwards.emit()
        elif place + direction < len(cards):
            cards[place + direction].buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _sidle(self, direction: int) -> None:
        """To another button of the same family."""
        current = QApplication.focusWidget()
        for card in self.cards:
            if current in card.buttons:
                place = card.buttons.index(current) + direction
                card.buttons[place % len(card.buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _focused(self) -> tuple[FamilyKey | None, int]:
        # Asked of the window: while a dialog closes, the application has no focus for a moment.
        current = self.window().focusWidget()
        for number, card in enumerate(self.cards):
            if current in card.buttons:
                return card.key(), number
        return None, 0

    def _focus_again(self, key: FamilyKey, place: int) -> None:
        card = next((card for card in self.cards if card.key() == key), None)
        if card is None and self.cards:
            # The family has gone on to the next section: its successor is next in hand.
            card = self.cards[min(place, len(self.cards) - 1)]
        if card is not None:
            card.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _families(day: DoorDay, state: DoorState) -> list[Sequence[DoorChild]]:
    """The children of a section by family, in the order of the first of each."""
    found: list[Sequence[DoorChild]] = []
    seen: set[tuple[object, object]] = set()
    for child in day.in_state(state):
        if (child.child_id, child.slot_id) in seen:
            continue
        family = day.family_of(child)
        seen.update((each.child_id, each.slot_id) for each in family)
        found.append(family)
    return sorted(found, key=_place)


def _place(family: Sequence[DoorChild]) -> tuple[bool, datetime, str]:
    """Whoever should be called stands first; then by time and by name, as the eye looks for it."""
    return (not any(child.late for child in family), family[0].starts_at, family[0].given_name.casefold())
