"""Write down what was done beside applications: every search counts."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import SearchActivityKind
from werkakademie.records.job_search import ActivityRecord
from werkakademie.records.labels import label
from werkakademie.services.own import log
from werkakademie.ui.own.day_field import DayField
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.questions import BigChoice, Question, QuestionFlow
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.basic_fields import TextField
from werkakademie.ui.widgets.drafts import DraftKeeper


class ActivityPage(OwnPage):
    """Three questions; ends on the log. Opened with an activity, it corrects that one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._known: ActivityRecord | None = None
        self._keeper: DraftKeeper | None = None
        self.kind = BigChoice("kind", _("Was"), [(one, label(one)) for one in SearchActivityKind])
        self.place = TextField("place", _("Firma, Messe oder Seite im Internet"))
        self.day = DayField("happened_on", _("Tag"), context.today)
        self.flow = QuestionFlow(
            (
                Question(
                    _("Was haben Sie gemacht?"),
                    self.kind,
                    needed=_("Bitte wählen Sie etwas aus."),
                ),
                Question(
                    _("Wo oder mit wem?"),
                    self.place,
                    unknown=_("Weiß ich nicht"),
                ),
                Question(
                    _("Wann war das?"),
                    self.day,
                    needed=_("Bitte wählen Sie einen Tag."),
                    unknown=_("Weiß ich nicht"),
                ),
            ),
            finish=_("Speichern"),
        )
        self.flow.finished.connect(self._save)
        self.body.addWidget(self.flow, 1)

    def title(self) -> str:
        return _("Andere Suche ändern") if self._known is not None else _("Andere Suche eintragen")

    def enter(self, target: object = None) -> None:
        key = DraftKey("own_activity")
        if isinstance(target, ActivityRecord):
            self._known, key = target, DraftKey.about("own_activity", target.id)
            self.kind.set_value(target.kind)
            self.place.set_value(target.place)
            self.day.set_value(target.happened_on if target.day_known else None)
            self.header_changed.emit()
        self._keeper = self.keep_draft(key, self.flow)
        self._keeper.begin()

    def first_focus(self) -> QWidget | None:
        return self.flow.first_control()

    def go_back(self) -> bool:
        return self.flow.back()

    def _save(self, values: dict[str, Any]) -> None:
        fields = {"kind": values["kind"], "place": values["place"] or "", "happened_on": values["happened_on"]}
        store = log.add_activity if self._known is None else partial(log.change_activity, activity_id=self._known.id)
        self.run(store, self.own, fields=fields, done=self._saved, failed=self._failed)

    def _saved(self, _number: object) -> None:
        assert self._keeper is not None
        self._keeper.drop()
        self.done_here("log")

    def _failed(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            for problem in error.problems:
                self.flow.show_problem(problem.field, problem.message)
        else:
            self.show_error(error)
