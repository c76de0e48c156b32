"""One question a page: a title, one answer, „Weiß ich nicht“ where that is an answer too."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from werkakademie.i18n import _
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.widgets.banners import announce
from werkakademie.ui.widgets.basic_fields import Choice, FormField, draft_of
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, ScrollPane, column, row
from werkakademie.ui.widgets.text import TextLabel

_WIDEST = 860


class BigChoice(FormField):
    """A few large buttons, one of them chosen; `picked` when a person chose, so that the page can go on."""

    picked = Signal()

    def __init__(self, name: str, label: str, choices: Sequence[Choice]) -> None:
        holder = QWidget()
        super().__init__(name, label, holder)
        self._label.hide()
        self._buttons: dict[Any, BigButton] = {}
        self._value: Any = None
        for value, words in choices:
            button = BigButton(words, run=partial(self._pick, value))
            button.setCheckable(True)
            self._buttons[value] = button
        layout = FlowLayout(gap=GRID)
        for button in self._buttons.values():
            layout.addWidget(button)
        holder.setLayout(layout)
        if choices:
            self.setFocusProxy(self._buttons[choices[0][0]])

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        for each, button in self._buttons.items():
            button.setChecked(each == value and value is not None)
        if value in self._buttons:
            # Enter says again what was said.
            self.setFocusProxy(self._buttons[value])

    def draft(self) -> Any:
        return draft_of(self._value)

    def restore(self, draft: Any) -> None:
        self.set_value(next((value for value in self._buttons if draft_of(value) == draft), None))

    def _pick(self, value: Any) -> None:
        self.set_value(value)
        self.changed.emit()
        self.picked.emit()


@dataclass(frozen=True, slots=True)
class Question:
    """What one page asks. `needed` is said when it stays empty; without it a page may be passed over.

    `unknown` are the words of the button that says so and goes on; empty for none. `below` stands under the field.
    """

    title: str
    field: FormField
    hint: str = ""
    needed: str = ""
    unknown: str = ""
    below: QWidget | None = None


class QuestionFlow(QWidget):
    """Asks one after the other; `finished` with {field name: value or None}, None where it is unknown or empty.

    A part of a draft: it keeps the answers and the page.
    """

    changed = Signal()
    finished = Signal(object)
    #: Another question is shown.
    turned = Signal(int)

    def __init__(self, questions: Sequence[Question], *, finish: str = "") -> None:
        super().__init__()
        self._questions = tuple(questions)
        self._unknown: set[str] = set()
        self._stack = QStackedWidget()
        self._progress = TextLabel("", tone="muted")
        self._next = BigButton("", icon="arrow-right", kind=Kind.PRIMARY, run=self.go_on)
        self._finish_words = finish or _("Fertig")
        for question in self._questions:
            self._stack.addWidget(self._page(question))
            question.field.changed.connect(self._answered(question))
            if isinstance(question.field, BigChoice):
                question.field.picked.connect(self.go_on)
        foot = row(self._next, None, spacing=GRID)
        layout = column(self._progress, self._stack, foot, spacing=GRID)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._turn(0)

    @property
    def step(self) -> int:
        return self._stack.currentIndex()

    def values(self) -> dict[str, Any]:
        """The answers so far."""
        return {
            one.field.name: None if one.field.name in self._unknown else one.field.value() for one in self._questions
        }

    def go_on(self) -> None:
        """Check the answer and ask the next; after the last one all is told."""
        question = self._questions[self.step]
        problem = question.field.problem()
        if not problem and question.needed and question.field.value() in (None, ""):
            problem = question.needed if question.field.name not in self._unknown else ""
        question.field.show_problem(problem)
        if problem:
            announce(self, problem)
            self.focus()
        elif self.step + 1 < len(self._questions):
            self._turn(self.step + 1)
        else:
            self.finished.emit(self.values())

    def back(self) -> bool:
        """One question back; False at the first."""
        if self.step == 0:
            return False
        self._turn(self.step - 1)
        return True

    def show_problem(self, name: str, message: str) -> None:
        """Lead back to the question whose answer could not be stored."""
        for place, question in enumerate(self._questions):
            if question.field.name == name:
                self._turn(place)
                question.field.show_problem(message)

    def focus(self) -> None:
        self.first_control().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_control(self) -> QWidget:
        """Where the keyboard belongs on this question."""
        field = self._questions[self.step].field
        return field.focusProxy() or field.control

    def draft_values(self) -> dict[str, Any]:
        values: dict[str, Any] = {"step": self.step, "unknown": sorted(self._unknown)}
        for question in self._questions:
            values |= question.field.draft_values()
        return values

    def restore_draft(self, values: Mapping[str, Any]) -> None:
        for question in self._questions:
            question.field.restore_draft(values)
        if isinstance(values.get("unknown"), list):
            self._unknown = {str(name) for name in values["unknown"]}
        if isinstance(values.get("step"), int):
            self._turn(min(max(values["step"], 0), len(self._questions) - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return  # a key that is held down answers one question, not all of them
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(self.focusWidget(), QPlainTextEdit):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _page(self, question: Question) -> QWidget:
        pane = ScrollPane(margins=0)
        title = TextLabel(question.title, TextRole.TITLE, wrap=True)
        pane.body.addWidget(title)
        if question.hint:
            pane.body.addWidget(TextLabel(question.hint, tone="muted", wrap=True))
        question.field.setMaximumWidth(_WIDEST)
        pane.body.addWidget(question.field)
        if question.below is not None:
            pane.body.addWidget(question.below)
        if question.unknown:
            button = BigButton(question.unknown, run=lambda: self._say_unknown(question))
            pane.body.addLayout(row(button, None))
        pane.body.addStretch(1)
        return pane

    def _say_unknown(self, question: Question) -> None:
        question.field.set_value(None)
        self._unknown.add(question.field.name)
        self.changed.emit()
        self.go_on()

    def _answered(self, question: Question) -> Callable[[], None]:
        def answered() -> None:
            self._unknown.discard(question.field.name)
            question.field.show_problem("")
            self.changed.emit()

        return answered

    def _turn(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._progress.setText(_("Frage {number} von {all}").format(number=place + 1, all=len(self._questions)))
        last = place + 1 == len(self._questions)
        self._next.setText(self._finish_words if last else _("Weiter"))
        if self.isVisible():
            self.focus()
        self.turned.emit(place)
        self.changed.emit()
