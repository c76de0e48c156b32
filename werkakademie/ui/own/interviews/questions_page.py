"""The ten questions, one a page, each with a hint and room for an own answer."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.interviews import GERMAN_QUESTIONS, QUESTIONS, question_hint, question_words
from werkakademie.services.own import answers
from werkakademie.ui.own.interviews.list_page import KEY
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.questions import Question, QuestionFlow
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.fields import LongTextField


class QuestionsPage(OwnPage):
    """Each answer is stored when the next question comes; nothing has to be answered."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._stored: dict[str, str] = {}
        self._fields = {key: LongTextField(key, _("Meine Antwort"), lines=5) for key in QUESTIONS}
        self.flow = QuestionFlow(
            tuple(Question(question_words(key), field, hint=_hint(key)) for key, field in self._fields.items()),
            finish=_("Fertig"),
        )
        self.flow.finished.connect(self._finish)
        self.body.addWidget(self.flow, 1)
        self._keeper = self.keep_draft(DraftKey("own_answers"), self.flow)

    def title(self) -> str:
        return _("Zehn Fragen")

    def first_focus(self) -> QWidget | None:
        return self.flow.first_control()

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - there is one set of answers
        self.run(answers.my_answers, self.own, done=self._show)

    def go_back(self) -> bool:
        return self.flow.back()

    def _show(self, found: Mapping[str, str]) -> None:
        self._stored = dict(found)
        for key, field in self._fields.items():
            field.set_value(found.get(key))
        self._keeper.begin()
        self.flow.turned.connect(lambda _place: self._store())

    def _store(self) -> None:
        """What was written so far; the draft still holds the page."""
        written = {key: str(field.value() or "") for key, field in self._fields.items()}
        changed = {key: text for key, text in written.items() if text != self._stored.get(key, "")}
        if changed:
            self._stored |= changed
            self.run(answers.save_answers, self.own, changed)

    def _finish(self, values: dict[str, Any]) -> None:
        texts = {key: str(value or "") for key, value in values.items()}
        self.run(answers.save_answers, self.own, texts, done=lambda _nothing: self._done())

    def _done(self) -> None:
        self._keeper.drop()
        self.done_here(KEY)


def _hint(key: str) -> str:
    """What helps, and the question as it will be heard."""
    german = GERMAN_QUESTIONS[key]
    if question_words(key) == german:
        return question_hint(key)
    return _("Auf Deutsch: „{question}“").format(question=german) + "\n" + question_hint(key)
