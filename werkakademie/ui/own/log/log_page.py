"""My applications: what waits to be asked about, each application, everything else that was done; and the proof."""

from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.job_search import ActivityRecord, ApplicationRecord
from werkakademie.records.own_log import OwnLog
from werkakademie.services.own import log
from werkakademie.ui.own.log.proof_dialog import ProofDialog
from werkakademie.ui.own.log.texts import activity_words, application_line, application_title, reminder_words
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import ActionCard, BigButton, flowing
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.banners import Banner
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.styling import Tone
from werkakademie.ui.widgets.text import TextLabel

_SHOWN = frozenset({Noun.JOB_APPLICATION, Noun.SEARCH_ACTIVITY})


class LogPage(OwnPage):
    """A calm list; a touch opens an application."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.body.addWidget(
            flowing(
                BigButton(
                    _("Bewerbung eintragen"), icon="plus", kind=Kind.PRIMARY, run=lambda: self.context.go("entry")
                ),
                BigButton(_("Andere Suche eintragen"), icon="plus", run=lambda: self.context.go("activity")),
                BigButton(_("Bewerbungsnachweis"), icon="printer", run=self._proof),
            )
        )
        self._list = column(spacing=GRID)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def title(self) -> str:
        return _("Meine Bewerbungen")

    def enter(self, target: object = None) -> None:  # noqa: ARG002 - shows all
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if changes.nouns & _SHOWN:
            self._load()

    def _load(self) -> None:
        self.run(log.own_log, self.own, done=self._show)

    def _show(self, found: OwnLog) -> None:
        clear_layout(self._list)
        for reminder in found.reminders:
            button = BigButton(_("Ansehen"), run=partial(self.context.go, "application", reminder.application.id))
            banner = Banner(reminder_words(reminder), Tone.INFO, action=button)
            self._list.addWidget(banner)
        if not found.applications and not found.activities:
            text = _("Hier ist noch nichts. Schreiben Sie Ihre erste Bewerbung auf. Auch alte Bewerbungen zählen.")
            self._list.addWidget(TextLabel(text, wrap=True))
        for application in found.applications:
            self._list.addWidget(self._card(application))
        if found.activities:
            self._list.addWidget(TextLabel(_("Andere Suche"), TextRole.HEADING))
        for activity in found.activities:
            self._list.addWidget(self._activity(activity))

    def _card(self, application: ApplicationRecord) -> ActionCard:
        return ActionCard(
            application_title(application),
            application_line(application),
            icon="briefcase",
            run=partial(self.context.go, "application", application.id),
        )

    def _activity(self, activity: ActivityRecord) -> QWidget:
        words = activity_words(activity)
        change = BigButton("", icon="pencil", run=partial(self.context.go, "activity", activity))
        change.setAccessibleName(_("Ändern: {what}").format(what=words))
        remove = BigButton("", icon="trash-2", run=partial(self._remove, activity))
        remove.setAccessibleName(_("Löschen: {what}").format(what=words))
        line = QWidget()
        line.setLayout(row(TextLabel(words, wrap=True), change, remove))
        line.layout().setStretch(0, 1)  # type: ignore[union-attr]
        return line

    def _remove(self, activity: ActivityRecord) -> None:
        def bring_back() -> None:
            self.run(log.remove_activity, self.own, activity.id, removed=False)

        self.run(
            log.remove_activity,
            self.own,
            activity.id,
            done=lambda _id: self.messages.success(_("Gelöscht."), undo=bring_back),
        )

    def _proof(self) -> None:
        ProofDialog(self).open()
