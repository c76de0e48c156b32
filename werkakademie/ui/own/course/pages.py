"""The course: six cards to choose from, and the page of one card."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtWidgets import QGridLayout, QWidget

from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import CourseCard
from werkakademie.records.labels import label
from werkakademie.services.own import course
from werkakademie.ui.own.course.desk import MailboxExercise, PrintExercise, SaveExercise, UploadExercise
from werkakademie.ui.own.course.exercise import Exercise
from werkakademie.ui.own.course.keyboard import KeyboardExercise
from werkakademie.ui.own.course.mouse import MouseExercise
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import ActionCard, BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel

KEY, CARD_KEY = "course", "course_card"

EXERCISES: Final[Mapping[CourseCard, tuple[str, Callable[[], Exercise]]]] = {
    CourseCard.MOUSE: ("mouse-pointer-click", MouseExercise),
    CourseCard.KEYBOARD: ("keyboard", KeyboardExercise),
    CourseCard.SAVE: ("save", SaveExercise),
    CourseCard.PRINT: ("printer", PrintExercise),
    CourseCard.MAILBOX: ("mail", MailboxExercise),
    CourseCard.UPLOAD: ("upload", UploadExercise),
}


class CoursePage(OwnPage):
    """Six cards, in the order in which they help each other; each may be done as often as somebody likes."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.body.addWidget(
            TextLabel(
                _("Hier üben Sie am PC. Sie haben so viel Zeit, wie Sie wollen. Es kann nichts passieren."), wrap=True
            )
        )
        self.cards = {
            card: ActionCard(label(card), _("Etwa 2 Minuten"), icon=icon, run=partial(context.go, CARD_KEY, card))
            for card, (icon, _make) in EXERCISES.items()
        }
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for place, card in enumerate(self.cards.values()):
            grid.addWidget(card, place // 2, place % 2)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def title(self) -> str:
        return _("PC-Kurs")

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - shows always all
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if Noun.OWN_PLACE in changes:
            self._load()

    def first_focus(self) -> QWidget | None:
        return self.cards[CourseCard.MOUSE]

    def _load(self) -> None:
        self.run(course.my_course, self.own, done=self._show)

    def _show(self, done: Mapping[CourseCard, date]) -> None:
        for card, shown in self.cards.items():
            shown.set_text(_("Geschafft") if card in done else _("Etwa 2 Minuten"))
        coming = next((card for card in EXERCISES if card not in done), None)
        for card, shown in self.cards.items():
            shown.set_filled(card is coming)


@dataclass(frozen=True, slots=True)
class DoneCard:
    """Target of a card's page: show it as it is at its end. How far a card is until then is in its draft."""

    card: CourseCard


class CourseCardPage(OwnPage):
    """What to do now, the exercise, and a kind word. Target: a CourseCard or `DoneCard`."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._card = CourseCard.MOUSE
        self._step_shown = 0
        self.exercise: Exercise | None = None
        self._progress = TextLabel("", tone="muted")
        self._task = TextLabel("", TextRole.HEADING, wrap=True)
        self._word = TextLabel("", TextRole.CARD_TITLE, wrap=True)
        self._again = BigButton(_("Noch einmal"), icon="refresh-cw", run=self._restart)
        self._next = BigButton(_("Weiter"), icon="arrow-right", kind=Kind.PRIMARY, run=self._go_on)
        self._place = row()
        self._keeper: DraftKeeper | None = None
        unseen = QWidget(self)
        unseen.hide()
        self._unseen = column()
        unseen.setLayout(self._unseen)
        for item in (self._progress, self._task, self._word):
            self.body.addWidget(item)
        self.body.addLayout(self._place)
        self.body.addLayout(row(self._next, self._again, None))
        self.body.addStretch(1)

    def title(self) -> str:
        return label(self._card)

    def enter(self, target: object = None) -> None:
        if isinstance(target, DoneCard):
            self._card = target.card
        elif isinstance(target, CourseCard):
            self._card = target
        clear_layout(self._place)
        self._keeper = None
        self.exercise = EXERCISES[self._card][1]()
        self.exercise.advanced.connect(self._advanced)
        self.exercise.hinted.connect(self._say)
        self._place.addWidget(self.exercise, 1)
        if isinstance(target, DoneCard):
            self.exercise.begin(len(self.exercise.tasks))
        else:
            self.exercise.begin()
            self._keep_draft(self.exercise)
        self._show_step()
        self.header_changed.emit()

    def _keep_draft(self, exercise: Exercise) -> None:
        """A card goes on where somebody left it, and „Noch einmal“ is there: so nothing is said about bringing it back.

        The keeper goes with its exercise.
        """
        key = DraftKey("own_course", self._card.value)
        self._keeper = DraftKeeper(exercise, key, exercise, context=self.context, place=self._unseen)
        self._keeper.looked.connect(self._looked)
        self._keeper.begin()

    def _looked(self) -> None:
        if self.exercise is not None and self.exercise.step != self._step_shown:
            self._show_step()

    def first_focus(self) -> QWidget | None:
        assert self.exercise is not None
        return self.exercise.control()

    def carried(self) -> object:
        """The draft of a card that is done is gone; it stays in view over a change of language."""
        done = self.exercise is not None and self.exercise.is_done()
        return DoneCard(self._card) if done else self._card

    def _advanced(self, _step: int) -> None:
        assert self.exercise is not None
        self._show_step()
        if self.exercise.is_done():
            self._praise(_("Geschafft! Sie haben die ganze Karte gemacht."))
            self.run(course.card_done, self.own, self._card)
            self._forget()
            self._next.setFocus()
        else:
            self._praise(_("Gut gemacht!"))

    def _show_step(self) -> None:
        assert self.exercise is not None
        done, tasks = self.exercise.step, self.exercise.tasks
        self._step_shown = done
        finished = self.exercise.is_done()
        number = min(done + 1, len(tasks))
        self._progress.setText(_("Schritt {number} von {all}").format(number=number, all=len(tasks)))
        self._task.setText("" if finished else tasks[done])
        self._task.setVisible(not finished)
        self._progress.setVisible(not finished)
        self._next.setVisible(finished)
        self._again.setVisible(done > 0)
        if not finished:
            announce(self, tasks[done])

    def _praise(self, text: str) -> None:
        self._word.set_tone("good")
        self._word.setText(text)
        announce(self, text)

    def _say(self, text: str) -> None:
        self._word.set_tone("accent")
        self._word.setText(text)
        announce(self, text)

    def _forget(self) -> None:
        if self._keeper is not None:
            self._keeper.drop()

    def _restart(self) -> None:
        self._word.setText("")
        self._forget()
        self.enter(self._card)

    def _go_on(self) -> None:
        cards = list(EXERCISES)
        place = cards.index(self._card) + 1
        if place < len(cards):
            self.done_here(CARD_KEY, cards[place])
        else:
            self.done_here(KEY)
