"""The practice talk: how it goes, the questions to ask, and the sheet that the partner fills in."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _, format_date
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.drafts import DraftKey
from werkakademie.records.interviews import (
    FAIR,
    GERMAN_QUESTIONS,
    GOOD,
    POINTS,
    QUESTIONS,
    TO_PRACTISE,
    TalkRecord,
    point_words,
    question_words,
    rating_words,
)
from werkakademie.services.own import practice
from werkakademie.ui.own.interviews.list_page import PRACTICE_KEY
from werkakademie.ui.own.keeping import keep_or_print_later
from werkakademie.ui.own.lines import said_of
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.questions import BigChoice, Question, QuestionFlow
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.fields import LongTextField
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel

SHEET_KEY = "feedback"


class PracticePage(OwnPage):
    """What to do in four sentences, what to ask, and what partners said before."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        how = Card(_("So geht es"), icon="users")
        for number, sentence in enumerate(_steps(), start=1):
            how.add(TextLabel(f"{number}. {sentence}", wrap=True))
        asked = Card(_("Diese Fragen stellt die andere Person"), icon="messages-square")
        for key in QUESTIONS:
            asked.add(TextLabel(GERMAN_QUESTIONS[key], wrap=True))
            if question_words(key) != GERMAN_QUESTIONS[key]:
                asked.add(TextLabel(question_words(key), tone="muted", wrap=True))
        self.fill_in = BigButton(
            _("Rückmeldung ausfüllen"), icon="pencil", kind=Kind.PRIMARY, run=partial(context.go, SHEET_KEY)
        )
        self._talks = column(spacing=GRID)
        self.body.addWidget(how)
        self.body.addLayout(row(self.fill_in, None))
        self.body.addWidget(asked)
        self.body.addWidget(TextLabel(_("Oder auf Papier: das leere Blatt"), TextRole.CARD_TITLE, wrap=True))
        name = _("Rückmeldung") + ".pdf"
        self.body.addLayout(keep_or_print_later(self, name, self._give_sheet))
        self.body.addLayout(self._talks)
        self.body.addStretch(1)

    def title(self) -> str:
        return _("Gespräch üben")

    def first_focus(self) -> QWidget | None:
        return self.fill_in

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - shows always the same
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & {Noun.INTERVIEW, Noun.OWN_PLACE}:
            self._load()

    def _give_sheet(self, deliver: Any) -> None:
        self.run(practice.blank_feedback_sheet, self.own, done=deliver)

    def _load(self) -> None:
        self.run(practice.my_talks, self.own, done=self._show)

    def _show(self, talks: Sequence[TalkRecord]) -> None:
        clear_layout(self._talks)
        for talk in talks:
            card = Card(_("Übung am {day}").format(day=format_date(talk.held_on)), icon="check")
            for key, rating in talk.ratings.items():
                card.add(TextLabel(said_of(point_words(key), rating_words(rating)), wrap=True))
            if talk.went_well:
                card.add(TextLabel(_("Das war gut: {text}").format(text=talk.went_well), wrap=True))
            if talk.advice:
                card.add(TextLabel(_("Tipp: {text}").format(text=talk.advice), wrap=True))
            remove = BigButton(_("Löschen"), icon="trash-2", kind=Kind.QUIET, run=partial(self._remove, talk))
            holder = QWidget()
            holder.setLayout(row(remove, None))
            card.add(holder)
            self._talks.addWidget(card)

    def _remove(self, talk: TalkRecord) -> None:
        back = partial(self.run, practice.remove_talk, self.own, talk.id, removed=False)
        self.run(
            practice.remove_talk,
            self.own,
            talk.id,
            done=lambda _number: self.messages.success(_("Gelöscht."), undo=back),
        )


class FeedbackPage(OwnPage):
    """The sheet, filled in by the partner at the same PC: one point a page, then two sentences."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        ratings = [(rating, rating_words(rating)) for rating in (GOOD, FAIR, TO_PRACTISE)]
        unknown = _("Weiß ich nicht")
        hint = _("Jetzt sitzt die andere Person am PC. Bitte schreiben Sie keinen Namen.")
        points = tuple(
            Question(point_words(key), BigChoice(key, point_words(key), ratings), hint=hint, unknown=unknown)
            for key in POINTS
        )
        words = (
            Question(_("Was war gut?"), LongTextField("went_well", _("Das war gut")), hint=hint, unknown=unknown),
            Question(
                _("Ein Tipp für das nächste Mal"), LongTextField("advice", _("Mein Tipp")), hint=hint, unknown=unknown
            ),
        )
        self.flow = QuestionFlow((*points, *words), finish=_("Speichern"))
        self.flow.finished.connect(self._save)
        self.body.addWidget(self.flow, 1)
        self._keeper = self.keep_draft(DraftKey("own_feedback"), self.flow)

    def title(self) -> str:
        return _("Rückmeldung zum Übungsgespräch")

    def first_focus(self) -> QWidget | None:
        return self.flow.first_control()

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - a new sheet each time
        self._keeper.begin()

    def go_back(self) -> bool:
        return self.flow.back()

    def _save(self, values: dict[str, Any]) -> None:
        ratings = {key: values[key] for key in POINTS if values[key] is not None}
        self.run(
            practice.add_talk,
            self.own,
            ratings=ratings,
            went_well=values["went_well"] or "",
            advice=values["advice"] or "",
            done=self._saved,
            failed=self._failed,
        )

    def _saved(self, _number: object) -> None:
        self._keeper.drop()
        self.done_here(PRACTICE_KEY)

    def _failed(self, error: WerkakademieError) -> None:
        if isinstance(error, InvalidFieldsError):
            for problem in error.problems:
                self.flow.show_problem(problem.field, problem.message)
        else:
            self.show_error(error)


def _steps() -> tuple[str, ...]:
    return (
        _("Suchen Sie jemanden aus der Gruppe. Setzen Sie sich gegenüber."),
        _("Die andere Person spielt die Firma. Sie begrüßt Sie und stellt fünf Fragen."),
        _("Sie antworten. Das Gespräch dauert etwa zehn Minuten."),
        _("Danach füllt die andere Person die Rückmeldung aus. Dann tauschen Sie."),
    )
