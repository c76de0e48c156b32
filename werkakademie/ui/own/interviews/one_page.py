"""One interview: when, the way there, what to bring; afterwards how it went, thanks and the next step."""

from functools import partial

from PySide6.QtWidgets import QWidget

from werkakademie.i18n import _, format_date
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.ids import InterviewId
from werkakademie.records.interviews import InterviewRecord, to_bring_words
from werkakademie.records.own_log import employer_words, position_words
from werkakademie.services.own import interviews
from werkakademie.ui.own.interviews.entry_page import ChangeOf
from werkakademie.ui.own.interviews.list_page import AFTER_KEY, ENTRY_KEY, PRACTICE_KEY, QUESTIONS_KEY
from werkakademie.ui.own.interviews.texts import step_words, when_words
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.fonts import TextRole
from werkakademie.ui.shell.pages import PageContext
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.card import Card
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, clear_layout
from werkakademie.ui.widgets.text import TextLabel, muted


class InterviewPage(OwnPage):
    """Before the day it helps to get ready, from the day on it asks how it was."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown: InterviewRecord | None = None
        self._id: InterviewId | None = None
        self._facts = Card(_("Das Wichtigste"), icon="calendar-days")
        self._after = Card(_("Nach dem Gespräch"), icon="check")
        self._after.hide()
        self.afterwards = BigButton(_("Wie war es?"), icon="pencil", run=partial(self._go, AFTER_KEY))
        self._change = BigButton(_("Ändern"), icon="pencil", run=self._correct)
        self._prepare = BigButton(_("Zehn Fragen"), icon="list-checks", run=partial(context.go, QUESTIONS_KEY))
        self._practise = BigButton(_("Gespräch üben"), icon="messages-square", run=partial(context.go, PRACTICE_KEY))
        self._thanks = BigButton(_("Dank-Brief schreiben"), icon="mail", run=self._thank)
        self._remove = BigButton(_("Löschen"), icon="trash-2", kind=Kind.QUIET, run=self._take_out)
        self._buttons = QWidget()
        flow = FlowLayout(gap=GRID)
        for button in (self._change, self._prepare, self._practise, self.afterwards, self._thanks, self._remove):
            flow.addWidget(button)
        self._buttons.setLayout(flow)
        for item in (self._facts, self._after, self._buttons):
            self.body.addWidget(item)
        self.body.addStretch(1)

    def title(self) -> str:
        if self._shown is None:
            return _("Vorstellungsgespräch")
        return _("Gespräch bei {employer}").format(employer=employer_words(self._shown.employer_name))

    def first_focus(self) -> QWidget | None:
        return self._change

    def enter(self, target: object = None) -> None:
        self._id = target  # type: ignore[assignment]
        self._load()

    def refresh(self, changes: ChangeSet) -> None:
        if Noun.INTERVIEW in changes and self._shown is not None:
            self._load()

    def _load(self) -> None:
        if self._id is not None:
            self.run(interviews.interview, self.own, self._id, done=self._show)

    def _show(self, found: InterviewRecord) -> None:
        self._shown = found
        clear_layout(self._facts.body)
        self._fact(self._facts, _("Wann"), when_words(found))
        self._fact(self._facts, _("Arbeit"), position_words(found.position))
        self._fact(self._facts, _("Wo"), found.place)
        self._fact(self._facts, _("Mit wem"), found.with_whom)
        self._fact(self._facts, _("Mein Weg"), found.way_there)
        self._fact(self._facts, _("Das nehme ich mit"), found.to_bring or to_bring_words())
        clear_layout(self._after.body)
        self._fact(self._after, _("Wie war es?"), found.how_it_went)
        self._fact(self._after, _("Der nächste Schritt"), step_words(found))
        if found.thanked_on is not None:
            self._fact(self._after, _("Dank-Brief"), format_date(found.thanked_on))
        self._after.setVisible(bool(found.how_it_went or found.next_step or found.thanked_on))
        begun = found.held_on <= self.context.today()
        self.afterwards.setVisible(begun)
        self._thanks.setVisible(begun)
        self.header_changed.emit()

    def _fact(self, card: Card, name: str, text: str) -> None:
        if text:
            card.add(muted(name))
            card.add(TextLabel(text, TextRole.CARD_TITLE, wrap=True))

    def _go(self, key: str) -> None:
        self.context.go(key, self._id)

    def _correct(self) -> None:
        if self._id is not None:
            self.context.go(ENTRY_KEY, ChangeOf(self._id))

    def _thank(self) -> None:
        if self._id is not None:
            self.run(interviews.begin_thanks, self.own, self._id, done=partial(self.context.go, "letter"))

    def _take_out(self) -> None:
        number = self._id
        if number is None:
            return
        self._shown = None

        def bring_back() -> None:
            self.run(
                interviews.remove_interview, self.own, number, removed=False, done=lambda _number: self._came_back()
            )

        def removed(_number: object) -> None:
            for part in (self._facts, self._after, self._buttons):
                part.hide()
            self.messages.success(_("Gelöscht."), undo=bring_back)

        self.run(interviews.remove_interview, self.own, number, done=removed)

    def _came_back(self) -> None:
        self._facts.show()
        self._buttons.show()
        self._load()
