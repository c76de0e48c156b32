"""Sentences to choose from: one click, and the sentence stands in the letter."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from werkakademie.i18n import _
from werkakademie.records.letter_blocks import (
    BlockFacts,
    LetterPart,
    blocks,
    occupation_groups,
    occupation_words,
    part_words,
    sentence_of,
    situation_words,
    situations,
)
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.widgets.card import IconLabel
from werkakademie.ui.widgets.fields import ChoiceField, TextField
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel, muted


class SentenceButton(QPushButton):
    """A German sentence that wraps; as a whole one target and one name."""

    def __init__(self, sentence: str, *, run: Callable[[], object]) -> None:
        super().__init__()
        self.sentence = sentence
        self._label = TextLabel(sentence, wrap=True)
        # The letter is German: it reads from the left whatever the window speaks.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        layout = row(IconLabel("plus", size=24), self._label, margins=GRID + 2, spacing=GRID + 4)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        for inner in self.findChildren(QWidget):
            inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.clicked.connect(lambda: run())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        assert layout is not None
        return layout.minimumSize().expandedTo(QSize(120, 48))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        return max(48, layout.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class SentencePicker(QWidget):
    """Asks for occupation group, situation, start and hours, and offers the sentences of one part at a time.

    `chosen` gets the sentence as it begins within another; `facts` tells employer and job. `offer` fills it.
    """

    def __init__(self, *, chosen: Callable[[str], object], facts: Callable[[str, str], BlockFacts]) -> None:
        super().__init__()
        self._chosen, self._facts = chosen, facts
        self._part = LetterPart.OPENING
        self._shown: tuple[str, ...] | None = None
        self.occupation = ChoiceField(
            "occupation_group",
            _("Welche Arbeit?"),
            [(key, occupation_words(key)) for key in occupation_groups()],
            empty=_("etwas anderes"),
        )
        self.situation = ChoiceField(
            "situation",
            _("Was passt zu Ihnen?"),
            [(key, situation_words(key)) for key in situations()],
            empty=_("nichts davon"),
        )
        self.start = TextField(
            "start", _("Ab wann können Sie arbeiten?"), help=_("Auf Deutsch: „sofort“ oder ein Datum.")
        )
        self.hours = TextField(
            "hours",
            _("An welchen Tagen, zu welcher Zeit?"),
            help=_("Auf Deutsch, zum Beispiel: „montags bis freitags von 8 bis 13 Uhr“."),
        )
        for field in self.fields():
            field.changed.connect(self.offer)
        self.parts: dict[LetterPart, BigButton] = {}
        tabs = QWidget()
        flow = FlowLayout(gap=GRID)
        for part in LetterPart:
            button = BigButton(part_words(part), run=partial(self.choose_part, part))
            button.setCheckable(True)
            self.parts[part] = button
            flow.addWidget(button)
        tabs.setLayout(flow)
        tabs.setSizePolicy(_wraps())
        self._sentences = column(spacing=GRID)
        self._nothing = muted(_("Zu diesem Teil gibt es noch keinen Satz."))
        self.setLayout(
            column(
                row(self.occupation, self.situation, spacing=2 * GRID),
                muted(_("Sätze für Ihren Brief: Tippen Sie auf einen Satz. Dann steht er im Text.")),
                tabs,
                self._sentences,
                self._nothing,
                self.start,
                self.hours,
                spacing=2 * GRID,
            )
        )

    def fields(self) -> tuple[ChoiceField, ChoiceField, TextField, TextField]:
        """What a draft keeps."""
        return (self.occupation, self.situation, self.start, self.hours)

    def choose_part(self, part: LetterPart) -> None:
        """Offer the sentences of a part."""
        self._part = part
        self.offer()

    def offer(self) -> None:
        """Offer what fits now."""
        for part, button in self.parts.items():
            button.setChecked(part is self._part)
        found = blocks(
            self._part,
            occupation_group=self.occupation.value() or "",
            situation=self.situation.value() or "",
            facts=self._facts(self.start.text(), self.hours.text()),
        )
        if found == self._shown:
            return
        self._shown = found
        clear_layout(self._sentences)
        before: QWidget = self.parts[LetterPart.CLOSING]
        for block in found:
            offered = SentenceButton(sentence_of(block), run=partial(self._chosen, block))
            self._sentences.addWidget(offered)
            QWidget.setTabOrder(before, offered)
            before = offered
        self._nothing.setVisible(not found)


def _wraps() -> QSizePolicy:
    """For a row that may break into lines."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
