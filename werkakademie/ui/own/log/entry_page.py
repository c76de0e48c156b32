"""Write an application down: where, what, how, when, what next; one question a page."""

from datetime import timedelta
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, format_date
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import ApplicationChannel, NextStep
from werkakademie.records.ids import JobApplicationId
from werkakademie.records.job_search import EarlierApplication
from werkakademie.records.labels import label
from werkakademie.records.own_log import NewApplication, position_words
from werkakademie.services.own import log
from werkakademie.ui.own.day_field import DayField
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.questions import BigChoice, Question, QuestionFlow
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.basic_fields import TextField

#: What is offered; portals and their forms are one thing to somebody who filled one in.
_CHANNELS: Final = (
    ApplicationChannel.EMAIL,
    ApplicationChannel.ONLINE_FORM,
    ApplicationChannel.LETTER,
    ApplicationChannel.IN_PERSON,
    ApplicationChannel.PHONE,
    ApplicationChannel.OTHER,
)
_ASK_AFTER: Final = timedelta(days=14)


class EntryPage(OwnPage):
    """Ends on the application that was written."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.employer = TextField("employer_name", _("Name der Firma"))
        self.flow = QuestionFlow(
            (
                Question(
                    _("Wo haben Sie sich beworben?"),
                    self.employer,
                    needed=_("Bitte schreiben Sie den Namen der Firma."),
                    unknown=_("Weiß ich nicht"),
                ),
                Question(
                    _("In welchem Ort ist die Firma?"),
                    TextField("employer_city", _("Ort")),
                    unknown=_("Weiß ich nicht"),
                ),
                Question(
                    _("Welche Arbeit ist es?"),
                    TextField("position", _("Beruf oder Stelle")),
                    hint=_("Zum Beispiel: Lagerhelferin, Koch, Bürokraft"),
                    needed=_("Bitte schreiben Sie, welche Arbeit es ist."),
                    unknown=_("Weiß ich nicht"),
                ),
                Question(
                    _("Wie haben Sie sich beworben?"),
                    BigChoice("channel", _("Art der Bewerbung"), [(one, label(one)) for one in _CHANNELS]),
                    unknown=_("Weiß ich nicht"),
                ),
                Question(
                    _("Wann war das?"),
                    DayField("happened_on", _("Tag"), context.today),
                    needed=_("Bitte wählen Sie einen Tag."),
                    unknown=_("Weiß ich nicht"),
                ),
                Question(
                    _("Was machen Sie als Nächstes?"),
                    BigChoice("next_step", _("Nächster Schritt"), [(one, label(one)) for one in NextStep]),
                    unknown=_("Weiß ich nicht"),
                ),
            ),
            finish=_("Speichern"),
        )
        self.flow.finished.connect(self._save)
        self.flow.turned.connect(self._turned)
        self.body.addWidget(self.flow, 1)
        self._keeper = self.keep_draft(DraftKey("own_application"), self.flow)
        self._saving = False

    def title(self) -> str:
        return _("Bewerbung eintragen")

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - a new one each time
        self._keeper.begin()

    def first_focus(self) -> QWidget | None:
        return self.flow.first_control()

    def go_back(self) -> bool:
        return self.flow.back()

    def _turned(self, step: int) -> None:
        """Behind the first question: whether the person applied there before."""
        if step == 1 and self.employer.text().strip():
            self.run(log.earlier_at, self.own, self.employer.text(), done=self._show_earlier)
        elif step == 0:
            self.messages.clear()

    def _show_earlier(self, found: tuple[EarlierApplication, ...]) -> None:
        if found:
            text = _("Hier haben Sie sich schon beworben: am {day} als {position}. Sie können trotzdem weitermachen.")
            first = found[0]
            self.messages.info(text.format(day=format_date(first.begun_on), position=position_words(first.position)))

    def _save(self, values: dict[str, Any]) -> None:
        if self._saving:
            return
        self._saving = True
        step = values["next_step"]
        new = NewApplication(
            employer_name=values["employer_name"],
            employer_city=values["employer_city"],
            position=values["position"],
            channel=values["channel"],
            happened_on=values["happened_on"],
            next_step=step,
            next_on=self.context.today() + _ASK_AFTER if step is NextStep.ASK_AGAIN else None,
        )
        self.run(log.add_application, self.own, new, done=self._saved, failed=self._failed)

    def _saved(self, number: JobApplicationId) -> None:
        self._keeper.drop()
        self.done_here("application", number)

    def _failed(self, error: WerkakademieError) -> None:
        self._saving = False
        if isinstance(error, InvalidFieldsError):
            for problem in error.problems:
                self.flow.show_problem(problem.field, problem.message)
        else:
            self.show_error(error)
