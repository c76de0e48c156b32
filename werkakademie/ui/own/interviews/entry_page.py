"""Enter an interview, or correct one: one question a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.cover_letter import LetterTarget
from werkakademie.records.drafts import DraftKey
from werkakademie.records.ids import InterviewId, JobApplicationId
from werkakademie.records.interviews import InterviewRecord, to_bring_words
from werkakademie.records.own_log import employer_words, position_words
from werkakademie.services.own import interviews
from werkakademie.ui.own.interviews.list_page import ONE_KEY
from werkakademie.ui.own.lines import said_of
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.questions import BigChoice, Question, QuestionFlow
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.fields import DateField, LongTextField, TextField, TimeField
from werkakademie.ui.widgets.layouts import row
from werkakademie.ui.widgets.text import TextLabel


@dataclass(frozen=True, slots=True)
class ChangeOf:
    """Target of the page: correct this interview."""

    id: InterviewId


class InterviewEntryPage(OwnPage):
    """Target: an application's id, `ChangeOf`, or nothing: then the first question is for which application."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.flow: QuestionFlow | None = None
        self._application: JobApplicationId | None = None
        self._changed: InterviewId | None = None
        self._keeper: DraftKeeper | None = None

    def title(self) -> str:
        return _("Gespräch ändern") if self._changed is not None else _("Gespräch eintragen")

    def enter(self, target: object = None) -> None:
        if isinstance(target, ChangeOf):
            self._changed = target.id
            self.header_changed.emit()
            self.run(interviews.interview, self.own, target.id, done=self._show_stored)
        elif isinstance(target, UUID):
            self._application = JobApplicationId(target)
            self._build((), DraftKey.about("own_interview", target))
        else:
            self.run(interviews.interview_targets, self.own, done=self._show_targets)

    def first_focus(self) -> QWidget | None:
        return self.flow.first_control() if self.flow is not None else None

    def go_back(self) -> bool:
        return self.flow is not None and self.flow.back()

    def _show_targets(self, targets: Sequence[LetterTarget]) -> None:
        if not targets:
            self.body.addWidget(
                TextLabel(_("Zuerst braucht es eine Bewerbung. Dann können Sie das Gespräch eintragen."), wrap=True)
            )
            button = BigButton(
                _("Bewerbung eintragen"), icon="pencil", kind=Kind.PRIMARY, run=lambda: self.context.go("entry")
            )
            self.body.addLayout(row(button, None))
            self.body.addStretch(1)
            button.setFocus()
            return
        choices = [
            (one.application_id, said_of(employer_words(one.employer), position_words(one.position))) for one in targets
        ]
        choice = BigChoice("application_id", _("Bewerbung"), choices)
        which = Question(_("Für welche Bewerbung ist das Gespräch?"), choice, needed=_("Bitte wählen Sie etwas aus."))
        self._build((which,), DraftKey("own_interview"))

    def _show_stored(self, stored: InterviewRecord) -> None:
        self._build((), DraftKey.about("own_interview", stored.id), stored)

    def _build(self, first: Sequence[Question], key: DraftKey, stored: InterviewRecord | None = None) -> None:
        questions = (*first, *_questions())
        for question in questions:
            if stored is not None:
                question.field.set_value(getattr(stored, question.field.name))
        self.flow = QuestionFlow(questions, finish=_("Speichern"))
        self.flow.finished.connect(self._save)
        self.body.addWidget(self.flow, 1)
        self._keeper = self.keep_draft(key, self.flow)
        self._keeper.begin()
        self.flow.focus()

    def _save(self, values: dict[str, Any]) -> None:
        chosen = values.pop("application_id", self._application)
        fields = {name: value if name in ("held_on", "starts_at") else value or "" for name, value in values.items()}
        if self._changed is not None:
            changed = self._changed
            self.run(
                interviews.change_interview, self.own, changed, fields=fields, done=self._saved, failed=self._failed
            )
        else:
            self.run(interviews.add_interview, self.own, chosen, fields=fields, done=self._saved, failed=self._failed)

    def _saved(self, number: InterviewId) -> None:
        assert self._keeper is not None
        self._keeper.drop()
        self.done_here(ONE_KEY, number)

    def _failed(self, error: WerkakademieError) -> None:
        assert self.flow is not None
        if isinstance(error, InvalidFieldsError):
            for problem in error.problems:
                self.flow.show_problem(problem.field, problem.message)
        else:
            self.show_error(error)


def _questions() -> tuple[Question, ...]:
    unknown = _("Weiß ich nicht")
    return (
        Question(
            _("An welchem Tag ist das Gespräch?"),
            DateField("held_on", _("Tag"), help=_("Zum Beispiel 05.11.2026")),
            needed=_("Bitte schreiben Sie den Tag."),
        ),
        Question(
            _("Um wie viel Uhr?"),
            TimeField("starts_at", _("Uhrzeit"), help=_("Zum Beispiel 10:30")),
            unknown=unknown,
        ),
        Question(
            _("Wo ist das Gespräch?"),
            TextField("place", _("Straße und Ort"), help=_("Oder: am Telefon, am Computer")),
            unknown=unknown,
        ),
        Question(_("Mit wem sprechen Sie?"), TextField("with_whom", _("Name der Person")), unknown=unknown),
        Question(
            _("Wie kommen Sie dorthin?"),
            LongTextField("way_there", _("Mein Weg"), help=_("Zum Beispiel: Bus 4, um 9:20 Uhr, Haltestelle Markt")),
            unknown=unknown,
        ),
        Question(
            _("Was nehmen Sie mit?"),
            LongTextField("to_bring", _("Das nehme ich mit"), help=to_bring_words()),
            unknown=unknown,
        ),
    )
