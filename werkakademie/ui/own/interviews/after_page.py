"""After an interview: how it was, and what comes next."""

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import NextStep
from werkakademie.records.ids import InterviewId
from werkakademie.records.interviews import InterviewRecord
from werkakademie.records.labels import label
from werkakademie.services.own import interviews
from werkakademie.ui.own.interviews.list_page import ONE_KEY
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.questions import BigChoice, Question, QuestionFlow
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.fields import DateField, LongTextField

#: Who waits for an answer asks after this time, unless another day was agreed.
_ASK_AFTER = timedelta(days=7)


class AfterInterviewPage(OwnPage):
    """Three questions; ends on the interview."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._id: InterviewId | None = None
        self._keeper: DraftKeeper | None = None
        self.day = DateField("next_on", _("Tag"), help=_("Zum Beispiel 05.11.2026"))
        self.step = BigChoice("next_step", _("Der nächste Schritt"), [(one, label(one)) for one in NextStep])
        self.went = LongTextField("how_it_went", _("So war es"), lines=5)
        self.flow = QuestionFlow(
            (
                Question(
                    _("Wie war es?"),
                    self.went,
                    hint=_("Was war gut? Was war schwer? Welche Fragen kamen? Nur Sie und Ihre Coaches lesen das."),
                    unknown=_("Nichts schreiben"),
                ),
                Question(_("Was ist der nächste Schritt?"), self.step, unknown=_("Weiß ich nicht")),
                Question(_("Wann machen Sie das?"), self.day, unknown=_("Weiß ich nicht")),
            ),
            finish=_("Speichern"),
        )
        self.step.picked.connect(self._propose_day)
        self.flow.finished.connect(self._save)
        self.body.addWidget(self.flow, 1)

    def title(self) -> str:
        return _("Nach dem Gespräch")

    def first_focus(self) -> QWidget | None:
        return self.flow.first_control()

    def enter(self, target: object = None) -> None:
        self._id = target  # type: ignore[assignment]
        self.run(interviews.interview, self.own, target, done=self._show)

    def go_back(self) -> bool:
        return self.flow.back()

    def _show(self, found: InterviewRecord) -> None:
        self.went.set_value(found.how_it_went or None)
        self.day.set_value(found.next_on)
        self.step.set_value(next((one for one in NextStep if one.value == found.next_step), None))
        self._keeper = self.keep_draft(DraftKey.about("own_after_interview", found.id), self.flow)
        self._keeper.begin()

    def _propose_day(self) -> None:
        if self.day.value() is None and self.step.value() is NextStep.ASK_AGAIN:
            self.day.set_value(self.context.today() + _ASK_AFTER)

    def _save(self, values: dict[str, Any]) -> None:
        self.run(
            interviews.note_afterwards,
            self.own,
            self._id,
            how_it_went=values["how_it_went"] or "",
            next_step=values["next_step"],
            next_on=values["next_on"],
            done=self._saved,
            failed=self._failed,
        )

    def _saved(self, number: InterviewId) -> None:
        if self._keeper is not None:
            self._keeper.drop()
        self.done_here(ONE_KEY, number)

    def _failed(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            for problem in error.problems:
                self.flow.show_problem(problem.field, problem.message)
        else:
            self.show_error(error)
