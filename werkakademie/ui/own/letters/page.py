"""One cover letter: to whom, what, and how it will look, beside each other."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from werkakademie.errors import InvalidFieldsError, WerkakademieError
from werkakademie.i18n import _
from werkakademie.records.care_letter import salutation
from werkakademie.records.changes import ChangeSet, Noun
from werkakademie.records.cover_letter import (
    CoverLetterRecord,
    LetterFields,
    contact_in,
    employer_of,
    position_of,
    sheet_of,
    start_words,
    with_block,
)
from werkakademie.records.drafts import DraftKey
from werkakademie.records.enums import CommentOn
from werkakademie.records.ids import CoverLetterId, PaperCommentId
from werkakademie.records.letter_blocks import BlockFacts
from werkakademie.services.own import comments, letters
from werkakademie.ui.own.comments import CommentsPanel
from werkakademie.ui.own.keeping import save_copy
from werkakademie.ui.own.letters.beside import SideBySide, StepPane
from werkakademie.ui.own.letters.list_page import KEY, RemovedLetter
from werkakademie.ui.own.letters.sentences import SentencePicker
from werkakademie.ui.own.pages import OwnPage
from werkakademie.ui.own.printing import print_document
from werkakademie.ui.own.widgets import BigButton
from werkakademie.ui.shell.pages import Page, PageContext
from werkakademie.ui.widgets.basic_fields import FormField
from werkakademie.ui.widgets.buttons import Kind
from werkakademie.ui.widgets.drafts import DraftKeeper
from werkakademie.ui.widgets.fields import DateField, LongTextField, TextField
from werkakademie.ui.widgets.flow import FlowLayout
from werkakademie.ui.widgets.layouts import GRID, column
from werkakademie.ui.widgets.sheet_view import Deliver, LivePreview, Refuse, SheetPane
from werkakademie.ui.widgets.text import TextLabel, muted

#: What is done with a finished file: gets the page, the file's name and its bytes.
Deal = Callable[[Page, str, bytes], object]
#: A pause of writing after which the letter is stored, so that a coach who sits beside sees it.
STORE_AFTER_MILLISECONDS = 20_000
#: How far down the sheet is what each step writes: address, text, closing words.
_SHARES = (0.15, 0.28, 0.45)


@dataclass(frozen=True, slots=True)
class LetterAt:
    """Target of the page: a letter at the step where somebody was."""

    id: CoverLetterId
    step: int


class LetterPage(OwnPage):
    """Three steps on one side, the letter as it will be printed on the other, and what the coach said above it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._record: CoverLetterRecord | None = None
        self._keeper: DraftKeeper | None = None
        self._stored: dict[str, Any] = {}
        self._proposed_salutation = ""
        self._make_fields()
        self.picker = SentencePicker(chosen=self._insert, facts=self._facts)
        self.comments = CommentsPanel(CommentOn.LETTER, tick=self._tick)
        self.pane = SheetPane(name=_("So sieht Ihr Brief aus"))
        self.preview = LivePreview(self.pane.view, self._draw)
        self._steps = QStackedWidget()
        for step in (self._whom(), self._what(), self._end()):
            self._steps.addWidget(step)
        self.step_buttons = self._make_step_buttons()
        self._put_together()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STORE_AFTER_MILLISECONDS)
        self._timer.timeout.connect(self._store)
        for field in self._parts():
            field.changed.connect(self._typed)
        self.recipient.changed.connect(self._greet)
        self._show_step(0)

    def title(self) -> str:
        return _("Mein Anschreiben")

    def first_focus(self) -> QWidget | None:
        return self.step_buttons[self._steps.currentIndex()]

    def enter(self, target: object = None) -> None:
        if isinstance(target, LetterAt):
            self._show_step(target.step)
            target = target.id
        self.run(letters.letter, self.own, target, done=self._show)

    def carried(self) -> object:
        return LetterAt(self._record.id, self._steps.currentIndex()) if self._record is not None else None

    def refresh(self, changes: ChangeSet) -> None:
        if Noun.COVER_LETTER in changes and self._record is not None:
            number = self._record.id
            self.run(comments.my_comments, self.own, CommentOn.LETTER, number, done=self.comments.show_comments)

    def go_back(self) -> bool:
        step = self._steps.currentIndex()
        if step:
            self._go_to_step(step - 1)
        return step > 0

    # Built once

    def _make_fields(self) -> None:
        self.recipient = LongTextField(
            "recipient",
            _("An wen geht der Brief?"),
            help=_("Firma, Name, Straße, Postleitzahl und Ort. Jedes auf einer neuen Zeile."),
            lines=5,
        )
        self.subject = TextField("subject", _("Überschrift"), help=_("Zum Beispiel: „Bewerbung als Lagerhelferin“."))
        self.reference = TextField("reference", _("Nummer der Anzeige"), optional=True)
        self.letter_city = TextField("letter_city", _("Ihr Ort"))
        self.letter_on = DateField("letter_on", _("Datum"))
        self.salutation = TextField("salutation", _("Anrede"))
        self.text = LongTextField("body", _("Ihr Text"), lines=6)
        self.closing = TextField("closing", _("Gruß am Ende"))
        self.enclosures = LongTextField(
            "enclosures",
            _("Was liegt dabei?"),
            help=_("Zum Beispiel: Lebenslauf, Zeugnisse. Jedes auf einer neuen Zeile."),
            optional=True,
            lines=3,
        )
        # What is written here is German: it reads from the left whatever the window speaks.
        for field in (*self._letter_fields(), self.letter_on):
            field.control.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _letter_fields(self) -> tuple[FormField, ...]:
        return (
            self.recipient, self.subject, self.reference, self.letter_city, self.letter_on, self.salutation, self.text,
            self.closing, self.enclosures,
        )  # fmt: skip

    def _parts(self) -> tuple[FormField, ...]:
        return (*self._letter_fields(), *self.picker.fields())

    def _whom(self) -> QWidget:
        return self._step(
            self.recipient, self.subject, self.reference, self.salutation, self.letter_city, self.letter_on,
            BigButton(_("Weiter zum Text"), icon="arrow-right", kind=Kind.PRIMARY, run=partial(self._go_to_step, 1)),
        )  # fmt: skip

    def _what(self) -> QWidget:
        onward = BigButton(
            _("Weiter zum Ende"), icon="arrow-right", kind=Kind.PRIMARY, run=partial(self._go_to_step, 2)
        )
        return self._step(self.text, self.picker, onward)

    def _end(self) -> QWidget:
        self._address = muted("")
        return self._step(
            self.closing,
            self.enclosures,
            self._address,
            TextLabel(
                _("Ist alles richtig? Dann speichern Sie den Brief. Er liegt dann bei Ihren Unterlagen."), wrap=True
            ),
            BigButton(
                _("Als PDF speichern"), icon="file-down", kind=Kind.PRIMARY, run=partial(self._finish, letters.PDF)
            ),
            BigButton(_("Als Word-Datei speichern"), icon="file-down", run=partial(self._finish, letters.DOCX)),
            BigButton(_("Drucken"), icon="printer", run=partial(self._finish, letters.PDF, print_pdf_file)),
            BigButton(_("PDF mitnehmen"), icon="usb", run=partial(self._finish, letters.PDF, save_copy)),
            BigButton(_("Anschreiben löschen"), icon="trash-2", kind=Kind.QUIET, run=self._remove),
        )

    def _step(self, *items: QWidget) -> QWidget:
        pane = StepPane()
        for item in items:
            pane.body.addWidget(item)
        pane.body.addStretch(1)
        return pane

    def _make_step_buttons(self) -> list[BigButton]:
        words = (_("1. An wen"), _("2. Text"), _("3. Fertig"))
        buttons = [BigButton(text, run=partial(self._go_to_step, step)) for step, text in enumerate(words)]
        for button in buttons:
            button.setCheckable(True)
        return buttons

    def _put_together(self) -> None:
        head = QWidget()
        flow = FlowLayout(gap=GRID)
        for button in self.step_buttons:
            flow.addWidget(button)
        head.setLayout(flow)
        written, seen = QWidget(), QWidget()
        written.setLayout(column(head, self._steps, spacing=2 * GRID))
        layout = column(self.comments, self.pane, spacing=2 * GRID)
        layout.setStretch(1, 1)
        seen.setLayout(layout)
        unseen = QWidget(self)
        unseen.hide()
        self._unseen = column()
        unseen.setLayout(self._unseen)
        both = SideBySide(written, seen)
        both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.addWidget(both, 1)

    # Shown and typed

    def _show(self, record: CoverLetterRecord) -> None:
        self._record = record
        values = record.fields.values()
        for field in self._parts():
            if field.name in values:
                field.set_value(values[field.name] or None)
        self._stored = self._values()
        self._proposed_salutation = record.fields.salutation
        self.text.edit.moveCursor(QTextCursor.MoveOperation.End)
        missing = not (record.sender.street and record.sender.place)
        self._address.setText(
            _("Ihre Adresse fehlt noch. Sie gehört in den Brief. Bitte sagen Sie im Kurs Bescheid.") if missing else ""
        )
        self._address.setVisible(missing)
        self.comments.show_comments(record.comments)
        self.picker.offer()
        self.preview.ask()
        self._keep_drafts(record.id)

    def _keep_drafts(self, number: CoverLetterId) -> None:
        """What belongs to the letter until it is stored; start and hours as long as they are typed here: they are only
        for the sentences, so nothing is said about bringing them back."""
        start, hours = self.picker.start, self.picker.hours
        letter = [part for part in self._parts() if part not in (start, hours)]
        self._keeper = self.keep_draft(DraftKey.about("own_letter", number), *letter)
        quiet = self.keep_draft(DraftKey.about("own_letter_facts", number), start, hours, place=self._unseen)
        self._keeper.begin()
        quiet.begin()

    def _typed(self) -> None:
        self.preview.ask()
        self.picker.offer()
        self._timer.start()

    def _greet(self) -> None:
        """The salutation follows the name in the address, until somebody writes their own."""
        wanted = salutation(contact_in(self.recipient.value() or ""))
        if self.salutation.text().strip() in ("", self._proposed_salutation):
            self._proposed_salutation = wanted
            self.salutation.set_value(wanted)

    def _insert(self, block: str) -> None:
        """Where the cursor is; Ctrl+Z takes it back."""
        edit = self.text.edit
        cursor = edit.textCursor()
        end = cursor.selectionEnd()
        written, before = with_block(edit.toPlainText(), end, block)
        cursor.setPosition(end - before)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(written)
        edit.setTextCursor(cursor)
        edit.ensureCursorVisible()

    def _facts(self, start: str, hours: str) -> BlockFacts:
        fields, target = self._fields(), self._record.target if self._record is not None else None
        return BlockFacts(
            employer=employer_of(fields, target),
            position=position_of(fields, target),
            start=start_words(start, self.context.today()),
            hours=hours,
        )

    def _values(self) -> dict[str, Any]:
        found = {field.name: field.value() for field in self._letter_fields()}
        found["occupation_group"] = self.picker.occupation.value()
        found["situation"] = self.picker.situation.value()
        return found

    def _fields(self) -> LetterFields:
        return LetterFields.of(self._values())

    def _draw(self, width: int, deliver: Deliver, refuse: Refuse) -> None:
        if self._record is None:
            deliver(())
            return
        sheet = sheet_of(self._fields(), self._record.sender, footer=self._record.footer)
        self.run(letters.preview, self.own, sheet, width=width, done=deliver, failed=refuse)

    # Steps, keeping, finishing

    def _go_to_step(self, step: int) -> None:
        self._store()
        self._show_step(step)
        self.step_buttons[step].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self, step: int) -> None:
        self._steps.setCurrentIndex(step)
        self.pane.look_at(_SHARES[step])
        for number, button in enumerate(self.step_buttons):
            button.setChecked(number == step)

    def _store(self) -> None:
        self._timer.stop()
        values = self._values()
        if self._record is None or values == self._stored:
            return
        self.run(
            letters.save_letter,
            self.own,
            self._record.id,
            fields=values,
            done=partial(self._was_stored, values),
            failed=self._refused,
        )

    def _was_stored(self, values: dict[str, Any], _answer: object) -> None:
        self._stored = values
        for field in self._parts():
            field.show_problem("")
        # What was typed in the meantime stays a draft.
        if values == self._values() and self._keeper is not None:
            self._keeper.drop()

    def _finish(self, kind: str, then: Deal | None = None) -> None:
        """Keep the letter as a file among the papers, and deal with that file."""
        if self._record is None:
            return
        unreadable = [field for field in self._letter_fields() if field.problem()]
        if unreadable:
            self._lead_to(unreadable[0], unreadable[0].problem())
            return
        values = self._values()
        self.run(
            letters.finish_letter,
            self.own,
            self._record.id,
            fields=values,
            kind=kind,
            done=partial(self._finished, values, kind, then),
            failed=self._refused,
        )

    def _finished(self, values: dict[str, Any], kind: str, then: Deal | None, answer: object) -> None:
        self._was_stored(values, answer)
        if then is None or self._record is None:
            papers = BigButton(_("Meine Unterlagen"), icon="folder-open", run=lambda: self.context.go("papers"))
            self.messages.success(_("Ihr Brief ist gespeichert. Er liegt bei Ihren Unterlagen."), action=papers)
        else:
            deal = then
            self.run(letters.letter_file, self.own, self._record.id, kind=kind, done=lambda file: deal(self, *file))

    def _refused(self, error: WerkakademieError) -> None:
        if not isinstance(error, InvalidFieldsError):
            self.show_error(error)
            return
        by_name = {field.name: field for field in self._parts()}
        for field in by_name.values():
            field.show_problem("")
        known = [(by_name[one.field], one.message) for one in error.problems if one.field in by_name]
        for field, message in known:
            field.show_problem(message)
        if known:
            self._lead_to(*known[0])

    def _lead_to(self, field: FormField, message: str) -> None:
        """To the field that something is wrong with, on whichever step it stands."""
        field.show_problem(message)
        for step in range(self._steps.count()):
            pane = self._steps.widget(step)
            if isinstance(pane, StepPane) and pane.isAncestorOf(field):
                self._show_step(step)
                pane.ensureWidgetVisible(field)
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self.messages.warning(f"{field.label_text}: {message}")

    def _remove(self) -> None:
        if self._record is not None:
            self._timer.stop()
            number = self._record.id
            self.run(letters.remove_letter, self.own, number, done=self._removed)

    def _removed(self, number: CoverLetterId) -> None:
        self.context.go(KEY, RemovedLetter(number))

    def _tick(self, comment: PaperCommentId, done: bool, _checked: bool = False) -> None:
        self.run(comments.tick_off, self.own, comment, ticked=done)


def print_pdf_file(page: Page, name: str, content: bytes) -> None:
    """Print, with the file's name as the name of the job."""
    print_document(page, content, Path(name).stem)
