"""One application: where it stands, what came back, what to say on the telephone."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from werkakademie.errors import MissingRecordError, WerkakademieError
from werkakademie.i18n import _, pgettext
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.enums import ApplicationStage
from werkakademie.records.ids import JobApplicationId
from werkakademie.records.job_search import ApplicationRecord
from werkakademie.records.labels import label
from werkakademie.records.own_log import AddedStage, is_waiting
from werkakademie.services.own import log
from werkakademie.ui.own.lines import breakable
from werkakademie.ui.own.log import correct_page
from werkakademie.ui.own.log.texts import application_line, application_title, phone_script, stage_words
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import BigButton, flowing
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.layouts import GRID, clear_layout, column, row
from werkakademie.ui.widgets.text import TextLabel

#: What „Antwort bekommen“ can mean, the good ones first.
_ANSWERS = (
    ApplicationStage.INVITATION,
    ApplicationStage.TRIAL_WORK,
    ApplicationStage.OFFER,
    ApplicationStage.ANSWER,
    ApplicationStage.REFUSAL,
    ApplicationStage.NO_ANSWER,
)


class ApplicationPage(OwnPage):
    """„Antwort bekommen“ and which one: two touches, stored at once."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._id: JobApplicationId | None = None
        self._shown: ApplicationRecord | None = None
        #: By a touch on „Löschen“ here.
        self._taken_out = False
        self._line = TextLabel("", TextRole.HEADING, wrap=True)
        self._history = Card(_("Was bisher war"), icon="history")
        self.answer = BigButton(
            _("Antwort bekommen"), icon="mail", kind=Kind.PRIMARY, run=lambda: self._answers.setVisible(True)
        )
        self._sent = BigButton(_("Jetzt beworben"), icon="send", kind=Kind.PRIMARY)
        self._sent.clicked.connect(lambda: self._add(ApplicationStage.APPLIED))
        self._ask = BigButton(
            pgettext("Bewerbung", "Nachfragen"), icon="phone", run=lambda: self._script.setVisible(True)
        )
        change = BigButton(_("Ändern"), icon="pencil", run=lambda: self._open(correct_page.KEY))
        self._remove = BigButton(_("Löschen"), icon="trash-2", run=self._take_out)
        self._answers = QWidget()
        grid = QGridLayout()
        grid.setSpacing(GRID)
        for place, stage in enumerate(_ANSWERS):
            grid.addWidget(BigButton(label(stage), run=partial(self._add, stage)), place // 3, place % 3)
        self._answers.setLayout(grid)
        self._answers.hide()
        self._script = Card(_("So können Sie am Telefon fragen"), icon="phone-call")
        self._script.hide()
        further = flowing(
            BigButton(_("Anschreiben schreiben"), icon="file-text", run=lambda: self._open("letters")),
            BigButton(_("Vorstellungsgespräch"), icon="messages-square", run=lambda: self._open("interviews")),
        )
        touched = flowing(self.answer, self._sent, self._ask, change, self._remove)
        self._all = QWidget()
        parts = (self._line, touched, self._answers, self._script, self._history, further)
        self._all.setLayout(column(*parts, spacing=2 * GRID))
        self.body.addWidget(self._all)
        self.body.addStretch(1)

    def title(self) -> str:
        return application_title(self._shown) if self._shown is not None else _("Bewerbung")

    def enter(self, target: object = None) -> None:
        self._id = target  # type: ignore[assignment]
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if Noun.JOB_APPLICATION in changes:
            self._load()

    def first_focus(self) -> QWidget | None:
        return self.answer

    def _load(self) -> None:
        if self._id is not None:
            self.run(log.own_application, self.own, self._id, done=self._show, failed=self._not_there)

    def _not_there(self, error: WerkakademieError) -> None:
        """Taken out, here or by a coach; whoever did it here is told so already."""
        if not isinstance(error, MissingRecordError):
            self.show_error(error)
            return
        self._all.hide()
        if not self._taken_out:
            to_log = BigButton(_("Meine Bewerbungen"), icon="list-checks", run=lambda: self.context.go("log"))
            self.messages.info(_("Diese Bewerbung ist nicht mehr da."), action=to_log)

    def _show(self, found: ApplicationRecord) -> None:
        self._shown = found
        self._taken_out = False
        if self._all.isHidden():
            self.messages.clear()
            self._all.show()
        self._line.setText(application_line(found))
        only_found = found.current_stage is ApplicationStage.RESEARCHED
        self._sent.setVisible(only_found)
        self.answer.setVisible(not only_found)
        self._ask.setVisible(is_waiting(found))
        clear_layout(self._history.body)
        for stage in reversed(found.stages):
            self._history.body.addWidget(TextLabel(stage_words(stage), wrap=True))
        if found.link:
            self._history.body.addWidget(
                TextLabel(_("Anzeige: {link}").format(link=breakable(found.link)), tone="muted", wrap=True)
            )
        self._show_script(phone_script(found, self.own.full_name))
        self.header_changed.emit()

    def _show_script(self, sentences: Sequence[str]) -> None:
        clear_layout(self._script.body)
        for sentence in sentences:
            self._script.body.addWidget(TextLabel(sentence, TextRole.CARD_TITLE, wrap=True))
        asked = BigButton(_("Ich habe angerufen"), icon="check", run=self._asked)
        holder = QWidget()
        holder.setLayout(row(asked, None))
        self._script.body.addWidget(holder)

    def _add(self, stage: ApplicationStage) -> None:
        assert self._id is not None

        def stored(added: AddedStage) -> None:
            self._answers.hide()
            text = _("Eingetragen: {stage}.").format(stage=label(stage))
            self.messages.success(text, undo=lambda: self.run(log.take_back_stage, self.own, added))

        self.run(log.add_stage, self.own, self._id, stage=stage, done=stored)

    def _asked(self) -> None:
        assert self._id is not None
        self._script.hide()
        text = _("Gut gemacht. Der Anruf steht in Ihrer Liste. In einer Woche erinnern wir Sie wieder.")
        self.run(log.asked_again, self.own, self._id, done=lambda _activity: self.messages.success(text))

    def _take_out(self) -> None:
        assert self._id is not None
        number = self._id
        self._taken_out = True

        def bring_back() -> None:
            self.run(log.remove_application, self.own, number, removed=False)

        self.run(
            log.remove_application,
            self.own,
            number,
            done=lambda _id: self.messages.success(_("Gelöscht."), undo=bring_back),
            failed=self._not_taken_out,
        )

    def _not_taken_out(self, error: WerkakademieError) -> None:
        self._taken_out = False
        self.show_error(error)

    def _open(self, key: str) -> None:
        self.context.go(key, self._id)
