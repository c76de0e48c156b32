"""A family at the door: its children with all that matters at once, and one large button."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from werkakademie.i18n import _, ngettext
from werkakademie.records.childcare_door import DoorChild, DoorState
from werkakademie.ui.childcare.door.texts import age_words, family_words, gone_words, parent_words, time_words
from werkakademie.ui.childcare.door.touch import TouchButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.card import Card, IconLabel
from werkakademie.ui.widgets.layouts import GRID, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import Pill, TextLabel, muted

#: In letters: from this width on the buttons of a card stand beside each other.
ROOMY = 110
#: What tells a family apart from all others of the day.
FamilyKey = tuple[object, ...]


class FamilyCard(Card):
    """Siblings who come together stand together; each signal carries the children that are meant."""

    came = Signal(object)
    brought = Signal(object)
    leaves = Signal(object)
    corrected = Signal(object)

    def __init__(self, family: Sequence[DoorChild], day: date) -> None:
        super().__init__()
        self.family = tuple(family)
        self.state = family[0].state
        self._day = day
        self.buttons: list[TouchButton] = []
        self._left: QVBoxLayout = column(spacing=GRID)
        self._further: QVBoxLayout = column(spacing=4)
        self._first: QVBoxLayout = column(spacing=4)
        for child in family:
            self._add_child(child)
        self._left.addStretch(1)
        self._add_buttons()
        self._actions = row(self._further, self._first, spacing=GRID)
        both = row(self._left, self._actions, spacing=2 * GRID)
        for inner in (self._further, self._first):
            self._actions.setAlignment(inner, Qt.AlignmentFlag.AlignTop)
        both.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)
        both.setStretch(0, 1)
        self.add(both)
        if any(child.late for child in family):
            self.set_tone(Tone.WARN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the large button, the others stand below it."""
        narrow = event.size().width() < ROOMY * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._actions.direction() is not way:
            self._actions.setDirection(way)
        super().resizeEvent(event)

    def key(self) -> FamilyKey:
        """The same family in the same section, also after everything was read again."""
        return (self.state, *(child.child_id for child in self.family))

    def words(self) -> str:
        """By which the search finds it."""
        return " ".join((*(child.given_name for child in self.family), self.family[0].parent_name))

    def _add_child(self, child: DoorChild) -> None:
        head = row(TextLabel(child.given_name, TextRole.TITLE), Pill(age_words(child)), spacing=GRID)
        if child.late:
            head.addWidget(Pill(_("noch nicht abgeholt"), Tone.WARN))
        if not child.has_consent:
            head.addWidget(Pill(_("Einwilligung fehlt"), Tone.WARN))
        head.addStretch(1)
        self._left.addLayout(head)
        self._left.addWidget(muted(" · ".join(self._facts(child))))
        if child.emergency_note:
            icon = IconLabel("triangle-alert", token="bad")
            text = TextLabel(
                _("Notfall: {note}").format(note=child.emergency_note), TextRole.STRONG, tone="bad", wrap=True
            )
            line = row(icon, text, spacing=GRID)
            line.setStretch(1, 1)
            self._left.addLayout(line)
        if child.needs:
            self._left.addWidget(TextLabel(_("Wichtig: {note}").format(note=child.needs), wrap=True))
        if child.late and child.phone:
            self._left.addWidget(TextLabel(_("Telefon: {phone}").format(phone=child.phone), TextRole.STRONG))

    def _facts(self, child: DoorChild) -> list[str]:
        facts = [time_words(child, self._day), gone_words(child) or parent_words(child)]
        if child.visit is not None and child.visit.allowed_by:
            facts.append(_("geklärt mit {name}").format(name=child.visit.allowed_by))
        return facts

    def _add_buttons(self) -> None:
        if self.state is DoorState.EXPECTED:
            self._add_arrivals()
        elif self.state is DoorState.HERE:
            self._button(self._all_words(_("Geht …")), "log-out", Kind.PRIMARY, self.leaves, self.family)
            self._button(_("Uhrzeit ändern"), "clock", Kind.QUIET, self.corrected, self.family[:1], tall=False)
            self._add_single(_("Nur {name} geht"), self.leaves)
        else:
            self._button(_("Uhrzeit ändern"), "clock", Kind.QUIET, self.corrected, self.family[:1], tall=False)

    def _add_arrivals(self) -> None:
        self._button(self._all_words(_("Ist da")), "check", Kind.PRIMARY, self.came, self.family)
        self._button(_("Jemand anderes bringt …"), "user", Kind.QUIET, self.brought, self.family, tall=False)
        self._add_single(_("Nur {name} ist da"), self.came)

    def _all_words(self, single: str) -> str:
        """One touch is for all siblings: say so."""
        count = len(self.family)
        if count == 1:
            return single
        if self.state is DoorState.EXPECTED:
            return ngettext("{count} Kind ist da", "Alle {count} sind da", count).format(count=count)
        return ngettext("{count} Kind geht …", "Alle {count} gehen …", count).format(count=count)

    def _add_single(self, words: str, signal: object) -> None:
        if len(self.family) > 1:
            for child in self.family:
                text = words.format(name=child.given_name)
                self._button(text, "", Kind.QUIET, signal, (child,), tall=False)

    def _button(
        self,
        text: str,
        icon: str,
        kind: Kind,
        signal: object,
        children: Sequence[DoorChild],
        *,
        tall: bool = True,
    ) -> None:
        button = TouchButton(text, icon=icon, kind=kind, tall=tall, wide=True, run=lambda: signal.emit(tuple(children)))  # type: ignore[attr-defined]
        names = family_words(children)
        button.setAccessibleName(f"{names}: {text}")
        self.buttons.append(button)
        (self._first if tall else self._further).addWidget(button)
        if tall:
            button.setMinimumWidth(220)
