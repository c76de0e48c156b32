"""Write down what was done beside applications: every search counts."""

from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import SearchActivityKind
from werkakademie.records.labels import label
from werkakademie.services.own import log
from werkakademie.ui.own.day_field import DayField
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.questions import BigChoice, Question, QuestionFlow
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.basic_fields import TextField


class ActivityPage(OwnPage):
    """Three questions; ends on the log."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.flow = QuestionFlow(
            (
                Question(
                    _("Was haben Sie gemacht?"),
                    BigChoice("kind", _("Was"), [(one, label(one)) for one in SearchActivityKind]),
                    needed=_("Bitte wählen Sie etwas aus."),
                ),
                Question(
                    _("Wo oder mit wem?"),
                    TextField("place", _("Firma, Messe oder Seite im Internet")),
                    unknown=_("Weiß ich nicht"),
                ),
                Question(
                    _("Wann war das?"),
                    DayField("happened_on", _("Tag"), context.today),
                    needed=_("Bitte wählen Sie einen Tag."),
                    unknown=_("Weiß ich nicht"),
                ),
            ),
            finish=_("Speichern"),
        )
        self.flow.finished.connect(self._save)
        self.body.addWidget(self.flow, 1)
        self._keeper = self.keep_draft(DraftKey("own_activity"), self.flow)

    def title(self) -> str:
        return _("Andere Suche eintragen")

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - a new one each time
        self._keeper.begin()

    def first_focus(self) -> QWidget | None:
        return self.flow.first_control()

    def go_back(self) -> bool:
        return self.flow.back()

    def _save(self, values: dict[str, Any]) -> None:
        fields = {"kind": values["kind"], "place": values["place"] or "", "happened_on": values["happened_on"]}
        self.run(log.add_activity, self.own, fields=fields, done=self._saved, failed=self._failed)

    def _saved(self, _number: object) -> None:
        self._keeper.drop()
        self.done_here("log")

    def _failed(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            for problem in error.problems:
                self.flow.show_problem(problem.field, problem.message)
        else:
            self.show_error(error)
