"""„Vorstellungsgespräche“: the next one, two ways to practise, and those before."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QWidget

from werkakademie.i18n import _, ngettext
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import JobApplicationId
from werkakademie.records.interviews import InterviewRecord, OwnInterviews
from werkakademie.services.own import interviews
from werkakademie.ui.own.interviews.texts import interview_title
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import ActionCard, BigButton
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel, heading

KEY = "interviews"
ENTRY_KEY, ONE_KEY, AFTER_KEY = "interview_entry", "interview", "interview_after"
QUESTIONS_KEY, PRACTICE_KEY = "interview_questions", "practice_talk"


class InterviewsPage(OwnPage):
    """With an application's id it shows only the interviews of that one, and a new one is for it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._application: JobApplicationId | None = None
        self._shown = column(spacing=GRID)
        holder = QWidget()
        holder.setLayout(self._shown)
        self.new = BigButton(
            _("Gespräch eintragen"), icon="calendar-plus", kind=Kind.PRIMARY, run=lambda: self._enter_one()
        )
        grid = QGridLayout()
        grid.setSpacing(2 * GRID)
        for place, (key, title, text, icon) in enumerate(
            (
                (QUESTIONS_KEY, _("Zehn Fragen"), _("Fragen lesen und eigene Antworten schreiben"), "list-checks"),
                (PRACTICE_KEY, _("Gespräch üben"), _("Zu zweit, mit jemandem aus der Gruppe"), "messages-square"),
            )
        ):
            grid.addWidget(ActionCard(title, text, icon=icon, run=partial(self.context.go, key)), 0, place)
        self.body.addWidget(holder)
        self.body.addLayout(row(self.new, None))
        self.body.addLayout(grid)
        self._before = column(spacing=GRID)
        self.body.addLayout(self._before)
        self.body.addStretch(1)

    def title(self) -> str:
        return _("Vorstellungsgespräche")

    def first_focus(self) -> QWidget | None:
        return self.new

    def enter(self, target: object = None) -> None:
        self._application = JobApplicationId(target) if isinstance(target, UUID) else None
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & {Noun.INTERVIEW, Noun.JOB_APPLICATION}:
            self._load()

    def _load(self) -> None:
        self.run(interviews.my_interviews, self.own, done=self._show)

    def _show(self, found: OwnInterviews) -> None:
        coming = [one for one in found.coming if self._is_meant(one)]
        past = [one for one in found.past if self._is_meant(one)]
        clear_layout(self._shown)
        clear_layout(self._before)
        if coming:
            self._shown.addWidget(heading(ngettext("Das nächste Gespräch", "Die nächsten Gespräche", len(coming))))
            for place, one in enumerate(coming):
                self._shown.addWidget(self._card(one, filled=place == 0))
        else:
            self._shown.addWidget(TextLabel(_("Im Moment ist kein Gespräch eingetragen."), wrap=True))
        if past:
            self._before.addWidget(heading(_("Das war schon")))
            for one in past:
                self._before.addWidget(self._card(one))

    def _card(self, one: InterviewRecord, *, filled: bool = False) -> ActionCard:
        text = one.place or one.position
        if not filled and not one.how_it_went and one.held_on < self.context.today():
            text = _("Wie war es? Bitte aufschreiben.")
        go = partial(self.context.go, ONE_KEY, one.id)
        return ActionCard(interview_title(one), text, icon="calendar-days", run=go, filled=filled)

    def _is_meant(self, one: InterviewRecord) -> bool:
        return self._application is None or one.application_id == self._application

    def _enter_one(self) -> None:
        self.context.go(ENTRY_KEY, self._application)
