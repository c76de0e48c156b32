"""Correct what was written of an application: where, as what, when."""

from typing import Any, Final

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import JobApplicationId
from werkakademie.records.job_search import ApplicationRecord
from werkakademie.records.own_log import UNKNOWN_EMPLOYER, UNKNOWN_POSITION, sent_stage
from werkakademie.services.own import log
from werkakademie.ui.own.day_field import DayField
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.questions import Question, QuestionFlow
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.basic_fields import TextField
from werkakademie.ui.widgets.drafts import DraftKeeper

KEY: Final = "correct_application"


class CorrectPage(OwnPage):
    """Opened with the application's id; ends on the application."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._id: JobApplicationId | None = None
        self._keeper: DraftKeeper | None = None
        self.employer = TextField("employer_name", _("Name der Firma"))
        self.city = TextField("employer_city", _("Ort"))
        self.position = TextField("position", _("Beruf oder Stelle"))
        self.day = DayField("happened_on", _("Tag"), context.today)
        self.flow = QuestionFlow(
            (
                Question(
                    _("Wo haben Sie sich beworben?"),
                    self.employer,
                    needed=_("Bitte schreiben Sie den Namen der Firma."),
                    unknown=_("Weiß ich nicht"),
                ),
                Question(_("In welchem Ort ist die Firma?"), self.city, unknown=_("Weiß ich nicht")),
                Question(
                    _("Welche Arbeit ist es?"),
                    self.position,
                    needed=_("Bitte schreiben Sie, welche Arbeit es ist."),
                    unknown=_("Weiß ich nicht"),
                ),
                Question(_("Wann war das?"), self.day, unknown=_("Weiß ich nicht")),
            ),
            finish=_("Speichern"),
        )
        self.flow.finished.connect(self._save)
        self.body.addWidget(self.flow, 1)

    def title(self) -> str:
        return _("Bewerbung ändern")

    def enter(self, target: object = None) -> None:
        self._id = target  # type: ignore[assignment]
        if self._id is not None:
            self._keeper = self.keep_draft(DraftKey.about("own_correction", self._id), self.flow)
            self.run(log.own_application, self.own, self._id, done=self._show)

    def first_focus(self) -> QWidget | None:
        return self.flow.first_control()

    def go_back(self) -> bool:
        return self.flow.back()

    def _show(self, found: ApplicationRecord) -> None:
        self.employer.set_value("" if found.employer_name == UNKNOWN_EMPLOYER else found.employer_name)
        self.city.set_value(found.employer_city)
        self.position.set_value("" if found.position == UNKNOWN_POSITION else found.position)
        sent = sent_stage(found)
        self.day.set_value(sent.happened_on if sent is not None and sent.day_known else None)
        if self._keeper is not None:
            self._keeper.begin()

    def _save(self, values: dict[str, Any]) -> None:
        assert self._id is not None
        self.run(
            log.change_application,
            self.own,
            self._id,
            employer_name=values["employer_name"] or "",
            employer_city=values["employer_city"] or "",
            position=values["position"] or "",
            sent_on=values["happened_on"],
            done=self._saved,
            failed=self._failed,
        )

    def _saved(self, number: JobApplicationId) -> None:
        assert self._keeper is not None
        self._keeper.drop()
        self.done_here("application", number)

    def _failed(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            for problem in error.problems:
                self.flow.show_problem(problem.field, problem.message)
        else:
            self.show_error(error)
